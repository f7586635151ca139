import { add, Decimal, less, max, min, one, toFen, yuan, zero } from '../../money.ts'
import { careNames } from '../../names/care.ts'
import type { CriticalIllnessCap, CriticalIllnessRow, CriticalIllnessTiltRow } from '../../policies/law.ts'
import { refuse } from '../../refusals/refusal.ts'
import { amountOf } from '../figure.ts'
import { scheduleGap } from '../gaps.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, hasSchedule } from '../visit.ts'
import { openBesideGiven } from './given.ts'

/** One band of the schedule as it applies to a person: from, to, rate. */
interface Band {
  readonly from: Decimal
  readonly to: Decimal | null
  readonly rate: Decimal
}

interface Terms {
  /** The schedule that they are of. */
  readonly row: CriticalIllnessRow
  readonly bands: readonly Band[]
  readonly cap: Decimal | null
  readonly tilt: CriticalIllnessTiltRow | null
}

export interface CriticalIllnessShare {
  readonly amount: Decimal
  /** What this visit adds to the year's base: in-scope cost left by basic insurance (000000/G17). */
  readonly baseAdded: Decimal
}

/**
 * What critical-illness insurance pays: given by the caller, or the growth of the year's payment.
 *
 * The insurer looks at the year: pay(accumulated after) − pay(accumulated before). Stays and
 * registered outpatient care count. Where several identities are in force, the insurer's best terms
 * among them apply: they are its own tilt and do not depend on which identity assistance counts.
 *
 * Units:  yuan; the growth is rounded to the fen once.
 * Errors: `schedule-missing`, `figure-missing`.
 * Source: the pack's `criticalIllness` and `criticalIllnessTilt` rows (140500/J15, 140000/J16, 500243/P2; reading 000000/G17).
 */
export function criticalIllnessShare(visit: AdjudicatedVisit, basic: Decimal, trace: Trace): CriticalIllnessShare {
  const given = visit.claim.paid.criticalIllness
  const left = less(visit.claim.costs.inScope, basic)
  const counts = visit.care === 'inpatient' || visit.registration !== null
  const baseAdded = counts ? left : zero
  if (given !== null) {
    trace.line({
      step: 'critical-illness-given',
      payer: 'criticalIllness',
      base: left,
      amount: given,
      clause: visit.law.clause('G1'),
    })
    return { amount: given, baseAdded }
  }
  if (visit.uninsured) return { amount: zero, baseAdded: zero }
  const open = openBesideGiven(visit, basic)
  return { amount: computed(visit, schedulesOf(visit), baseAdded, open, trace), baseAdded }
}

/** Those of the identities in force, or else the one of everyone. */
function schedulesOf(visit: AdjudicatedVisit): readonly CriticalIllnessRow[] {
  const { criticalIllness, criticalIllnessFor } = visit.law.tables
  const is = hasSchedule(visit)
  const own = criticalIllnessFor.filter((row) => visit.identities.some(({ category }) => row.for?.includes(category)))
  if (is && own.length > 0) return own
  if (is && criticalIllness) return [criticalIllness]
  return refuse('schedule-missing', {
    region: visit.law.region,
    care: careNames[visit.care],
    schedule: { zh: '大病保险', en: 'critical-illness insurance' },
    field: 'criticalIllness',
    why: scheduleGap(visit, 'criticalIllness'),
  })
}

function computed(
  visit: AdjudicatedVisit,
  rows: readonly CriticalIllnessRow[],
  baseAdded: Decimal,
  open: Decimal,
  trace: Trace,
): Decimal {
  const before = visit.law.choices.criticalIllnessOver.value === 'year' ? visit.state.criticalIllnessBase : zero
  const after = add(before, baseAdded)
  const terms = bestTerms(visit, rows, before, after, trace)
  const { row } = terms
  trace.used(row.clause, 'criticalIllness')
  const due = toFen(pay(terms, after).minus(pay(terms, before)), visit.law.choices.rounding.value)
  const amount = min(due, open)
  if (amount.lt(due)) trace.reason('given-leaves-less', row.clause, { due: yuan(due), amount: yuan(amount) })
  explain({ visit, row, terms, before, after, amount, trace })
  return amount
}

/** Of the plain terms and the tilted ones of each identity in force, those that pay most; ties to the first. */
function bestTerms(
  visit: AdjudicatedVisit,
  rows: readonly CriticalIllnessRow[],
  before: Decimal,
  after: Decimal,
  trace: Trace,
): Terms {
  const held = visit.identities.map((identity) => identity.category)
  const tilts = visit.law.tables.criticalIllnessTilt.filter((tilt) =>
    tilt.for.some((category) => held.includes(category)),
  )
  const growth = (terms: Terms) => pay(terms, after).minus(pay(terms, before))
  return rows
    .flatMap((row) => {
      const { deductible } = row
      const amount = Decimal.isDecimal(deductible) ? deductible : amountOf(deductible, visit.law, trace)
      const cap = capOf(row.cap, visit, trace)
      // A schedule of an identity's own is tilted already.
      const tilting = row.for === null ? tilts : []
      return [plain(row, amount, cap), ...tilting.map((tilt) => tilted(row, amount, cap, tilt))]
    })
    .reduce((best, terms) => (growth(terms).gt(growth(best)) ? terms : best))
}

function capOf(cap: CriticalIllnessCap, { law }: AdjudicatedVisit, trace: Trace): Decimal | null {
  return cap === null || Decimal.isDecimal(cap) ? cap : toFen(amountOf(cap.figure, law, trace).times(cap.times))
}

/** Terms follow from the rows of one day's law, its deductible among them, so they are worked out once for each row. */
const workedOut = new WeakMap<CriticalIllnessRow | CriticalIllnessTiltRow, Terms>()

function termsOf(of: CriticalIllnessRow | CriticalIllnessTiltRow, make: () => Terms): Terms {
  const known = workedOut.get(of)
  if (known) return known
  const made = make()
  workedOut.set(of, made)
  return made
}

function plain(row: CriticalIllnessRow, deductible: Decimal, cap: Decimal | null): Terms {
  return termsOf(row, () => ({ row, bands: bandsFrom(row, deductible, zero), cap, tilt: null }))
}

function tilted(
  row: CriticalIllnessRow,
  deductible: Decimal,
  cap: Decimal | null,
  tilt: CriticalIllnessTiltRow,
): Terms {
  return termsOf(tilt, () => {
    const reduced = toFen(deductible.times(one.minus(tilt.deductibleReducedBy)))
    return { row, bands: bandsFrom(row, reduced, tilt.points), cap: tilt.capLifted ? null : cap, tilt }
  })
}

/** The bands above the deductible; each `upTo` is on the accumulated amount, and no rate passes one. */
function bandsFrom(row: CriticalIllnessRow, deductible: Decimal, points: Decimal): Band[] {
  let from = deductible
  return row.bands.map((band) => {
    const made = { from, to: band.upTo, rate: min(one, band.rate.plus(points)) }
    if (band.upTo !== null) from = max(from, band.upTo)
    return made
  })
}

function inBand(band: Band, accumulated: Decimal): Decimal {
  return less(band.to === null ? accumulated : min(accumulated, band.to), band.from)
}

/** What the insurer has paid on an accumulated amount, exact and before rounding. */
function pay(terms: Terms, accumulated: Decimal): Decimal {
  let total = zero
  for (const band of terms.bands) {
    const base = inBand(band, accumulated)
    if (!base.isZero()) total = add(total, base.times(band.rate))
  }
  return terms.cap === null ? total : min(total, terms.cap)
}

interface Told {
  readonly visit: AdjudicatedVisit
  readonly row: CriticalIllnessRow
  readonly terms: Terms
  readonly before: Decimal
  readonly after: Decimal
  readonly amount: Decimal
  readonly trace: Trace
}

/** A line for each band that the visit reached; the fen of rounding falls where the running sum rounds. */
function explain({ visit, row, terms, before, after, amount, trace }: Told): void {
  const start = terms.bands[0]?.from ?? zero
  const tilt = terms.tilt?.clause
  const params = { accumulated: yuan(after), deductible: yuan(start), tilt: tilt?.id ?? '', schedule: row.clause.id }
  let exact = zero
  let told = zero
  for (const band of terms.bands) {
    const base = inBand(band, after).minus(inBand(band, before))
    if (base.isZero()) continue
    exact = exact.plus(base.times(band.rate))
    const upToHere = min(amount, toFen(exact, visit.law.choices.rounding.value))
    trace.line({
      step: 'critical-illness',
      payer: 'criticalIllness',
      base,
      rate: band.rate,
      amount: upToHere.minus(told),
      // The terms that were used are the tilt's; the schedule that it changes is named in the sentence.
      clause: tilt ?? row.clause,
      params,
    })
    told = upToHere
  }
  if (after.lte(start)) trace.reason('critical-illness-below-deductible', row.clause, params)
  if (terms.cap !== null && pay(terms, after).eq(terms.cap))
    trace.reason('critical-illness-cap-reached', row.clause, { cap: yuan(terms.cap) })
}
