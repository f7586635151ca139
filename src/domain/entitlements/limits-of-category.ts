import { deductibleOf } from '../adjudication/steps/assistance.ts'
import { type Earlier, filledBefore } from '../adjudication/steps/filled-before.ts'
import { Trace } from '../adjudication/trace.ts'
import type { FactsOfPerson } from '../adjudication/types.ts'
import { isOfInsurance } from '../adjudication/visit.ts'
import { type Decimal, min, zero } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Insurance } from '../names/insurances.ts'
import type { AidRow, ClauseRef, Conditions, Law, LimitRow } from '../policies/law.ts'

/** A limit of a category and the kinds of care and help that draw on it. */
export interface SharedLimit {
  readonly row: LimitRow
  readonly sharedBy: readonly Care[]
}

/** In whose insurance somebody is; left out where nobody in particular is asked about. */
type Insured = Pick<FactsOfPerson, 'insurance'> | undefined

/** Whether a row is for the insurance; of aid and top-ups it is one of their conditions. */
function isFor(
  row: { readonly insurance?: readonly Insurance[] | null; readonly conditions?: Conditions | null },
  person: Insured,
): boolean {
  return person === undefined || isOfInsurance({ insurance: row.conditions?.insurance ?? row.insurance }, person)
}

/** The category's limits, in the order of the pack, each with what draws on it (000000/G6); those of the person's insurance. */
export function limitsOfCategory(law: Law, category: Category, person?: Insured): SharedLimit[] {
  const { limits, aid, floor, offCatalogueAid, topUps } = law.tables
  const drawing = [...aid, ...floor, ...offCatalogueAid, ...topUps].filter(
    (row) => row.for.includes(category) && isFor(row, person),
  )
  return limits
    .filter((row) => row.for.includes(category) && isFor(row, person))
    .map((row) => ({ row, sharedBy: caresIn(drawing.filter((one) => one.limits.includes(row.name))) }))
    .filter(({ sharedBy }) => sharedBy.length > 0)
}

function caresIn(rows: readonly { readonly care: readonly Care[] }[]): Care[] {
  return [...new Set(rows.flatMap((row) => row.care))]
}

/** The aid row of a stay, which is where a yearly deductible stands. */
export function stayRow(law: Law, category: Category, person?: Insured): AidRow | undefined {
  return law.tables.aid.find(
    (row) => row.care.includes('inpatient') && row.for.includes(category) && isFor(row, person),
  )
}

/**
 * The deductible of a category and what earlier visits have filled of it, as the next stay would find it; zero where it has
 * none. Errors: `figure-missing`.
 */
export function aidDeductible(category: Category, before: Earlier, person?: Insured) {
  const trace = new Trace()
  const { law } = before
  const row = stayRow(law, category, person)
  const amount = row ? deductibleOf(row, { law }, trace) : zero
  return { amount, met: row ? min(amount, filledBefore(before, row, category)) : zero, trace }
}

/**
 * The category that counts before any bill is known: the one with the best terms for a stay. On a
 * bill the amounts decide (000000/G4), and they may differ where a deductible meets a high rate.
 */
export function countingCategory(
  law: Law,
  held: readonly Category[],
  person?: Insured,
): { readonly category: Category | null; readonly clause: ClauseRef } {
  const ranked = [...held].sort(
    (a, b) => rank(law, b, person).cmp(rank(law, a, person)) || law.order.indexOf(a) - law.order.indexOf(b),
  )
  return { category: ranked[0] ?? null, clause: law.clause('G4') }
}

function rank(law: Law, category: Category, person: Insured): Decimal {
  const row = stayRow(law, category, person)
  if (!row) return zero
  return row.deductible.kind === 'none' ? row.rate.plus(1) : row.rate
}
