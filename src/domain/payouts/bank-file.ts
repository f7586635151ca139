import type { Bilingual } from '../language.ts'

/** What a column of the bank's file may hold. */
export const fileFields = [
  'lineNo',
  'reference',
  'payeeName',
  'account',
  'bankName',
  'bankNo',
  'amount',
  'purpose',
  'personNo',
  'personName',
  'batchNo',
  'empty',
] as const
export type FileField = (typeof fileFields)[number]

export const fileFieldNames: Record<FileField, Bilingual> = {
  lineNo: { zh: '序号', en: 'number of the line' },
  reference: { zh: '业务编号，银行反馈时带回', en: 'our reference, which the bank’s answer repeats' },
  payeeName: { zh: '收款人户名', en: 'name of the payee' },
  account: { zh: '收款账号', en: 'number of the account' },
  bankName: { zh: '开户行', en: 'bank' },
  bankNo: { zh: '联行号', en: 'number of the bank (CNAPS)' },
  amount: { zh: '金额', en: 'amount' },
  purpose: { zh: '摘要', en: 'what it is' },
  personNo: { zh: '救助对象人员编号', en: 'number of the person' },
  personName: { zh: '救助对象姓名', en: 'name of the person' },
  batchNo: { zh: '批次号', en: 'number of the batch' },
  empty: { zh: '空列', en: 'an empty column' },
}

/** How a region's bank wants its file, and how it answers. */
export interface BankTemplate {
  readonly columns: readonly { readonly field: FileField; readonly heading: string }[]
  /** What stands in the column of the purpose. */
  readonly purpose: string
  readonly answer: {
    /** Names of the columns of the bank's answer, as its head has them. */
    readonly reference: readonly string[]
    readonly amount: readonly string[]
    readonly result: readonly string[]
    readonly reason: readonly string[]
    readonly day: readonly string[]
    readonly bankNo: readonly string[]
    /** Words of the result. */
    readonly paid: readonly string[]
    readonly returned: readonly string[]
  }
}

/** Where a region has said nothing: the columns that banks' agency payments (代发) have in common. */
export const defaultTemplate: BankTemplate = {
  columns: [
    { field: 'lineNo', heading: '序号' },
    { field: 'reference', heading: '业务编号' },
    { field: 'payeeName', heading: '户名' },
    { field: 'account', heading: '账号' },
    { field: 'bankName', heading: '开户行' },
    { field: 'bankNo', heading: '联行号' },
    { field: 'amount', heading: '金额' },
    { field: 'purpose', heading: '摘要' },
  ],
  purpose: '医疗救助',
  answer: {
    reference: ['业务编号', 'reference'],
    amount: ['金额', '实付金额', '交易金额', 'amount'],
    result: ['处理结果', '结果', '交易状态', '状态', 'result', 'outcome'],
    reason: ['失败原因', '退回原因', '原因', '附言', 'reason'],
    day: ['交易日期', '入账日期', '处理日期', '日期', 'date', 'on'],
    bankNo: ['银行流水号', '流水号', '交易流水', 'bankNo'],
    paid: ['成功', '已入账', '入账成功', '交易成功', '支付成功', 'S', '0', '00', '0000', 'paid', 'success'],
    returned: ['失败', '退回', '退票', '退汇', '交易失败', '支付失败', 'F', 'returned', 'failed'],
  },
}

/** The reference of a line: the batch's number with the line's, so that people and banks can read it. */
export const referenceOf = (batchNo: string, lineNo: number): string => `${batchNo}-${lineNo}`
