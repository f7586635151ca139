import { recalculatedWith } from '../../application/hospital-visits/adjusted-words.ts'
import { Codes } from '../../application/hospital-visits/national-codes.ts'
import {
  type MessageOperator,
  medTypeOf,
  quoteHospitalVisit,
  type SettledHospitalVisit,
  settleHospitalVisit,
} from '../../application/hospital-visits/settle-visit.ts'
import { undoSettlement } from '../../application/hospital-visits/undo-settlement.ts'
import type { HospitalVisit } from '../../application/hospital-visits/visit.ts'
import { readVisit } from '../../application/hospital-visits/visit.ts'
import type { SettleAsked } from '../../application/hospital-visits/visit-claim.ts'
import type { SettlementAnswer } from '../../application/settlement/settlement-answer.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
import type { WarningCode } from '../../domain/names/codes.ts'
import type { Insurance } from '../../domain/names/insurances.ts'
import {
  messageOf,
  type NationalCall,
  node,
  patient,
  shownPatient,
  type Transaction,
  type TransactionReply,
} from '../envelope/call.ts'
import type { Out } from '../envelope/json.ts'
import { expansionFields } from '../reader/expansion.ts'
import type { Reader } from '../reader/reader.ts'
import { type ReadAsked, readAsked } from '../reader/settle-asked.ts'
import { timeText } from '../reader/times.ts'
import { owedWords } from '../reply/owed-words.ts'
import { sentences } from '../reply/sentences.ts'
import { type Funds, reversedDetail, setldetail } from '../reply/setldetail.ts'
import { type Shown, setlinfo } from '../reply/setlinfo.ts'

type Setting = HospitalVisit['setting']
interface ReadMessage {
  readonly read: ReadAsked
  /** As the message says it (`insutype`); null where it does not. */
  readonly insurance: Insurance | null
  /** What the message was read as, where that is not what it says. */
  readonly cautions: readonly string[]
  readonly operator: MessageOperator
}

function readMessage(call: NationalCall): ReadMessage {
  const data = node(call, 'data')
  const { read, insurance, cautions } = readAsked(data, call.envelope.input)
  data.done()
  return { read, insurance, cautions, operator: call.envelope.operator }
}

function askedOf(
  { read, insurance, operator }: ReadMessage,
  setting: Setting,
  of: SettleAsked['patient'],
): SettleAsked {
  const { personNo, mdtrtId, ...rest } = read
  return { key: { personNo, mdtrtId }, setting, patient: of, insurance, operator, ...rest }
}

async function quoted(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const message = readMessage(call)
  const { read, cautions } = message
  const asked = askedOf(message, setting, await shownPatient(call, read.personNo))
  const done = await quoteHospitalVisit(call.service, call.caller, asked)
  const warning = sentences([done.part, owedWords(done.settlement), ...cautions, ...remarksIn(done.settlement)])
  return { output: reply(call, asked, { ...done, isQuote: true }), warning }
}

async function settled(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const message = readMessage(call)
  const { read, cautions } = message
  const asked = askedOf(message, setting, await patient(call, read.personNo))
  // A copy of a discharge with another remark is a copy.
  const { note: _, ...content } = read
  const done = await settleHospitalVisit(call.service, call.caller, messageOf(call, content), asked)
  const warning = sentences([
    done.warning,
    done.part,
    owedWords(done.settlement),
    ...cautions,
    ...remarksIn(done.settlement),
  ])
  return { output: reply(call, asked, { ...done, isQuote: false }), warning, refmsgid: done.refmsgid }
}

const insurers = { basic: '基本医保 hifp_pay', criticalIllness: '大病保险 hifmi_pay' } as const

/** What a hospital can look into or send otherwise; the others are of the law and its figures. */
const ofTheClaim: ReadonlySet<string> = new Set<WarningCode>([
  ...(['third-party-injury', 'third-party', 'insurance-given-as-nil', 'enrolment-differs'] as const),
  ...(['assistance-not-taken', 'stay-overlaps', 'stay-past-death', 'referral-not-filed'] as const),
])

/** What whoever settles should read, and not only whoever opens the explanation. */
function remarksIn(settlement: SettlementAnswer): string[] {
  const said = settlement.warnings.filter(({ code }) => ofTheClaim.has(code)).map(({ text }) => text)
  return [...unconfirmedIn(settlement), ...said]
}

/** Nobody should take for the insurer's amount what a schedule gave that no document here confirms. */
function unconfirmedIn({ lines, payers, warnings }: SettlementAnswer): string[] {
  const computed = (['basic', 'criticalIllness'] as const).filter((payer) =>
    lines.some((line) => line.payer === payer && !line.step.endsWith('-given')),
  )
  const isUnconfirmed = warnings.some(({ code }) => code === 'unconfirmed-value' || code === 'unconfirmed-figure')
  if (computed.length === 0 || !isUnconfirmed) return []
  const amounts = computed.map((payer) => `${insurers[payer]} ${payers[payer]} 元`).join('，')
  return [`报文未填，按未经官方文件证实的本地标准计算：${amounts}；如已另行结算，请填入 exp_content 后重新发送`]
}

function reply(
  call: NationalCall,
  { patient: person }: SettleAsked,
  done: Pick<SettledHospitalVisit, 'settlement' | 'visit' | 'medType'> & { isQuote: boolean },
): Out {
  const { settlement, visit, medType, isQuote } = done
  const shown = shownOf(call, person, settlement, visit, medType)
  const info = setlinfo(shown, {
    setlId: settlement.id && shortId(settlement.id),
    msgid: isQuote ? call.envelope.msgid : (settlement.settlementNo ?? ''),
    at: settlement.settledAt && timeText(new Date(settlement.settledAt)),
    payers: settlement.payers,
    isNegated: false,
  })
  return { setlinfo: info, setldetail: setldetail(settlement, fundsOf(shown)) }
}

export function shownOf(
  { service, place }: NationalCall,
  person: Shown['patient'],
  settlement: Shown['settlement'],
  visit: HospitalVisit,
  medType: string,
): Shown {
  const on = settlement.dischargedOn ?? settlement.servedOn ?? ''
  const codes = new Codes(service, person.insuredRegion, on)
  return { settlement, visit, medType, patient: person, codes, careRegion: place.region }
}

export function fundsOf({ codes, patient: person, settlement }: Shown): Funds {
  const on = settlement.dischargedOn ?? settlement.servedOn ?? ''
  return { codes, insurance: person.insuranceOn(on) }
}

/** 2208 and 2305: the amounts of the settlement, all negated. */
async function undone(call: NationalCall): Promise<TransactionReply> {
  const { read, cautions } = readUndo(node(call, 'data'))
  const { service, caller } = call
  const person = await patient(call, read.personNo)
  const settlementId = uuidOf(read.setlId) ?? ''
  const { personNo, mdtrtId, resettleLater } = read
  const asked = { key: { personNo, mdtrtId }, settlementId, resettleLater }
  const done = await undoSettlement(service, caller, messageOf(call, read), asked)
  const { reversal, settlement, left, refmsgid } = done
  const visit = await readVisit(service, caller, asked.key)
  const medType = await medTypeOf(service, visit, settlement.settlementNo ?? '')
  const shown = shownOf(call, person, settlement, visit, medType)
  const info = setlinfo(shown, {
    setlId: shortId(reversal.id),
    msgid: reversal.reversalNo,
    at: timeText(new Date(reversal.reversedAt)),
    payers: reversal.payers,
    isNegated: true,
  })
  return {
    output: {
      setlinfo: { ...info, init_setl_id: shortId(reversal.settlementId), refd_setl_flag: '1' },
      setldetail: reversedDetail(settlement, fundsOf(shown), reversal.payers, (limit) => left[limit]),
    },
    warning: sentences([recalculatedWith(reversal.adjustments, reversal.hospitalCode), ...cautions]),
    refmsgid,
  }
}

function readUndo(data: Reader) {
  const { more, cautions } = expansionFields(data, ['resettle_later'])
  const read = {
    personNo: data.code('psn_no'),
    mdtrtId: data.code('mdtrt_id'),
    setlId: data.code('setl_id', 36),
    resettleLater: more.flag('resettle_later'),
  }
  if (read.setlId !== '' && uuidOf(read.setlId) === null) data.fault('setl_id', '须为结算应答中的 setl_id')
  data.done()
  return { read, cautions }
}

export const settlementTransactions: readonly Transaction[] = [
  { infno: '2206', name: '门诊预结算', run: (call) => quoted(call, 'outpatient') },
  { infno: '2207', name: '门诊结算', run: (call) => settled(call, 'outpatient') },
  { infno: '2208', name: '门诊结算撤销', run: undone },
  { infno: '2303', name: '住院预结算', run: (call) => quoted(call, 'inpatient') },
  { infno: '2304', name: '住院结算', run: (call) => settled(call, 'inpatient') },
  { infno: '2305', name: '住院结算撤销', run: undone },
]
