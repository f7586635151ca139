import { describe, expect, test } from 'vitest'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { type Sketch, settle, settleYear } from '../../../support/claims/visit.ts'

const of = { insured: '990100', as: 'dibao', referral: 'proper' } as const
const paid = (library: ReturnType<typeof cityOf>, visit: Sketch) =>
  settle({ ...of, ...visit }, undefined, library).outcome.payers
const [here, inProvince, outside] = ['990103', '990203', '110105'].map((region) => ({ hospital: { region } }))

const law = (rows: string) =>
  cityOf(`    limits:
      - { name: annual, for: [dibao], amount: null }
      - { name: tilt, for: [dibao], amount: null }
    aid: [{ for: [dibao], care: [inpatient], deductible: none, rate: 0.50, limit: annual }]
${rows}`)
const tilt = (also: string) =>
  `      - { for: [dibao], payer: tilt, care: [inpatient], paysOn: excess, limit: tilt, ${also} }`

describe('rows for the same people that the place of the hospital tells apart', () => {
  // 10000 at 50% leave 5000: above 1000 they are 4000, of which 70% are 2800 and 50% are 2000.
  const tilted = law(`    topUp:
${tilt('where: insured-place, over: year, threshold: 1000, rate: 0.70')}
${tilt('where: outside-insured-place, over: year, threshold: 1000, rate: 0.50')}`)
  test.each([
    [here, '2800.00'],
    [inProvince, '2000.00'],
    [outside, '2000.00'],
  ])('tilted by where it is: %j', (where, gives) => {
    expect(paid(tilted, { ...where, inScope: '10000.00' }).tilt).toBe(gives)
  })

  test('over the year, each part at the rate of where it was', () => {
    const year = settleYear(
      [
        { ...of, ...here, inScope: '10000.00', on: '2023-05-01' },
        { ...of, ...outside, inScope: '10000.00' },
      ],
      tilted,
    )
    // The threshold is met by the first; of 5000 more 50% are 2500.
    expect(year.outcome.payers.tilt).toBe('2500.00')
  })

  const floors = law(`    floor:
      - { for: [dibao], care: [inpatient], where: insured-place, share: 0.90, limit: annual }
      - { for: [dibao], care: [inpatient], where: outside-insured-place, share: 0.80, limit: annual }`)
  test.each([
    [here, '9000.00'],
    [outside, '8000.00'],
  ])('a floor: %j', (where, gives) => {
    expect(paid(floors, { ...where, inScope: '10000.00' }).assistance).toBe(gives)
  })

  // 1000 of 2000 are off the catalogue: above 30% of the total 400 are the hospital’s, above 40% it is 200.
  const outsideCatalogue = law(`    offCatalogueControl:
      - { for: [dibao], care: [inpatient], where: in-province, by: any, share: { any: 0.30 } }
      - { for: [dibao], care: [inpatient], where: outside-province, by: any, share: { any: 0.40 } }
    offCatalogueAid:
      - { for: [dibao], care: [inpatient], where: in-province, rate: 0.50, limit: annual }
      - { for: [dibao], care: [inpatient], where: outside-province, rate: 0.25, limit: annual }`)
  test.each([
    [here, { hospital: '400.00', assistance: '800.00' }],
    [outside, { hospital: '200.00', assistance: '700.00' }],
  ])('the control of off-catalogue cost and the aid for it: %j', (where, gives) => {
    // Aid is half of the 1000 in scope, with 50% of the 600 or 25% of the 800 that are left outside.
    expect(paid(outsideCatalogue, { ...where, inScope: '1000.00', offCatalogue: '1000.00' })).toMatchObject(gives)
  })

  test('a place that no row names leaves its reason', () => {
    const near = law(`    topUp:
${tilt('where: insured-place, over: year, threshold: 1000, rate: 0.70')}
${tilt('where: outside-province, over: year, threshold: 1000, rate: 0.50')}`)
    const { payers, reasons } = settle({ ...of, ...inProvince, inScope: '10000.00' }, undefined, near).outcome
    expect([payers.tilt, ...reasons.map(({ code }) => code)]).toEqual(['0.00', 'tilt-outside'])
  })
})

describe('top-ups that the cost of the visit tells apart', () => {
  // Half is left. Up to 30000 in scope 50% above 1000, above it 70%.
  const byScope = law(`    topUp:
${tilt('where: anywhere, inScopeAbove: 30000, over: stay, threshold: 1000, rate: 0.70')}
${tilt('where: anywhere, inScopeUpTo: 30000, over: stay, threshold: 1000, rate: 0.50')}`)
  test.each([
    ['30000.00', '7000.00'],
    ['30000.02', '9800.01'],
  ])('in scope %s', (inScope, gives) => {
    expect(paid(byScope, { inScope }).tilt).toBe(gives)
  })
})
