import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { HospitalLevel } from '../../src/domain/names/hospitals.ts'
import { declareNames } from '../../src/domain/policies/declare.ts'
import type { PackFile } from '../../src/domain/policies/pack.ts'
import { faultsOfPacks } from '../../src/policies/checks/check.ts'
import { builtInPolicies, loadPacks } from '../../src/policies/loader/load.ts'
import { readYaml } from '../../src/policies/loader/yaml-text.ts'
import { expectSums } from '../support/claims/clause-rows.ts'
import { libraryOf } from '../support/claims/packs.ts'
import { type Sketch, settle } from '../support/claims/visit.ts'
import { goldenPacks } from './cases.ts'

interface PlaceVisit extends Pick<Sketch, 'care' | 'on' | 'admitted' | 'inScope' | 'basic'> {
  readonly level?: HospitalLevel
  /** `computed`: by the schedule of the pack; left out, 0.00 is given. */
  readonly criticalIllness?: 'computed'
  readonly expect: Readonly<Record<string, string>>
}

interface PlaceCase {
  readonly id: string
  readonly region: string
  /** Null for who holds no identity. */
  readonly as: string | null
  readonly insurance?: 'employees'
  readonly group?: string
  readonly bornOn?: string
  readonly until?: string
  readonly hospital?: string
  readonly referral?: 'none'
  /** The limit that the last visit draws on. */
  readonly limit?: string
  readonly visits: readonly PlaceVisit[]
}

const loaded = await loadPacks([builtInPolicies, goldenPacks])
const files = loaded.files.map(({ file }) => file)
declareNames(files)
const library = libraryOf(files)

async function placeCases(): Promise<PlaceCase[]> {
  const path = fileURLToPath(new URL('./places.yaml', import.meta.url))
  const read = readYaml('places.yaml', await readFile(path, 'utf8'))
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return read.content as PlaceCase[]
}

const cases = await placeCases()

/** The visit of a case as it is settled: what a case leaves out is as `settle` has it. */
function sketchOf(one: PlaceCase, { criticalIllness, level, expect: _, ...visit }: PlaceVisit): Sketch {
  const { region, as, until, hospital, referral, insurance, group, bornOn } = one
  const said = { referral, insurance, group, bornOn, ...(criticalIllness ? { criticalIllness: null } : {}) }
  const stated = Object.entries(said).filter(([, value]) => value !== undefined)
  return {
    ...{ ...visit, basic: visit.basic ?? null, insured: region },
    ...(as === null ? {} : { as: [{ category: as, ...(until ? { to: until } : {}) }] }),
    hospital: { ...(hospital ? { region: hospital } : {}), ...(level ? { level } : {}) },
    ...Object.fromEntries(stated),
  }
}

function settled(one: PlaceCase, law = library) {
  let state: Parameters<typeof settle>[1]
  return one.visits.map((visit) => {
    const { outcome, next } = settle(sketchOf(one, visit), state, law)
    state = next
    expectSums(outcome)
    const amounts = Object.keys(visit.expect).map((payer) => [payer, outcome.payers[payer as 'person']])
    return {
      amounts: Object.fromEntries(amounts),
      drawn: outcome.limits.filter((use) => use.usedBefore !== use.usedAfter),
    }
  })
}

describe('places that are not shipped, to the fen', () => {
  test('their packs pass the check beside the others', () => {
    expect(faultsOfPacks(loaded)).toEqual([])
  })

  test.each(cases)('$id', (one) => {
    const given = settled(one)
    expect(given.map(({ amounts }) => amounts)).toEqual(one.visits.map((visit) => visit.expect))
    if (one.limit) expect(given.at(-1)?.drawn.map(({ name }) => name)).toContain(one.limit)
  })

  test.each([
    ['2025-12-31', '10400.00'],
    ['2026-01-01', '12000.00'],
  ])('F7 a threshold that is amended from 2026 on: discharged on %s', (on, tilt) => {
    const amended = libraryOf(files.map(amendedFrom2026))
    const one = { on, inScope: '100000.00', basic: '0.00', expect: { tilt } }
    const base = { id: 'F7', region: '440600', as: 'dibao-marginal' }
    expect(settled({ ...base, visits: [one] }, amended).map(({ amounts }) => amounts)).toEqual([{ tilt }])
  })

  test.each([
    // (20000 − 12000) × 80%, and nothing of what is older than twelve months
    ['2025-11-15', '6400.00'],
    ['2025-02-15', '6400.00'],
    ['2025-02-14', '0.00'],
  ])('F8 twelve months over the end of the year: 10000.00 on %s', (on, assistance) => {
    const yearBefore = [{ on, care: 'inpatient' as const, base: '10000.00' }]
    const visit = { insured: '440600', as: 'spending-hardship', on: '2026-02-15', inScope: '10000.00', yearBefore }
    expect(settle(visit, undefined, library).outcome.payers.assistance).toBe(assistance)
  })
})

/** Made up: the threshold of 7000 is 5000 from 2026 on. */
function amendedFrom2026(file: PackFile): PackFile {
  if (file.region !== '440600') return file
  const clauses = file.clauses.map((clause) => ({
    ...clause,
    topUp: clause.topUp?.flatMap((row) =>
      row.threshold === '7000'
        ? [
            { ...row, to: '2025-12-31' },
            { ...row, from: '2026-01-01', threshold: '5000' },
          ]
        : [row],
    ),
  }))
  return { ...file, clauses }
}
