import { Codes } from '../../application/hospital-visits/national-codes.ts'
import {
  medTypeOf,
  quoteHospitalVisit,
  type SettledHospitalVisit,
  settleHospitalVisit,
} from '../../application/hospital-visits/settle-visit.ts'
import { undoSettlement } from '../../application/hospital-visits/undo-message.ts'
import type { HospitalVisit } from '../../application/hospital-visits/visit.ts'
import { readVisit } from '../../application/hospital-visits/visit.ts'
import type { SettleAsked } from '../../application/hospital-visits/visit-claim.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
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
import { checkInsurance } from '../reader/common-fields.ts'
import type { Reader } from '../reader/reader.ts'
import { timeText } from '../reader/times.ts'
import { reversedDetail, setldetail } from '../reply/setldetail.ts'
import { type Shown, setlinfo } from '../reply/setlinfo.ts'

type Setting = HospitalVisit['setting']
type Read = ReturnType<typeof readAsked>

/** `data` of 2206, 2207, 2303 and 2304. What a certificate's number says is read by nobody and kept nowhere. */
function readAsked(data: Reader) {
  const read = {
    personNo: data.code('psn_no'),
    mdtrtId: data.code('mdtrt_id'),
    medType: data.maybeCode('med_type', 6),
    packaged: data.maybeCode('psn_setlway', 6) === '02',
    endedAt: data.maybeTime('dscgTime') ?? data.maybeTime('dscg_time'),
    diseaseCode: data.maybeText('dise_codg', 50),
    costs: {
      total: data.maybeMoney('medfee_sumamt'),
      offCatalogue: data.maybeMoney('fulamt_ownpay_amt'),
      overLimit: data.maybeMoney('overlmt_selfpay'),
      preSelfPay: data.maybeMoney('preselfpay_amt'),
      inScope: data.maybeMoney('inscp_scp_amt'),
    },
    paid: paidBefore(data.inner('exp_content')),
  }
  if (data.flag('mid_setl_flag')) data.fault('mid_setl_flag', '不支持中途结算，请在出院后以 0 结算')
  checkInsurance(data)
  data.flag('acct_used_flag')
  data.done()
  return read
}

/** What insurers have paid elsewhere; where the region has no schedule of its own it has to be said. */
function paidBefore(more: Reader) {
  return {
    basic: more.maybeMoney('hifp_pay') ?? undefined,
    criticalIllness: more.maybeMoney('hifmi_pay') ?? undefined,
    supplementary: more.maybeMoney('hifes_pay') ?? undefined,
    commercial: more.maybeMoney('oth_pay') ?? undefined,
    socialAid: more.maybeMoney('soc_aid_pay') ?? undefined,
  }
}

function askedOf({ personNo, mdtrtId, ...rest }: Read, setting: Setting, of: SettleAsked['patient']): SettleAsked {
  return { key: { personNo, mdtrtId }, setting, patient: of, ...rest }
}

async function quoted(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const read = readAsked(node(call, 'data'))
  const asked = askedOf(read, setting, await shownPatient(call, read.personNo))
  const done = await quoteHospitalVisit(call.service, call.caller, asked)
  return { output: reply(call, asked, { ...done, isQuote: true }) }
}

async function settled(call: NationalCall, setting: Setting): Promise<TransactionReply> {
  const read = readAsked(node(call, 'data'))
  const asked = askedOf(read, setting, await patient(call, read.personNo))
  const done = await settleHospitalVisit(call.service, call.caller, messageOf(call, read), asked)
  const { warning, refmsgid } = done
  return { output: reply(call, asked, { ...done, isQuote: false }), warning, refmsgid }
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
  return { setlinfo: info, setldetail: setldetail(settlement, shown.codes) }
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

/** 2208 and 2305: the amounts of the settlement, all negated. */
async function undone(call: NationalCall): Promise<TransactionReply> {
  const read = readUndo(node(call, 'data'))
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
      setldetail: reversedDetail(settlement, shown.codes, reversal.payers, (limit) => left[limit] ?? null),
    },
    warning: adjusted(reversal.adjustments),
    refmsgid,
  }
}

function readUndo(data: Reader) {
  const read = {
    personNo: data.code('psn_no'),
    mdtrtId: data.code('mdtrt_id'),
    setlId: data.code('setl_id', 36),
    resettleLater: data.inner('exp_content').flag('resettle_later'),
  }
  if (read.setlId !== '' && uuidOf(read.setlId) === null) data.fault('setl_id', '须为结算应答中的 setl_id')
  data.done()
  return read
}

function adjusted(adjustments: readonly { settlementNo: string }[]): string | null {
  if (adjustments.length === 0) return null
  const numbers = adjustments.map(({ settlementNo }) => settlementNo).join('、')
  return `另有 ${adjustments.length} 笔后续结算已一并重算：${numbers}。`
}

export const settlementTransactions: readonly Transaction[] = [
  { infno: '2206', name: '门诊预结算', run: (call) => quoted(call, 'outpatient') },
  { infno: '2207', name: '门诊结算', run: (call) => settled(call, 'outpatient') },
  { infno: '2208', name: '门诊结算撤销', run: undone },
  { infno: '2303', name: '住院预结算', run: (call) => quoted(call, 'inpatient') },
  { infno: '2304', name: '住院结算', run: (call) => settled(call, 'inpatient') },
  { infno: '2305', name: '住院结算撤销', run: undone },
]
