import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src/domain/policies/library.ts'
import { chainOf } from '../../../src/domain/policies/merge.ts'
import type { Clause, PackFile } from '../../../src/domain/policies/pack.ts'
import { canonical } from '../../../src/domain/shared/canonical.ts'
import { packFrom } from '../../../src/policies/loader/load.ts'
import { expectRefused } from '../../support/claims/clause-rows.ts'
import { libraryOf, shipped, shippedFiles } from '../../support/claims/packs.ts'
import { settle } from '../../support/claims/visit.ts'

const county = (change: Partial<PackFile>, clause: Partial<Clause> = {}): PackFile => ({
  region: '140521',
  name: { zh: '沁水县', en: 'Qinshui' },
  role: 'policy',
  document: {
    number: '县规定',
    title: { zh: '县规定', en: 'County rules' },
    issuer: { zh: '县', en: 'County' },
    issued: null,
  },
  inForce: { from: '2024-07-01', to: null },
  inherits: '140500',
  clauses: [
    {
      clause: 'own',
      cite: '县规定 一',
      says: { zh: '低保八成。', en: '80% for dibao.' },
      status: 'text',
      replaces: ['140500/J4'],
      limits: [{ name: 'annual', for: ['dibao'], amount: '80000' }],
      aid: [{ for: ['dibao'], care: ['inpatient'], disease: 'any', deductible: 'none', rate: '0.80', limit: 'annual' }],
      ...clause,
    },
  ],
  ...change,
})

const withCounty = libraryOf([...shippedFiles, county({})])
const dibao = { insured: '140521', as: 'dibao', inScope: '1000.00' } as const

describe('the nearest pack in force governs', () => {
  test('the day before the county has rules of its own, the city', () => {
    expect(withCounty.governing('140521', '2024-06-30')).toBe('140500')
    expect(settle({ ...dibao, on: '2024-06-30' }, undefined, withCounty).outcome.payers.assistance).toBe('700.00')
  })

  test('from the first day on, the county', () => {
    const { outcome } = settle({ ...dibao, on: '2024-07-01' }, undefined, withCounty)
    expect([outcome.region, outcome.payers.assistance, outcome.policy]).toEqual([
      '140521',
      '800.00',
      '140521@2024-07-01',
    ])
  })

  test('what the county does not lay down it inherits: the outpatient row of the city, with the limit of its own', () => {
    const { outcome } = settle({ ...dibao, care: 'outpatient-chronic', on: '2024-07-01' }, undefined, withCounty)
    expect([outcome.payers.assistance, outcome.limits[0]?.limit]).toEqual(['300.00', '80000.00'])
    expect(outcome.lines.find((line) => line.step === 'assistance')?.clause?.id).toBe('140500/J8')
  })

  test('its neighbours stay with the city', () => {
    expect(withCounty.governing('140525', '2024-07-01')).toBe('140500')
  })

  test('a law once settled under can be asked for by its region, also when a nearer one has come', () => {
    expect(withCounty.lawOfPack('140500', '2024-07-01').region).toBe('140500')
  })

  test('a supplement alone does not govern', () => {
    const library = libraryOf([...shippedFiles, county({ role: 'supplement' })])
    expect(library.governing('140521', '2024-07-01')).toBe('140500')
  })

  test('after the last day of every pack there is no law', () => {
    expect(shipped.governing('140500', '2028-01-01')).toBeNull()
    expectRefused(() => shipped.law('140500', '2028-01-01'), {
      code: 'policy-missing',
      params: { region: '140500', on: '2028-01-01' },
    })
  })
})

describe('inheritance', () => {
  test('runs from the region up, and ends with the rules for everywhere', () => {
    expect(chainOf(shippedFiles, '140500')).toEqual(['140500', '140000', '000000'])
    expect(chainOf([...shippedFiles, county({})], '140521')).toEqual(['140521', '140500', '140000', '000000'])
    expect(chainOf(shippedFiles, '500243')).toEqual(['500243', '000000'])
  })

  test('a circle of a bureau’s typing error ends instead of looping', () => {
    const files = [county({ inherits: '140522' }), county({ region: '140522', inherits: '140521' })]
    expect(chainOf(files, '140521')).toEqual(['140521', '140522', '000000'])
  })

  test('each switch is chosen by the nearest clause that chooses it', () => {
    const choice = (region: string) => shipped.law(region, '2023-06-15').choices.localCareDigits
    expect(choice('500243')).toMatchObject({ value: '2', clause: { id: '500243/P7b' } })
    expect(choice('140500')).toMatchObject({ value: '4', clause: { id: '000000/G16' } })
  })

  test('without the rules for everywhere nothing is resolved in silence', () => {
    const library = libraryOf(shippedFiles.filter((file) => file.region !== '000000'))
    expect(() => library.law('140500', '2023-06-15')).toThrow('no pack chooses the reading')
  })
})

describe('rows and clauses with days of their own', () => {
  const dated = (clause: Partial<Clause>) => libraryOf([...shippedFiles, county({}, clause)])
  const own = (library: ReturnType<typeof dated>, on: string) =>
    resolve(library, '140521', on)
      .rows('aid')
      .filter((row) => row.clause.id === '140521/own').length

  test('a clause ends with its last day', () => {
    const library = dated({ to: '2024-12-31' })
    expect([own(library, '2024-12-31'), own(library, '2025-01-01')]).toEqual([1, 0])
  })

  test('what it replaced is law again the day after', () => {
    const library = dated({ to: '2024-12-31' })
    const paid = (on: string) => settle({ ...dibao, on }, undefined, library).outcome.payers.assistance
    expect([paid('2024-12-31'), paid('2025-01-01')]).toEqual(['800.00', '700.00'])
  })
})

describe('figures', () => {
  const law = shipped.law('140500', '2023-06-15')

  test('of the year asked for', () => {
    expect(law.figure('income', { year: 2022 })).toMatchObject({ kind: 'found', year: 2022, provisional: null })
  })

  test('a year that is missing is an answer that names it', () => {
    expect(law.figure('contribution', { year: 2030 })).toMatchObject({
      kind: 'missing',
      name: 'contribution',
      detail: '2030',
    })
  })

  test('a tier where there is none, and none where there is one, are not confused', () => {
    expect(law.figure('contribution', { year: 2023, tier: 1 }).kind).toBe('missing')
    const pengshui = shipped.law('500243', '2023-06-15')
    expect(pengshui.figure('contribution', { year: 2023 }).kind).toBe('missing')
    expect(pengshui.figure('contribution', { year: 2023, tier: 2 })).toMatchObject({ kind: 'found' })
  })

  test('the region’s own table comes before the inherited one', () => {
    const own = county({}, { figures: [{ name: 'income', values: { '2023': '99999' } }] })
    const found = libraryOf([...shippedFiles, own])
      .law('140521', '2024-07-01')
      .figure('income', { year: 2023 })
    expect(found.kind === 'found' && found.value.toFixed()).toBe('99999')
  })
})

describe('the hash of a pack', () => {
  const hash = (files: readonly PackFile[], region: string) => libraryOf(files).pack(region).hash

  test('does not depend on the order in which files are read, nor of keys', () => {
    expect(hash([...shippedFiles].reverse(), '140500')).toBe(shipped.pack('140500').hash)
    expect(canonical({ b: '1', a: [{ d: null, c: '2' }] })).toBe('{"a":[{"c":"2","d":null}],"b":"1"}')
  })

  test('changes with what the region inherits, and not with what it does not', () => {
    const touched = (region: string) =>
      shippedFiles.map((file) => (file.region === region ? { ...file, name: { zh: '改', en: 'changed' } } : file))
    expect(hash(touched('140000'), '140500')).not.toBe(shipped.pack('140500').hash)
    expect(hash(touched('000000'), '140500')).not.toBe(shipped.pack('140500').hash)
    expect(hash(touched('370800'), '140500')).toBe(shipped.pack('140500').hash)
  })

  test('a comment in the file changes nothing', () => {
    const text = JSON.stringify(county({}))
    const [plain, commented] = [text, `# a remark\n${text}`].map((bytes) => packFrom('x.yaml', Buffer.from(bytes)))
    if (!plain || !commented || Array.isArray(plain) || Array.isArray(commented)) throw new Error('not a pack')
    expect(canonical(commented.file)).toBe(canonical(plain.file))
  })
})
