import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import {
  findSameTarget,
  findWebhook,
  insertWebhook,
  listWebhookRows,
  markDeleted,
  type WebhookRow,
} from '../../db/webhooks/webhooks.ts'
import type { EventType } from '../../domain/alerts/alert-names.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type TargetRule, targetFault } from '../../domain/webhooks/target.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { secretOwner, secretText } from './push.ts'

export interface WebhookInput {
  readonly url: string
  readonly events: readonly EventType[]
  /** Left out, that of whoever registers it. */
  readonly region?: string | undefined
}

export type ShownWebhook = ReturnType<typeof show>

function show({ id, region, url, events, createdAt, disabledAt }: WebhookRow) {
  return {
    ...{ id, region, url, events },
    createdAt: chinaTime(createdAt),
    disabledAt: disabledAt && chinaTime(disabledAt),
  }
}

/** The secret is in the answer and nowhere else. Errors: `forbidden`, `webhook-invalid`, `webhook-registered`. */
export async function createWebhook(
  service: Service,
  caller: Caller,
  { url, events, region = caller.region }: WebhookInput,
  rule: TargetRule,
): Promise<ShownWebhook & { readonly secret: string }> {
  requireKind(caller, 'bureau')
  requireRegion(caller, region)
  const fault = targetFault(url, rule)
  if (fault) refuse('webhook-invalid', { reason: fault })
  const id = uuidv7()
  const secret = secretText(randomBytes(32))
  const secretEnc = service.secrets.encrypt(secret, secretOwner(id))
  const at = service.clock()
  const row = { id, region, url, events: [...new Set(events)], secretEnc, createdAt: at, createdBy: caller.id }
  await withTransaction(service.db.pool, async (client) => {
    const same = await findSameTarget(client, row)
    if (same) refuse('webhook-registered', { id: same.id, region, events: same.events.join(', ') })
    await insertWebhook(client, row)
    const detail = { id, region, host: new URL(url).host, events: row.events }
    await recordChangeIn(client, { callerId: caller.id, action: 'webhook-created', at, detail })
  })
  return { ...show({ ...row, disabledAt: null }), secret }
}

/** Nothing more is sent to it; what was on its way is given up. Errors: `not-found`, `forbidden`. */
export async function deleteWebhook(service: Service, caller: Caller, id: string): Promise<void> {
  requireKind(caller, 'bureau')
  await webhookInScope(service, caller, id)
  const at = service.clock()
  await withTransaction(service.db.pool, async (client) => {
    await markDeleted(client, id, at)
    await recordChangeIn(client, { callerId: caller.id, action: 'webhook-deleted', at, detail: { id } })
  })
}

export function listWebhooks(service: Service, caller: Caller, page: PageInput): Promise<Page<ShownWebhook>> {
  requireKind(caller, 'bureau', 'auditor')
  const prefix = prefixOf(caller.region)
  return pageOf('webhooks', page, (part) => listWebhookRows(service.db.pool, prefix, part), {
    key: ({ id }) => id,
    item: show,
  })
}

/** Errors: `not-found`, `forbidden`. */
export async function getWebhook(service: Service, caller: Caller, id: string): Promise<ShownWebhook> {
  requireKind(caller, 'bureau', 'auditor')
  return show(await webhookInScope(service, caller, id))
}

export async function webhookInScope(service: Service, caller: Caller, id: string): Promise<WebhookRow> {
  const found = ofRegion(caller, await findWebhook(service.db.pool, id))
  return found ?? refuse('not-found', { what: { zh: `推送地址 ${id}`, en: `webhook ${id}` } })
}
