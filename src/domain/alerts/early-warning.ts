import { type Decimal, yuan } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { Department } from '../names/departments.ts'
import type { ClauseRef, Law, WarningRow } from '../policies/law.ts'

/** A burden above the line that the law watches from. Yuan, exact to the fen. */
export interface Warning {
  readonly line: string
  /** The category that the line is for; null for everyone else. */
  readonly category: Category | null
  readonly burdenBefore: string
  readonly burden: string
  readonly clause: ClauseRef
  readonly pushedTo: readonly Department[]
}

/**
 * Whether a person's burden of the year lies above the region's line, and which line that is.
 *
 * It asks where the burden stands, not whether this step took it past: a line falls from 20000 to 6000 when a person
 * becomes monitored, and a line may begin in the middle of a year. That a person is told of once a year is the ledger's.
 *
 * Of several lines the lowest decides: a person is watched by the department that monitors them, whichever identity
 * aid is counted by (G4).
 *
 * Units:  yuan. Strictly above: at the line itself nobody is watched.
 * Errors: none. A region whose documents give no line has no rows, and the answer is null.
 * Source: J17 — 晋医保发〔2023〕7号 三, 晋市政办〔2022〕40号 第十五条.
 */
export function earlyWarning(
  law: Pick<Law, 'tables'>,
  categories: readonly Category[],
  burdenBefore: Decimal,
  burden: Decimal,
): Warning | null {
  const row = lineFor(law, categories)
  if (!row || !burden.gt(row.above)) return null
  return {
    line: yuan(row.above),
    category: row.for && (categories.find((category) => row.for?.includes(category)) ?? null),
    burdenBefore: yuan(burdenBefore),
    burden: yuan(burden),
    clause: row.clause,
    pushedTo: row.pushedTo,
  }
}

/** Everyone else are those whom no other row names. */
function lineFor({ tables }: Pick<Law, 'tables'>, categories: readonly Category[]): WarningRow | undefined {
  const named = tables.warnings.filter((row) => row.for?.some((category) => categories.includes(category)))
  const rows = named.length > 0 ? named : tables.warnings.filter((row) => row.for === null)
  return rows.reduce<WarningRow | undefined>((low, row) => (low && !row.above.lt(low.above) ? low : row), undefined)
}

/** No burden up to here is watched, whoever it is; null where the law has no line. Spares the look at each person. */
export function lowestLine({ tables }: Pick<Law, 'tables'>): Decimal | null {
  return tables.warnings.reduce<Decimal | null>((low, { above }) => (low && !above.lt(low) ? low : above), null)
}
