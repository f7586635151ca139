import { findMessage, type MessageRow } from '../../db/hospital-visits/messages.ts'
import { attemptOf } from '../../db/hospital-visits/settlement-attempts.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import { voidNumber } from '../../db/settlement/void-number.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import { readAnnualCap } from '../entitlements/annual-cap.ts'
import type { Service } from '../service.ts'
import { shownSettlement } from '../settlement/find-settlements.ts'
import { type ReversalAnswer, reverse } from '../settlement/reverse.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { type Answered, answeredBefore, type HospitalMessage, keep } from './messages.ts'
import { keptAnswerOf } from './settle-visit.ts'
import type { VisitKey } from './visit.ts'

/** The message whose outcome its sender does not know. */
export interface Original {
  readonly personNo: string
  readonly msgid: string
  readonly infno: string
}

const settling = ['2207', '2304']

const words = {
  done: '已冲正：原报文的结算已撤销。',
  before: '此前已冲正：原报文的结算早已撤销或作废，本次无需处理。',
  nothing: '无可冲正：收到过原报文，但未产生结算；现已作废，之后到达不再结算。',
  never: '从未收到原报文，或原报文已被拒绝；现已登记作废，之后到达不再结算。',
} as const

/**
 * Undoes the settlement of a message whose answer was lost (2601), and says plainly what there was to undo. Whatever
 * the answer, nothing stands of the message afterwards, and a copy of it that is still on its way is refused: its
 * number is void, which the database decides. Later settlements that depend on it are settled anew, because whoever
 * does not know the outcome cannot undo those first.
 *
 * Errors: `not-undoable` for a message that does not settle; those of `reverse`.
 */
export async function undoMessage(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  original: Original,
): Promise<Answered> {
  const known = await answeredBefore(service, message)
  if (known) return known
  const { hospitalCode } = message
  const { msgid, personNo } = original
  const row = await findMessage(service.db.pool, { hospitalCode, msgid })
  checkOriginal(original, row)
  const settlementNo = keptAnswerOf(row?.output ?? null).settlementNo ?? msgid
  await requireSamePerson(service, hospitalCode, settlementNo, personNo)
  const was = await voidNumber(service.db.pool, { hospitalCode, settlementNo, personNo }).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const found =
    was === 'settled'
      ? await undone(service, caller, message, settlementNo)
      : await unsettled(service, was, message, msgid)
  const warning = words[found]
  await keepOnce(service, caller, message, { warning, personNo, mdtrtId: null })
  return { output: null, warning, refmsgid: message.refmsgid, replayed: false }
}

function checkOriginal({ personNo, msgid, infno }: Original, row: MessageRow | null): void {
  if (!settling.includes(infno))
    no(
      `2601 只冲正 2207 与 2304；${infno} 请以原 msgid 原样重发，会得到首次的应答。`,
      `A 2601 undoes 2207 and 2304 only; send the ${infno} again as it was, under its own msgid, and the first answer comes again.`,
    )
  if (row && row.infno !== infno)
    no(
      `报文 ${msgid} 的交易编号是 ${row.infno}；请更正 oinfno。`,
      `Message ${msgid} was a ${row.infno}; correct oinfno.`,
    )
  if (row && row.personNo !== personNo) otherPerson(msgid)
}

async function requireSamePerson(
  service: Service,
  hospitalCode: string,
  settlementNo: string,
  personNo: string,
): Promise<void> {
  const found = await findSettlement(service.db.pool, { hospitalCode, settlementNo })
  if (found && found.settlement.personNo !== personNo) otherPerson(settlementNo)
}

function otherPerson(msgid: string): never {
  return no(
    `报文 ${msgid} 不是该人员的；请核对 psn_no 与 omsgid。`,
    `Message ${msgid} was about another person; check psn_no and omsgid.`,
  )
}

function no(zh: string, en: string): never {
  const reason: Bilingual = { zh, en }
  return refuse('not-undoable', { reason })
}

async function undone(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  settlementNo: string,
): Promise<'done' | 'before'> {
  const { hospitalCode, msgid: reversalNo } = message
  const reason = '2601 冲正'
  const { replayed, reversal } = await reverse(service, caller, {
    hospitalCode,
    settlementNo,
    reversalNo,
    reason,
    resettleLater: true,
  })
  // The same 2601 that ended before it could answer has undone it itself.
  return replayed && reversal.reversalNo !== reversalNo ? 'before' : 'done'
}

async function unsettled(
  service: Service,
  was: 'unused' | 'void',
  { hospitalCode }: HospitalMessage,
  msgid: string,
): Promise<keyof typeof words> {
  if (was === 'void') return 'before'
  return (await attemptOf(service.db.pool, { hospitalCode, msgid })) ? 'nothing' : 'never'
}

/** Another copy of the message may have said so already. */
async function keepOnce(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  about: { output?: string; warning: string | null; personNo: string; mdtrtId: string | null },
): Promise<void> {
  await keep(service, caller, service.db.pool, message, { output: null, ...about }).catch((error: unknown) => {
    if (!isRace(error)) throw asRefusal(error)
  })
}

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
