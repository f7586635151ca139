import { covers, type Day } from '../calendar.ts'
import { withElsewhere } from '../ledger/year-state.ts'
import { zero } from '../money.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Insurance } from '../names/insurances.ts'
import type { RegistrationKind } from '../names/registrations.ts'
import type { CareArea, ClauseRef, Law, WithoutReferralRow } from '../policies/law.ts'
import { isSameDisease } from '../registers/same-disease.ts'
import { asCorrected } from './corrected.ts'
import type { Trace } from './trace.ts'
import { type Claim, type Facts, type HeldIdentity, type HeldRegistration, placeOf, type YearState } from './types.ts'

const registrationFor: Record<Care, RegistrationKind | null> = {
  inpatient: 'special-disease',
  'outpatient-chronic': 'chronic',
  'outpatient-special-drug': 'special-drug',
  'outpatient-special-disease': 'special-disease',
  'critical-disease': 'critical-disease',
  'outpatient-ordinary': null,
}

/** A claim with what follows from it, the registers and the law, before any money is counted. */
export interface AdjudicatedVisit {
  readonly law: Law
  readonly claim: Claim
  readonly facts: Facts
  /** The year so far, under all numbers of the person (000000/G26). */
  readonly state: YearState
  /** The part of it under the number of this visit: what visits can still be paid for. */
  readonly own: YearState
  readonly care: Care
  /** The day whose identities and registrations count (000000/G5). */
  readonly day: Day
  readonly inProvince: boolean
  /** Whether the hospital lies in the insured place (000000/G16). */
  readonly local: boolean
  /** The clause that keeps medical assistance out of this visit, or null (000000/G8). */
  readonly shutOut: ClauseRef | null
  /** How a visit without the referral that the rules ask for is aided all the same, by the identity that is settled. */
  readonly aidedLess: WithoutReferralRow | null
  /** Where the person is not enrolled on the day: the rule, and whether aid pays the rest all the same (000000/G21). Else null. */
  readonly uninsured: { readonly clause: ClauseRef; readonly aid: 'none' | 'rest' } | null
  /** The registration in force that the disease code names, or null. */
  readonly registration: HeldRegistration | null
  /** Whether this is the aid that waited for the end of the year (140500/J9). */
  readonly atYearEnd: boolean
  /** Identities in force on the day, one a category, in the pack's order. */
  readonly identities: readonly HeldIdentity[]
  /** Whether lines, reasons and warnings are kept. It changes no amount. */
  readonly isTraced: boolean
}

/** How the engine is asked. */
export interface HowAsked {
  /** Left out, it says why; without, the outcome has no lines, reasons or warnings, and is reckoned faster. */
  readonly isTraced?: boolean
}

export function adjudicatedVisitOf(
  law: Law,
  stated: Claim,
  known: Facts,
  state: YearState,
  { isTraced = true }: HowAsked = {},
): AdjudicatedVisit {
  const { claim, facts } = asCorrected(stated, known)
  const day = identityDay(law, claim)
  return {
    law,
    claim,
    facts,
    state: withElsewhere(state, facts.elsewhere),
    own: state,
    care: claim.care,
    day,
    inProvince: sameDigits(facts, 2),
    local: isLocal(law, facts),
    shutOut: shutOutBy(law, claim, facts),
    aidedLess: null,
    uninsured: uninsuredBy(law, claim, facts),
    registration: registrationOf(claim, facts, day),
    atYearEnd: false,
    identities: identitiesOn(law, facts.identities, identityDays(law, claim, facts, day)),
    isTraced,
  }
}

interface IdentityDays {
  readonly day: Day
  readonly orOn: Day
  readonly insuredRegion: string
}

/** The days of which an identity must be in force on one: that of the law, unless a pack reads it otherwise (000000/G5). */
function identityDays(law: Law, claim: Claim, { person: { insuredRegion } }: Facts, day: Day): IdentityDays {
  const { value } = law.choices.identityOn
  if (value === 'as-law') return { day, orOn: day, insuredRegion }
  const left = visitDay(claim)
  if (value === 'discharge' || claim.admittedOn === null) return { day: left, orOn: left, insuredRegion }
  return { day: value === 'admission' ? claim.admittedOn : left, orOn: claim.admittedOn, insuredRegion }
}

/** One that no pack declares any more comes last. */
function placeIn({ order }: Law, category: Category): number {
  const at = order.indexOf(category)
  return at < 0 ? order.length : at
}

/** The visit as it is settled for one identity: a region may aid those it names less, where others are shut out (000000/G8). */
export function visitFor(visit: AdjudicatedVisit, category: Category): AdjudicatedVisit {
  if (visit.shutOut === null || visit.law.tables.withoutReferral.length === 0) return visit
  const row = rowFor(visit.law.tables.withoutReferral, visit, category)
  return row ? { ...visit, shutOut: null, aidedLess: row } : visit
}

/** The visit read as a plain stay, which a listed critical disease is wherever its package does not settle it (140500/J11). */
export function asStay(visit: AdjudicatedVisit): AdjudicatedVisit {
  const registration = registrationOf({ ...visit.claim, care: 'inpatient' }, visit.facts, visit.day)
  return { ...visit, care: 'inpatient', registration }
}

/** The day of the visit: discharge for stays, service for outpatient care (000000/G5). */
export function visitDay(claim: Pick<Claim, 'dischargedOn' | 'servedOn'>): Day {
  const day = claim.dischargedOn ?? claim.servedOn
  if (day === null) throw new Error('a claim without a day reached the engine')
  return day
}

function identityDay(law: Law, claim: Claim): Day {
  return law.choices.lawOn.value === 'admission' && claim.admittedOn ? claim.admittedOn : visitDay(claim)
}

function sameDigits(facts: Facts, digits: number): boolean {
  return facts.hospital.region.slice(0, digits) === placeOf(facts.person).slice(0, digits)
}

/** Local care needs no referral; what is local is the pack's reading (000000/G16). */
export function isLocal(law: Law, facts: Facts): boolean {
  return sameDigits(facts, Number(law.choices.localCareDigits.value))
}

/** What was filed makes care elsewhere proper, whatever the hospital says; its word alone is the pack's reading (000000/G8). */
function shutOutBy(law: Law, claim: Claim, facts: Facts): ClauseRef | null {
  return isLocal(law, facts) || isReferred(law, claim, facts) ? null : law.clause('G8')
}

function isReferred(law: Law, claim: Claim, facts: Facts): boolean {
  if (facts.filings !== undefined) return true
  if (claim.referral === 'proper' && law.choices.referralUnfiled.value !== 'refused') return true
  return claim.emergency && law.choices.emergencyWithoutReferral.value === 'exempt'
}

/** Care in the person's own county counts as properly referred (500243/P7b). */
export function isReferredOrInCounty({ law, claim, facts }: AdjudicatedVisit): boolean {
  return sameDigits(facts, 6) || isReferred(law, claim, facts)
}

/** Whom basic insurance has paid for is insured, whatever the register says; a stated 0.00 tells nothing. */
function uninsuredBy(law: Law, claim: Claim, facts: Facts): AdjudicatedVisit['uninsured'] {
  if (facts.person.enrolledTier !== null || claim.paid.basic?.gt(zero)) return null
  const { value: aid, clause } = law.choices.aidWithoutInsurance
  return aid === 'as-insured' ? null : { clause, aid }
}

function registrationOf(claim: Claim, facts: Facts, day: Day): HeldRegistration | null {
  const kind = registrationFor[claim.care]
  const named = facts.registrations.filter(
    (held) => held.kind === kind && isSameDisease(held.diseaseCode, claim.diseaseCode),
  )
  return named.find((held) => covers(held, day)) ?? null
}

/**
 * Identities in force, each category once. The order settles ties (000000/G4): that of the pack, or the
 * longest held first where a pack reads it so.
 */
export function identitiesOn(
  law: Law,
  held: readonly HeldIdentity[],
  { day, orOn = day, insuredRegion }: Omit<IdentityDays, 'orOn'> & { readonly orOn?: Day },
): HeldIdentity[] {
  const inForce = held.filter(
    (identity) => (covers(identity, day) || covers(identity, orOn)) && isCertifiedHere(law, identity, insuredRegion),
  )
  if (inForce.length < 2) return inForce
  const byOrder = (a: HeldIdentity, b: HeldIdentity) => placeIn(law, a.category) - placeIn(law, b.category)
  const byAge = (a: HeldIdentity, b: HeldIdentity) => (a.from < b.from ? -1 : a.from > b.from ? 1 : byOrder(a, b))
  const sorted = [...inForce].sort(law.choices.ties.value === 'held-longest' ? byAge : byOrder)
  return sorted.filter((one, at) => sorted.findIndex((other) => other.category === one.category) === at)
}

/** Where certification governs, a region aids whom it certified itself (000000/G19). */
export function isCertifiedHere(
  { choices, region }: Law,
  { certifiedRegion }: Pick<HeldIdentity, 'certifiedRegion'>,
  insuredRegion: string,
): boolean {
  if (choices.governedBy.value !== 'certification') return true
  return (certifiedRegion ?? insuredRegion).startsWith(region.replace(/(00){1,2}$/, ''))
}

/**
 * Whether the pack's schedules are those of where the person is insured: the pack's province or municipality, where another
 * region's certificate governs (000000/G19).
 */
export function hasSchedule({ law, facts: { person } }: AdjudicatedVisit): boolean {
  return person.insuredRegion.slice(0, 2) === law.region.slice(0, 2)
}

/** Whether the hospital lies where a row asks for. In China the first two digits are the province or municipality (000000/G16). */
export function liesIn(visit: AdjudicatedVisit, where: CareArea): boolean {
  switch (where) {
    case 'anywhere':
      return true
    case 'insured-place':
      return visit.local
    case 'outside-insured-place':
      return !visit.local
    case 'outside-province':
      return !visit.inProvince
    default:
      return visit.inProvince
  }
}

/** Whether a row is for the insurance that the person is in; one that names none is for both. */
export function isOfInsurance(
  { insurance = null }: { readonly insurance?: readonly Insurance[] | null | undefined },
  { insurance: own = 'residents' }: { readonly insurance?: Insurance | undefined },
): boolean {
  return insurance === null || insurance.includes(own)
}

/**
 * The row of a table that names this category, care and insurance, if any; of several the one of the place where the hospital
 * lies. One that is for the other insurance leaves its reason.
 */
export function rowFor<R extends ForSome>(
  rows: readonly R[],
  visit: AdjudicatedVisit,
  category: Category,
  trace?: Trace,
): R | undefined {
  const { person } = visit.facts
  let elsewhere: R | undefined
  let other: R | undefined
  for (const row of rows) {
    if (!row.care.includes(visit.care) || !row.for.includes(category)) continue
    if (!isOfInsurance(row, person)) other ??= row
    else if (row.where === undefined || liesIn(visit, row.where)) return row
    else elsewhere ??= row
  }
  if (elsewhere) return elsewhere
  if (other) trace?.reason('other-insurance', other.clause, { insurance: person.insurance ?? 'residents' })
  return undefined
}

interface ForSome {
  readonly clause: ClauseRef
  readonly for: readonly Category[]
  readonly care: readonly Care[]
  readonly where?: CareArea
  readonly insurance?: readonly Insurance[] | null | undefined
}
