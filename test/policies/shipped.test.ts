import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { chainOf, clauseIdOf, clausesFor } from '../../src/domain/policies/merge.ts'
import { type Clause, type PackFile, switches } from '../../src/domain/policies/pack.ts'
import { faultsOfPacks } from '../../src/policies/checks/check.ts'
import { faultLine } from '../../src/policies/checks/faults.ts'
import { packJsonSchema } from '../../src/policies/loader/json-schema.ts'
import { builtInPolicies, type Loaded, loadPacks } from '../../src/policies/loader/load.ts'

let loaded: Loaded
let files: PackFile[]

beforeAll(async () => {
  loaded = await loadPacks([builtInPolicies])
  files = loaded.files.map(({ file }) => file)
})

function clause(id: string): Clause {
  const found = files.flatMap((file) => file.clauses.map((one) => ({ id: clauseIdOf(file.region, one), one })))
  return found.find((each) => each.id === id)?.one as Clause
}

function lines(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}

describe('the packs that come with the service', () => {
  test('are sound', () => {
    expect(faultsOfPacks(loaded).map((fault) => faultLine(fault))).toEqual([])
  })

  test('hold every line of the reading, gaps too', () => {
    const ids = new Set(files.flatMap((file) => file.clauses.map((one) => one.clause)))
    const read = [...lines('G', 20), ...lines('J', 21), ...lines('P', 12), ...lines('N', 8)]
    expect(read.filter((id) => !ids.has(id))).toEqual([])
  })

  test('stand each in the folder of its region', () => {
    expect(loaded.files.filter(({ path, file }) => !path.includes(`/${file.region}/`)).map(({ path }) => path)).toEqual(
      [],
    )
  })

  test('keep the digits of the documents as they stand', () => {
    expect(clause('140500/J4').aid?.[1]?.rate).toBe('0.70')
    expect(clause('140500/J4').limits).toMatchObject([{ amount: null }, { amount: '60000' }, { amount: '40000' }])
    expect(clause('140000/J4-income').figures?.[0]?.values?.['2022']).toBe('29178')
  })

  test('name the year that was not found instead of leaving it out', () => {
    expect(clause('500243/P2-deductible').figures).toMatchObject([{ missing: ['2024'] }])
  })

  test('choose every reading for everywhere, so that no region is without', () => {
    const chosen = files.filter((file) => file.region === '000000').flatMap((file) => file.clauses)
    const names = new Set(chosen.flatMap((one) => Object.keys(one.switches ?? {})))
    // As it was before it could be chosen, but for who says otherwise: identities of a day within a stay, funds of counties, injuries by others.
    const left = Object.keys(switches.shape).filter((name) => !names.has(name))
    expect(left).toEqual(['identityOn', 'fundLevel', 'thirdPartyInjury'])
  })
})

describe('the law of Jincheng', () => {
  const on = (day: string) => clausesFor(files, '140500', day).map(({ region, clause: one }) => clauseIdOf(region, one))

  test('is its own, then the province’s, then everyone’s', () => {
    expect(chainOf(files, '140500')).toEqual(['140500', '140000', '000000'])
    expect(on('2023-06-30')).toEqual(expect.arrayContaining(['140500/J4', '140000/J16', '000000/G2']))
  })

  test('takes the place of what the province lays down', () => {
    for (const id of ['J1', 'J4', 'J5', 'J7', 'J8', 'J10', 'J13', 'J17', 'J18', 'J21']) {
      expect(on('2023-06-30')).not.toContain(`140000/${id}`)
    }
  })

  test('has the notice of 2023 from its day', () => {
    expect(on('2023-05-11')).not.toContain('140000/J6')
    expect(on('2023-05-12')).toContain('140000/J6')
  })

  test('ends after five years; the province’s figures and the rules for everywhere go on', () => {
    expect(on('2027-12-31')).toContain('140500/J4')
    expect(on('2028-01-01').filter((id) => id.startsWith('140500'))).toEqual([])
  })
})

describe('the schema for editors', () => {
  const published = JSON.parse(readFileSync(`${builtInPolicies}pack.schema.json`, 'utf8')) as Parameters<
    typeof z.fromJSONSchema
  >[0]

  test('is the one that packs are read with; `npx tsx scripts/build-pack-schema.ts` writes it', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(packJsonSchema())))
  })

  test('accepts the packs as an editor reads them, with numbers and booleans', () => {
    const schema = z.fromJSONSchema(published)
    for (const { path } of loaded.files) {
      const asEdited = parse(readFileSync(path, 'utf8')) as Record<string, unknown>
      expect(schema.safeParse(asEdited).error, path).toBeUndefined()
      expect(schema.safeParse({ ...asEdited, role: 'law' }).success, path).toBe(false)
    }
  })

  test('is named at the head of every pack', () => {
    for (const { path } of loaded.files) {
      expect(readFileSync(path, 'utf8').split('\n')[0], path).toBe(
        '# yaml-language-server: $schema=../pack.schema.json',
      )
    }
  })
})
