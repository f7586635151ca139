import { applyForClearing } from '../../application/clearing/apply.ts'
import { withdrawClearing } from '../../application/clearing/decide.ts'
import { compareLines } from '../../application/reconciliation/compare.ts'
import { compareTotals } from '../../application/reconciliation/totals.ts'
import { keepAnswered } from '../../application/visits/messages.ts'
import { addDays, chinaDay } from '../../domain/calendar.ts'
import type { ClearingType } from '../../domain/fund/words.ts'
import { add, decimal, yuan } from '../../domain/money.ts'
import { type Result, results } from '../../domain/reconciliation/totals.ts'
import { type Call, messageOf, node, type Reply, type Transaction } from '../call.ts'
import { type Out, Written, writeJson } from '../json.ts'
import type { Reader } from '../reader.ts'

const resultNames: Record<Result, string> = {
  balanced: '对平',
  'here-more': '中心多',
  'there-more': '医药机构多',
  differs: '数据不一致',
}

/** 0 对平, 1 中心多, 2 医药机构多, 3 数据不一致 */
const resultCode = (result: Result): string => String(results.indexOf(result))

function countOf(reader: Reader, name: string): number {
  const text = reader.code(name, 12)
  if (text !== '' && !/^\d{1,9}$/.test(text)) reader.fault(name, '须为整数，如 120')
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

function periodOf(data: Reader) {
  return { from: data.day('stmt_begndate'), to: data.day('stmt_enddate') }
}

/** 3201: sums only, so nothing is written. */
async function totals(call: Call): Promise<Reply> {
  const data = node(call, 'data')
  const flag = data.maybeCode('refd_setl_flag', 1)
  const period = periodOf(data)
  const claimed = {
    total: data.signedMoney('medfee_sumamt'),
    fundPaid: data.signedMoney('fund_pay_sumamt'),
    personPaid: null,
    count: countOf(data, 'fixmedins_setl_cnt'),
  }
  data.done()
  const { service, caller, envelope, place } = call
  const refunded = flag === null ? null : flag === '1'
  const asked = { hospitalCode: envelope.hospitalCode, ...period, claimed, refunded }
  const { result, here, difference } = await compareTotals(service, caller, asked)
  const dscr = `${resultNames[result]}：中心 ${here.count} 笔，总额 ${here.total}，基金 ${here.fundPaid}；中心减医院：${difference.count} 笔，总额 ${difference.total}，基金 ${difference.fundPaid}。${result === 'balanced' ? '' : '请以 9101 上传明细后 3202 对明细账。'}`
  return {
    output: { stmtinfo: { setl_optins: place.region, stmt_rslt: resultCode(result), stmt_rslt_dscr: dscr } },
  }
}

/** How long a file of differences is promised to be there; it is kept as long as the books are. */
const keptDays = 30

/** 3202: an uploaded file, line by line. The comparison is kept; its differences are downloaded with 9102. */
async function lines(call: Call): Promise<Reply> {
  const data = node(call, 'data')
  const read = {
    fileNo: data.code('file_qury_no'),
    ...periodOf(data),
    total: data.maybeSignedMoney('medfee_sumamt'),
    fundPaid: data.maybeSignedMoney('fund_pay_sumamt'),
  }
  data.done()
  const { service, caller, envelope } = call
  const { fileNo, from, to } = read
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    const asked = { hospitalCode: envelope.hospitalCode, fileNo, from, to }
    const compared = await compareLines(service, caller, asked)
    const until = `${addDays(chinaDay(service.clock()), keptDays)} 23:59:59`
    const output: Out = {
      fileinfo: {
        file_qury_no: compared.resultFileNo,
        filename: `stmt_${from}_${to}.txt`,
        dld_endtime: until,
        stmt_rslt: resultCode(compared.result),
      },
    }
    const said = [
      `${resultNames[compared.result]}：差异 ${compared.differences} 条，无法读取 ${compared.faultyLines} 行。`,
      ...(read.total !== null && read.total !== compared.there.total
        ? [`报文总额 ${read.total} 与文件合计 ${compared.there.total} 不一致。`]
        : []),
      ...(read.fundPaid !== null && read.fundPaid !== compared.there.fundPaid
        ? [`报文基金支付 ${read.fundPaid} 与文件合计 ${compared.there.fundPaid} 不一致。`]
        : []),
    ]
    return { output: writeJson(output), warning: said.join(''), personNo: null, mdtrtId: null }
  })
  return { output: new Written(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

const clearingTypes: Readonly<Record<string, ClearingType>> = { '11': 'outpatient', '21': 'inpatient', '99': 'all' }

/** 3203: the hospital asks for what it is owed of a month; the number of the message is that of the application. */
async function apply(call: Call): Promise<Reply> {
  const data = node(call, 'data')
  const type = data.code('clr_type', 6)
  const month = data.code('setlym', 7).replace(/^(\d{4})(\d{2})$/, '$1-$2')
  if (type !== '' && !Object.hasOwn(clearingTypes, type)) data.fault('clr_type', '须为 11 门诊、21 住院、99 全部')
  if (month !== '' && !/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month)) data.fault('setlym', '须为六位年月，如 202303')
  const cash = data.signedMoney('cash_payamt')
  const account = data.maybeSignedMoney('acct_pay') ?? '0.00'
  const claimed = {
    total: data.signedMoney('medfee_sumamt'),
    fundPaid: data.signedMoney('fund_appy_sum'),
    personPaid: cash === '' ? null : yuan(add(decimal(cash), decimal(account))),
    count: countOf(data, 'psntime'),
  }
  data.done()
  const { service, caller, envelope } = call
  const { hospitalCode, msgid: applicationNo } = envelope
  const clearingType = clearingTypes[type] ?? 'all'
  const asked = { hospitalCode, applicationNo, month, clearingType, claimed }
  const content = { month, clearingType, ...claimed }
  const done = await keepAnswered(service, caller, messageOf(call, content), async () => {
    const { clearing } = await applyForClearing(service, caller, asked)
    const output = { result: { clr_appy_evt_id: clearing.applicationId } }
    return { output: writeJson(output), warning: null, personNo: null, mdtrtId: null }
  })
  return { output: new Written(done.output ?? 'null'), refmsgid: done.refmsgid }
}

/** 3204 */
async function withdraw(call: Call): Promise<Reply> {
  const data = node(call, 'data')
  const read = { id: data.code('clr_appy_evt_id', 36) }
  data.done()
  const { service, caller } = call
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    await withdrawClearing(service, caller, read.id)
    return { output: null, warning: null, personNo: null, mdtrtId: null }
  })
  return { output: null, refmsgid: done.refmsgid }
}

export const reconciliationTransactions: readonly Transaction[] = [
  { infno: '3201', name: '医药机构费用结算对总账', run: totals },
  { infno: '3202', name: '医药机构费用结算对明细账', run: lines },
  { infno: '3203', name: '清算申请', run: apply },
  { infno: '3204', name: '清算申请撤销', run: withdraw },
]
