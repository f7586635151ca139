import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal, less, sum, toFen, yuan } from '../../../src/domain/money.ts'
import { expectSums } from '../../support/claims/clause-rows.ts'
import { keepYear, type Sketch } from '../../support/claims/visit.ts'

/** The annual limit is used up by a stay as tekun, which leaves no self-pay; then 40000 × 0.10 as dibao leaves 36000. */
const usedUp: Sketch = { on: '2023-01-10', as: 'tekun', inScope: '60000.00' }
const stay = (on: string, inScope: string): Sketch => ({ on, as: 'dibao', inScope })

const shown = (sketches: readonly Sketch[]) =>
  keepYear(sketches).visits.map(({ outcome: { payers, toPerson, owedToPerson } }) => ({
    tilt: payers.tilt,
    person: payers.person,
    toPerson: toPerson?.tilt ?? '0.00',
    owed: owedToPerson?.settlements.map(({ settlementId, amount }) => `${settlementId} ${amount}`) ?? [],
  }))

describe('what a visit brings for the year’s earlier ones (000000/G14)', () => {
  /*
   * Two stays of 9000.00 and 8000.00 while 45000.00 of 60000.00 are used: aid 6300.00 and 5600.00 leave 2700.00 and
   * 2400.00. A tekun stay uses up the limit; a drug of 20000.00 as dibao is then not aided and leaves all of it.
   */
  const filled = [
    { ...usedUp, inScope: '45000.00' },
    stay('2023-02-01', '9000.00'),
    stay('2023-03-01', '8000.00'),
    { ...usedUp, on: '2023-04-01', inScope: '60000.00' },
  ]

  test('is nothing where the visit itself leaves enough', () => {
    // 2700 + 2400 + 20000 − 10000 = 15100, × 0.70 = 10570 of 20000
    expect(shown([...filled, stay('2023-05-01', '20000.00')]).at(-1)).toEqual({
      ...{ tilt: '10570.00', person: '9430.00', toPerson: '0.00', owed: [] },
    })
  })

  test('goes to the oldest first, each at most what it left', () => {
    const drug: Sketch = { on: '2023-02-15', as: 'dibao', care: 'outpatient-special-drug', inScope: '20000.00' }
    const before = [
      { ...usedUp, inScope: '40000.00' },
      stay('2023-02-01', '9000.00'),
      drug,
      stay('2023-03-01', '8000.00'),
    ]
    // 2700 + 18000 + 2400 = 23100, and 40000 + 6300 + 2000 + 5600 = 53900 used; a chronic visit of 20333.33 × 0.30 = 6100.00 opens
    const opening: Sketch = { on: '2023-05-01', as: 'dibao', care: 'outpatient-chronic', inScope: '20333.33' }
    // 23100 + 14233.33 − 10000 = 27333.33, × 0.70 = 19133.33: 14233.33 of the visit itself, 2700 and 2200 for the earlier ones
    expect(shown([...before, opening]).slice(1)).toEqual([
      { tilt: '2700.00', person: '0.00', toPerson: '2700.00', owed: [] },
      { tilt: '2200.00', person: '15800.00', toPerson: '2200.00', owed: [] },
      { tilt: '0.00', person: '2400.00', toPerson: '0.00', owed: [] },
      { tilt: '14233.33', person: '0.00', toPerson: '0.00', owed: ['s1 2700.00', 's2 2200.00'] },
    ])
  })

  test('draws on the limit of the top-up, and the movements of both add up to it', () => {
    const drug: Sketch = { on: '2023-02-01', as: 'dibao', care: 'outpatient-special-drug', inScope: '40000.00' }
    const year = keepYear([
      { ...usedUp, inScope: '55000.00' },
      drug,
      { on: '2023-04-01', as: 'dibao', care: 'outpatient-chronic', inScope: '5000.00' },
    ])
    const uses = year.visits.map(({ outcome }) => outcome.limits.find(({ name }) => name === 'tilt'))
    expect(uses.map((use) => use && [use.usedBefore, use.usedAfter])).toEqual([
      undefined,
      ['4000.00', '21000.00'],
      ['0.00', '4000.00'],
    ])
    expect(yuan(year.last.next.used.tilt ?? decimal('0.00'))).toBe('21000.00')
    for (const { outcome } of year.visits) expectSums(outcome)
  })
})

describe('over any year', () => {
  const fen = (max: number) =>
    fc.integer({ min: 1, max: max * 100 }).map((count) => decimal(String(count)).div(100).toFixed(2))
  const visit = fc.record({
    care: fc.constantFrom('inpatient', 'outpatient-chronic', 'outpatient-special-drug'),
    inScope: fen(9000),
  })

  test('tilt is 70% of what exceeds 10000, to the fen, and nobody is paid more than was left', () => {
    const holds = (year: readonly { care: string; inScope: string }[]) => {
      const sketches = year.map(
        (one, at): Sketch => ({
          ...one,
          care: one.care as 'inpatient',
          as: 'dibao',
          on: `2023-${String(at + 2).padStart(2, '0')}-10`,
        }),
      )
      const { visits, last } = keepYear([{ ...usedUp, inScope: '52000.00' }, ...sketches])
      const tilt = sum(visits.map(({ outcome }) => decimal(outcome.payers.tilt)))
      const opened = visits.some(({ outcome }) =>
        outcome.limits.some(({ name, remaining }) => name === 'annual' && remaining === '0.00'),
      )
      const excess = opened ? less(last.next.selfPay, decimal('10000.00')) : decimal('0.00')
      expect(yuan(tilt)).toBe(yuan(toFen(excess.times('0.70'))))
      for (const { outcome } of visits) expectSums(outcome)
    }
    fc.assert(fc.property(fc.array(visit, { minLength: 1, maxLength: 9 }), holds), { numRuns: 200 })
  })
})
