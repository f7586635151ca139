import type { Bilingual, Language } from '../../../domain/language.ts'
import { add, type Decimal, decimal, sum, toFen, yuan, zero } from '../../../domain/money.ts'
import { payers } from '../../../domain/names/payers.ts'
import { Refusal } from '../../../domain/refusals/refusal.ts'
import { exampleHouseholds, type HouseholdOutcome, householdUnder } from '../../../domain/what-if/households.ts'
import { sensitivityPercents } from '../../../domain/what-if/scenarios.ts'
import { contributionsOf } from '../../../domain/what-if/shapley.ts'
import { keyOf } from '../../../domain/what-if/sums.ts'
import type { ReportedValue } from '../../policies/law-report.ts'
import { valuesOf } from '../../policies/law-report.ts'
import { problemTitle } from '../../shared/problem-words.ts'
import type { ExportCell } from '../../shared/table.ts'
import type { WhatIfResults } from '../results.ts'
import { lawsOf } from '../walk.ts'
import { amountColumn, comparedCells, comparedColumns, countColumn, type WhatIfSheet, wordsColumn } from './columns.ts'
import { sheetHead } from './money.ts'

/** The draft's changes as sentences, clause by clause: what no longer holds, and what holds instead. */
export function lawSheet({ plan }: WhatIfResults, language: Language): WhatIfSheet {
  const said = (values: readonly ReportedValue[]) =>
    values.map(({ title, says }) => `${title[language]}${language === 'zh' ? '：' : ': '}${says[language]}`)
  return {
    ...sheetHead('law', [
      wordsColumn('条款', 'clause'),
      wordsColumn('出处', 'citation'),
      wordsColumn('现行', 'in force'),
      wordsColumn('草案', 'draft'),
    ]),
    rows: plan.changes.clauses.map(({ id, before, after }) => {
      const [was, is] = [said(before ? valuesOf(before) : []), said(after ? valuesOf(after) : [])]
      const only = (those: readonly string[], others: readonly string[]) =>
        those.filter((one) => !others.includes(one)).join('\n')
      return [id, (after ?? before)?.cite ?? '', only(was, is), only(is, was)]
    }),
    note: plan.changes.documents ? documentsChange : plan.changes.clauses.length === 0 ? nothingChanges : null,
  }
}

const documentsChange: Bilingual = {
  zh: '草案还增减了文件或改变了文件的起止日期。',
  en: 'The draft also adds or drops documents, or changes the days from which and until which they hold.',
}
const nothingChanges: Bilingual = {
  zh: '草案与现行政策包相同。',
  en: 'The draft is the pack in force.',
}

interface Looked {
  readonly people: number
  readonly aid: Decimal
  readonly person: Decimal
}

function scenario({ tally }: WhatIfResults, id: string): Looked {
  const { count: people, amounts } = tally.tables.scenarios.of(id)
  const of = (payer: (typeof payers)[number]) => amounts[payers.indexOf(payer)] ?? zero
  return { people, aid: sum([of('assistance'), of('reAid'), of('tilt')]), person: of('person') }
}

function leftOut({ tally }: WhatIfResults, group: string): Bilingual | null {
  const { count: people } = tally.tables.scenarios.of(keyOf('left out', group))
  if (people === 0) return null
  return {
    zh: `另有 ${people} 人在其中某种情形下无法计算，未计入本表各行。`,
    en: `${people} people could not be reckoned in one of these cases and are in none of the rows.`,
  }
}

/** Aid where there are more or fewer people, prices are higher or lower, or care is used more or less. */
export function sensitivitySheet(results: WhatIfResults, language: Language): WhatIfSheet {
  const { tally, asked } = results
  const people = tally.tables.people.rows()
  const all = [0, 1].map((at) => sum(people.map(({ amounts }) => amounts[at] ?? zero))) as [Decimal, Decimal]
  const scaled = (of: Decimal, percent: number) => toFen(of.times(decimal(String(100 + percent))).div(100))
  const row = (zh: string, en: string, percent: number, before: Decimal, after: Decimal): ExportCell[] => [
    ...[language === 'zh' ? zh : en, `${percent > 0 ? '+' : ''}${percent}%`],
    ...comparedCells(before, after),
  ]
  const looked = (kind: string, percent: number, law: string) => scenario(results, `${kind} ${percent} ${law}`).aid
  return {
    ...sheetHead('sensitivity', [
      wordsColumn('因素', 'what'),
      wordsColumn('变动', 'by'),
      ...comparedColumns('救助', 'aid'),
    ]),
    rows: asked.sensitivity
      ? sensitivityPercents.flatMap((percent) => [
          row('人数', 'people', percent, scaled(all[0], percent), scaled(all[1], percent)),
          row('费用水平', 'prices', percent, looked('prices', percent, 'base'), looked('prices', percent, 'draft')),
          row('就诊次数', 'use', percent, looked('use', percent, 'base'), looked('use', percent, 'draft')),
        ])
      : [],
    note: leftOut(results, 'sensitivity') ?? {
      zh: `人数按比例放大；费用水平逐笔放大各项费用和已付金额；就诊次数按随机种子 ${asked.seed} 抽取重复或去掉的就诊。每种情形都按全年重新计算。`,
      en: `People are scaled; prices scale each cost and what was paid of it; visits that are repeated or left out are drawn by seed ${asked.seed}. Prices and use are reckoned over whole years.`,
    },
  }
}

/** Aid and burden at each value of one parameter. */
export function curveSheet(results: WhatIfResults): WhatIfSheet {
  const { asked, plan } = results
  const curve = asked.curve
  return {
    ...sheetHead('curve', [
      ...[
        wordsColumn('取值', 'value'),
        countColumn('人数', 'people'),
        amountColumn('救助', 'aid'),
        amountColumn('个人负担', 'burden'),
      ],
    ]),
    rows: (curve?.values ?? []).map((value, at) => {
      const { people, aid, person } = scenario(results, `curve ${at}`)
      return [value, people, yuan(aid), yuan(person)]
    }),
    note: curve === null ? null : (leftOut(results, 'curve') ?? pathSaid(curve, plan.changes.clauses.length)),
  }
}

function pathSaid({ clause, path }: { readonly clause: string; readonly path: string }, changed: number): Bilingual {
  return {
    zh: `改变的是条款 ${clause} 的 ${path}${changed > 0 ? '，草案的其他更改照旧' : ''}。`,
    en: `What changes is ${path} of clause ${clause}${changed > 0 ? ', beside the draft’s other changes' : ''}.`,
  }
}

/** What each changed clause contributes to the difference of the aid, whatever order they came in. */
export function contributionsSheet(results: WhatIfResults): WhatIfSheet {
  const { plan } = results
  const parts = plan.parts ?? []
  const amounts =
    parts.length === 0
      ? []
      : contributionsOf(parts.length, (choice) => scenario(results, `contributions ${choice}`).aid)
  const total = amounts.reduce((all, one) => add(all, one), zero)
  return {
    ...sheetHead('contributions', [
      wordsColumn('条款', 'clause'),
      amountColumn('对救助支出差额的贡献', 'contribution to the difference of aid'),
    ]),
    rows: [
      ...parts.map((id, at): ExportCell[] => [id, yuan(amounts[at] ?? zero)]),
      ...(parts.length > 0 ? [['∑', yuan(total)] as ExportCell[]] : []),
    ],
    note: plan.parts === null ? notTakenApart : (leftOut(results, 'contributions') ?? shapley),
  }
}

const shapley: Bilingual = {
  zh: '沙普利值：对各条款所有先后顺序取平均，与顺序无关，合计等于差额。以全部用现行条款重新计算的结果为起点。',
  en: 'Shapley values: the mean over all orders in which the clauses might come, so that none matters; they sum to the difference from the year reckoned with none of them.',
}
const notTakenApart: Bilingual = {
  zh: '草案更改的条款为零、超过六条，或改变了文件本身，或发起时未要求，未作分解。',
  en: 'Not taken apart: the draft changes no clause, more than six, or documents themselves, or it was not asked for.',
}

/** What the same twelve years come to, in force and under the draft. */
export function householdsSheet({ plan, run }: WhatIfResults, language: Language): WhatIfSheet {
  const laws = [lawsOf(plan.base), lawsOf(plan.draft)] as const
  const under = (law: (typeof laws)[number], household: (typeof exampleHouseholds)[number]) => {
    try {
      return householdUnder(law, run.region, run.year, household)
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }
  return {
    ...sheetHead('households', [
      ...[wordsColumn('家庭', 'household'), amountColumn('总费用', 'total'), ...comparedColumns('医保', 'insurance')],
      ...[
        ...comparedColumns('救助', 'aid'),
        ...comparedColumns('个人负担', 'burden'),
        wordsColumn('未能计算', 'not reckoned'),
      ],
    ]),
    rows: exampleHouseholds.map((household): ExportCell[] => {
      const [before, after] = [under(laws[0], household), under(laws[1], household)]
      if (typeof before === 'string' || typeof after === 'string') {
        const why = [before, after].find((one) => typeof one === 'string') ?? null
        return [household.says[language], ...Array.from({ length: 13 }, () => null), problemTitle(why, language)]
      }
      return [household.says[language], yuan(before.total), ...compared(before, after), null]
    }),
    note: {
      zh: '固定的示例，每次测算相同；政策包没有基本医保标准的，按政策范围内费用的60%计。',
      en: 'The same in every run. Where the packs have no schedule of basic insurance it is taken to pay 60% of the cost in scope.',
    },
  }
}

function compared(before: HouseholdOutcome, after: HouseholdOutcome): ExportCell[] {
  return (['insured', 'aid', 'person'] as const).flatMap((name) => comparedCells(before[name], after[name]))
}
