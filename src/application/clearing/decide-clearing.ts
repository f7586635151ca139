import type pg from 'pg'
import { releaseEntries } from '../../db/clearing/clearing-entries.ts'
import { lockClearing, type StoredClearing, writeDecision } from '../../db/clearing/clearings.ts'
import { withTransaction } from '../../db/transaction.ts'
import { statusAfter } from '../../domain/clearing/clearing.ts'
import {
  type ClearingDecision,
  type ClearingStatus,
  clearingStatusNames,
  decisionNames,
} from '../../domain/fund/fund-names.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Bilingual } from '../../domain/language.ts'
import { isNothing } from '../../domain/reconciliation/figures.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind, sees } from '../callers/caller.ts'
import { postTo } from '../fund/post-entries.ts'
import type { Service } from '../service.ts'
import { uuidOf } from '../shared/short-id.ts'
import { type ShownClearing, shownClearing } from './clearing-answer.ts'
import { clearingNotFound } from './read-clearings.ts'

type Step = ClearingDecision | 'withdraw'

export interface Decided {
  readonly clearing: ShownClearing
  readonly replayed: boolean
}

/**
 * The bureau approves a clearing, holds it with a reason, or pays it. Approval books the debt to the hospital, payment
 * the money; a decision sent again answers as the first time.
 * Errors: `not-found`, `forbidden`, `clearing-status`, `fund-insufficient`.
 */
export async function decideClearing(
  service: Service,
  caller: Caller,
  asked: {
    readonly clearingId: string
    readonly decision: ClearingDecision
    readonly reason?: string | null | undefined
  },
): Promise<Decided> {
  requireKind(caller, 'bureau')
  return step(service, caller, { ...asked, reason: asked.reason ?? null })
}

/**
 * 3204: a hospital takes its application back before it is approved; its entries are free for another one.
 * Errors: `not-found`, `forbidden`, `clearing-status`.
 */
export async function withdrawClearing(service: Service, caller: Caller, clearingId: string): Promise<Decided> {
  requireKind(caller, 'hospital', 'bureau')
  return step(service, caller, { clearingId, decision: 'withdraw', reason: null })
}

interface Asked {
  readonly clearingId: string
  readonly decision: Step
  readonly reason: string | null
}

async function step(service: Service, caller: Caller, { clearingId, decision, reason }: Asked): Promise<Decided> {
  const id = uuidOf(clearingId) ?? clearingNotFound(clearingId)
  return withTransaction(service.db.pool, async (client) => {
    const clearing = (await lockClearing(client, id)) ?? clearingNotFound(clearingId)
    if (!sees(caller, clearing)) clearingNotFound(clearingId)
    const status = statusAfter(clearing.status, decision) ?? refuseStep(clearing, decision)
    if (status === clearing.status) return { clearing: shownClearing(clearing), replayed: true }
    const at = service.clock().toISOString()
    const made = { decision, reason, decidedAt: at, callerId: caller.id }
    await writeDecision(client, clearing, status, made)
    await follow(service, client, clearing, made)
    return {
      clearing: shownClearing({ ...clearing, status, decisions: [...clearing.decisions, made] }),
      replayed: false,
    }
  })
}

interface Made {
  readonly decision: Step
  readonly decidedAt: string
  readonly callerId: string
}

/** What a decision moves. The fund pays medical assistance; the insurers' shares are theirs to pay. */
async function follow(service: Service, client: pg.PoolClient, clearing: StoredClearing, made: Made): Promise<void> {
  const { id, region, hospitalCode, month, aidPaid } = clearing
  if (made.decision === 'withdraw') return releaseEntries(client, id, made.decidedAt)
  if (made.decision === 'hold' || isNothing(aidPaid)) return
  const [kind, lines] =
    made.decision === 'approve'
      ? (['clearing-approved', movements.approval(hospitalCode, aidPaid)] as const)
      : (['clearing-paid', movements.payment(region, hospitalCode, aidPaid)] as const)
  await postTo(client, service.clock(), made.callerId, {
    region,
    kind,
    reference: id,
    note: `${hospitalCode} ${month}`,
    lines,
  })
}

const withdrawn: Bilingual = { zh: '撤销', en: 'withdraw' }

const next: Record<ClearingStatus, Bilingual> = {
  applied: { zh: '请先核准。', en: 'approve it first.' },
  held: { zh: '请先核准。', en: 'approve it first.' },
  approved: { zh: '只能拨付。', en: 'it can only be paid.' },
  paid: {
    zh: '多付的款项请追回（POST /v1/funds/{region}/recoveries）。',
    en: 'recover what was wrongly paid (POST /v1/funds/{region}/recoveries).',
  },
  withdrawn: { zh: '请重新申请。', en: 'the hospital applies anew.' },
}

function refuseStep({ id, status }: StoredClearing, decision: Step): never {
  const action = decision === 'withdraw' ? withdrawn : decisionNames[decision]
  refuse('clearing-status', { id, status: clearingStatusNames[status], action, next: next[status] })
}
