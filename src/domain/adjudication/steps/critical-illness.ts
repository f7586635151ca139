import { add, Decimal, less, max, min, one, toFen, yuan, zero } from '../../money.ts'
import { careNames } from '../../names/care.ts'
import type { CapGrowth, CriticalIllnessRow, CriticalIllnessTiltRow } from '../../policies/insurer-tables.ts'
import { refuse } from '../../refusals/refusal.ts'
import { amountOf } from '../figure.ts'
import { scheduleGap } from '../gaps.ts'
import type { Trace } from '../trace.ts'
import { type AdjudicatedVisit, hasSchedule, isOfInsurance } from '../visit.ts'
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
  readonly grown: GrownCap | null
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
  const rows = hasSchedule(visit) ? visit.law.tables.criticalIllness.filter((row) => isTheirs(row, visit)) : []
  const own = rows.filter((row) => visit.identities.some(({ category }) => row.for?.includes(category)))
  if (own.length > 0) return own
  const ofEveryone = rows.find((row) => row.for === null)
  if (ofEveryone) return [ofEveryone]
  return refuse('schedule-missing', {
    region: visit.law.region,
    care: careNames[visit.care],
    schedule: { zh: '大病保险', en: 'critical-illness insurance' },
    field: 'criticalIllness',
    why: scheduleGap(visit, 'criticalIllness'),
  })
}

/** Of the person's insurance and, where a schedule is for some group, of that. */
function isTheirs(row: CriticalIllnessRow, { facts: { person } }: AdjudicatedVisit): boolean {
  if (!isOfInsurance(row, person)) return false
  return row.groups === null || (person.group !== undefined && row.groups.includes(person.group))
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
  if (trace.isKept) explain({ visit, row, terms, before, after, amount, trace })
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
  const tilts = visit.law.tables.criticalIllnessTilt.filter(
    (tilt) => isOfInsurance(tilt, visit.facts.person) && isTiltedFor(tilt, visit, trace),
  )
  const growth = (terms: Terms) => pay(terms, after).minus(pay(terms, before))
  return rows
    .flatMap((row) => {
      const amount = deductibleOf(row, visit, trace)
      const cap = capOf(row, visit, trace)
      // A schedule of an identity's own is tilted already.
      const tilting = row.for === null ? tilts : []
      return [plain(row, amount, cap), ...tilting.map((tilt) => tilted(row, amount, cap, tilt))]
    })
    .reduce((best, terms) => (growth(terms).gt(growth(best)) ? terms : best))
}

/** Whether an identity in force is one of the row's; that the person can work is said where it alone stands against it. */
function isTiltedFor(tilt: CriticalIllnessTiltRow, { identities }: AdjudicatedVisit, trace: Trace): boolean {
  const named = identities.filter(({ category }) => tilt.for.includes(category))
  if (!tilt.unableToWork || named.some(({ unableToWork }) => unableToWork !== false)) return named.length > 0
  for (const { category } of named) trace.reason('able-to-work', tilt.clause, { category })
  return false
}

function deductibleOf({ deductible }: CriticalIllnessRow, { law }: AdjudicatedVisit, trace: Trace): Decimal {
  if (deductible instanceof Decimal) return deductible
  if ('share' in deductible) return toFen(amountOf(deductible.of, law, trace).times(deductible.share))
  return amountOf(deductible, law, trace)
}

/** A cap as it has grown for one person. */
interface GrownCap {
  readonly of: Decimal
  readonly by: Decimal
  readonly unbroken: number
  readonly withoutClaims: number
}

interface Cap {
  readonly amount: Decimal | null
  readonly grown: GrownCap | null
}

function capOf({ cap }: CriticalIllnessRow, visit: AdjudicatedVisit, trace: Trace): Cap {
  if (cap === null) return { amount: null, grown: null }
  const { of, grows } = cap
  const amount = of instanceof Decimal ? of : toFen(amountOf(of.figure, visit.law, trace).times(of.times))
  if (grows === null) return { amount, grown: null }
  const grown = grownBy(grows, amount, visit)
  return { amount: add(amount, grown.by), grown }
}

/**
 * What a cap has grown by: so much a year of unbroken enrolment after the first ones, and a year that passed without a claim.
 *
 * Units:  yuan, to the fen; years of the calendar. The year of the visit is one of enrolment, and has not passed yet.
 * Source: the pack's `cap.grows`; a break in the enrolment begins the count anew.
 */
function grownBy(grows: CapGrowth, amount: Decimal, { facts, law, uninsured }: AdjudicatedVisit): GrownCap {
  const years = new Map((facts.person.enrolments ?? []).map((one) => [one.year, one]))
  const isEnrolled = (year: number) => year >= grows.since && (years.has(year) || (year === law.year && !uninsured))
  let [unbroken, withoutClaims] = [0, 0]
  for (let year = law.year; isEnrolled(year); year--) {
    unbroken += 1
    if (year < law.year && years.get(year)?.withoutClaims) withoutClaims += 1
  }
  const further = Math.max(0, unbroken - grows.afterYears)
  const by = add(grows.perYear.times(further), grows.perYearWithoutClaims.times(withoutClaims))
  return { of: amount, by: min(by, toFen(amount.times(grows.atMostShare))), unbroken, withoutClaims }
}

/** Terms follow from the rows of one day's law, its deductible among them, so they are worked out once for each row. */
const workedOut = new WeakMap<CriticalIllnessRow | CriticalIllnessTiltRow, Map<CriticalIllnessRow, Terms>>()

/** What depends on the person as well, as a cap that grows, is worked out each time. */
function termsOf(
  row: CriticalIllnessRow,
  of: CriticalIllnessRow | CriticalIllnessTiltRow,
  cap: Cap,
  make: () => Omit<Terms, 'row' | 'grown'>,
): Terms {
  if (cap.grown !== null) return { row, grown: cap.grown, ...make() }
  const known = workedOut.get(of) ?? new Map<CriticalIllnessRow, Terms>()
  const terms = known.get(row) ?? { row, grown: null, ...make() }
  workedOut.set(of, known.set(row, terms))
  return terms
}

function plain(row: CriticalIllnessRow, deductible: Decimal, cap: Cap): Terms {
  return termsOf(row, row, cap, () => ({ bands: bandsFrom(row, deductible, zero), cap: cap.amount, tilt: null }))
}

function tilted(row: CriticalIllnessRow, deductible: Decimal, cap: Cap, tilt: CriticalIllnessTiltRow): Terms {
  return termsOf(row, tilt, cap, () => {
    const reduced = toFen(deductible.times(one.minus(tilt.deductibleReducedBy)))
    return { bands: bandsFrom(row, reduced, tilt.points), cap: tilt.capLifted ? null : cap.amount, tilt }
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
  explainGrowth(terms, after, trace)
  if (terms.cap !== null && pay(terms, after).eq(terms.cap))
    trace.reason('critical-illness-cap-reached', row.clause, { cap: yuan(terms.cap) })
}

/** Said where more is paid than the cap would have allowed before it grew. */
function explainGrowth(terms: Terms, after: Decimal, trace: Trace): void {
  const { grown, cap, row } = terms
  if (grown === null || cap === null || grown.by.isZero() || pay(terms, after).lte(grown.of)) return
  trace.reason('critical-illness-cap-grown', row.clause, {
    ...{ cap: yuan(cap), capBefore: yuan(grown.of), by: yuan(grown.by) },
    ...{ years: String(grown.unbroken), withoutClaims: String(grown.withoutClaims) },
  })
}
