import { annualCapOf } from '../../application/entitlements/annual-cap.ts'
import { visitOfSettlement, visitsOf } from '../../application/hospital-visits/find-visits.ts'
import { Codes } from '../../application/hospital-visits/national-codes.ts'
import type { Patient } from '../../application/hospital-visits/patients.ts'
import { referralsOf } from '../../application/hospital-visits/referrals.ts'
import { medTypeOf } from '../../application/hospital-visits/settle-visit.ts'
import type { HospitalVisit } from '../../application/hospital-visits/visit.ts'
import { type RequestAnswer, requestsOfHospital } from '../../application/registers/registration-requests.ts'
import { registrationsOf } from '../../application/registers/registrations.ts'
import { findOwnSettlement, noSettlement, shownSettlement } from '../../application/settlement/find-settlements.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
import { chinaDay, yearOf } from '../../domain/calendar.ts'
import { limitName } from '../../domain/names/limits.ts'
import { requestStatusNames } from '../../domain/names/registrations.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { exact, type Out } from '../envelope/json.ts'
import { timeText } from '../reader/times.ts'
import { insutypeOf, personFields, psnType } from '../reply/person.ts'
import { setldetail } from '../reply/setldetail.ts'
import { setlinfo } from '../reply/setlinfo.ts'
import { fundsOf, shownOf } from './settlement.ts'

/** 5201: the hospital's own visits of a person. */
async function visits(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const mdtrtId = data.maybeCode('mdtrt_id')
  const medType = data.maybeCode('med_type', 6)
  const from = data.maybeTime('begntime') ?? ''
  const to = data.maybeTime('endtime') ?? '9999'
  data.done()
  const person = await shownPatient(call, personNo)
  const all = await visitsOf(call.service, call.caller, personNo)
  const wanted = all.filter(
    (visit) =>
      (mdtrtId === null || visit.mdtrtId === mdtrtId) &&
      (medType === null || visit.medType === medType) &&
      visit.beganAt >= from &&
      visit.beganAt <= to,
  )
  return { output: { mdtrtinfo: wanted.map((visit) => shownVisit(call, person, visit)) } }
}

const statuses = { open: '在院（诊）', ended: '已出院', cancelled: '已撤销' } as const

function shownVisit({ service }: NationalCall, person: Patient, visit: HospitalVisit): Out {
  const on = visit.beganAt.slice(0, 10)
  const codes = new Codes(service, person.insuredRegion, on)
  return {
    mdtrt_id: visit.mdtrtId,
    ...personFields(person, on),
    insutype: insutypeOf(person, on),
    psn_type: psnType(codes, person, on),
    insuplc_admdvs: person.insuredRegion,
    begntime: visit.beganAt,
    endtime: visit.endedAt,
    med_type: visit.medType,
    ipt_otp_no: visit.recordNo,
    dise_no: visit.diseaseCode,
    dise_name: visit.diseaseName,
    vali_flag: visit.state === 'cancelled' ? '0' : '1',
    memo: statuses[visit.state],
  }
}

/** 5203: a settlement as it stands. It has names of its own for two amounts. */
async function settlement(call: NationalCall): Promise<TransactionReply> {
  const { service, caller } = call
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const setlId = data.code('setl_id', 36)
  data.done()
  const person = await shownPatient(call, personNo)
  const id = uuidOf(setlId) ?? noSettlement(setlId)
  const found = shownSettlement((await findOwnSettlement(service, caller, id)).settlement, 'zh')
  if (found.personNo !== personNo) noSettlement(id)
  const msgid = found.settlementNo ?? ''
  const visit = await visitOfSettlement(service, caller, found)
  const shown = shownOf(call, person, found, visit, await medTypeOf(service, visit, msgid))
  const at = found.settledAt && timeText(new Date(found.settledAt))
  const as = { setlId: shortId(found.id ?? ''), msgid, at, payers: found.payers, isNegated: false }
  const { psn_part_amt, psn_cash_pay, ...info } = setlinfo(shown, as)
  return {
    output: {
      setlinfo: {
        ...info,
        psn_pay: psn_part_amt,
        cash_payamt: psn_cash_pay,
        refd_setl_flag: found.status === 'reversed' ? '1' : '0',
        begndate: found.admittedOn ?? found.servedOn,
        enddate: found.dischargedOn ?? found.servedOn,
        year: String(found.year),
        invono: null,
        opter_id: null,
      },
      setldetail: setldetail(found, fundsOf(shown)),
    },
  }
}

const accumulatedNames = {
  selfPay: '年度政策范围内自付累计',
  personBurden: '年度个人负担累计',
  inpatientSelfPay: '年度住院政策范围内自付累计',
  criticalIllnessBase: '年度大病保险合规费用累计',
  basicPaid: '年度基本医保支付累计',
} as const

/** 5206: what has accumulated in the year, and what is used and left of each limit. */
async function accumulated(call: NationalCall): Promise<TransactionReply> {
  const { service, caller } = call
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const month = data.maybeText('cum_ym', 10)
  if (month !== null && !/^(19|20)\d\d/.test(month)) data.fault('cum_ym', '须以四位年份开头，如 202303')
  data.done()
  const person = await shownPatient(call, personNo)
  const year = month === null ? yearOf(chinaDay(service.clock())) : Number(month.slice(0, 4))
  const cap = await annualCapOf(service, caller, personNo, { year }, 'zh')
  const row = (code: string, name: string, sum: string, rest: { [name: string]: Out } = {}): Out => ({
    psn_no: personNo,
    insutype: insutypeOf(person, cap.on),
    year: String(year),
    cum_type_code: code,
    cum_type_name: name,
    cum: exact(sum),
    ...rest,
  })
  const names = Object.keys(accumulatedNames) as (keyof typeof accumulatedNames)[]
  return {
    output: {
      cuminfo: [
        ...names.map((name) => row(name, accumulatedNames[name], cap.accumulated[name])),
        ...cap.limits.map(({ name, limit, used, remaining }) =>
          row(`limit-${name}`, `${limitName(name).zh}已用`, used, {
            lmt_amt: money(limit),
            left_amt: money(remaining),
          }),
        ),
      ],
    },
  }
}

function money(amount: string | null): Out {
  return amount === null ? null : exact(amount)
}

/** 5301: what is registered for a person, whoever did it; what the hospital itself asked for and has not got is told besides. */
async function registrations(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  data.done()
  await shownPatient(call, personNo)
  const held = await registrationsOf(call.service, personNo)
  const asked = await requestsOfHospital(call.service, call.caller, personNo)
  return {
    warning: openRequests(asked),
    output: {
      feedetail: held.map(({ id, kind, diseaseCode, diseaseName, from, to }) => ({
        trt_dcla_detl_sn: shortId(id),
        opsp_dise_code: diseaseCode,
        opsp_dise_name: diseaseName,
        begndate: from,
        enddate: to,
        memo: kind,
      })),
    },
  }
}

function openRequests(asked: readonly RequestAnswer[]): string | null {
  const open = asked.filter(({ status }) => status === 'pending' || status === 'refused')
  if (open.length === 0) return null
  const said = open.map(({ id, diseaseName, status, reason }) => {
    const why = reason === null ? '' : `（${reason}）`
    return `${diseaseName}（${shortId(id)}）${requestStatusNames[status].zh}${why}`
  })
  return `本机构提交的备案：${said.join('；')}。`
}

/** 5304: referrals that the hospital made or is the aim of. */
async function referrals(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  data.done()
  const person = await shownPatient(call, personNo)
  const all = await referralsOf(call.service, call.caller, personNo)
  return {
    output: {
      refmedin: all.map(({ id, fromHospital, toHospital, toRegion, from, to, cancelled }) => ({
        trt_dcla_detl_sn: shortId(id),
        psn_no: personNo,
        insutype: insutypeOf(person, from),
        fixmedins_code: fromHospital,
        reflin_medins_no: toHospital,
        mdtrtarea_admdvs: toRegion,
        begndate: from,
        enddate: to,
        vali_flag: cancelled ? '0' : '1',
      })),
    },
  }
}

export const queryTransactions: readonly Transaction[] = [
  { infno: '5201', name: '就诊信息查询', run: visits },
  { infno: '5203', name: '结算信息查询', run: settlement },
  { infno: '5206', name: '人员累计信息查询', run: accumulated },
  { infno: '5301', name: '人员慢特病备案查询', run: registrations },
  { infno: '5304', name: '转院信息查询', run: referrals },
]
