import { lockAlert, type StoredFollowUp, writeFollowUp } from '../../db/alerts/alerts.ts'
import { recordChangeIn } from '../../db/registers/register-changes.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { FollowUpResult } from '../../domain/alerts/alert-names.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { alertNotFound, type ShownAlert, shownAlert } from './read-alerts.ts'

export interface FollowUpInput {
  readonly result: FollowUpResult
  /** The day it was found out. */
  readonly on: Day
  /** For `included`: from which day, and as what. It opens no identity; the certifying department's list does. */
  readonly from?: Day | null | undefined
  readonly category?: Category | null | undefined
  /** Needed for `not-included`. */
  readonly reason?: string | null | undefined
}

/**
 * Records what became of an alert. What was recorded stays; a later one corrects it. The same again, with nothing between,
 * answers the first.
 *
 * Errors: `not-found`, `forbidden`, `invalid-request`.
 */
export async function followUp(
  service: Service,
  caller: Caller,
  { id, ...input }: { id: string } & FollowUpInput,
): Promise<{ readonly alert: ShownAlert; readonly replayed: boolean }> {
  requireKind(caller, 'bureau')
  const wanted = { from: null, category: null, reason: null, ...defined(input) }
  refuseFaults(faultsOf(wanted, chinaDay(service.clock())))
  return withTransaction(service.db.pool, async (client) => {
    const alert = (await lockAlert(client, id)) ?? alertNotFound(id)
    if (!coversRegion(caller.region, alert.insuredRegion)) alertNotFound(id)
    const last = alert.followUps.at(-1)
    if (last && isSame(last, wanted)) return { alert: shownAlert(alert), replayed: true }
    const at = service.clock()
    const row = { seq: alert.followUps.length + 1, recordedAt: at.toISOString(), callerId: caller.id, ...wanted }
    await writeFollowUp(client, id, row)
    const { result, on, from, category } = wanted
    await recordChangeIn(client, {
      callerId: caller.id,
      personNo: alert.personNo,
      action: 'alert-followed-up',
      at,
      detail: { id, result, on, from, category },
    })
    return { alert: shownAlert((await lockAlert(client, id)) ?? alertNotFound(id)), replayed: false }
  })
}

type Wanted = Pick<StoredFollowUp, 'result' | 'on' | 'from' | 'category' | 'reason'>

function defined(input: FollowUpInput): Pick<Wanted, 'result' | 'on'> & Partial<Wanted> {
  const { result, on, from, category, reason } = input
  return { result, on, ...(from ? { from } : {}), ...(category ? { category } : {}), ...(reason ? { reason } : {}) }
}

function isSame(last: StoredFollowUp, wanted: Wanted): boolean {
  return (['result', 'on', 'from', 'category', 'reason'] as const).every((name) => last[name] === wanted[name])
}

function faultsOf({ result, on, from, category, reason }: Wanted, today: Day): Fault[] {
  const faults: Fault[] = []
  const fault = (pointer: string, zh: string, en: string) => faults.push({ pointer, detail: { zh, en } })
  const included = result === 'included'
  if (on > today) fault('/on', '核查日期不能晚于今天。', 'Send a day that is not in the future.')
  if (included && from === null)
    fault('/from', '已纳入的须填写起始日期。', 'Send the day from which the person is included.')
  if (included && category === null)
    fault('/category', '已纳入的须填写身份类别。', 'Send the category that the person is included as.')
  if (!included && from !== null)
    fault('/from', '只有 included 可填 from。', 'Leave `from` out, or send result `included`.')
  if (!included && category !== null)
    fault('/category', '只有 included 可填 category。', 'Leave `category` out, or send result `included`.')
  if (result === 'not-included' && reason === null)
    fault('/reason', '未纳入的须填写原因。', 'Say why the person is not included.')
  return faults
}

function refuseFaults(faults: Fault[]): void {
  if (faults.length > 0) refuse('invalid-request', {}, { faults })
}
