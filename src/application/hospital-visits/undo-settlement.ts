import { attemptOf } from '../../db/hospital-visits/settlement-attempts.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import { readAnnualCap } from '../entitlements/annual-cap.ts'
import type { Service } from '../service.ts'
import { shownSettlement } from '../settlement/find-settlements.ts'
import { type ReversalAnswer, reverse } from '../settlement/reverse.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'
import { requireLastPart } from './active-settlement.ts'
import { answeredBefore, type HospitalMessage } from './messages.ts'
import { keptAnswerOf } from './settle-visit.ts'
import { keepOnce } from './undo-message.ts'
import type { VisitKey } from './visit.ts'

export interface UndoneSettlement {
  readonly reversal: ReversalAnswer
  /** What was undone, as it stood. */
  readonly settlement: SettlementAnswer
  /** What was left of each limit when it was undone; null is a limit that does not exist. */
  readonly left: Readonly<Record<string, string | null>>
  readonly refmsgid: string
}

/**
 * Undoes a visit's settlement by its id (2208, 2305).
 * Errors: `not-found` when it is not this visit's; `later-settlements-depend`; `reversal-no-reused`.
 */
export async function undoSettlement(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  asked: { key: VisitKey; settlementId: string; resettleLater: boolean },
): Promise<UndoneSettlement> {
  const known = await answeredBefore(service, message)
  // A 2601 has undone this reversal, and the claim is settled again under its number.
  if (await attemptOf(service.db.pool, message)) refuse('message-undone', { msgid: message.msgid })
  const { key, settlementId, resettleLater } = asked
  const { hospitalCode, msgid: reversalNo } = message
  const found = await findSettlement(service.db.pool, { settlementId })
  const stored = found?.settlement
  const begun = stored ? await attemptOf(service.db.pool, { hospitalCode, msgid: stored.settlementNo }) : null
  if (
    !stored ||
    stored.hospitalCode !== hospitalCode ||
    begun?.mdtrtId !== key.mdtrtId ||
    stored.personNo !== key.personNo
  )
    return refuse('not-found', { what: { zh: '该就诊的这笔结算', en: 'such settlement of the visit' } })
  if (!known) await requireLastPart(service, begun)
  const { settlementNo } = stored
  const reason = `${message.infno} 撤销结算`
  const { reversal } = await reverse(service, caller, { hospitalCode, settlementNo, reversalNo, reason, resettleLater })
  const settlement = shownSettlement(stored, 'zh')
  const left = keptAnswerOf(known?.output ?? null).left ?? (await leftNow(service, caller, settlement))
  if (!known) await keepOnce(service, caller, message, { output: JSON.stringify({ left }), warning: null, ...key })
  return { reversal, settlement, left, refmsgid: known?.refmsgid ?? message.refmsgid }
}

/** Kept with the message, because the year goes on and the same message is answered the same. */
async function leftNow(
  service: Service,
  caller: Caller,
  { personNo, year, dischargedOn, servedOn }: SettlementAnswer,
): Promise<UndoneSettlement['left']> {
  const on = dischargedOn ?? servedOn ?? undefined
  const { limits } = await readAnnualCap(service, caller, personNo, { year, on }, 'zh')
  return Object.fromEntries(limits.map(({ name, remaining }) => [name, remaining]))
}
