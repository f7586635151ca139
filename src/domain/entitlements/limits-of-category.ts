import { deductibleOf } from '../adjudication/steps/assistance.ts'
import { Trace } from '../adjudication/trace.ts'
import { type Decimal, zero } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { AidRow, ClauseRef, Law, LimitRow } from '../policies/law.ts'

/** A limit of a category and the kinds of care and help that draw on it. */
export interface SharedLimit {
  readonly row: LimitRow
  readonly sharedBy: readonly Care[]
}

/** The category's limits, in the order of the pack, each with what draws on it (000000/G6). */
export function limitsOfCategory(law: Law, category: Category): SharedLimit[] {
  const { limits, aid, floor, offCatalogueAid, topUps } = law.tables
  const drawing = [...aid, ...floor, ...offCatalogueAid, ...topUps].filter((row) => row.for.includes(category))
  return limits
    .filter((row) => row.for.includes(category))
    .map((row) => ({ row, sharedBy: caresIn(drawing.filter((one) => one.limit === row.name)) }))
    .filter(({ sharedBy }) => sharedBy.length > 0)
}

function caresIn(rows: readonly { readonly care: readonly Care[] }[]): Care[] {
  return [...new Set(rows.flatMap((row) => row.care))]
}

/** The aid row of a stay, which is where a yearly deductible stands. */
export function stayRow(law: Law, category: Category): AidRow | undefined {
  return law.tables.aid.find((row) => row.care.includes('inpatient') && row.for.includes(category))
}

/** The year's deductible of a category; zero where it has none. Errors: `figure-missing`. */
export function aidDeductible(law: Law, category: Category): { readonly amount: Decimal; readonly trace: Trace } {
  const trace = new Trace()
  const row = stayRow(law, category)
  return { amount: row ? deductibleOf(row, { law }, trace) : zero, trace }
}

/**
 * The category that counts before any bill is known: the one with the best terms for a stay. On a
 * bill the amounts decide (000000/G4), and they may differ where a deductible meets a high rate.
 */
export function countingCategory(
  law: Law,
  held: readonly Category[],
): { readonly category: Category | null; readonly clause: ClauseRef } {
  const ranked = [...held].sort((a, b) => rank(law, b).cmp(rank(law, a)) || law.order.indexOf(a) - law.order.indexOf(b))
  return { category: ranked[0] ?? null, clause: law.clause('G4') }
}

function rank(law: Law, category: Category): Decimal {
  const row = stayRow(law, category)
  if (!row) return zero
  return row.deductible.kind === 'none' ? row.rate.plus(1) : row.rate
}
