import { keepAnswered } from '../../application/hospital-visits/messages.ts'
import { recalculatedIn } from '../../application/hospital-visits/recalculated.ts'
import { compareLines } from '../../application/reconciliation/compare-lines.ts'
import { compareTotals } from '../../application/reconciliation/compare-totals.ts'
import type { ShownReconciliation } from '../../application/reconciliation/read-reconciliations.ts'
import { addDays, chinaDay } from '../../domain/calendar.ts'
import { minus, noAccount } from '../../domain/reconciliation/figures.ts'
import { type Result, results } from '../../domain/reconciliation/totals.ts'
import { messageOf, type NationalCall, node, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { type Out, WrittenJson, writeJson } from '../envelope/json.ts'
import { clearingTypeOf, countOf, insuranceOf, maybeClearingTypeOf, maybeCountOf } from '../reader/common-fields.ts'
import { type Reader, sumDigits } from '../reader/reader.ts'

const resultNames: Record<Result, string> = {
  balanced: '对平',
  'here-more': '中心多',
  'there-more': '医药机构多',
  differs: '数据不一致',
}

/** 0 对平, 1 中心多, 2 医药机构多, 3 数据不一致 */
const resultCode = (result: Result): string => String(results.indexOf(result))

/** The days, and the office that clears: a settlement's answer names it (`clr_optins`), and here is one for a hospital. */
function periodOf(data: Reader, { place }: NationalCall) {
  const office = data.maybeCode('setl_optins', 6)
  if (office !== null && !place.region.startsWith(office.replace(/(00){1,3}$/, '')))
    data.fault('setl_optins', '须为结算应答中的 clr_optins')
  return { from: data.day('stmt_begndate'), to: data.day('stmt_enddate') }
}

/** 3201: sums only, so nothing is written. */
async function totals(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const flag = data.maybeCode('refd_setl_flag', 1)
  const insurance = insuranceOf(data)
  const clearingType = clearingTypeOf(data)
  const period = periodOf(data, call)
  const accountPaid = data.maybeSignedMoney('acct_pay', sumDigits) ?? noAccount
  const claimed = {
    total: data.signedMoney('medfee_sumamt', sumDigits),
    fundPaid: data.signedMoney('fund_pay_sumamt', sumDigits),
    personPaid: null,
    accountPaid,
    count: countOf(data, 'fixmedins_setl_cnt'),
  }
  data.done()
  const { service, caller, envelope, place } = call
  const refunded = flag === null ? null : flag === '1'
  const asked = { hospitalCode: envelope.hospitalCode, ...period, clearingType, claimed, refunded, insurance }
  const { result, here, difference } = await compareTotals(service, caller, asked)
  const account = accountPaid === noAccount ? '' : `，个人账户 ${minus(noAccount, accountPaid)}`
  const dscr = `${resultNames[result]}：中心 ${here.count} 笔，总额 ${here.total}，基金 ${here.fundPaid}；中心减医院：${difference.count} 笔，总额 ${difference.total}，基金 ${difference.fundPaid}${account}。${result === 'balanced' ? '' : '请以 9101 上传明细后 3202 对明细账。'}`
  const warning = await recalculatedIn(service, { hospitalCode: envelope.hospitalCode, ...period })
  return {
    warning,
    output: { stmtinfo: { setl_optins: place.region, stmt_rslt: resultCode(result), stmt_rslt_dscr: dscr } },
  }
}

/** How long a file of differences is promised to be there; it is kept as long as the ledger is. */
const keptDays = 30

function readLinesAsked(call: NationalCall) {
  const data = node(call, 'data')
  const read = {
    fileNo: data.code('file_qury_no'),
    ...periodOf(data, call),
    clearingType: maybeClearingTypeOf(data),
    total: data.maybeSignedMoney('medfee_sumamt', sumDigits),
    fundPaid: data.maybeSignedMoney('fund_pay_sumamt', sumDigits),
    count: maybeCountOf(data, 'fixmedins_setl_cnt'),
  }
  // Of the people's shares the file has no column; what is sent must be an amount all the same.
  data.maybeSignedMoney('cash_payamt', sumDigits)
  data.done()
  return read
}

/** 3202: an uploaded file, line by line. The comparison is kept; its differences are downloaded with 9102. */
async function lines(call: NationalCall): Promise<TransactionReply> {
  const read = readLinesAsked(call)
  const { service, caller, envelope } = call
  const { fileNo, from, to, clearingType } = read
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    const asked = { hospitalCode: envelope.hospitalCode, fileNo, from, to, clearingType }
    const compared = await compareLines(service, caller, asked)
    const until = `${addDays(chinaDay(service.clock()), keptDays)} 23:59:59`
    const output: Out = {
      fileinfo: {
        file_qury_no: compared.resultFileNo,
        filename: `stmt_${from}_${to}.zip`,
        dld_endtime: until,
        stmt_rslt: resultCode(compared.result),
      },
    }
    return { output: writeJson(output), warning: said(read, compared), personNo: null, mdtrtId: null }
  })
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

/** The result in words, and where the sums of the message are not those of its own file. */
function said(
  { total, fundPaid, count }: ReturnType<typeof readLinesAsked>,
  { result, differences, faultyLines, there }: ShownReconciliation,
): string {
  const rows = there.count + faultyLines
  return [
    `${resultNames[result]}：差异 ${differences} 条，无法读取 ${faultyLines} 行。`,
    total === null || total === there.total ? '' : `报文总额 ${total} 与文件合计 ${there.total} 不一致。`,
    fundPaid === null || fundPaid === there.fundPaid
      ? ''
      : `报文基金支付 ${fundPaid} 与文件合计 ${there.fundPaid} 不一致。`,
    count === null || count === rows ? '' : `报文笔数 ${count} 与文件行数 ${rows} 不一致。`,
  ].join('')
}

export const reconciliationTransactions: readonly Transaction[] = [
  { infno: '3201', name: '医药机构费用结算对总账', run: totals },
  { infno: '3202', name: '医药机构费用结算对明细账', run: lines },
]
