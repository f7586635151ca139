import type { Bilingual } from '../../domain/language.ts'
import type { Payer } from '../../domain/names/payers.ts'
import type { Status } from '../../domain/policies/pack.ts'

const both = (zh: string, en: string): Bilingual => ({ zh, en })

export const statementWords = {
  title: both('医疗救助一站式结算单', 'One-stop settlement statement of medical assistance'),
  receiptNo: both('凭证号', 'Receipt no.'),
  name: both('姓名', 'Name'),
  idNumber: both('证件号码', 'ID number'),
  personNo: both('人员编号', 'Person no.'),
  category: both('救助身份', 'Category'),
  hospital: both('医疗机构', 'Hospital'),
  care: both('医疗类别', 'Care'),
  stay: both('入院至出院', 'Stay'),
  served: both('就诊日期', 'Served on'),
  disease: both('病种编码', 'Disease code'),
  referral: both('转诊', 'Referral'),
  region: both('适用政策', 'Policy'),
  recordNo: both('住院号/门诊号', 'Hospital’s number'),
  diagnosis: both('诊断', 'Diagnosis'),
  inCapitals: both('应付大写', 'In capitals'),
  settlementNo: both('结算编号', 'Settlement no.'),
  settledAt: both('结算时间', 'Settled at'),
  costs: both('费用构成（元）', 'Cost of the visit (yuan)'),
  total: both('医疗总费用', 'Total'),
  offCatalogue: both('目录外全自费', 'Off-catalogue'),
  overLimit: both('超限价自费', 'Over price limit'),
  preSelfPay: both('先行自付', 'Pre-self-pay'),
  inScope: both('政策范围内', 'In scope'),
  whoPays: both('各方支付', 'Who pays what'),
  payer: both('支付方', 'Payer'),
  base: both('计算基数', 'Base'),
  rate: both('比例', 'Rate'),
  amount: both('金额', 'Amount'),
  basis: both('计算过程与依据', 'How it was computed, and by which clause'),
  sum: both('合计', 'Sum'),
  limit: both('限额', 'Limit'),
  limits: both('限额（元）', 'Limits (yuan)'),
  ofYear: both('全年限额', 'Of the year'),
  ofPeriod: both('期间限额', 'Of its period'),
  usedBefore: both('此前已用', 'Used before'),
  usedNow: both('本次使用', 'This visit'),
  remaining: both('本次后剩余', 'Left after it'),
  noLimit: both('不设限额', 'none stated'),
  reasons: both('未支付的部分与原因', 'What was not paid, and why'),
  noReasons: both('没有因政策原因未支付的部分。', 'Nothing was held back for a reason of policy.'),
  warnings: both('提示', 'Please note'),
  clauses: both('所依据的条款', 'The clauses named above'),
  citesOnly: both('条款内容见政策查询。', 'Their texts are in the service’s policy pages.'),
  personPays: both('个人应付', 'The person pays'),
  aidPays: both('医疗救助合计', 'Medical assistance, in all'),
  others: both('其他各方合计', 'All other payers'),
  signature: both('患者或家属签字', 'Patient or family'),
  cashier: both('经办人', 'Cashier'),
  seal: both('医疗机构（盖章）', 'Hospital, seal'),
  date: both('日期', 'Date'),
  verify: both(
    '医保经办机构可凭凭证号核验本单真伪；金额以经办系统记录为准。',
    'The insurance bureau can check this statement by its receipt number; the amounts on record decide.',
  ),
  scan: both(
    '扫码可核验本单真伪；凭姓名和证件号码后四位可查看支付明细与原因。',
    'Scan the code to see whether this is genuine; with the name and the last four of the ID number, what was paid and why.',
  ),
  printedAt: both('打印时间', 'Printed'),
  engine: both('计算引擎', 'Engine'),
  trace: both('计算摘要', 'Trace'),
} as const satisfies Record<string, Bilingual>

/** Instead of these on the statement of a bill that was handed in: nothing was taken off it, and the bureau pays the person. */
export const handedInWords = {
  title: both('医疗救助手工报销结算单', 'Settlement statement of a bill handed in for medical assistance'),
  settlementNo: both('报销编号', 'Reimbursement no.'),
  inCapitals: both('救助大写', 'In capitals'),
  aidPays: both('医疗救助，付给个人', 'Medical assistance, to the person'),
  personPays: both('个人最终负担', 'The person bears in the end'),
  signature: both('申请人签字', 'Applicant'),
  seal: both('经办机构（盖章）', 'Bureau, seal'),
} as const satisfies Partial<Record<keyof typeof statementWords, Bilingual>>

export const referralNames: Readonly<Record<string, Bilingual>> = {
  proper: both('按规定转诊', 'proper'),
  none: both('未转诊', 'none'),
}
export const emergency = both('急诊', 'emergency')

/** A clause that is the document's own words needs no mark. */
export const statusNames: Readonly<Record<Status, Bilingual | null>> = {
  text: null,
  reading: both('解读', 'reading'),
  unconfirmed: both('未经核实', 'unconfirmed'),
  gap: both('文件未定', 'left open'),
  manual: both('人工核定', 'by hand'),
}

export function limitRowsOf(year: number): Bilingual {
  return both(`${year} 年度限额（元）`, `Limits of ${year} (yuan)`)
}

export function reversedWords(at: string, reversalNo: string): Bilingual {
  return both(
    `已冲正　本单作废。冲正时间 ${at}，冲正编号 ${reversalNo}；以下金额不再有效，所占用的限额已退回。`,
    `REVERSED: this statement is void. Reversed ${at}, no. ${reversalNo}; the amounts below no longer hold, and what they used of the limits was given back.`,
  )
}

/** What brought the last adjustment; null is the reversal of an earlier visit. */
export function adjustedWords(
  at: string,
  { cause, reversalNo }: { readonly cause: keyof typeof adjustedBy | null; readonly reversalNo: string },
): Bilingual {
  if (cause !== null) {
    const { zh, en } = adjustedBy[cause]
    return both(`${zh}于 ${at} 更新，此前打印的结算单作废。`, `${en} at ${at}; statements printed before are void.`)
  }
  return both(
    `本次就医因此前结算冲正（${reversalNo}）于 ${at} 重新计算，此前打印的结算单作废。`,
    `This visit was recalculated at ${at}, because an earlier one was reversed (${reversalNo}); statements printed before are void.`,
  )
}

const adjustedBy = {
  resettle: both('本次就医因补登记的情况重新计算，', 'This visit was recalculated with what was recorded since,'),
  'year-end': both('本次就医经年度末一次性救助，', 'This visit was aided with the end of the year,'),
  'top-up': both(
    '以后的就医使本次就医应补付个人再救助或倾斜救助，',
    'A later visit brought a top-up for this one, which is paid to the person,',
  ),
  opening: both(
    '本次就医因期初余额录入或冲销而重新计算，',
    'This visit was recalculated with what was used before this ledger began,',
  ),
}

/** Cool for insurers, green for assistance, grey for the hospital, warm for the person; each also has its number. */
export const colours: Readonly<Record<Payer, string>> = {
  basic: '#1f4e8c',
  criticalIllness: '#3f7fbf',
  supplementary: '#6a5aa8',
  commercial: '#8f7cc4',
  socialAid: '#4f9aa8',
  assistance: '#1d7a4c',
  reAid: '#4a9a5f',
  tilt: '#6fae3f',
  hospital: '#7a7f87',
  person: '#c2571a',
}
