import { stringify } from 'yaml'
import { claimOf, governedBy, inputOf } from '../../../src/application/claim/claim-input.ts'
import { reportLaw } from '../../../src/application/policies/law-report.ts'
import { faultsOfExamples } from '../../../src/application/policies/run-examples.ts'
import { sha256Hex } from '../../../src/application/shared/hash.ts'
import type { Facts, YearState } from '../../../src/domain/adjudication/types.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { cares } from '../../../src/domain/names/care.ts'
import { hospitalLevels } from '../../../src/domain/names/hospitals.ts'
import { payers } from '../../../src/domain/names/payers.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import type { PackFile } from '../../../src/domain/policies/pack.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { faultsOfPacks, warningsOfPacks } from '../../../src/policies/checks/check.ts'
import { type LoadedPack, packFrom } from '../../../src/policies/loader/load.ts'
import type { Random } from '../../faults/random.ts'

export type Tried = { readonly kind: 'refused' | 'settled' } | { readonly kind: 'wrong'; readonly why: string }

/** What a document comes to: refused by the check, or settled under, and then each visit must be answered with amounts that sum. */
export function tryPack(others: readonly LoadedPack[], document: unknown, random: Random): Tried {
  try {
    const read = packFrom('fuzzed.yaml', new TextEncoder().encode(stringify(document)))
    const loaded = Array.isArray(read)
      ? { files: [], unread: [], faults: read }
      : { files: [...others, read], unread: [], faults: [] }
    const faults = faultsOfPacks(loaded)
    const unclear = faults.find(
      ({ line, message }) => line < 1 || /\{[\w-]+\}|undefined|\[object/.test(message.zh + message.en),
    )
    if (unclear) return { kind: 'wrong', why: `${unclear.code}: ${unclear.message.en}` }
    if (faults.length > 0 || Array.isArray(read)) return { kind: 'refused' }
    warningsOfPacks(loaded)
    faultsOfExamples(loaded.files)
    return settled(
      loaded.files.map(({ file }) => file),
      read.file,
      random,
    )
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function settled(files: readonly PackFile[], file: PackFile, random: Random): Tried {
  const library = new PolicyLibrary(files, sha256Hex)
  let state: YearState = emptyYear
  for (let visit = 0; visit < 12; visit += 1) {
    try {
      const { body, facts } = visitOf(file, random)
      const input = inputOf(body)
      const law = governedBy((on) => library.law(file.region, on), input)
      const { outcome, next } = adjudicate(law, claimOf(input), facts, state)
      const amounts = payers.map((payer) => decimal(outcome.payers[payer]))
      if (!sum(amounts).eq(decimal(body.costs.total)) || amounts.some((amount) => amount.isNegative()))
        return { kind: 'wrong', why: `${JSON.stringify(outcome.payers)} of ${JSON.stringify(body)}` }
      state = next
      reportLaw({ library, clock: () => new Date() }, null, file.region, {
        on: body.servedOn ?? body.dischargedOn ?? undefined,
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'internal') throw error
    }
  }
  return { kind: 'settled' }
}

function visitOf(file: PackFile, random: Random) {
  const pick = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T
  const year = file.inForce.from.slice(0, 4)
  const on = `${year}-${String(1 + random.int(0, 12 - 1)).padStart(2, '0')}-28`
  const care = pick(cares)
  const stay = care === 'inpatient' || care === 'critical-disease'
  const [inScope, offCatalogue] = [
    `${random.int(0, 500_000 - 1)}.${random.int(0, 10 - 1)}7`,
    `${random.int(0, 3_000 - 1)}.01`,
  ]
  const categories = file.clauses.flatMap(({ aid = [], limits = [] }) => [...aid, ...limits].flatMap((row) => row.for))
  const category = categories.length > 0 ? pick(categories) : 'dibao'
  const lasting = { from: '1900-01-01', to: null }
  const kind = pick(['chronic', 'special-drug', 'special-disease', 'critical-disease'] as const)
  const facts: Facts = {
    person: {
      insuredRegion: file.region,
      enrolledTier: pick([1, 2, null]),
      bornOn: pick(['1940-01-01', '2019-01-01']),
    },
    hospital: {
      region: pick([file.region, '310101']),
      level: pick(hospitalLevels),
      feeClass: pick(['class-one', 'class-three', null]),
      criticalDiseaseDesignated: true,
    },
    identities: [{ id: 'i', category, ...lasting }],
    registrations: [
      {
        id: 'r',
        kind,
        diseaseCode: 'M00100',
        management: pick(['visit', 'quota', null]),
        packageCode: null,
        ...lasting,
      },
    ],
    approvals: [{ category, ...lasting }],
  }
  const body = {
    ...{
      personNo: '-',
      hospitalCode: '-',
      care,
      referral: pick(['proper', 'none'] as const),
      emergency: random.int(0, 9 - 1) === 0,
    },
    ...(stay ? { admittedOn: `${on.slice(0, 8)}01`, dischargedOn: on } : { servedOn: on }),
    diseaseCode: 'M00100',
    costs: {
      total: yuan(sum([inScope, offCatalogue].map(decimal))),
      ...{ offCatalogue, overLimit: '0.00', preSelfPay: '0.00', inScope },
    },
    paid: {},
  }
  return { body: body as Parameters<typeof inputOf>[0], facts }
}
