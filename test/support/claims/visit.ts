import { type ClaimBody, claimOf, governedBy, type Input, inputOf } from '../../../src/application/claim/claim-input.ts'
import {
  type Elsewhere,
  type Facts,
  type HeldIdentity,
  type HeldRegistration,
  placeOf,
  type Settled,
  type YearState,
} from '../../../src/domain/adjudication/types.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import type { Overlap } from '../../../src/domain/claim/overlaps.ts'
import { type EarlierVisit, shareOwed } from '../../../src/domain/ledger/owed-for-earlier.ts'
import type { ActiveVisit } from '../../../src/domain/ledger/replay.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import type { Care } from '../../../src/domain/names/care.ts'
import type { Category } from '../../../src/domain/names/categories.ts'
import type { RegistrationKind } from '../../../src/domain/names/registrations.ts'
import { placeGoverning } from '../../../src/domain/policies/governing.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { shipped } from './packs.ts'

/** An identity held from a day, to a day; without days it holds in every year a test looks at. */
export interface SketchedIdentity {
  readonly category: Category
  readonly from?: string
  readonly to?: string | null
  /** Of an identity that is aided on application: whether an application for aid covers it; it does unless a test says not. */
  readonly approved?: boolean
  /** The region that certified it; left out: the insured one. */
  readonly certified?: string
  /** Marked as able to work where it is false. */
  readonly unableToWork?: false
}

/** What a test says of one visit; the rest is a stay in June 2023, in the insured place, with nothing paid yet. */
export interface Sketch {
  readonly insured?: string
  /** Enrolled in tier 1 unless a test says otherwise; null is not enrolled. */
  readonly tier?: 1 | 2 | null
  readonly insurance?: 'employees'
  readonly on?: string
  readonly admitted?: string
  readonly care?: Care
  /** One category, or several, or identities with days of their own. */
  readonly as?: Category | readonly (Category | SketchedIdentity)[]
  readonly hospital?: Partial<Facts['hospital']>
  readonly referral?: 'proper' | 'none'
  readonly emergency?: boolean
  /** Outpatient care is registered unless a test says `null`; a stay is not unless it says how. */
  readonly registered?: Partial<HeldRegistration> | null
  /** Whether an application for aid is approved for identities that are aided on application; it is unless a test says not. */
  readonly approved?: boolean
  /** What stands behind care elsewhere. */
  readonly filings?: Facts['filings']
  readonly overlaps?: readonly Overlap[]
  readonly elsewhere?: Elsewhere
  readonly byHand?: Facts['byHand']
  readonly yearBefore?: Facts['yearBefore']
  readonly usedBefore?: Facts['usedBefore']
  readonly appliedOn?: Facts['appliedOn']
  readonly bornOn?: string | undefined
  readonly group?: string
  readonly enrolments?: Facts['person']['enrolments']
  /** The day of death, of a stay that runs past it. */
  readonly diedOn?: string
  readonly inScope?: string
  readonly offCatalogue?: string
  readonly overLimit?: string
  readonly preSelfPay?: string
  /** Given by the caller as 0.00 unless a test says otherwise; `null` asks the schedule. */
  readonly basic?: string | null
  readonly criticalIllness?: string | null
  readonly supplementary?: string
  readonly commercial?: string
  readonly socialAid?: string
  /** What an earlier policy has paid as assistance; left out unless a test says it. */
  readonly assistance?: string
}

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

const kinds: Record<Care, RegistrationKind | null> = {
  inpatient: 'special-disease',
  'outpatient-chronic': 'chronic',
  'outpatient-special-drug': 'special-drug',
  'outpatient-special-disease': 'special-disease',
  'critical-disease': 'critical-disease',
  'outpatient-ordinary': null,
}

export function bodyOf(sketch: Sketch): ClaimBody {
  const { care = 'inpatient', on = '2023-06-15', inScope = '0.00' } = sketch
  const { offCatalogue = '0.00', overLimit = '0.00', preSelfPay = '0.00' } = sketch
  const total = yuan(sum([inScope, offCatalogue, overLimit, preSelfPay].map(decimal)))
  const stay = care === 'inpatient' || care === 'critical-disease'
  const { basic = '0.00', criticalIllness = '0.00' } = sketch
  return {
    personNo: '00000000000000000001',
    hospitalCode: 'H00000000001',
    care,
    ...(stay ? { admittedOn: sketch.admitted ?? on, dischargedOn: on } : { servedOn: on }),
    referral: sketch.referral,
    emergency: sketch.emergency,
    diseaseCode: registrationOf(sketch)?.diseaseCode,
    costs: { total, offCatalogue, overLimit, preSelfPay, inScope },
    paid: {
      basic: basic ?? undefined,
      criticalIllness: criticalIllness ?? undefined,
      supplementary: sketch.supplementary,
      commercial: sketch.commercial,
      socialAid: sketch.socialAid,
      assistance: sketch.assistance,
    },
  }
}

function registrationOf({ care = 'inpatient', registered }: Sketch): HeldRegistration | null {
  if (registered === null || (registered === undefined && care === 'inpatient')) return null
  const kind = kinds[care]
  if (kind === null) return null
  const held = { id: 'r1', kind, diseaseCode: 'M00100', management: null, packageCode: null }
  return { ...held, from: '2000-01-01', to: null, ...registered }
}

export function factsOf(sketch: Sketch, library: PolicyLibrary = shipped): Facts {
  const { insured = '140500', as = [], tier = 1 } = sketch
  const held = typeof as === 'string' ? [as] : as
  const registration = registrationOf(sketch)
  const identities = held.map((one, at): HeldIdentity => {
    const {
      category,
      from = '2000-01-01',
      to = null,
      certified,
      unableToWork,
    } = typeof one === 'string' ? { category: one } : one
    return {
      id: `i${at}`,
      category,
      ...(certified ? { certifiedRegion: certified } : {}),
      ...(unableToWork === false ? { unableToWork } : {}),
      from,
      to,
    }
  })
  const place = placeGoverning(library, { insuredRegion: insured, identities }, sketch.on ?? '2023-06-15')
  return {
    person: {
      insuredRegion: insured,
      enrolledTier: tier,
      ...(place === insured ? {} : { certifiedRegion: place }),
      ...(sketch.insurance ? { insurance: sketch.insurance } : {}),
      ...(sketch.bornOn ? { bornOn: sketch.bornOn } : {}),
      ...(sketch.group ? { group: sketch.group } : {}),
      ...(sketch.enrolments ? { enrolments: sketch.enrolments } : {}),
      ...(sketch.diedOn ? { diedOn: sketch.diedOn } : {}),
    },
    hospital: {
      region: insured,
      level: 'three',
      feeClass: 'class-one',
      criticalDiseaseDesignated: true,
      ...sketch.hospital,
    },
    identities,
    registrations: registration ? [registration] : [],
    ...approvedOf(sketch),
    ...(sketch.filings ? { filings: sketch.filings } : {}),
    ...(sketch.elsewhere ? { elsewhere: sketch.elsewhere } : {}),
    ...(sketch.overlaps ? { overlaps: sketch.overlaps } : {}),
    ...(sketch.byHand ? { byHand: sketch.byHand } : {}),
    ...earlierOf(sketch),
  }
}

function earlierOf({ yearBefore, usedBefore, appliedOn }: Sketch): Partial<Facts> {
  return {
    ...(yearBefore ? { yearBefore } : {}),
    ...(usedBefore ? { usedBefore } : {}),
    ...(appliedOn ? { appliedOn } : {}),
  }
}

const onApplication: readonly Category[] = ['dibao-marginal', 'illness-impoverished']

function approvedOf({ as = [], approved = true }: Sketch): Pick<Facts, 'approvals'> {
  const held = typeof as === 'string' ? [as] : as
  const categories = held.map((one) => (typeof one === 'string' ? one : one.category))
  const approvals = categories
    .filter((category) => approved && onApplication.includes(category))
    .map((category) => ({ category, from: '2000-01-01', to: null }))
  return approvals.length > 0 ? { approvals } : {}
}

/** A visit as the ledger keeps it: everything that its amounts follow from. */
export function activeVisitOf(
  sketch: Sketch,
  id: string,
  library: PolicyLibrary = shipped,
): Omit<ActiveVisit, 'outcome'> {
  const input: Input = inputOf(bodyOf(sketch))
  const facts = factsOf(sketch, library)
  const law = governedBy((on) => library.law(placeOf(facts.person), on), input)
  return { settlementId: id, claim: claimOf(input), facts, law, seq: 0, closedAt: null }
}

export function settle(sketch: Sketch, state: YearState = emptyYear, library: PolicyLibrary = shipped): Settled {
  const { law, claim, facts } = activeVisitOf(sketch, 's', library)
  return adjudicate(law, claim, facts, state)
}

/** A year as it is kept: each visit with what it and later ones came to. */
export interface KeptYear {
  readonly visits: readonly EarlierVisit[]
  readonly last: Settled
}

/** Settles visits of one person one after another, as the ledger does: what one brings for earlier ones is given to them. */
export function keepYear(sketches: readonly Sketch[], library: PolicyLibrary = shipped): KeptYear {
  let visits: EarlierVisit[] = []
  let last: Settled | null = null
  for (const [at, sketch] of sketches.entries()) {
    const settled = settle(sketch, last?.next ?? emptyYear, library)
    const { outcome, adjusted } = shareOwed(visits, settled)
    const after = new Map(adjusted.map((one) => [one.settlementId, one.after]))
    visits = visits.map((one) => ({ ...one, outcome: after.get(one.settlementId) ?? one.outcome }))
    visits.push({ settlementId: `s${at}`, day: sketch.on ?? '2023-06-15', outcome })
    last = { ...settled, outcome }
  }
  if (!last) throw new Error('a year without a visit')
  return { visits, last }
}

/** Settles visits of one person one after another and answers with the last. */
export function settleYear(sketches: readonly Sketch[], library: PolicyLibrary = shipped): Settled {
  return keepYear(sketches, library).last
}
