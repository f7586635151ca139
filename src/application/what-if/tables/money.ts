import type { Language } from '../../../domain/language.ts'
import { type Decimal, sum, yuan, zero } from '../../../domain/money.ts'
import { careNames, cares } from '../../../domain/names/care.ts'
import { categoryName } from '../../../domain/names/categories.ts'
import { type Payer, payerNames, payers } from '../../../domain/names/payers.ts'
import { keyParts } from '../../../domain/what-if/sums.ts'
import type { WhatIfTable } from '../../../domain/what-if/what-if-names.ts'
import type { ExportCell } from '../../shared/table.ts'
import type { WhatIfResults } from '../results.ts'
import {
  amountColumn,
  comparedCells,
  comparedColumns,
  countColumn,
  shareOf,
  type WhatIfColumn,
  type WhatIfSheet,
  wordsColumn,
} from './columns.ts'

/** What some visits come to: as `Reckoner` keeps it. Yuan. */
interface Cost {
  readonly visits: number
  readonly total: Decimal
  readonly inScope: Decimal
  readonly before: (...of: readonly Payer[]) => Decimal
  readonly after: (...of: readonly Payer[]) => Decimal
}

const aid = ['assistance', 'reAid', 'tilt'] as const
const insured = ['basic', 'criticalIllness'] as const

/** The sums of the visits whose key begins so, by what `by` makes of the key: category, care, county, hospital. */
function costsBy({ tally }: WhatIfResults, by: (parts: readonly string[]) => string): (readonly [string, Cost])[] {
  const groups = new Map<string, { count: number; amounts: readonly Decimal[] }[]>()
  for (const row of tally.tables.costs.rows()) {
    const key = by(keyParts(row.key))
    const known = groups.get(key)
    if (known) known.push(row)
    else groups.set(key, [row])
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, rows]) => [key, costOf(rows)] as const)
}

function costOf(rows: readonly { readonly count: number; readonly amounts: readonly Decimal[] }[]): Cost {
  const at = (index: number) => sum(rows.map(({ amounts }) => amounts[index] ?? zero))
  const from =
    (first: number) =>
    (...of: readonly Payer[]) =>
      sum(of.map((payer) => at(first + payers.indexOf(payer))))
  return {
    visits: rows.reduce((all, row) => all + row.count, 0),
    ...{ total: at(0), inScope: at(1), before: from(2), after: from(2 + payers.length) },
  }
}

const everything = (results: WhatIfResults): Cost => costsBy(results, () => '')[0]?.[1] ?? costOf([])

export function summarySheet(results: WhatIfResults, language: Language): WhatIfSheet {
  const all = everything(results)
  const rows: readonly (readonly [zh: string, en: string, before: Decimal, after: Decimal])[] = [
    ['救助基金支出', 'medical assistance', all.before(...aid), all.after(...aid)],
    ['医疗保险支付', 'insurance', all.before(...insured), all.after(...insured)],
    ['医疗机构承担', 'borne by hospitals', all.before('hospital'), all.after('hospital')],
    ['个人负担', 'paid by people', all.before('person'), all.after('person')],
  ]
  return {
    ...sheetHead('summary', [wordsColumn('项目', 'item'), ...comparedColumns('金额', 'amount')]),
    rows: rows.map(([zh, en, before, after]) => [language === 'zh' ? zh : en, ...comparedCells(before, after)]),
    note: {
      zh: `测算 ${all.visits} 笔结算，总费用 ${yuan(all.total)} 元，政策范围内 ${yuan(all.inScope)} 元。`,
      en: `${all.visits} settlements of ${yuan(all.total)} yuan, ${yuan(all.inScope)} of it in scope.`,
    },
  }
}

export function payersSheet(results: WhatIfResults, language: Language): WhatIfSheet {
  const all = everything(results)
  return {
    ...sheetHead('payers', [wordsColumn('支付方', 'payer'), ...comparedColumns('金额', 'amount')]),
    rows: payers.map((payer) => [payerNames[payer][language], ...comparedCells(all.before(payer), all.after(payer))]),
    note: {
      zh: '各方之和为总费用，差额之和为零。',
      en: 'The payers sum to the total, and their differences to nothing.',
    },
  }
}

export function movesSheet({ tally }: WhatIfResults, language: Language): WhatIfSheet {
  return {
    ...sheetHead('moves', [
      wordsColumn('从', 'from'),
      wordsColumn('到', 'to'),
      countColumn('结算笔数', 'settlements'),
      amountColumn('金额', 'amount'),
    ]),
    rows: tally.tables.moves.rows().map(({ key, count: times, amounts }) => {
      const [from, to] = keyParts(key).map((part) => payers.find((payer) => payer === part) ?? 'person')
      return [
        payerNames[from ?? 'person'][language],
        payerNames[to ?? 'person'][language],
        times,
        yuan(amounts[0] ?? zero),
      ]
    }),
    note: {
      zh: '逐笔比较：原由前者负担、草案下改由后者负担的部分。',
      en: 'Of each settlement: what the first no longer bears and the second does.',
    },
  }
}

const costColumns = [
  countColumn('结算笔数', 'settlements'),
  amountColumn('总费用', 'total'),
  amountColumn('政策范围内', 'in scope'),
  ...comparedColumns('救助', 'aid'),
  ...comparedColumns('个人负担', 'burden'),
]

function costCells({ visits, total, inScope, before, after }: Cost): ExportCell[] {
  return [
    ...[visits, yuan(total), yuan(inScope)],
    ...comparedCells(before(...aid), after(...aid)),
    ...comparedCells(before('person'), after('person')),
  ]
}

type Grouped = Extract<WhatIfTable, 'categories' | 'care' | 'counties' | 'hospitals'>

const groups: Readonly<Record<Grouped, { readonly at: number; readonly head: WhatIfColumn }>> = {
  categories: { at: 0, head: wordsColumn('救助身份', 'identity') },
  care: { at: 1, head: wordsColumn('医疗类别', 'care') },
  counties: { at: 2, head: wordsColumn('县区', 'county') },
  hospitals: { at: 3, head: wordsColumn('医疗机构', 'hospital') },
}

export function groupedSheet(table: Grouped, results: WhatIfResults, language: Language): WhatIfSheet {
  const { at, head } = groups[table]
  return {
    ...sheetHead(table, [head, ...costColumns]),
    rows: costsBy(results, (parts) => parts[at] ?? '').map(([key, cost]) => [
      named(at, key, language),
      ...costCells(cost),
    ]),
    note: null,
  }
}

export function costsSheet(results: WhatIfResults, language: Language): WhatIfSheet {
  return {
    ...sheetHead('costs', [...Object.values(groups).map(({ head }) => head), ...costColumns]),
    rows: costsBy(results, (parts) => parts.join('|')).map(([key, cost]) => [
      ...keyParts(key).map((part, at) => named(at, part, language)),
      ...costCells(cost),
    ]),
    note: null,
  }
}

function named(at: number, key: string, language: Language): string {
  if (at === 0) return key === '-' ? nobody[language] : categoryName(key)[language]
  const care = at === 1 ? cares.find((one) => one === key) : undefined
  return care === undefined ? key : careNames[care][language]
}

export const nobody = { zh: '无身份', en: 'no identity' }

/** What insurance and aid together pay of the cost in scope, of all and by care and identity. */
export function ratiosSheet(results: WhatIfResults, language: Language): WhatIfSheet {
  const row = (said: string, { inScope, before, after }: Cost): ExportCell[] => [
    ...[said, yuan(inScope), shareOf(before(...insured, ...aid), inScope), shareOf(after(...insured, ...aid), inScope)],
    shareOf(before(...aid), inScope),
    shareOf(after(...aid), inScope),
  ]
  return {
    ...sheetHead('ratios', [
      ...[wordsColumn('范围', 'of'), amountColumn('政策范围内', 'in scope')],
      ...[
        wordsColumn('医保与救助（现行）', 'insurance and aid, as settled'),
        wordsColumn('医保与救助（草案）', 'under the draft'),
      ],
      ...[
        wordsColumn('其中救助（现行）', 'aid alone, as settled'),
        wordsColumn('其中救助（草案）', 'aid alone, under the draft'),
      ],
    ]),
    rows: [
      row(language === 'zh' ? '全部' : 'all', everything(results)),
      ...[1, 0].flatMap((at) =>
        costsBy(results, (parts) => parts[at] ?? '').map(([key, cost]) => row(named(at, key, language), cost)),
      ),
    ],
    note: null,
  }
}

export const sheetHead = (table: WhatIfTable, columns: readonly WhatIfColumn[]) => ({ table, columns })
