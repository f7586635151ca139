import type { Facts } from '../../src/domain/adjudication/types.ts'
import { decimal } from '../../src/domain/money.ts'
import { bodyOf, type Paid, type Sample, yearOf } from './visits.ts'

/** From dist: what is measured is what is served, not what a loader makes of the sources on the way. */
export async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../dist/${path}.js`, import.meta.url).href)) as Module
}

async function loadEngine() {
  const { claimOf, inputOf } = await built<typeof import('../../src/application/claim/claim-input.ts')>(
    'application/claim/claim-input',
  )
  const { sha256Hex } = await built<typeof import('../../src/application/shared/hash.ts')>('application/shared/hash')
  const { adjudicate } = await built<typeof import('../../src/domain/adjudication/waterfall.ts')>(
    'domain/adjudication/waterfall',
  )
  const { yearState } = await built<typeof import('../../src/domain/ledger/year-state.ts')>('domain/ledger/year-state')
  const { PolicyLibrary } =
    await built<typeof import('../../src/domain/policies/library.ts')>('domain/policies/library')
  const { builtInPolicies, loadPacks } =
    await built<typeof import('../../src/policies/loader/load.ts')>('policies/loader/load')
  const { files } = await loadPacks([builtInPolicies])
  const library = new PolicyLibrary(
    files.map(({ file }) => file),
    sha256Hex,
  )
  return { claimOf, inputOf, adjudicate, yearState, library }
}

/** Our own engine, as the service calls it: amounts in text go in, an outcome with its lines and reasons comes out. */
export async function yizhan(): Promise<(sample: Sample) => () => unknown> {
  const { claimOf, inputOf, adjudicate, yearState, library } = await loadEngine()
  return (sample) => {
    const input = inputOf(bodyOf(sample))
    const facts = factsOf(sample)
    const year = yearOf(sample)
    return () => {
      const law = library.law(facts.person.insuredRegion, '2023-03-15')
      return adjudicate(law, claimOf(input), facts, yearState(year)).outcome
    }
  }
}

const onApplication: readonly Sample['category'][] = ['dibao-marginal', 'illness-impoverished']

function factsOf({ category, feeClass }: Sample): Facts {
  return {
    person: { insuredRegion: '140502', enrolledTier: 1 },
    hospital: { region: '140502', level: 'three', feeClass, criticalDiseaseDesignated: true },
    identities: [{ id: '0190f5fe-7c00-7a00-8000-000000000001', category, from: '2021-01-01', to: null }],
    registrations: [],
    // Who is aided on application alone has one approved, as whoever is paid has.
    ...(onApplication.includes(category) ? { approvals: [{ category, from: '2021-01-01', to: null }] } : {}),
  }
}

/** The outcome's amounts in fen. Not part of what is timed. */
export function paidOf(outcome: unknown): Paid {
  const { payers } = outcome as { payers: Record<keyof Paid, string> }
  const fen = (payer: keyof Paid) => decimal(payers[payer]).times(100).toNumber()
  return {
    basic: fen('basic'),
    criticalIllness: fen('criticalIllness'),
    assistance: fen('assistance'),
    tilt: fen('tilt'),
    hospital: fen('hospital'),
    person: fen('person'),
  }
}
