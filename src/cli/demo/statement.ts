import type { Bilingual } from '../../domain/language.ts'
import { grouped, percent } from '../../domain/money.ts'
import { type Care, careNames } from '../../domain/names/care.ts'
import { limitName } from '../../domain/names/limits.ts'
import { type Payer, payerNames, payers } from '../../domain/names/payers.ts'
import { type TableColumn, table } from './table.ts'

export interface ShownClause {
  readonly id: string
  readonly cite: string
}

/** The fields of a settlement that a statement shows. */
export interface Settlement {
  readonly id: string
  readonly settlementNo: string
  readonly care: Care
  readonly payers: Readonly<Record<Payer, string>>
  readonly limits: readonly {
    readonly name: string
    readonly limit: string | null
    readonly usedBefore: string
    readonly usedAfter: string
    readonly remaining: string | null
  }[]
  readonly lines: readonly {
    readonly payer: Payer
    readonly base: string
    readonly rate: string | null
    readonly amount: string
    readonly clause: ShownClause | null
  }[]
  readonly reasons: readonly { readonly text: string; readonly clause: ShownClause | null }[]
  readonly warnings: readonly { readonly text: string }[]
}

const payerColumns: readonly TableColumn[] = [
  { title: '支付方 Payer', align: 'left' },
  { title: '基数 Base', align: 'right' },
  { title: '比例 Rate', align: 'right' },
  { title: '金额 Amount', align: 'right' },
  { title: '依据 Clause', align: 'left' },
]

const limitColumns: readonly TableColumn[] = [
  { title: '限额 Limit', align: 'left' },
  { title: '全年 Year', align: 'right' },
  { title: '此前已用 Before', align: 'right' },
  { title: '此后已用 After', align: 'right' },
  { title: '余额 Left', align: 'right' },
]

function both({ zh, en }: Bilingual): string {
  return `${zh} ${en}`
}

export const limitTitle = (name: string): string => both(limitName(name))

/** Empty where nothing was multiplied. */
export function shownRate(rate: string | null): string {
  return rate === null ? '' : percent(rate)
}

/** Yuan, or that there is no limit. */
export function groupedAmount(yuan: string | null): string {
  return yuan === null ? '不设 none' : grouped(yuan)
}

const everywhere = '000000/'

/** A rule that holds everywhere cites the documents of several places, which would only puzzle the clerk of one. */
function cited({ id, cite }: ShownClause): string {
  return id.startsWith(everywhere) ? `[${id}]` : `${cite} [${id}]`
}

/** Everyone who pays, and everyone whose step was computed and came to nothing. */
function payerRows({ lines, payers: amounts }: Settlement): string[][] {
  return payers.flatMap((payer) => {
    const own = lines.filter((line) => line.payer === payer)
    const name = both(payerNames[payer])
    if (own.length === 0) return amounts[payer] === '0.00' ? [] : [[name, '', '', groupedAmount(amounts[payer]), '']]
    return own.map((line, at) => [
      at === 0 ? name : '',
      groupedAmount(line.base),
      shownRate(line.rate),
      groupedAmount(line.amount),
      line.clause ? cited(line.clause) : '',
    ])
  })
}

function limitRows({ limits }: Settlement): string[][] {
  return limits.map(({ name, limit, usedBefore, usedAfter, remaining }) => {
    return [
      limitTitle(name),
      groupedAmount(limit),
      groupedAmount(usedBefore),
      groupedAmount(usedAfter),
      groupedAmount(remaining),
    ]
  })
}

/** Each explanation in Chinese and, below it, in English. Both lists are of one settlement, so they agree in order. */
function explained(zh: readonly { text: string }[], en: readonly { text: string }[]): string[] {
  return zh.flatMap(({ text }, at) => [`  - ${text}`, `    ${en[at]?.text ?? ''}`])
}

/** One settlement as a page that a clerk can read out: who pays what on what, by which clause, and what is left. */
export function statement(heading: string, zh: Settlement, en: Settlement): string {
  const parts = [
    heading,
    `  ${both(careNames[zh.care])}   结算单号 No. ${zh.settlementNo}`,
    '',
    table(payerColumns, payerRows(zh)),
    '',
    table(limitColumns, limitRows(zh)),
  ]
  if (zh.reasons.length > 0) parts.push('', '  未支付的原因 Why no more was paid', ...explained(zh.reasons, en.reasons))
  if (zh.warnings.length > 0) parts.push('', '  提示 Please note', ...explained(zh.warnings, en.warnings))
  return parts.join('\n')
}
