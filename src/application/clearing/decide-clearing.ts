import type pg from 'pg'
import { releaseEntries } from '../../db/clearing/clearing-entries.ts'
import { type DecisionRow, lockClearing, type StoredClearing, writeDecision } from '../../db/clearing/clearings.ts'
import { lockRecoveries, setOffRecovered } from '../../db/fund/recovered.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { statusAfter } from '../../domain/clearing/clearing.ts'
import {
  type ClearingDecision,
  type ClearingStatus,
  clearingStatusNames,
  decisionNames,
} from '../../domain/fund/fund-names.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Bilingual } from '../../domain/language.ts'
import { add, decimal, yuan } from '../../domain/money.ts'
import { isNothing } from '../../domain/reconciliation/figures.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireAnother, requireFundKeeper, requireKind, requirePost, sees } from '../callers/caller.ts'
import { postTo } from '../fund/post-entries.ts'
import { refuseFuture } from '../fund/post-once.ts'
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
 * The bureau approves a clearing, holds it with a reason, or pays it. Approval posts the debt to the hospital, payment
 * the money; a decision sent again answers as the first time.
 * What a clearing takes back of settlements and has come back by a recovery is set off when it is approved.
 * Errors: `not-found`, `forbidden`, `clearing-status`, `fund-insufficient`, `date-in-future`, `payment-before-approval`,
 * `payment-differs` for another day or number of what was paid already.
 */
export async function decideClearing(
  service: Service,
  caller: Caller,
  asked: {
    readonly clearingId: string
    readonly decision: ClearingDecision
    readonly reason?: string | null | undefined
    /** The bank's day and number of a payment; left out, it was today. */
    readonly paidOn?: Day | null | undefined
    readonly paymentNo?: string | null | undefined
  },
): Promise<Decided> {
  requireKind(caller, 'bureau')
  requirePost(caller, asked.decision === 'pay' ? ['finance'] : ['reviewer'])
  const { reason = null, paidOn = null, paymentNo = null } = asked
  if (paidOn !== null) refuseFuture(service, 'paidOn', paidOn)
  return step(service, caller, { ...asked, reason, paidOn, paymentNo })
}

/**
 * 3204: a hospital takes its application back before it is approved; its entries are free for another one.
 * Errors: `not-found`, `forbidden`, `clearing-status`.
 */
export async function withdrawClearing(service: Service, caller: Caller, clearingId: string): Promise<Decided> {
  requireKind(caller, 'hospital', 'bureau')
  return step(service, caller, { clearingId, decision: 'withdraw', reason: null, paidOn: null, paymentNo: null })
}

interface Asked {
  readonly clearingId: string
  readonly decision: Step
  readonly reason: string | null
  readonly paidOn: Day | null
  readonly paymentNo: string | null
}

async function step(service: Service, caller: Caller, asked: Asked): Promise<Decided> {
  const { clearingId, decision, reason, paymentNo } = asked
  const id = uuidOf(clearingId) ?? clearingNotFound(clearingId)
  return withTransaction(service.db.pool, async (client) => {
    const clearing = (await lockClearing(client, id)) ?? clearingNotFound(clearingId)
    if (!sees(caller, clearing)) clearingNotFound(clearingId)
    if (decision !== 'withdraw') requireFundKeeper(caller, clearing.region)
    const status = statusAfter(clearing.status, decision) ?? refuseStep(clearing, decision)
    if (status === clearing.status) return again(clearing, asked)
    requireAnotherThanBefore(caller, clearing)
    const at = service.clock()
    const paidOn = decision === 'pay' ? (asked.paidOn ?? chinaDay(at)) : null
    if (paidOn !== null) refuseBeforeApproval(clearing, paidOn)
    const made = { decision, reason, decidedAt: at.toISOString(), callerId: caller.id, paidOn, paymentNo }
    await writeDecision(client, clearing, status, made)
    const setOff = await follow(service, client, clearing, made)
    return {
      clearing: shownClearing({ ...clearing, status, setOff, decisions: [...clearing.decisions, made] }),
      replayed: false,
    }
  })
}

/** Who claims for a hospital, who approves and who pays are three people. */
function requireAnotherThanBefore(caller: Caller, { id, callerId, decisions }: StoredClearing): void {
  const what = { zh: `清算 ${id}`, en: `clearing ${id}` }
  const approved = decisions.filter(({ decision }) => decision === 'approve').map((made) => made.callerId)
  if (caller.kind === 'bureau') for (const before of [callerId, ...approved]) requireAnother(caller, before, what)
}

/** A payment sent again answers as the first time, unless it says another day or number. */
function again(clearing: StoredClearing, { decision, paidOn, paymentNo }: Asked): Decided {
  const paid = clearing.decisions.find((made) => made.decision === 'pay')
  const differs = (asked: string | null, kept: string | null) => asked !== null && asked !== kept
  if (decision === 'pay' && paid && (differs(paidOn, paid.paidOn) || differs(paymentNo, paid.paymentNo)))
    refuse('payment-differs', { id: clearing.id, paidOn: paid.paidOn ?? '—', paymentNo: paid.paymentNo ?? '—' })
  return { clearing: shownClearing(clearing), replayed: true }
}

function refuseBeforeApproval({ id, decisions }: StoredClearing, paidOn: Day): void {
  const approved = decisions.find(({ decision }) => decision === 'approve')
  const approvedOn = approved ? chinaDay(new Date(approved.decidedAt)) : paidOn
  if (paidOn < approvedOn) refuse('payment-before-approval', { id, paidOn, approvedOn })
}

/**
 * What a decision moves; answers what is set off of the clearing. The fund pays medical assistance; the insurers' shares
 * are theirs to pay.
 */
async function follow(
  service: Service,
  client: pg.PoolClient,
  { id, region, hospitalCode, month, aidPaid, setOff }: StoredClearing,
  made: DecisionRow,
): Promise<string> {
  if (made.decision === 'withdraw') await releaseEntries(client, id, made.decidedAt)
  if (made.decision === 'approve') await lockRecoveries(client, region)
  const off = made.decision === 'approve' ? await setOffRecovered(client, id) : setOff
  const amount = yuan(add(decimal(aidPaid), decimal(off)))
  if (isNothing(amount) || (made.decision !== 'approve' && made.decision !== 'pay')) return off
  const [kind, lines] =
    made.decision === 'approve'
      ? (['clearing-approved', movements.approval(hospitalCode, amount)] as const)
      : (['clearing-paid', movements.payment(region, hospitalCode, amount)] as const)
  const { paidOn, paymentNo } = made
  const day = paidOn === null ? {} : { happenedOn: paidOn, paymentNo }
  const note = `${hospitalCode} ${month}`
  await postTo(client, service.clock(), made.callerId, { region, kind, reference: id, note, lines, ...day })
  return off
}

const withdrawn: Bilingual = { zh: '撤销', en: 'withdraw' }

const next = (region: string): Record<ClearingStatus, Bilingual> => ({
  applied: { zh: '请先核准。', en: 'approve it first.' },
  held: { zh: '请先核准。', en: 'approve it first.' },
  approved: { zh: '只能拨付。', en: 'it can only be paid.' },
  paid: {
    zh: `多付的款项请追回（POST /v1/funds/${region}/recoveries）。`,
    en: `recover what was wrongly paid (POST /v1/funds/${region}/recoveries).`,
  },
  withdrawn: { zh: '请重新申请。', en: 'the hospital applies anew.' },
})

function refuseStep({ id, region, status }: StoredClearing, decision: Step): never {
  const action = decision === 'withdraw' ? withdrawn : decisionNames[decision]
  refuse('clearing-status', { id, status: clearingStatusNames[status], action, next: next(region)[status] })
}
