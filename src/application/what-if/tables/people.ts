import type { Bilingual, Language } from '../../../domain/language.ts'
import { decimal, sum, yuan, zero } from '../../../domain/money.ts'
import { categoryName } from '../../../domain/names/categories.ts'
import { limitName } from '../../../domain/names/limits.ts'
import { payers } from '../../../domain/names/payers.ts'
import { type BandStart, bandStarts, type Direction, directions } from '../../../domain/what-if/bands.ts'
import { keyOf, keyParts } from '../../../domain/what-if/sums.ts'
import { bandNames, directionNames, lineNames } from '../../../domain/what-if/what-if-names.ts'
import { problemTitle } from '../../shared/problem-words.ts'
import type { ExportCell } from '../../shared/table.ts'
import type { WhatIfResults } from '../results.ts'
import { amountColumn, comparedCells, comparedColumns, countColumn, type WhatIfSheet, wordsColumn } from './columns.ts'
import { nobody, sheetHead } from './money.ts'

export function bandsSheet({ tally }: WhatIfResults, language: Language): WhatIfSheet {
  const bands = directions.flatMap((direction): { direction: Direction; band: BandStart | null }[] =>
    direction === 'stay' ? [{ direction, band: null }] : bandStarts.toReversed().map((band) => ({ direction, band })),
  )
  return {
    ...sheetHead('bands', [
      ...[
        wordsColumn('变化', 'change'),
        wordsColumn('年救助金额变化', 'by how much a year'),
        countColumn('人数', 'people'),
      ],
      ...comparedColumns('救助', 'aid'),
      ...comparedColumns('个人负担', 'burden'),
    ]),
    rows: bands.flatMap(({ direction, band }): ExportCell[][] => {
      const { count: people, amounts } = tally.tables.people.of(keyOf(direction, band))
      const [aidBefore = zero, aidAfter = zero, burdenBefore = zero, burdenAfter = zero] = amounts
      if (people === 0) return []
      return [
        [
          ...[directionNames[direction][language], band === null ? '' : bandNames[band][language], people],
          ...comparedCells(aidBefore, aidAfter),
          ...comparedCells(burdenBefore, burdenAfter),
        ],
      ]
    }),
    note: {
      zh: '按每人全年救助金额的变化分档；受益与受损人员差额之和即为基金支出的差额。',
      en: 'By what the fund gives a person in the year; what people gain and lose together is the difference of the fund.',
    },
  }
}

export function decilesSheet({ deciles }: WhatIfResults): WhatIfSheet {
  return {
    ...sheetHead('deciles', [
      ...[
        countColumn('十等分组', 'tenth'),
        countColumn('人数', 'people'),
        amountColumn('组内最高负担（现行）', 'highest burden in it'),
      ],
      ...comparedColumns('个人负担', 'burden'),
    ]),
    rows: deciles.map(({ decile, people, upTo, before, after }) => [
      ...[decile, people, upTo],
      ...comparedCells(decimal(before), decimal(after)),
    ]),
    note: {
      zh: '按现行全年个人负担由低到高分为十组。',
      en: 'People in the order of what they bore in the year as it was settled.',
    },
  }
}

export function linesSheet({ tally }: WhatIfResults, language: Language): WhatIfSheet {
  const rows = tally.tables.lines.rows().map(({ key, count: people }) => {
    const [before = '-', after = '-'] = keyParts(key)
    return { before, after, people }
  })
  const of = (is: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(is).reduce((all, { people }) => all + people, 0)
  return {
    ...sheetHead('lines', [
      ...[wordsColumn('预警线', 'line'), countColumn('线上人数（现行）', 'people above, as settled')],
      ...[
        countColumn('线上人数（草案）', 'under the draft'),
        countColumn('新增', 'new'),
        countColumn('不再高于', 'no longer'),
      ],
    ]),
    rows: Object.keys(lineNames).map((alarm) => [
      (lineNames[alarm] as Bilingual)[language],
      of(({ before }) => before === alarm),
      of(({ after }) => after === alarm),
      of(({ before, after }) => after === alarm && before !== alarm),
      of(({ before, after }) => before === alarm && after !== alarm),
    ]),
    note: {
      zh: '预警线为各地政策规定的因病返贫、因病致贫预警标准；没有规定的地区没有人员。',
      en: 'The lines are those of early warning that the region’s documents name; where they name none nobody is counted.',
    },
  }
}

export function limitsSheet({ tally, run }: WhatIfResults, language: Language): WhatIfSheet {
  const table = tally.tables.limits
  const names = [...new Set(table.rows().map(({ key }) => keyParts(key)[0] as string))]
  const when = (name: string, at: 'before' | 'after') => {
    const drawn = table.of(keyOf(name, at, 'drawn'))
    const reached = table.of(keyOf(name, at, 'reached'))
    return {
      people: drawn.count,
      used: drawn.amounts[0] ?? zero,
      reached: reached.count,
      unmet: reached.amounts[1] ?? zero,
    }
  }
  return {
    ...sheetHead('limits', [
      wordsColumn('限额', 'limit'),
      ...(['（现行）', '（草案）'] as const).flatMap((zh, at) => {
        const en = at === 0 ? ', as settled' : ', under the draft'
        return [
          countColumn(`使用人数${zh}`, `people who draw on it${en}`),
          amountColumn(`使用金额${zh}`, `used${en}`),
          countColumn(`用完人数${zh}`, `people who reach it${en}`),
          amountColumn(`限额以上未满足${zh}`, `unmet above it${en}`),
        ]
      }),
    ]),
    rows: names.map((name) => [
      limitName(name, run.region)[language],
      ...(['before', 'after'] as const).flatMap((at) => {
        const { people, used, reached, unmet } = when(name, at)
        return [people, yuan(used), reached, yuan(unmet)]
      }),
    ]),
    note: {
      zh: '未满足部分：没有该限额时还会使用的金额，按全年重新计算；其中一部分可能已由限额用完后才开始的倾斜救助等承担。',
      en: 'Unmet is what would be drawn on it in the year beyond it if this limit alone were not there; top-ups that open once it is used up may pay part of that.',
    },
  }
}

export function drawnSheet({ tally, asked }: WhatIfResults, language: Language): WhatIfSheet {
  const table = tally.tables.drawn
  const categories = [...new Set(table.rows().map(({ key }) => keyParts(key)[0] as string))]
  return {
    ...sheetHead('drawn', [
      ...[wordsColumn('救助身份', 'identity'), countColumn('人数', 'people'), countColumn('结算笔数', 'settlements')],
      ...[
        amountColumn('总费用', 'total'),
        amountColumn('政策范围内', 'in scope'),
        amountColumn('救助', 'aid'),
        amountColumn('个人负担', 'burden'),
      ],
    ]),
    rows: categories.map((category) => {
      const { count: visits, amounts } = table.of(keyOf(category, 'visits'))
      const at = (name: (typeof payers)[number]) => amounts[2 + payers.indexOf(name)] ?? zero
      return [
        ...[category === '-' ? nobody[language] : categoryName(category)[language]],
        ...[table.of(keyOf(category, 'people')).count, visits, yuan(amounts[0] ?? zero), yuan(amounts[1] ?? zero)],
        ...[yuan(sum([at('assistance'), at('reAid'), at('tilt')])), yuan(at('person'))],
      ]
    }),
    note: {
      zh: `这些人员不在台账中，其全年就诊从现有同类人员中抽取（随机种子 ${asked.seed}，同一种子结果相同），只计入本表和按月收支，不计入其他各表。`,
      en: `These people are not in the ledger: their years are drawn from those of their like (seed ${asked.seed}; the same seed draws the same). They count here and in the cash by month, and nowhere else.`,
    },
  }
}

export function refusedSheet({ tally }: WhatIfResults, language: Language): WhatIfSheet {
  return {
    ...sheetHead('refused', [wordsColumn('原因', 'why'), countColumn('人数', 'people')]),
    rows: tally.tables.refused.rows().map(({ key, count: people }) => [problemTitle(key, language), people]),
    note: {
      zh: '草案下无法计算的人员，不计入任何一列；名单见人员明细。',
      en: 'People whose year cannot be reckoned under the draft count in no column; the list of people names them.',
    },
  }
}
