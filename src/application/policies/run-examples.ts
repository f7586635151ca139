import type { EarlierCost, EarlierUse } from '../../domain/adjudication/earlier-facts.ts'
import type { Facts, Settled, YearState } from '../../domain/adjudication/types.ts'
import { adjudicate } from '../../domain/adjudication/waterfall.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { costLeft, usesOf } from '../../domain/ledger/earlier-visits.ts'
import { emptyYear } from '../../domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { Care } from '../../domain/names/care.ts'
import { type Payer, payerNames } from '../../domain/names/payers.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import type { Example, ExampleVisit } from '../../domain/policies/example-rows.ts'
import { PolicyLibrary } from '../../domain/policies/library.ts'
import { detailOf, Refusal } from '../../domain/refusals/refusal.ts'
import { faultAt, inFileOrder, type PackFault, type Spot } from '../../policies/checks/faults.ts'
import type { LoadedPack } from '../../policies/loader/load.ts'
import { type ClaimBody, claimOf, governedBy, inputOf } from '../claim/claim-input.ts'
import { sha256Hex } from '../shared/hash.ts'

/**
 * The examples of packs that come out otherwise than their writers worked them out, by the line of the visit. The packs have
 * passed the check: a law that is unsound has no examples to speak of.
 */
export function faultsOfExamples(packs: readonly LoadedPack[]): PackFault[] {
  const library = new PolicyLibrary(
    packs.map(({ file }) => file),
    sha256Hex,
  )
  return inFileOrder(
    packs.flatMap((pack) => (pack.file.examples ?? []).flatMap((one, index) => faultsOfOne(library, pack, one, index))),
  )
}

function faultsOfOne(library: PolicyLibrary, pack: LoadedPack, example: Example, index: number): PackFault[] {
  const spotOf = (at: number): Spot => ({ file: pack.path, line: pack.lineOf(['examples', index, 'visits', at]) })
  let state: YearState = emptyYear
  let year: number | null = null
  const faults: PackFault[] = []
  const costs: EarlierCost[] = []
  const uses: EarlierUse[] = []
  for (const [at, visit] of example.visits.entries()) {
    // Limits and deductibles begin anew with the year.
    if (year !== yearOf(visit.on)) state = emptyYear
    year = yearOf(visit.on)
    const isEarlier = ({ on }: { readonly on: Day }) => yearOf(on) < yearOf(visit.on)
    const earlier = { yearBefore: costs.filter(isEarlier), usedBefore: uses.filter(isEarlier) }
    const settled = settleVisit(library, pack.file.region, example, visit, { state, ...earlier })
    if (settled instanceof Refusal)
      return [
        ...faults,
        faultAt(spotOf(at), 'example-refused', { why: { zh: detailOf(settled, 'zh'), en: detailOf(settled, 'en') } }),
      ]
    faults.push(...differences(settled, visit, spotOf(at)))
    const { on, care, inScope } = visit
    costs.push(costLeft({ on, care, inScope, outcome: settled.outcome }))
    uses.push(...usesOf({ on, outcome: settled.outcome }))
    state = settled.next
  }
  return faults
}

function differences({ outcome }: Settled, { payers }: ExampleVisit, spot: Spot): PackFault[] {
  return Object.entries(payers).flatMap(([payer, said]) => {
    if (said === undefined) return []
    const name = payerNames[payer as Payer]
    const hand = outcome.reasons.find(({ code, params }) => code === 'by-hand' && params.topic === topics[payer])
    if (hand?.clause) return [faultAt(spot, 'example-by-hand', { payer: name, said, by: hand.clause.id })]
    const computed = outcome.payers[payer as Payer]
    if (decimal(said).eq(decimal(computed))) return []
    const lines = outcome.lines.filter((line) => line.payer === payer && line.clause)
    const told = lines.length > 0 ? lines : outcome.reasons
    const by = [...new Set(told.flatMap(({ clause }) => clause?.id ?? []))].join(', ') || '–'
    return [faultAt(spot, 'example-differs', { payer: name, said, computed, by })]
  })
}

/** What rows call the aid that a payer gives. */
const topics: Readonly<Record<string, string>> = { assistance: 'aid', reAid: 'reAid', tilt: 'tilt' }

/** What the example's visits of earlier years came to. */
interface Earlier {
  readonly yearBefore: readonly EarlierCost[]
  readonly usedBefore: readonly EarlierUse[]
}

function settleVisit(
  library: PolicyLibrary,
  region: string,
  example: Example,
  visit: ExampleVisit,
  { state, ...earlier }: Earlier & { readonly state: YearState },
): Settled | Refusal {
  const input = inputOf(bodyOf(visit))
  const facts = factsOf(region, example, visit, earlier)
  try {
    const law = governedBy((on) => library.law(facts.person.insuredRegion, on), input)
    return adjudicate(law, claimOf(input), facts, state)
  } catch (error) {
    // A law of which a figure is missing refuses the visit: that is what the example comes to.
    if (error instanceof Refusal) return error
    throw error
  }
}

const diseaseCode = 'M00100'

function bodyOf(visit: ExampleVisit): ClaimBody {
  const { on, care, inScope, offCatalogue = '0', overLimit = '0', preSelfPay = '0' } = visit
  const stay = care === 'inpatient' || care === 'critical-disease'
  const money = (text: string) => yuan(decimal(text))
  const paid = (text: string | undefined) => (text === undefined ? undefined : money(text))
  return {
    personNo: '-',
    hospitalCode: '-',
    care,
    ...(stay ? { admittedOn: visit.admitted ?? on, dischargedOn: on } : { servedOn: on }),
    referral: visit.referral ?? null,
    emergency: visit.emergency === 'true',
    diseaseCode: visit.disease ?? (registrationKind(visit) === null ? null : diseaseCode),
    costs: {
      total: yuan(sum([inScope, offCatalogue, overLimit, preSelfPay].map(decimal))),
      ...{ offCatalogue: money(offCatalogue), overLimit: money(overLimit), preSelfPay: money(preSelfPay) },
      inScope: money(inScope),
    },
    paid: {
      basic: paid(visit.basic),
      criticalIllness: paid(visit.criticalIllness),
      supplementary: paid(visit.supplementary),
      commercial: paid(visit.commercial),
    },
  }
}

const kinds: Readonly<Partial<Record<Care, RegistrationKind>>> = {
  'outpatient-chronic': 'chronic',
  'outpatient-special-drug': 'special-drug',
  'outpatient-special-disease': 'special-disease',
  'critical-disease': 'critical-disease',
}

function registrationKind({ care, registered }: ExampleVisit): RegistrationKind | null {
  return registered ?? kinds[care] ?? null
}

/** The person and the hospital as registers would show them: everything that is not said is in order. */
function factsOf(region: string, { person = {} }: Example, visit: ExampleVisit, earlier: Earlier): Facts {
  const kind = registrationKind(visit)
  const { hospital = {}, disease = diseaseCode, package: packageCode = null } = visit
  const lasting = { from: '1900-01-01', to: null }
  const held = (person.held ?? []).map(({ identity, from, to = null }) => ({ category: identity, from, to }))
  const identities = [...(person.identities ?? []).map((category) => ({ category, ...lasting })), ...held]
  const registration = {
    id: 'example',
    kind: kind as RegistrationKind,
    diseaseCode: disease,
    management: null,
    packageCode,
  }
  return {
    person: {
      insuredRegion: person.insured ?? region,
      enrolledTier: person.enrolled === 'false' ? null : person.tier === '2' ? 2 : 1,
      ...(person.insurance === 'employees' ? { insurance: 'employees' } : {}),
      ...(person.born === undefined ? {} : { bornOn: person.born }),
      ...(person.group === undefined ? {} : { group: person.group }),
      ...(person.enrolledYears === undefined ? {} : { enrolments: enrolmentsOf(person) }),
    },
    hospital: {
      region: hospital.region ?? person.insured ?? region,
      level: hospital.level ?? 'three',
      feeClass: hospital.grade ?? null,
      criticalDiseaseDesignated: hospital.criticalDiseaseDesignated !== 'false',
    },
    identities: identities.map((one, at) => ({ id: `example-${at}`, ...one })),
    registrations: kind === null ? [] : [{ ...registration, ...lasting }],
    approvals: identities,
    ...earlierFacts(person, earlier),
  }
}

function earlierFacts({ held = [] }: NonNullable<Example['person']>, { yearBefore, usedBefore }: Earlier) {
  const appliedOn = held.flatMap(({ identity: category, applied: on }) => (on === undefined ? [] : [{ category, on }]))
  return {
    ...(yearBefore.length === 0 ? {} : { yearBefore }),
    ...(usedBefore.length === 0 ? {} : { usedBefore }),
    ...(appliedOn.length === 0 ? {} : { appliedOn }),
  }
}

function enrolmentsOf({ enrolledYears = [], yearsWithoutClaims = [] }: NonNullable<Example['person']>) {
  return enrolledYears.map((year) => ({ year: Number(year), withoutClaims: yearsWithoutClaims.includes(year) }))
}
