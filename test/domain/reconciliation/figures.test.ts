import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PayerAmounts } from '../../../src/domain/adjudication/types.ts'
import { decimal, sum, yuan } from '../../../src/domain/money.ts'
import { payers } from '../../../src/domain/names/payers.ts'
import { figuresOf } from '../../../src/domain/reconciliation/figures.ts'

const amounts = fc
  .array(fc.bigInt({ min: -99_999_999n, max: 99_999_999n }), { minLength: 10, maxLength: 10 })
  .map((fen) => Object.fromEntries(payers.map((payer, at) => [payer, ofFen(fen[at] ?? 0n)])) as PayerAmounts)

function ofFen(fen: bigint): string {
  return yuan(decimal(String(fen)).div(100))
}

const add = (...texts: string[]) => yuan(sum(texts.map(decimal)))

describe('the national figures', () => {
  test('of a settlement are those that were worked by hand', () => {
    const figures = figuresOf({
      basic: '34790.00',
      criticalIllness: '100.10',
      supplementary: '20.02',
      commercial: '20.02',
      socialAid: '3.00',
      assistance: '10647.00',
      reAid: '5.55',
      tilt: '0.45',
      hospital: '200.00',
      person: '6563.00',
    })
    expect(figures).toEqual({
      total: '52349.14',
      basicPaid: '34790.00',
      criticalIllnessPaid: '100.10',
      aidPaid: '10653.00',
      // Two equal amounts count twice (nhsa stumbling block 5).
      otherPaid: '43.04',
      fundPaid: '45586.14',
      hospitalPaid: '200.00',
      personPaid: '6563.00',
      accountPaid: '0.00',
      cashPaid: '6563.00',
    })
  })

  test('keep the identities B, C and D, of any payers, negated ones too', () => {
    fc.assert(
      fc.property(amounts, (paid) => {
        const it = figuresOf(paid)
        expect(it.total).toBe(add(...Object.values(paid)))
        expect(it.total).toBe(add(it.fundPaid, it.personPaid, it.hospitalPaid))
        expect(it.personPaid).toBe(add(it.accountPaid, it.cashPaid))
        expect(it.fundPaid).toBe(add(it.basicPaid, it.criticalIllnessPaid, it.aidPaid, it.otherPaid))
      }),
    )
  })
})
