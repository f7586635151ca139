import type { Bilingual } from '../language.ts'
import { isRoundedNumber } from '../registers/id-number.ts'
import { withoutUnit } from '../shared/amount-unit.ts'
import { headerWord } from '../shared/header-word.ts'
import { folded } from '../shared/plain-text.ts'
import { isScientific, rounded } from '../shared/rounded.ts'
import { coveredCell, isSpreadsheetError, spreadsheetError } from '../shared/spreadsheet-error.ts'
import { isLeftOut, threeDecimals, writtenAmount } from '../shared/written-amount.ts'

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
  total: ['medfee_sumamt', 'total', '医疗费总额', '医疗费总金额', '医疗总费用', '医疗费用总额', '总费用', '费用总额'],
  fundPaid: ['fund_pay_sumamt', 'fundpaid', '基金支付总额', '基金支付总金额', '基金支付合计'],
  accountPaid: ['acct_pay', 'accountpaid', '个人账户支出', '个人账户支付'],
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
    zh: `请填以元为单位、最多两位小数的数字，如 1200.00；退费为负。${threeDecimals.zh}`,
    en: `Write yuan with at most two decimals, such as 1200.00; below nothing for a reversal. ${threeDecimals.en}`,
  },
  flag: {
    zh: '退费结算标志只能是 0 或 1（否、是，正常、退费亦可）。',
    en: 'The flag of a reversal is 0 or 1; 否 and 是, or 正常 and 退费, will do.',
  },
  rounded,
  'merged-cell': coveredCell,
  'spreadsheet-error': spreadsheetError,
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
  const called: readonly string[] = columns[name]
  return called.includes(headerWord(cell)) || called.includes(headerWord(withoutUnit(cell)))
}

/** A file may name a settlement twice, by our id and by its own number; the first column that is filled in counts. */
function firstOfEach(layout: Layout): Layout {
  return layout.map((name, at) => (name === 'settlement' || layout.indexOf(name) === at ? name : null))
}

/** What files write for 1 and 0 of `refd_setl_flag`. */
const refundWords = new Map([
  ...['1', '1.0', '是', '退费', '退费结算', 'y', 'yes', 'true'].map((word) => [word, true] as const),
  ...['0', '0.0', '否', '正常', '正常结算', 'n', 'no', 'false'].map((word) => [word, false] as const),
])

const code = /^[0-9A-Za-z._:-]{1,64}$/

/** Reads a line by its layout. What is wrong is named by the first column at fault. */
export function readFileLine(lineNo: number, cells: readonly string[], layout: Layout): FileLine | FaultyLine {
  if (cells.length !== layout.length) return { lineNo, column: 'line', reason: 'columns' }
  const value = (name: ColumnName) => cells.find((cell, at) => layout[at] === name && !isEmpty(cell)) ?? null
  const fault = (column: ColumnName, reason: LineFault): FaultyLine => ({ lineNo, column, reason })
  const settlement = numberIn(value('settlement'))
  const [visitId, personNo] = [numberIn(value('visitId')), numberIn(value('personNo'))]
  const lost = lostIn(value, { settlement, visitId, personNo })
  if (lost !== null) return fault(...lost)
  if (settlement === null || !code.test(settlement)) return fault('settlement', 'settlement')
  if (visitId !== null && !code.test(visitId)) return fault('visitId', 'text')
  if (personNo !== null && !code.test(personNo)) return fault('personNo', 'text')
  const total = writtenAmount(value('total'))
  if (total === null) return fault('total', 'amount')
  const fundPaid = writtenAmount(value('fundPaid'))
  if (fundPaid === null) return fault('fundPaid', 'amount')
  const account = value('accountPaid') ?? ''
  const accountPaid = isLeftOut(account) ? '0.00' : writtenAmount(account)
  if (accountPaid === null) return fault('accountPaid', 'amount')
  const flag = numberIn(value('refunded'))
  const refunded = flag === null ? total.startsWith('-') : refundWords.get(flag.toLowerCase())
  if (refunded === undefined) return fault('refunded', 'flag')
  return { lineNo, settlement, visitId, personNo, refunded, total, fundPaid, accountPaid }
}

type Numbers = Readonly<Record<'settlement' | 'visitId' | 'personNo', string | null>>

/** What a spreadsheet left of a value that nobody can tell from it. */
function lostIn(
  value: (name: ColumnName) => string | null,
  numbers: Numbers,
): readonly [column: ColumnName, reason: LineFault] | null {
  const unreckoned = order.find((name) => isSpreadsheetError(value(name) ?? ''))
  if (unreckoned !== undefined) return [unreckoned, 'spreadsheet-error']
  const lost = roundedColumn(numbers)
  return lost === null ? null : [lost, 'rounded']
}

/** The first column whose number a spreadsheet has rounded; of a person's number the noughts at its end say so too. */
function roundedColumn(numbers: Numbers): keyof Numbers | null {
  if (numbers.settlement !== null && isScientific(numbers.settlement)) return 'settlement'
  if (numbers.visitId !== null && isScientific(numbers.visitId)) return 'visitId'
  return numbers.personNo !== null && isRoundedNumber(numbers.personNo) ? 'personNo' : null
}

/** Digits and letters of full width are meant as plain ones. */
function numberIn(cell: string | null): string | null {
  return cell === null ? null : folded(cell.slice(0, 200))
}

/** Empty is written "null" in the national files. */
function isEmpty(cell: string): boolean {
  return cell === '' || cell.toLowerCase() === 'null'
}
