import type { Language } from '../../../domain/language.ts'
import { type WhatIfTable, whatIfTables } from '../../../domain/what-if/what-if-names.ts'
import type { WhatIfResults } from '../results.ts'
import { cashSheet } from './cash.ts'
import type { WhatIfSheet } from './columns.ts'
import { contributionsSheet, curveSheet, householdsSheet, lawSheet, sensitivitySheet } from './law.ts'
import { costsSheet, groupedSheet, movesSheet, payersSheet, ratiosSheet, summarySheet } from './money.ts'
import { bandsSheet, decilesSheet, drawnSheet, limitsSheet, linesSheet, refusedSheet } from './people.ts'

const makers: Readonly<Record<WhatIfTable, (results: WhatIfResults, language: Language) => WhatIfSheet>> = {
  summary: summarySheet,
  law: lawSheet,
  payers: payersSheet,
  moves: movesSheet,
  categories: (results, language) => groupedSheet('categories', results, language),
  care: (results, language) => groupedSheet('care', results, language),
  counties: (results, language) => groupedSheet('counties', results, language),
  hospitals: (results, language) => groupedSheet('hospitals', results, language),
  costs: costsSheet,
  bands: bandsSheet,
  deciles: decilesSheet,
  lines: linesSheet,
  limits: limitsSheet,
  ratios: ratiosSheet,
  cash: cashSheet,
  sensitivity: sensitivitySheet,
  curve: curveSheet,
  contributions: contributionsSheet,
  households: householdsSheet,
  drawn: drawnSheet,
  refused: refusedSheet,
}

/** A table of a run in a language. */
export function whatIfSheet(table: WhatIfTable, results: WhatIfResults, language: Language): WhatIfSheet {
  return makers[table](results, language)
}

/** All of them, in the order in which they are shown. */
export function whatIfSheets(results: WhatIfResults, language: Language): WhatIfSheet[] {
  return whatIfTables.map((table) => whatIfSheet(table, results, language))
}
