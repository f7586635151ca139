import type { SettledYear, YearVisit } from '../../src/domain/what-if/settled-year.ts'
import { built } from '../engine/yizhan.ts'

/** A year of five visits, as `bench:year-end` settles it: four of a chronic disease and a stay; every tenth uses a limit up. */
const categories = ['dibao', 'tekun', 'poverty-returned', 'monitored-unstable', 'dibao'] as const

async function modules() {
  const { claimOf, inputOf } = await built<typeof import('../../src/application/claim/claim-input.ts')>(
    'application/claim/claim-input',
  )
  const { emptyYear } = await built<typeof import('../../src/domain/ledger/year-state.ts')>('domain/ledger/year-state')
  const { decimal } = await built<typeof import('../../src/domain/money.ts')>('domain/money')
  const { payers } = await built<typeof import('../../src/domain/names/payers.ts')>('domain/names/payers')
  return { claimOf, inputOf, emptyYear, decimal, payers }
}

/** So many people's years of Jincheng in 2023, each with five visits. */
export async function madeYears(count: number): Promise<SettledYear[]> {
  const { claimOf, inputOf, emptyYear, decimal, payers } = await modules()
  const nothing = decimal('0.00')
  const paid = Object.fromEntries(payers.map((payer) => [payer, nothing])) as YearVisit['paid']
  const visitOf = (index: number, at: number): YearVisit => {
    const isStay = at === 4
    const total = isStay
      ? index % 10 === 3
        ? '95000.00'
        : '8000.00'
      : `${300 + ((index * 7 + at) % 900)}.${String(index % 100).padStart(2, '0')}`
    const on = `2023-0${at + 1}-10`
    const costs = { total, inScope: total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
    const days = isStay ? { admittedOn: '2023-05-01', dischargedOn: on } : { servedOn: on }
    const input = inputOf({
      ...{ personNo: '1', hospitalCode: 'H1', care: isStay ? 'inpatient' : 'outpatient-chronic', ...days, costs },
      ...{ diseaseCode: isStay ? undefined : 'E11.900', paid: { basic: '100.00', criticalIllness: '0.00' } },
    })
    const lasting = { from: '2021-01-01', to: null }
    return {
      ...{ settlementId: `${index}-${at}`, seq: at + 1, closedAt: null, hospitalCode: 'H1', county: '140502', paid },
      ...{ category: categories[index % categories.length] ?? null, claim: claimOf(input) },
      facts: {
        person: { insuredRegion: '140502', enrolledTier: 1 },
        hospital: { region: '140502', level: 'three', feeClass: 'class-one', criticalDiseaseDesignated: false },
        identities: [{ id: 'i', category: categories[index % categories.length] as string, ...lasting }],
        registrations: isStay
          ? []
          : [{ id: 'r', kind: 'chronic', diseaseCode: 'E11.900', management: 'visit', packageCode: null, ...lasting }],
      },
    }
  }
  return Array.from({ length: count }, (_, index) => ({
    ...{ personNo: String(index), region: '140500', beginning: emptyYear, personBurden: nothing, limits: [] },
    visits: Array.from({ length: 5 }, (__, at) => visitOf(index, at)),
  }))
}

/** Replays years again and again for some seconds; answers settlements a second. */
export async function replaysPerSecond(
  years: readonly SettledYear[],
  isTraced: boolean,
  seconds: number,
): Promise<number> {
  const { replayUnder } =
    await built<typeof import('../../src/domain/what-if/settled-year.ts')>('domain/what-if/settled-year')
  const { lawsOf } = await built<typeof import('../../src/application/what-if/walk.ts')>('application/what-if/walk')
  const { builtInPolicies, loadPacks } =
    await built<typeof import('../../src/policies/loader/load.ts')>('policies/loader/load')
  const { files } = await loadPacks([builtInPolicies])
  const laws = lawsOf(files.map(({ file }) => file))
  const timed = (until: number) => {
    const began = performance.now()
    let settled = 0
    while (performance.now() - began < until * 1000)
      for (const year of years) settled += replayUnder(laws, year, year.visits, { isTraced }).active.length
    return settled / ((performance.now() - began) / 1000)
  }
  timed(seconds / 3)
  return timed(seconds)
}
