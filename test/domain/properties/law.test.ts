import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shareOwed } from '../../../src/domain/ledger/owed-for-earlier.ts'
import { emptyYear, storedYear as storedOf } from '../../../src/domain/ledger/year-state.ts'
import { decimal, less, min, sum, toFen, yuan, zero } from '../../../src/domain/money.ts'
import { anyYear, stepThrough } from '../../support/claims/arbitraries.ts'
import { keepYear, type Sketch, settle } from '../../support/claims/visit.ts'

const runs = { numRuns: 200 }
/** Fen, so that every rounding is met. */
const amount = (max: number) => fc.integer({ min: 1, max: max }).map((fen) => yuan(decimal(String(fen)).div(100)))

describe('of every bill', () => {
  test('each fen lies in exactly one line', () => {
    const holds = (year: readonly Sketch[]) => {
      for (const { claim, outcome } of stepThrough(year).active)
        expect(yuan(sum(outcome.lines.map((line) => decimal(line.amount))))).toBe(yuan(claim.costs.total))
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })

  test('a reason is given once, and where assistance pays nothing of what is left in scope there is one', () => {
    const holds = (year: readonly Sketch[]) => {
      for (const { claim, outcome } of stepThrough(year).active) {
        const said = outcome.reasons.map((reason) => JSON.stringify(reason))
        expect(said).toHaveLength(new Set(said).size)
        const { basic, criticalIllness, assistance } = outcome.payers
        const left = less(claim.costs.inScope, sum([basic, criticalIllness].map(decimal)))
        if (decimal(assistance).isZero() && left.gt(decimal('1.00')))
          expect(said.length + outcome.lines.filter(({ step }) => step.endsWith('-given')).length).toBeGreaterThan(0)
      }
    }
    fc.assert(fc.property(anyYear, holds), runs)
  })
})

describe('what is owed to a person', () => {
  const stays = fc.array(amount(9_000_000), { minLength: 1, maxLength: 7 })

  test('is posted whole to the visits that it belongs to', () => {
    const holds = (amounts: readonly string[]) => {
      let state = emptyYear
      const visits: { settlementId: string; day: string; outcome: ReturnType<typeof settle>['outcome'] }[] = []
      for (const [at, inScope] of amounts.entries()) {
        const settled = settle({ insured: '140500', as: 'dibao', on: `2023-0${at + 1}-10`, inScope }, state)
        const { outcome, adjusted } = shareOwed(visits, settled)
        expect(outcome.owedToPerson?.amount ?? '0.00').toBe(yuan(sum(settled.owed.map((one) => one.amount))))
        for (const one of adjusted) {
          const visit = visits.find(({ settlementId }) => settlementId === one.settlementId)
          if (visit) visit.outcome = one.after
        }
        visits.push({ settlementId: String(at), day: `2023-0${at + 1}-10`, outcome })
        state = settled.next
      }
    }
    fc.assert(fc.property(stays, holds), runs)
  })

  test.each([
    { name: 'Jining’s re-aid', insured: '370800', payer: 'reAid', threshold: '5000', rate: '0.7', limit: '20000' },
    { name: 'Jincheng’s tilt', insured: '140500', payer: 'tilt', threshold: '10000', rate: '0.7', limit: '40000' },
  ] as const)('of $name over a year is rate × excess to the fen, at most the limit', ({ insured, payer, ...terms }) => {
    const holds = (amounts: readonly string[]) => {
      // The annual limit is used up first, so that what opens with it is open: 85714.29 × 0.70 is 60000.00.
      const first = insured === '140500' ? ['85714.29'] : []
      const sketches = [...first, ...amounts].map((inScope, at) => ({
        ...{ insured, as: 'dibao', inScope },
        on: `2023-0${at + 1}-10`,
      })) as Sketch[]
      const { visits, last } = keepYear(sketches)
      const paid = sum(visits.map(({ outcome }) => decimal(outcome.payers[payer])))
      const excess = less(last.next.selfPay, decimal(terms.threshold))
      expect(yuan(paid)).toBe(yuan(min(decimal(terms.limit), toFen(excess.times(decimal(terms.rate))))))
    }
    fc.assert(fc.property(stays, holds), runs)
  })

  test('by two numbers of one human is rate × excess of both to the fen, and what one cannot take is named', () => {
    const holds = (amounts: readonly string[]) => {
      // Every other visit is under the other number, each with what the first had used.
      const own = [emptyYear, emptyYear]
      let paid = zero
      let held = zero
      for (const [at, inScope] of amounts.entries()) {
        const [mine, theirs] = [at % 2, (at + 1) % 2]
        const elsewhere = { personNos: ['other'], year: storedOf(own[theirs] as typeof emptyYear) }
        const { outcome, owed, next } = settle(
          { insured: '370800', as: 'dibao', on: `2023-0${at + 1}-10`, inScope, elsewhere },
          own[mine],
        )
        own[mine] = next
        paid = sum([paid, decimal(outcome.payers.reAid), ...owed.map((one) => one.amount)])
        const open = outcome.reasons.find(({ code }) => code === 're-aid-held-back')
        held = open ? decimal(open.params['due'] ?? '0').minus(decimal(open.params['amount'] ?? '0')) : zero
      }
      const selfPay = sum(own.map((state) => state.selfPay))
      const due = min(decimal('20000'), toFen(less(selfPay, decimal('5000')).times(decimal('0.7'))))
      expect(yuan(paid.plus(held))).toBe(yuan(due))
    }
    fc.assert(fc.property(stays, holds), runs)
  })
})
