import { addDays, type Day } from '../calendar.ts'
import { lastDayOfPeriod } from '../clearing/clearing.ts'
import { type Decimal, yuan } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { Department } from '../names/departments.ts'
import type { ClauseRef, Law, WarningRow } from '../policies/law.ts'

/** A burden above the line that the law watches from. Yuan, exact to the fen. */
export interface Warning {
  /** 因病返贫 or 因病致贫. */
  readonly alarm: 'return' | 'fall'
  readonly line: string
  /** The person's in force: of several one that the line names, else the first of the pack's order; null without any. */
  readonly category: Category | null
  readonly checkedWithinDays: number | null
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
 * aid is counted by (000000/G4).
 *
 * Units:  yuan. Strictly above: at the line itself nobody is watched.
 * Errors: none. A region whose documents give no line has no rows, and the answer is null.
 * Source: 140500/J17 — 晋医保发〔2023〕7号 三, 晋市政办〔2022〕40号 第十五条.
 */
export function earlyWarning(
  law: Pick<Law, 'tables' | 'order'>,
  categories: readonly Category[],
  burdenBefore: Decimal,
  burden: Decimal,
): Warning | null {
  const row = lineFor(law, categories)
  if (!row || !burden.gt(row.above)) return null
  const held = law.order.filter((category) => categories.includes(category))
  return {
    alarm: row.alarm,
    line: yuan(row.above),
    category: held.find((category) => row.for?.includes(category)) ?? held[0] ?? null,
    checkedWithinDays: row.checkedWithinDays,
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

/** The day by which an alert raised on a day is to be checked: departments are sent it with the month, and answer with the next. */
export function checkBy(raisedOn: Day, withinDays: number | null): Day {
  if (withinDays !== null) return addDays(raisedOn, withinDays)
  const next = addDays(lastDayOfPeriod(raisedOn.slice(0, 7)), 1)
  return lastDayOfPeriod(next.slice(0, 7))
}

/** No burden up to here is watched, whoever it is; null where the law has no line. Spares the look at each person. */
export function lowestLine({ tables }: Pick<Law, 'tables'>): Decimal | null {
  return tables.warnings.reduce<Decimal | null>((low, { above }) => (low && !above.lt(low) ? low : above), null)
}
