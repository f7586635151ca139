import type { YearOfEnrolment } from '../adjudication/types.ts'
import { covers, type Day, type Period } from '../calendar.ts'
import type { Category } from '../names/categories.ts'
import type { FilingKind } from '../names/filings.ts'
import type { Insurance } from '../names/insurances.ts'

export const factKinds = ['enrolment', 'death', 'insured-region', 'join', 'aid-approval', 'filing'] as const
export type FactKind = (typeof factKinds)[number]

/** A fact of a person that stands, as far as a settlement needs it. */
export interface DatedFact extends Period {
  readonly kind: FactKind
  /** Of an enrolment: its year, and the tier, null where it says that the person is not enrolled in these days. */
  readonly year: number | null
  readonly tier: 1 | 2 | null
  /** Of an approved application for aid: the identity for which it is, and the bill, where it covers one bill alone. */
  readonly category?: Category | null
  readonly hospitalCode?: string | null
  readonly settlementNo?: string | null
  /** Of what was filed for care elsewhere: its kind, and to which region or hospital; neither is anywhere. */
  readonly filing?: FilingKind | null
  readonly toRegion?: string | null
  /** Of an insured region: which. It holds until the next one begins. */
  readonly region?: string | null
  /** Of an enrolment, where it names one. */
  readonly insurance?: Insurance | null
  /** Of an enrolment: the group of insured people, and whether its year passed without a claim, where it says so. */
  readonly insuredGroup?: string | null
  readonly withoutClaims?: boolean | null
}

/** What the registers know of a person's enrolment. */
export interface Enrolment {
  /** The tier registered with the person. It holds until the first dated enrolment begins. */
  readonly enrolledTier: 1 | 2 | null
  readonly dated: readonly DatedFact[]
}

/** The same under one number of a person, with whose insurance it is where no enrolment says it. */
export interface InsuredEnrolment extends Enrolment {
  readonly insurance: Insurance
}

/**
 * The tier in which a person is enrolled on a day, or null for who is not.
 *
 * What was registered with the person holds from before anything known here until a dated enrolment says otherwise; from
 * the first day of the first one on the dated ones alone tell, so that an enrolment that ended is not one for ever.
 */
export function enrolledTierOn({ enrolledTier, dated }: Enrolment, day: Day): 1 | 2 | null {
  const begun = enrolmentsIn(dated).filter(({ from }) => from <= day)
  if (begun.length === 0) return enrolledTier
  return begun.find((one) => covers(one, day))?.tier ?? null
}

/** The tier in which a person is enrolled on some day of a year: the last one of the year, or null. */
export function enrolledTierIn({ enrolledTier, dated }: Enrolment, year: number): 1 | 2 | null {
  const enrolments = enrolmentsIn(dated)
  const ofYear = enrolments.filter((one) => one.year === year && one.tier !== null).at(-1)
  if (ofYear) return ofYear.tier
  return enrolments.some(({ from }) => from <= `${year}-01-01`) ? null : enrolledTier
}

function enrolmentsIn(dated: readonly DatedFact[]): readonly DatedFact[] {
  return dated.length === 0 ? dated : dated.filter(({ kind }) => kind === 'enrolment')
}

/** The day of a person's death, or null where none is on record. */
export function diedOn(dated: readonly DatedFact[]): Day | null {
  return dated.find(({ kind }) => kind === 'death')?.from ?? null
}

/** Whether something that begins on a day begins after the person's death. */
export function beginsAfterDeath(dated: readonly DatedFact[], begins: Day): Day | null {
  const died = dated.length === 0 ? null : diedOn(dated)
  return died !== null && begins > died ? died : null
}

/** What the registers know of where a person is insured. */
export interface Insured {
  /** Where the person was insured before the first dated fact. */
  readonly firstRegion: string
  readonly dated: readonly DatedFact[]
}

/** Where a person is insured on a day: by the last dated fact that has begun, else as registered (000000/G19). */
export function insuredRegionOn({ firstRegion, dated }: Insured, day: Day): string {
  if (dated.length === 0) return firstRegion
  const begun = dated.filter(({ kind, from }) => kind === 'insured-region' && from <= day)
  return begun.at(-1)?.region ?? firstRegion
}

/** In whose insurance a person is on a day: as the enrolment of the day says, else as registered. */
export function insuranceOn(
  { insurance, dated }: { readonly insurance: Insurance; readonly dated: readonly DatedFact[] },
  day: Day,
): Insurance {
  if (dated.length === 0) return insurance
  return enrolmentsIn(dated).find((one) => covers(one, day))?.insurance ?? insurance
}

/** Of which group a person is enrolled on a day; null where no enrolment of the day says it. */
export function insuredGroupOn(dated: readonly DatedFact[], day: Day): string | null {
  return enrolmentsIn(dated).find((one) => covers(one, day) && one.tier !== null)?.insuredGroup ?? null
}

/** The group of a year's enrolment: the last one of the year that names one. */
export function insuredGroupIn(dated: readonly DatedFact[], year: number): string | null {
  const said = enrolmentsIn(dated).filter((one) => one.year === year && one.tier !== null && one.insuredGroup)
  return said.at(-1)?.insuredGroup ?? null
}

/** The years in which a person was enrolled up to a day, each once, and which of them passed without a claim. */
export function yearsOfEnrolment(dated: readonly DatedFact[], day: Day): YearOfEnrolment[] {
  const years = new Map<number, boolean>()
  for (const { from, year, tier, withoutClaims } of enrolmentsIn(dated))
    if (year !== null && tier !== null && from <= day)
      years.set(year, years.get(year) !== false && withoutClaims === true)
  return [...years].sort(([one], [other]) => one - other).map(([year, without]) => ({ year, withoutClaims: without }))
}

/** Whether an approved application for aid covers the day for an identity; one for a single bill covers that alone (000000/G23). */
export function isAidApproved(dated: readonly DatedFact[], category: Category, day: Day): boolean {
  return dated.some(
    (fact) => fact.kind === 'aid-approval' && fact.category === category && !fact.settlementNo && covers(fact, day),
  )
}
