import { groupedAmount, limitTitle } from './statement.ts'
import { table } from './table.ts'

export interface AnnualCap {
  readonly year: number
  readonly limits: readonly {
    readonly name: string
    readonly limit: string | null
    readonly used: string
    readonly remaining: string | null
  }[]
  readonly accumulated: { readonly selfPay: string; readonly personBurden: string }
}

/** How the person stands at the end: what is left of each limit, and what the year has cost the person. */
export function closing({ year, limits, accumulated }: AnnualCap): string {
  const columns = [
    { title: '限额 Limit', align: 'left' },
    { title: '全年 Year', align: 'right' },
    { title: '已用 Used', align: 'right' },
    { title: '余额 Left', align: 'right' },
  ] as const
  const rows = limits.map((it) => [
    limitTitle(it.name),
    groupedAmount(it.limit),
    groupedAmount(it.used),
    groupedAmount(it.remaining),
  ])
  return [
    `${year} 年度限额 Limits of the year`,
    table(columns, rows),
    '',
    `  全年个人负担 The person paid in the year: ${groupedAmount(accumulated.personBurden)}`,
  ].join('\n')
}
