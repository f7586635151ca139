import { annualCapOf } from '../../application/entitlements/annual-cap.ts'
import { referralsOf } from '../../application/hospital-visits/referrals.ts'
import { type RequestAnswer, requestsOfHospital } from '../../application/registers/registration-requests.ts'
import { registrationsOf } from '../../application/registers/registrations.ts'
import { shortId } from '../../application/shared/short-id.ts'
import { chinaDay, yearOf } from '../../domain/calendar.ts'
import { referralStatusNames } from '../../domain/names/filings.ts'
import { limitOfPeriod } from '../../domain/names/limits.ts'
import { requestStatusNames } from '../../domain/names/registrations.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { exact, type Out } from '../envelope/json.ts'
import { insutypeOf } from '../reply/person.ts'

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
        ...cap.limits.map(({ name, period, limit, used, remaining }) =>
          row(`limit-${name}`, `${limitOfPeriod(name, null, period).zh}已用`, used, {
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
      refmedin: all.map(({ id, fromHospital, toHospital, toRegion, from, to, cancelled, status, reason }) => ({
        trt_dcla_detl_sn: shortId(id),
        psn_no: personNo,
        insutype: insutypeOf(person, from),
        fixmedins_code: fromHospital,
        reflin_medins_no: toHospital,
        mdtrtarea_admdvs: toRegion,
        begndate: from,
        enddate: to,
        // One that waits for the bureau, or was refused, makes no stay properly referred.
        vali_flag: !cancelled && (status === 'filed' || status === 'confirmed') ? '1' : '0',
        memo: [cancelled ? '已撤销' : referralStatusNames[status].zh, reason].filter((one) => one !== null).join('：'),
      })),
    },
  }
}

export const queryTransactions: readonly Transaction[] = [
  { infno: '5206', name: '人员累计信息查询', run: accumulated },
  { infno: '5301', name: '人员慢特病备案查询', run: registrations },
  { infno: '5304', name: '转院信息查询', run: referrals },
]
