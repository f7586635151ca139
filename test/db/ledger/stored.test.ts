import { describe, expect, test } from 'vitest'
import { storedFacts, storedInput, storedOutcome, storedState } from '../../../src/db/ledger/stored.ts'
import { UnreadableRow } from '../../../src/db/shared/shape.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'

const input = {
  ...{ settlementNo: 'S1', personNo: 'P1', hospitalCode: 'H1', care: 'inpatient' },
  ...{ admittedOn: '2023-03-01', dischargedOn: '2023-03-15', servedOn: null, referral: null, emergency: false },
  diseaseCode: null,
  costs: { total: '10.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '10.00' },
  paid: { basic: null, criticalIllness: null, supplementary: '0.00', commercial: '0.00', socialAid: '0.00' },
}
const identity = { id: 'x', category: 'dibao', from: '2023-01-01', to: null }
const facts = {
  person: { insuredRegion: '140500', enrolledTier: 1 },
  hospital: { region: '140500', level: 'two', feeClass: 'city-two', criticalDiseaseDesignated: false },
  identities: [identity],
  registrations: [],
}

describe('what the ledger stores is looked at when it is read', () => {
  test('and given as it is', () => {
    expect(storedInput(input)).toBe(input)
    expect(storedFacts(facts)).toBe(facts)
    const year = storedYear(emptyYear)
    expect(storedState(year)).toBe(year)
  })

  test('a newer version may have written more', () => {
    expect(storedInput({ ...input, thirdParty: true })).toMatchObject({ personNo: 'P1' })
  })

  test.each([
    [
      'an amount that is a number',
      () => storedInput({ ...input, costs: { ...input.costs, total: 10 } }),
      '/costs/total',
    ],
    ['a kind of care that is none', () => storedInput({ ...input, care: 'ward' }), '/care'],
    ['no claim at all', () => storedInput({}), '/settlementNo'],
    [
      'an identity that nobody has',
      () => storedFacts({ ...facts, identities: [{ ...identity, category: 1 }] }),
      '/identities/0/category',
    ],
    [
      'overlaps without a number',
      () => storedFacts({ ...facts, overlaps: [{ hospitalCode: 'H1', from: '', to: '' }] }),
      '/overlaps/0/settlementNo',
    ],
    ['facts that are a list', () => storedFacts([]), 'facts'],
    [
      'an outcome without payers',
      () => storedOutcome({ of: ['140500', 2023, null, null], by: ['p', 'sha256:', '1'] }),
      '/pay',
    ],
    ['a year with a number', () => storedState({ ...storedYear(emptyYear), used: { annual: 1 } }), '/used/annual'],
    ['a year that is missing', () => storedState(null), 'person_years.state'],
  ])('%s is named by its place', (_, read, place) => {
    expect(read).toThrow(UnreadableRow)
    expect(read).toThrow(place)
  })
})
