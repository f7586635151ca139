import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settlementRequest } from '../../src/http/schemas/settlement-request.ts'
import { readUsualSettlement } from '../../src/http/schemas/settlement-shortcut.ts'

const stay = {
  settlementNo: 'H14050000001-1',
  personNo: '14050000000000000001',
  hospitalCode: 'H14050000001',
  care: 'inpatient',
  admittedOn: '2023-03-01',
  dischargedOn: '2023-03-15',
  costs: { total: '100.00', inScope: '100.00' },
}
const visit = {
  settlementNo: 'H14050000001-2',
  personNo: '14050000000000000001',
  hospitalCode: 'H14050000001',
  care: 'outpatient-chronic',
  servedOn: '2023-03-15',
  referral: 'proper',
  emergency: true,
  diseaseCode: 'E11.900',
  costs: { total: '100.00', offCatalogue: '1.00', overLimit: '1.00', preSelfPay: '1.00', inScope: '97.00' },
  paid: { basic: '10.00', criticalIllness: '0.00', supplementary: '1.00', commercial: '2.00', socialAid: '3.00' },
}

interface Change {
  readonly place: string
  readonly value: unknown
  readonly without: boolean
  readonly amount: string
  readonly amountValue: unknown
  readonly of: string | null
}

/** Changes an amount of one of the two groups, or takes a field away, or sets it, be it `__proto__`. */
function apply({ place, value, without, amount, amountValue, of }: Change, body: Record<string, unknown>): void {
  const group = of === null ? undefined : body[of]
  if (typeof group === 'object' && group !== null) Object.assign(group, { [amount]: amountValue })
  else if (without) delete body[place]
  else Object.defineProperty(body, place, { value, enumerable: true, configurable: true, writable: true })
}

/** Whatever the shortcut takes, the schema takes as the same; the rest it leaves to the schema. */
function agrees(body: unknown): void {
  const usual = readUsualSettlement(body)
  if (usual !== null) expect(settlementRequest.parse(body)).toEqual(usual)
}

describe('the quick reading of a settlement', () => {
  test.each([stay, visit, { ...stay, paid: {} }, { ...stay, paid: { basic: '1.00' } }])(
    'takes the usual ones',
    (body) => {
      expect(readUsualSettlement(body)).toEqual(settlementRequest.parse(body))
    },
  )

  const odd = fc.oneof(
    fc.constantFrom(
      null,
      '',
      'x',
      '2023-02-30',
      '2023-02-28',
      '1.5',
      '1.50',
      '-1.00',
      '0',
      'inpatient',
      'none',
      [],
      {},
      7,
      true,
    ),
    fc.constantFrom('critical-disease', 'H 1', '一', 'a\n', '123456789012345.00', ['1.00'], { total: '1.00' }),
    fc.string({ maxLength: 70 }),
  )
  const place = fc.constantFrom(...Object.keys(visit), 'admittedOn', 'dischargedOn', 'stranger', '__proto__')
  const amount = fc.constantFrom(...Object.keys(visit.costs), ...Object.keys(visit.paid), 'stranger')
  const change = fc.record({
    place,
    value: odd,
    without: fc.boolean(),
    amount,
    amountValue: odd,
    of: fc.constantFrom('costs', 'paid', null),
  })

  test('never takes what the schema refuses, nor reads it otherwise', () => {
    const several = fc.array(change, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.constantFrom(stay, visit), several, (body, changes) => {
        const changed = JSON.parse(JSON.stringify(body)) as Record<string, unknown>
        for (const one of changes) apply(one, changed)
        agrees(changed)
      }),
      { numRuns: 5000 },
    )
  })

  test.each([null, undefined, 1, 'x', [], { ...stay, care: 'critical-disease' }, { ...stay, costs: null }])(
    'leaves %j to the schema',
    (body) => expect(readUsualSettlement(body)).toBeNull(),
  )
})
