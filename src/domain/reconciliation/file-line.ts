import type { Bilingual } from '../language.ts'
import { folded } from '../shared/plain-text.ts'
import { writtenAmount } from '../shared/written-amount.ts'

/** A line of a hospital's file: one settlement, or one reversal of it. */
export interface FileLine {
  readonly lineNo: number
  /** As the file names it: our id in either form, or the hospital's own number. */
  readonly settlement: string
  readonly visitId: string | null
  readonly personNo: string | null
  /** `refd_setl_flag` 1. Left out, a line with a total below nothing is a reversal. */
  readonly refunded: boolean
  readonly total: string
  readonly fundPaid: string
  readonly accountPaid: string
}

/** Columns, with the names that a header may give them. Without a header they stand in this order. */
export const columns = {
  settlement: ['setl_id', 'medins_setl_id', 'settlementid', 'settlementno', '结算id', '结算编号', '医药机构结算id'],
  visitId: ['mdtrt_id', 'visitid', '就诊id'],
  personNo: ['psn_no', 'personno', '人员编号'],
  total: ['medfee_sumamt', 'total', '医疗费总额', '医疗费总金额'],
  fundPaid: ['fund_pay_sumamt', 'fundpaid', '基金支付总额'],
  accountPaid: ['acct_pay', 'accountpaid', '个人账户支出'],
  refunded: ['refd_setl_flag', 'refunded', '退费结算标志'],
} as const
export type ColumnName = keyof typeof columns

const order = Object.keys(columns) as ColumnName[]
const needed: readonly ColumnName[] = ['settlement', 'total', 'fundPaid']

export const lineFaults = {
  columns: {
    zh: '列数与表头不符；每行一笔结算，含逗号的内容（如 1,200.00）请加英文双引号。',
    en: 'It has another number of columns than the header; one settlement a line, and what has a comma in it, such as 1,200.00, in double quotes.',
  },
  quotes: {
    zh: '双引号不成对；请将内容中的 " 写作 ""。',
    en: 'A double quote is not closed; write " within a value as "".',
  },
  'too-long': { zh: '该行过长；每行一笔结算。', en: 'The line is too long; one settlement a line.' },
  settlement: {
    zh: '请填 setl_id，或医院自己的结算编号（字母、数字和 . _ : -，最多 64 位）。',
    en: 'Name the settlement by setl_id or by the hospital’s own number (letters, digits and . _ : -, at most 64).',
  },
  text: {
    zh: '只能含字母、数字和 . _ : -，最多 64 位；没有请留空或填 null。',
    en: 'Letters, digits and . _ : - only, at most 64; leave it empty or write null.',
  },
  amount: {
    zh: '请填以元为单位、最多两位小数的数字，如 1200.00；退费为负。',
    en: 'Write yuan with at most two decimals, such as 1200.00; below nothing for a reversal.',
  },
  flag: { zh: '退费结算标志只能是 0 或 1。', en: 'The flag of a reversal is 0 or 1.' },
} as const satisfies Record<string, Bilingual>
export type LineFault = keyof typeof lineFaults

export interface FaultyLine {
  readonly lineNo: number
  readonly column: ColumnName | 'line'
  readonly reason: LineFault
}

/** Which column stands where. */
export type Layout = readonly (ColumnName | null)[]

export const plainLayout: Layout = order

/** The layout that a first line gives, when it is a header; `missing` where it lacks what is needed. Null: it is data. */
export function headerOf(cells: readonly string[]): { layout: Layout; missing: readonly ColumnName[] } | null {
  const layout = cells.map((cell) => order.find((name) => isNamed(name, cell)) ?? null)
  if (!layout.some((name) => name !== null)) return null
  return { layout: firstOfEach(layout), missing: needed.filter((name) => !layout.includes(name)) }
}

function isNamed(name: ColumnName, cell: string): boolean {
  const plain = folded(cell.slice(0, 40)).toLowerCase().replace(/[*★:]/g, '')
  const bracket = plain.indexOf('(')
  return (columns[name] as readonly string[]).includes(bracket > 0 ? plain.slice(0, bracket) : plain)
}

/** A file may name a settlement twice, by our id and by its own number; the first column that is filled in counts. */
function firstOfEach(layout: Layout): Layout {
  return layout.map((name, at) => (name === 'settlement' || layout.indexOf(name) === at ? name : null))
}

const code = /^[0-9A-Za-z._:-]{1,64}$/

/** Reads a line by its layout. What is wrong is named by the first column at fault. */
export function readFileLine(lineNo: number, cells: readonly string[], layout: Layout): FileLine | FaultyLine {
  if (cells.length !== layout.length) return { lineNo, column: 'line', reason: 'columns' }
  const value = (name: ColumnName) => cells.find((cell, at) => layout[at] === name && !isEmpty(cell)) ?? null
  const fault = (column: ColumnName, reason: LineFault): FaultyLine => ({ lineNo, column, reason })
  const settlement = value('settlement')
  if (settlement === null || !code.test(settlement)) return fault('settlement', 'settlement')
  const [visitId, personNo] = [value('visitId'), value('personNo')]
  if (visitId !== null && !code.test(visitId)) return fault('visitId', 'text')
  if (personNo !== null && !code.test(personNo)) return fault('personNo', 'text')
  const total = writtenAmount(value('total'))
  if (total === null) return fault('total', 'amount')
  const fundPaid = writtenAmount(value('fundPaid'))
  if (fundPaid === null) return fault('fundPaid', 'amount')
  const accountPaid = writtenAmount(value('accountPaid') ?? '0')
  if (accountPaid === null) return fault('accountPaid', 'amount')
  const flag = value('refunded') ?? (total.startsWith('-') ? '1' : '0')
  if (flag !== '0' && flag !== '1') return fault('refunded', 'flag')
  return { lineNo, settlement, visitId, personNo, refunded: flag === '1', total, fundPaid, accountPaid }
}

/** Empty is written "null" in the national files. */
function isEmpty(cell: string): boolean {
  return cell === '' || cell.toLowerCase() === 'null'
}
