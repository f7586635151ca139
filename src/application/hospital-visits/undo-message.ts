import { findMessage, type MessageRow } from '../../db/hospital-visits/messages.ts'
import { attemptOf } from '../../db/hospital-visits/settlement-attempts.ts'
import { findSettlement } from '../../db/ledger/history.ts'
import { voidNumber } from '../../db/settlement/void-number.ts'
import type { Bilingual } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { reverse } from '../settlement/reverse.ts'
import { asRefusal, isRace } from '../shared/database-errors.ts'
import { requireLastPart } from './active-settlement.ts'
import { recalculatedWith } from './adjusted-words.ts'
import { type Answered, answeredBefore, type HospitalMessage, isVoid, keep, voidMessage } from './messages.ts'
import { restoreSettlement } from './restore-settlement.ts'
import { keptAnswerOf } from './settle-visit.ts'
import { undoAdmission } from './undo-admission.ts'

/** The message whose outcome its sender does not know. */
export interface Original {
  readonly personNo: string
  readonly msgid: string
  readonly infno: string
}

/** What the interface lets a 2601 undo, and how; pharmacies' (2102, 2103) are not settled here. */
const ways: Readonly<Record<string, 'settlement' | 'reversal' | 'admission'>> = {
  '2207': 'settlement',
  '2304': 'settlement',
  '2208': 'reversal',
  '2305': 'reversal',
  '2401': 'admission',
}

const words = {
  done: '已冲正：原报文的结算已撤销。',
  before: '此前已冲正：原报文的结算早已撤销或作废，本次无需处理。',
  nothing: '无可冲正：收到过原报文，但未产生结算；现已作废，之后到达不再结算。',
  never: '从未收到原报文，或原报文已被拒绝；现已登记作废，之后到达不再结算。',
  admission: '已冲正：原报文办理的入院已撤销。',
  'admission-before': '此前已冲正或撤销：该次入院早已撤销，本次无需处理。',
  'reversal-before': '此前已冲正：该撤销早已取消，结算已恢复，本次无需处理。',
  resend:
    '撤销已生效且不能原样恢复（其后就诊有变更，或重新结算未通过）：账面为未结算；如需结算，请以新 msgid 重新发送 2207、2304。',
  unseen: '从未收到原报文，或原报文已被拒绝；现已登记作废，之后到达不予办理。',
} as const

/**
 * Undoes a message whose answer was lost (2601), and says plainly what there was to undo. Whatever the answer, nothing stands of
 * the message afterwards, and a copy of it that is still on its way is refused: its number is void, which the database
 * decides. Later settlements that depend on it are recalculated, because whoever does not know the outcome cannot undo those
 * first.
 *
 * Errors: `not-undoable` for a message that the interface does not let undo; those of `reverse` and `undoAdmission`.
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
  const way = wayOf(original, row)
  const warning = await undoBy[way](service, caller, message, original, row)
  await keepOnce(service, caller, message, { warning, personNo, mdtrtId: null })
  return { output: null, warning, refmsgid: message.refmsgid, replayed: false }
}

type Undo = (
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  original: Original,
  row: MessageRow | null,
) => Promise<string>

const undoBy: Record<'settlement' | 'reversal' | 'admission', Undo> = {
  settlement: undoSettling,
  reversal: undoReversal,
  admission: undoOpening,
}

async function undoSettling(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  original: Original,
  row: MessageRow | null,
): Promise<string> {
  const { hospitalCode } = message
  const { msgid, personNo } = original
  const settlementNo = keptAnswerOf(row?.output ?? null).settlementNo ?? msgid
  await requireSamePerson(service, hospitalCode, settlementNo, personNo)
  const was = await voidNumber(service.db.pool, { hospitalCode, settlementNo, personNo }).catch((error: unknown) => {
    throw asRefusal(error)
  })
  // Another number's settlement may have been the answer to a copy that came in this moment.
  if (was === 'void' && row === null) {
    const came = await findMessage(service.db.pool, { hospitalCode, msgid })
    if (came !== null) return undoSettling(service, caller, message, original, came)
  }
  if (was === 'settled') {
    const attempt = await attemptOf(service.db.pool, { hospitalCode, msgid: settlementNo })
    if (attempt) await requireLastPart(service, attempt)
  }
  return was === 'settled'
    ? undone(service, caller, message, settlementNo)
    : words[await unsettled(service, was, message, msgid)]
}

/** The stay that the message opened; one that was only answered again stays with the message that opened it. */
async function undoOpening(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  { msgid, personNo }: Original,
  row: MessageRow | null,
): Promise<string> {
  const { hospitalCode } = message
  const came = row ?? (await messageOnceVoid(service, caller, { hospitalCode, msgid, infno: '2401', personNo }))
  if (came === null || isVoid(came) || came.mdtrtId === null) return words.unseen
  const done = await undoAdmission(service, caller, message, { personNo, mdtrtId: came.mdtrtId })
  return done === 'done' ? words.admission : words['admission-before']
}

async function undoReversal(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  original: Original,
  row: MessageRow | null,
): Promise<string> {
  const { hospitalCode } = message
  const { msgid, personNo, infno } = original
  if (!row) await messageOnceVoid(service, caller, { hospitalCode, msgid, infno, personNo })
  const restored = await restoreSettlement(service, caller, message, original)
  if (restored.kind === 'none') return words.unseen
  if (restored.kind === 'restored')
    return `已冲正：撤销已取消，原结算已恢复，新的 setl_id 为 ${restored.setlId}（编号 ${msgid}），金额请以 5203 查询为准。`
  return restored.kind === 'before' ? words['reversal-before'] : words.resend
}

/** Null where the message is void now; what came in that moment is read. */
async function messageOnceVoid(
  service: Service,
  caller: Caller,
  of: { hospitalCode: string; msgid: string; infno: string; personNo: string },
): Promise<MessageRow | null> {
  return (await voidMessage(service, caller, of)) === 'void' ? null : findMessage(service.db.pool, of)
}

function wayOf({ personNo, msgid, infno }: Original, row: MessageRow | null): keyof typeof undoBy {
  const way = Object.hasOwn(ways, infno) ? ways[infno] : undefined
  if (way === undefined)
    return no(
      `2601 冲正 2207、2208、2304、2305 与 2401；${infno} 请以原 msgid 原样重发，会得到首次的应答。`,
      `A 2601 undoes 2207, 2208, 2304, 2305 and 2401; send the ${infno} again as it was, under its own msgid, and the first answer comes again.`,
    )
  if (row && row.infno !== infno)
    no(
      `报文 ${msgid} 的交易编号是 ${row.infno}；请更正 oinfno。`,
      `Message ${msgid} was a ${row.infno}; correct oinfno.`,
    )
  if (row && row.personNo !== personNo) otherPerson(msgid)
  return way
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
): Promise<string> {
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
  if (replayed && reversal.reversalNo !== reversalNo) return words.before
  return `${words.done}${recalculatedWith(reversal.adjustments, hospitalCode) ?? ''}`
}

async function unsettled(
  service: Service,
  was: 'unused' | 'void',
  { hospitalCode }: HospitalMessage,
  msgid: string,
): Promise<'before' | 'nothing' | 'never'> {
  if (was === 'void') return 'before'
  return (await attemptOf(service.db.pool, { hospitalCode, msgid })) ? 'nothing' : 'never'
}

/** Another copy of the message may have said so already. */
export async function keepOnce(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  about: { output?: string; warning: string | null; personNo: string; mdtrtId: string | null },
): Promise<void> {
  await keep(service, caller, service.db.pool, message, { output: null, ...about }).catch((error: unknown) => {
    if (!isRace(error)) throw asRefusal(error)
  })
}
