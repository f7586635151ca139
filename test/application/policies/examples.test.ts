import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { faultsOfExamples } from '../../../src/application/policies/run-examples.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { faultsOfPacks } from '../../../src/policies/checks/check.ts'
import { builtInPolicies, type LoadedPack, loadPacks, packFrom } from '../../../src/policies/loader/load.ts'
import { clause, pack } from '../../policies/packs.ts'
import { aidOf, annual } from '../../policies/snippets.ts'

const shipped = await loadPacks([builtInPolicies])

function withExamples(examples: string): LoadedPack {
  const text = `${pack(clause('A1', `${annual}\n    aid:\n${aidOf('0.70')}`))}\nexamples:\n${examples}`
  const read = packFrom('1.yaml', new TextEncoder().encode(text))
  if (Array.isArray(read)) throw new Error(JSON.stringify(read))
  return read
}

const example = (visits: string, who = 'person: { identities: [dibao] }') =>
  `  - why: { zh: 七成, en: seven tenths }\n    ${who}\n    visits:\n${visits}`
const visit = (on: string, payers: string) =>
  `      - { on: ${on}, inScope: 1000.00, basic: 0.00, criticalIllness: 0.00, payers: { ${payers} } }\n`

function faults(examples: string) {
  const found = faultsOfExamples([...shipped.files, withExamples(examples)])
  return found.map(({ line, code, message }) => ({ line, code, ...message }))
}

const places = await loadPacks([builtInPolicies, fileURLToPath(new URL('../../policies/places', import.meta.url))])

describe('examples in packs', () => {
  test('of places written from the page of authors alone come out to the fen: groups, days of identities, years of enrolment, the year before', () => {
    expect(faultsOfPacks(places)).toEqual([])
    const own = places.files.filter(({ file }) => file.region.startsWith('99'))
    expect(own.flatMap(({ file }) => file.examples ?? [])).toHaveLength(13)
    expect(faultsOfExamples(places.files)).toEqual([])
  })

  test('of the service come out to the fen, and each region that settles aid has some', () => {
    expect(faultsOfExamples(shipped.files)).toEqual([])
    const regions = shipped.files.filter(({ file }) => file.examples?.length).map(({ file }) => file.region)
    expect(regions).toEqual(expect.arrayContaining(['140500', '370800', '500243']))
  })

  test('that come out as they say are not spoken of', () => {
    expect(faults(example(visit('2023-03-01', 'assistance: 700.00, person: 300')))).toEqual([])
  })

  test('that come out otherwise are named by their visit, with the clause', () => {
    const visits = visit('2023-03-01', 'assistance: 700.00') + visit('2023-04-01', 'assistance: 700.01')
    expect(faults(example(visits))).toMatchObject([
      {
        code: 'example-differs',
        line: 20,
        zh: expect.stringContaining('医疗救助 写 700.01，算出来是 700.00（依据 990100/A1）'),
      },
    ])
  })

  test('of an identity, a group or a grade that nobody declares are refused: a 0 would come out right', () => {
    const wrong = (who: string, more = '') =>
      faultsOfPacks({
        files: [
          ...shipped.files,
          withExamples(example(visit('2023-03-01', 'assistance: 0.00').replace('inScope', `${more}inScope`), who)),
        ],
        unread: [],
        faults: [],
      }).map(({ code, line }) => [code, line])
    expect(wrong('person: { identities: [diabo] }')).toEqual([['unknown-category', 16]])
    expect(wrong('person: { held: [{ identity: diabo, from: 2023-01-01 }] }')).toEqual([['unknown-category', 16]])
    expect(wrong('person: { group: pupils }')).toEqual([['group-unknown', 16]])
    expect(wrong('person: {}', 'hospital: { grade: class-x }, ')).toEqual([['grade-unknown', 16]])
    expect(wrong('person: {}', 'hospital: { grade: class-one }, ')).toEqual([])
  })

  test('of what is settled by hand say so, whatever they say of it', () => {
    const byHand = (payers: string) => {
      const rows = `${annual}\n    manual: [{ topic: aid, for: [dibao], care: [inpatient], decides: { zh: 县局, en: the county } }]`
      const text = `${pack(clause('A1', rows, 'manual'))}\nexamples:\n${example(visit('2023-03-01', payers))}`
      const read = packFrom('1.yaml', new TextEncoder().encode(text))
      if (Array.isArray(read)) throw new Error(JSON.stringify(read))
      return faultsOfExamples([...shipped.files, read]).map(({ code, message }) => [code, message.en])
    }
    const said = ['example-by-hand', expect.stringContaining('by 990100/A1 is settled by hand')]
    expect(byHand('assistance: 700.00')).toEqual([said])
    expect(byHand('assistance: 0')).toEqual([said])
    expect(byHand('basic: 0')).toEqual([])
  })

  test('draw on the limit of a year, and of the next year anew', () => {
    const big = (on: string, aid: string) => visit(on, `assistance: ${aid}`).replace('1000.00', '20000.00')
    expect(
      faults(example(big('2023-03-01', '10000.00') + big('2023-04-01', '0.00') + big('2024-01-01', '10000.00'))),
    ).toEqual([])
  })

  test('that no law answers say so', () => {
    expect(faults(example(visit('2020-03-01', 'assistance: 700.00')))).toMatchObject([
      { code: 'example-refused', zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringContaining('990100') },
    ])
  })

  test('are no part of the hash that settlements keep', () => {
    const hash = (examples: string) =>
      new PolicyLibrary(
        [...shipped.files, withExamples(examples)].map(({ file }) => file),
        (text) => text,
      ).pack('990100').hash
    expect(hash(example(visit('2023-03-01', 'assistance: 1')))).toBe(
      hash(example(visit('2023-03-01', 'assistance: 2'))),
    )
  })
})
