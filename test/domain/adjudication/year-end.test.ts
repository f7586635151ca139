import { describe, expect, test } from 'vitest'
import type { SettlementOutcome, YearState } from '../../../src/domain/adjudication/types.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import { type ActiveVisit, replay } from '../../../src/domain/ledger/replay.ts'
import { planReversal } from '../../../src/domain/ledger/reversal.ts'
import { planYearClose } from '../../../src/domain/ledger/year-end-movements.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { yuan } from '../../../src/domain/money.ts'
import { activeVisitOf, type Sketch } from '../../support/claims/visit.ts'

/** A chronic visit under a quota; of 2023, when everything of Jincheng's rules was in force. */
const quota = (inScope: string, more: Partial<Sketch> = {}): Sketch => ({
  care: 'outpatient-chronic',
  as: 'dibao',
  on: '2023-05-10',
  inScope,
  registered: { management: 'quota' },
  ...more,
})
const stay = (inScope: string, more: Partial<Sketch> = {}): Sketch => ({
  as: 'dibao',
  on: '2023-04-01',
  inScope,
  ...more,
})

function yearOf(sketches: readonly Sketch[]): { active: ActiveVisit[]; state: YearState } {
  let state = emptyYear
  const active = sketches.map((sketch, at): ActiveVisit => {
    const visit = activeVisitOf(sketch, `s${at}`)
    const settled = adjudicate(visit.law, visit.claim, visit.facts, state)
    state = settled.next
    return { ...visit, outcome: settled.outcome, seq: at + 1 }
  })
  return { active, state }
}

/** Of each closed visit: assistance, tilt, and what the person bears in the end. */
function closed(...sketches: Sketch[]): string[][] {
  const { active, state } = yearOf(sketches)
  return planYearClose(active, state).changed.map(({ after: { payers } }) => [
    payers.assistance,
    payers.tilt,
    payers.person,
  ])
}

describe('art. 12: what waited is aided at the rates of the category', () => {
  test.each<[string, Sketch, string[][]]>([
    ['tekun 60%', quota('1000.00', { as: 'tekun' }), [['600.00', '0.00', '400.00']]],
    ['dibao 30%', quota('1000.00'), [['300.00', '0.00', '700.00']]],
    ['poverty-returned 30%', quota('1000.00', { as: 'poverty-returned' }), [['300.00', '0.00', '700.00']]],
    ['a fen rounds half up: 0.05 × 0.30 = 0.015', quota('0.05'), [['0.02', '0.00', '0.03']]],
    ['and below it down: 0.04 × 0.30 = 0.012', quota('0.04'), [['0.01', '0.00', '0.03']]],
    ['others are not aided, and nothing waits', quota('1000.00', { as: 'monitored-sudden' }), []],
    ['nor for a person without an identity', quota('1000.00', { as: [] }), []],
    ['managed like a stay it was aided with the visit', quota('1000.00', { registered: { management: 'visit' } }), []],
    ['nothing is left to aid: it is closed all the same', quota('0.00'), [['0.00', '0.00', '0.00']]],
    [
      'with two identities the one that gives more',
      quota('1000.00', { as: ['dibao', 'tekun'] }),
      [['600.00', '0.00', '400.00']],
    ],
  ])('%s', (_, visit, gives) => {
    expect(closed(visit)).toEqual(gives)
  })

  test('on what the insurers left: 1000.00 − 400.00 − 100.00, × 0.30', () => {
    expect(closed(quota('1000.00', { basic: '400.00', criticalIllness: '100.00' }))).toEqual([
      ['150.00', '0.00', '350.00'],
    ])
  })

  test('visit by visit, each rounded: twice 0.02, not 0.03', () => {
    expect(closed(quota('0.05'), quota('0.05'))).toEqual([
      ['0.02', '0.00', '0.03'],
      ['0.02', '0.00', '0.03'],
    ])
  })

  test('each under the identity of its own day', () => {
    const as = [
      { category: 'dibao', to: '2023-06-30' },
      { category: 'tekun', from: '2023-07-01' },
    ] as const
    const gives = closed(quota('1000.00', { as, on: '2023-06-30' }), quota('1000.00', { as, on: '2023-07-01' }))
    expect(gives.map(([assistance]) => assistance)).toEqual(['300.00', '600.00'])
  })

  test('outside without a referral nothing waits, with one it does', () => {
    const hospital = { region: '140100' }
    expect(closed(quota('1000.00', { hospital, referral: 'none' }))).toEqual([])
    expect(closed(quota('1000.00', { hospital, referral: 'proper' }))).toEqual([['300.00', '0.00', '700.00']])
  })
})

describe('from what the year leaves of the annual limit of 60000.00', () => {
  // 85285.72 × 0.70 = 59700.004, so 300.00 is left.
  const largest = stay('85285.72')

  test.each([
    ['just enough', '1000.00', '300.00', false],
    ['a fen more is due than is left: 1000.02 × 0.30 = 300.006', '1000.02', '300.00', true],
    ['a fen less is due: 999.97 × 0.30 = 299.991', '999.97', '299.99', false],
  ])('%s', (_, inScope, assistance, limited) => {
    const { active, state } = yearOf([largest, quota(inScope)])
    const [visit] = planYearClose(active, state).changed
    expect(visit?.after.payers.assistance).toBe(assistance)
    expect(visit?.after.reasons.some(({ code }) => code === 'limit-reached')).toBe(limited)
  })

  test('in the order of posting: the second gets what the first left', () => {
    // 85071.43 × 0.70 = 59550.001, so 450.00 is left: 300.00 and 150.00, and the tilt opens with the second.
    const gives = closed(stay('85071.43'), quota('1000.00'), quota('1000.00'))
    expect(gives.map(([assistance]) => assistance)).toEqual(['300.00', '150.00'])
  })

  test('a stay that comes before in the year goes first, wherever it was posted', () => {
    expect(closed(quota('1000.00'), largest, quota('1000.00')).map(([assistance]) => assistance)).toEqual([
      '300.00',
      '0.00',
    ])
  })

  test('without a limit all of it: tekun', () => {
    expect(closed(stay('200000.00', { as: 'tekun' }), quota('100000.00', { as: 'tekun' }))[0]?.[0]).toBe('60000.00')
  })
})

describe('what it leaves counts into the year, and the tilt is paid with it', () => {
  test('above 10000.00 once the limit is used up: the growth of 1000.00 × 0.70', () => {
    // The stay: 84000.00 due, 60000.00 paid; 60000.00 self-pay, 50000.00 above 10000.00, tilt 35000.00 of 40000.00.
    expect(closed(stay('120000.00'), quota('1000.00'))).toEqual([['0.00', '700.00', '300.00']])
  })

  test('never more than the visit leaves: what is held back stays open', () => {
    // 84285.72 × 0.70 = 59000.004: 1000.00 left of 3000.00 due, 9000.00 self-pay; (25285.72 + 9000.00 − 10000.00) × 0.70 = 17000.004.
    expect(closed(stay('84285.72'), quota('10000.00'))).toEqual([['1000.00', '9000.00', '0.00']])
  })

  test('not while anything is left of the limit', () => {
    expect(closed(stay('20000.00'), quota('1000.00'))).toEqual([['300.00', '0.00', '700.00']])
  })

  test('self-pay grows by what aid left, the burden falls by what was paid', () => {
    const { active, state } = yearOf([stay('20000.00'), quota('1000.00')])
    const closing = planYearClose(active, state).state
    // 6000.00 of the stay; 700.00 of the visit, which had not counted while it waited.
    expect([state, closing].map(({ selfPay }) => yuan(selfPay))).toEqual(['6000.00', '6700.00'])
    expect([state, closing].map(({ personBurden }) => yuan(personBurden))).toEqual(['7000.00', '6700.00'])
    expect([state, closing].map(({ used }) => used.annual?.toFixed(2))).toEqual(['14000.00', '14300.00'])
  })
})

describe('the explanation', () => {
  const { active, state } = yearOf([quota('1000.00', { basic: '400.00' })])
  const before = active[0]?.outcome as SettlementOutcome
  const after = planYearClose(active, state).changed[0]?.after as SettlementOutcome

  test('keeps the lines of the insurers and writes those of assistance anew', () => {
    expect(before.lines.map(({ step }) => step)).toEqual(
      ['basic-given', 'critical-illness-given', 'person'].filter((step) =>
        before.lines.some((line) => line.step === step),
      ),
    )
    expect(after.lines.map(({ step }) => step)).toEqual([
      ...before.lines.slice(0, -1).map(({ step }) => step),
      'assistance',
      'person',
    ])
    expect(after.lines.at(-2)).toMatchObject({
      base: '600.00',
      rate: '0.30',
      amount: '180.00',
      clause: { id: '140500/J8' },
    })
  })

  test('says that it was aided with the year, by the clause', () => {
    expect(before.reasons.map(({ code }) => code)).toContain('aided-at-year-end')
    expect(after.reasons.map(({ code, clause }) => [code, clause?.id])).toContainEqual([
      'aided-with-the-year',
      '140500/J9',
    ])
    expect(after.reasons.map(({ code }) => code)).not.toContain('aided-at-year-end')
  })
})

describe('a year that was closed', () => {
  function closedYear(...sketches: Sketch[]) {
    const { active, state } = yearOf(sketches)
    const plan = planYearClose(active, state)
    const now = active.map((one) => {
      const at = plan.changed.findIndex(({ settlementId }) => settlementId === one.settlementId)
      const outcome = plan.outcomes[active.indexOf(one)] as SettlementOutcome
      return at === -1 ? { ...one, outcome } : { ...one, outcome, closedAt: active.length + 1 + at }
    })
    return { active: now, state: plan.state }
  }

  test('has nothing left to close', () => {
    const { active, state } = closedYear(stay('20000.00'), quota('1000.00'), quota('1000.00'))
    expect(planYearClose(active, state).changed).toEqual([])
  })

  test('settled again from nothing is the same year', () => {
    const { active, state } = closedYear(
      quota('1000.00'),
      stay('85071.43'),
      quota('1000.00', { as: 'tekun' }),
      quota('30.05'),
    )
    const again = replay(active, emptyYear)
    expect(storedYear(again.state)).toEqual(storedYear(state))
    expect(again.active.map(({ outcome }) => outcome.payers)).toEqual(active.map(({ outcome }) => outcome.payers))
  })

  test('keeps its aid when a stay is undone, and gets what that stay had taken', () => {
    const { active } = closedYear(stay('85285.72'), quota('1100.00'))
    expect(active[1]?.outcome.payers.assistance).toBe('300.00')
    const plan = planReversal(active, 's0', emptyYear)
    expect(plan.changed.map(({ after }) => after.payers.assistance)).toEqual(['330.00'])
    expect(yuan(plan.state.used.annual ?? emptyYear.selfPay)).toBe('330.00')
  })

  test('loses it with the visit itself', () => {
    const { active } = closedYear(stay('20000.00'), quota('1000.00'))
    const plan = planReversal(active, 's1', emptyYear)
    expect(plan.changed).toEqual([])
    expect(storedYear(plan.state)).toEqual(storedYear(yearOf([stay('20000.00')]).state))
  })

  test('is not opened by a visit of that year that comes late: it waits for the next run', () => {
    const { active, state } = closedYear(quota('1000.00'))
    const late = activeVisitOf(quota('500.00'), 'late')
    const settled = adjudicate(late.law, late.claim, late.facts, state)
    const all = [...active, { ...late, outcome: settled.outcome, seq: 3 }]
    expect(settled.outcome.payers.assistance).toBe('0.00')
    expect(
      planYearClose(all, settled.next).changed.map(({ settlementId, after }) => [
        settlementId,
        after.payers.assistance,
      ]),
    ).toEqual([['late', '150.00']])
  })

  test('stays as it was for a person whose identity turned out not to be', () => {
    const { active } = closedYear(quota('1000.00'))
    const without = active.map((one) => ({ ...one, facts: { ...one.facts, identities: [] } }))
    expect(replay(without, emptyYear).active[0]?.outcome.payers).toMatchObject({
      assistance: '0.00',
      person: '1000.00',
    })
  })
})
