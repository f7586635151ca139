import type { ReadIdentity } from '../../db/ledger/held-rows.ts'
import type { ClaimRead } from '../../db/ledger/rows.ts'
import type { Claim, Facts, FactsOfPerson, HeldIdentity, HeldRegistration } from '../../domain/adjudication/types.ts'
import { covers, type Day, type Period, yearOf } from '../../domain/calendar.ts'
import type { Input } from '../../domain/claim/input.ts'
import type { Overlap } from '../../domain/claim/overlaps.ts'
import { decimal } from '../../domain/money.ts'
import type { Care } from '../../domain/names/care.ts'
import { placeGoverning } from '../../domain/policies/governing.ts'
import type { Law } from '../../domain/policies/law.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import {
  type DatedFact,
  diedOn,
  enrolledTierOn,
  type InsuredEnrolment,
  insuranceOn,
  insuredRegionOn,
} from '../../domain/registers/dated-facts.ts'
import { filingsBehind } from '../../domain/registers/filings.ts'
import { isSameDisease } from '../../domain/registers/same-disease.ts'

/** A settlement or quote as the caller sends it. Amounts are yuan in text with two decimals. */
export interface ClaimBody {
  readonly settlementNo?: string | undefined
  readonly personNo: string
  readonly hospitalCode: string
  readonly care: Care
  readonly admittedOn?: Day | null | undefined
  readonly dischargedOn?: Day | null | undefined
  readonly servedOn?: Day | null | undefined
  readonly referral?: 'proper' | 'none' | null | undefined
  readonly emergency?: boolean | undefined
  readonly diseaseCode?: string | null | undefined
  readonly costs: {
    readonly total: string
    readonly offCatalogue: string
    readonly overLimit: string
    readonly preSelfPay: string
    readonly inScope: string
  }
  readonly paid?:
    | {
        readonly basic?: string | null | undefined
        readonly criticalIllness?: string | null | undefined
        readonly supplementary?: string | undefined
        readonly commercial?: string | undefined
        readonly socialAid?: string | undefined
        readonly assistance?: string | null | undefined
      }
    | undefined
  /** Somebody else caused the injury, as far as the hospital knows. */
  readonly thirdPartyInjury?: boolean | undefined
  /** By their numbers, the hospital's settlements beside which this is another visit; outpatient care only. */
  readonly besides?: readonly string[] | null | undefined
}

export type { Input }

/** The body with every place filled, in one order: equal claims give equal text, and so equal hashes. */
export function inputOf(body: ClaimBody): Input {
  const { costs, paid = {} } = body
  return {
    settlementNo: body.settlementNo ?? null,
    personNo: body.personNo,
    hospitalCode: body.hospitalCode,
    care: body.care,
    admittedOn: body.admittedOn ?? null,
    dischargedOn: body.dischargedOn ?? null,
    servedOn: body.servedOn ?? null,
    referral: body.referral ?? null,
    emergency: body.emergency ?? false,
    diseaseCode: body.diseaseCode ?? null,
    costs: {
      total: costs.total,
      offCatalogue: costs.offCatalogue,
      overLimit: costs.overLimit,
      preSelfPay: costs.preSelfPay,
      inScope: costs.inScope,
    },
    paid: {
      basic: paid.basic ?? null,
      criticalIllness: paid.criticalIllness ?? null,
      supplementary: paid.supplementary ?? '0.00',
      commercial: paid.commercial ?? '0.00',
      socialAid: paid.socialAid ?? '0.00',
      ...(paid.assistance == null ? {} : { assistance: paid.assistance }),
    },
    ...(body.thirdPartyInjury ? { thirdPartyInjury: true } : {}),
    ...(body.besides?.length ? { besides: [...new Set(body.besides)].sort() } : {}),
  }
}

export function claimOf(input: Input): Claim {
  const { costs, paid } = input
  return {
    care: input.care,
    admittedOn: input.admittedOn,
    dischargedOn: input.dischargedOn,
    servedOn: input.servedOn,
    referral: input.referral,
    emergency: input.emergency,
    diseaseCode: input.diseaseCode,
    costs: {
      total: decimal(costs.total),
      offCatalogue: decimal(costs.offCatalogue),
      overLimit: decimal(costs.overLimit),
      preSelfPay: decimal(costs.preSelfPay),
      inScope: decimal(costs.inScope),
    },
    paid: {
      basic: paid.basic === null ? null : decimal(paid.basic),
      criticalIllness: paid.criticalIllness === null ? null : decimal(paid.criticalIllness),
      supplementary: decimal(paid.supplementary),
      commercial: decimal(paid.commercial),
      socialAid: decimal(paid.socialAid),
      ...(paid.assistance === undefined ? {} : { assistance: decimal(paid.assistance) }),
    },
    ...(input.thirdPartyInjury ? { thirdPartyInjury: true } : {}),
  }
}

/** The day whose law, identities and year govern: discharge, or service for outpatient care (000000/G5). */
export function eventDay(input: Input): Day {
  const day = input.dischargedOn ?? input.servedOn
  if (day === null) throw new Error('a claim without a day passed the schema')
  return day
}

/**
 * The law of the visit's day. Only the law of the discharge can say that the law of the admission
 * governs, so it is asked first (000000/G5).
 */
export function governedBy(lawOn: (day: Day) => Law, input: Input): Law {
  const law = lawOn(eventDay(input))
  return law.choices.lawOn.value === 'admission' && input.admittedOn !== null ? lawOn(input.admittedOn) : law
}

export function claimYear(input: Input): number {
  return yearOf(eventDay(input))
}

/**
 * What the registers said of the person and the hospital when the claim was settled: only what bears
 * on this visit, so that the ledger keeps no more of a person than a later check needs.
 */
export function factsOf(
  library: PolicyLibrary,
  read: ClaimRead,
  input: Input,
  overlaps: readonly Overlap[] = [],
): Facts | null {
  const { person, hospital } = read
  if (!person || !hospital) return null
  const inForce = inForceFor(input)
  return {
    person: {
      ...personOn(library, { ...read, person }, eventDay(input)),
      ...diedWithin(read, input),
    },
    hospital: {
      region: hospital.region,
      level: hospital.level,
      feeClass: hospital.feeClass,
      criticalDiseaseDesignated: hospital.criticalDiseaseDesignated,
    },
    identities: identitiesOf(read, input),
    registrations: read.registrations
      .filter((held) => inForce(held) && isSameDisease(held.diseaseCode, input.diseaseCode))
      .map(
        (held): HeldRegistration => ({
          id: held.id,
          kind: held.kind,
          diseaseCode: held.diseaseCode,
          management: held.management,
          packageCode: held.packageCode,
          from: held.from,
          to: held.to,
        }),
      ),
    ...approvedFor(read, input),
    ...filedFor(read, hospital, input),
    ...(overlaps.length > 0 ? { overlaps } : {}),
  }
}

/** The identities that bear on a visit: those in force on its day, and on the day of the admission (000000/G5). */
export function identitiesOf(read: Pick<ClaimRead, 'identities'>, input: Input): HeldIdentity[] {
  return read.identities.filter(inForceFor(input)).map(heldIdentity)
}

export function heldIdentity({ id, category, certifiedRegion, unableToWork, from, to }: ReadIdentity): HeldIdentity {
  const certified = certifiedRegion === null ? {} : { certifiedRegion }
  return { id, category, ...certified, ...(unableToWork === false ? { unableToWork } : {}), from, to }
}

/** Where a person is insured on a day, in which tier and insurance, and whether another place's certificate governs (000000/G19). */
export function personOn(
  library: PolicyLibrary,
  {
    person,
    dated,
    identities,
    otherEnrolments,
  }: Pick<ClaimRead, 'dated' | 'identities' | 'otherEnrolments'> & { person: NonNullable<ClaimRead['person']> },
  day: Day,
): FactsOfPerson {
  const insuredRegion = insuredRegionOn({ firstRegion: person.firstRegion, dated }, day)
  const place = placeGoverning(library, { insuredRegion, identities: identities.map(heldIdentity) }, day)
  const enrolled = enrolmentOn([{ ...person, dated }, ...otherEnrolments], day)
  const insurance = insuranceOn(enrolled, day)
  return {
    insuredRegion,
    enrolledTier: enrolledTierOn(enrolled, day),
    ...(place === insuredRegion ? {} : { certifiedRegion: place }),
    ...(insurance === 'employees' ? { insurance } : {}),
  }
}

/** Of a stay that runs past the death: the day of death, to be pointed at. One that began after it is refused before. */
function diedWithin({ dated }: Pick<ClaimRead, 'dated'>, input: Input): Pick<FactsOfPerson, 'diedOn'> {
  const died = dated.length === 0 ? null : diedOn(dated)
  return died !== null && died < eventDay(input) ? { diedOn: died } : {}
}

/** What was filed for care elsewhere and stands behind the visit (000000/G8), where there is anything. */
function filedFor(
  { dated }: Pick<ClaimRead, 'dated'>,
  { region: hospitalRegion, hospitalCode }: { readonly region: string; readonly hospitalCode: string },
  input: Input,
): Pick<Facts, 'filings'> {
  if (dated.length === 0) return {}
  const to = eventDay(input)
  const visit = { from: input.admittedOn ?? to, to, hospitalCode, hospitalRegion }
  const kinds = filingsBehind(dated, visit).flatMap(({ filing }) => (filing ? [filing] : []))
  return kinds.length > 0 ? { filings: [...new Set(kinds)] } : {}
}

/** The approved applications for aid that cover the visit (000000/G23), where there are any. */
export function approvedFor({ dated }: Pick<ClaimRead, 'dated'>, input: Input): Pick<Facts, 'approvals'> {
  if (dated.length === 0) return {}
  const inForce = inForceFor(input)
  const approvals = dated.flatMap(({ kind, category, from, to, ...bill }) =>
    kind === 'aid-approval' && category && inForce({ from, to }) && isFor(bill, input) ? [{ category, from, to }] : [],
  )
  return approvals.length > 0 ? { approvals } : {}
}

/** An approval that names a bill covers that one alone. */
function isFor(
  { hospitalCode, settlementNo }: Pick<DatedFact, 'hospitalCode' | 'settlementNo'>,
  input: Input,
): boolean {
  return !settlementNo || (settlementNo === input.settlementNo && hospitalCode === input.hospitalCode)
}

/** Of the numbers of one human the own where it is enrolled on the day, else the lowest tier of the others (000000/G26). */
function enrolmentOn([own, ...others]: readonly [InsuredEnrolment, ...InsuredEnrolment[]], day: Day): InsuredEnrolment {
  if (others.length === 0 || enrolledTierOn(own, day) !== null) return own
  const enrolled = others.filter((one) => enrolledTierOn(one, day) !== null)
  return enrolled.find((one) => enrolledTierOn(one, day) === 1) ?? enrolled[0] ?? own
}

function inForceFor(input: Input): (held: Period) => boolean {
  const days = [eventDay(input), input.admittedOn].filter((day) => day !== null)
  return (held) => days.some((day) => covers(held, day))
}
