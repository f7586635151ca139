import { describe, expect, test } from 'vitest'
import { shownReason } from '../../../../src/application/explain/explain.ts'
import { premiumSubsidy } from '../../../../src/domain/premiums/premium.ts'
import { clause } from '../../../policies/packs.ts'
import { runRow } from '../../../support/claims/clause-rows.ts'
import { cityOf } from '../../../support/claims/own-packs.ts'
import { settle, settleYear } from '../../../support/claims/visit.ts'

/** Stays of dibao at 70% up to 10000 and a tilt of theirs by hand, up to 3000; the stays of tekun by hand. */
const library = cityOf(
  `    limits:
      - { name: annual, for: [dibao], amount: 10000 }
      - { name: tilt, for: [dibao], amount: 3000 }
    aid:
      - { for: [dibao], care: [inpatient], deductible: none, rate: 0.70, limit: annual }
    figures: [{ name: contribution, values: { 2023: 350 } }]`,
  `${clause('A2', '    manual: [{ topic: aid, for: [tekun], care: [inpatient], decides: { zh: 区医保局, en: the district bureau } }]', 'manual')}
${clause('A3', '    manual: [{ topic: tilt, for: [dibao], limit: tilt, decides: { zh: 市医保局, en: the city bureau } }]', 'manual')}
${clause('A4', '    manual: [{ topic: premium, for: [tekun], decides: { zh: 市医保局, en: the city bureau } }]', 'manual')}`,
)

const of = { insured: '990100', inScope: '10000.00' } as const
const given = (payer: 'assistance' | 'tilt', amount: string) => ({ byHand: [{ payer, amount, decisionNo: 'D1' }] })

describe('a rule that is settled by hand', () => {
  test('names its clause, and pays nothing until the bureau gives an amount', () =>
    runRow('990100/A2', {
      why: 'tekun',
      library,
      visit: { ...of, as: 'tekun' },
      gives: {
        ...{ assistance: '0.00', person: '10000.00', reasons: ['by-hand'], because: { 'by-hand': '990100/A2' } },
        without: ['category-not-aided', 'left-open'],
      },
    }))

  test('pays what the bureau gave', () =>
    runRow('990100/A2', {
      why: 'tekun, decided',
      library,
      visit: { ...of, as: 'tekun', ...given('assistance', '9999.99') },
      gives: {
        assistance: '9999.99',
        person: '0.01',
        main: '9999.99',
        without: ['by-hand'],
        by: { assistance: '990100/A2' },
      },
    }))

  test('never pays more than is open', () =>
    runRow('990100/A2', {
      why: 'tekun, decided too high',
      library,
      visit: { ...of, as: 'tekun', ...given('assistance', '10000.01') },
      gives: { assistance: '10000.00', person: '0.00' },
    }))

  test('a tilt by hand stands behind aid that is computed', () =>
    runRow('990100/A3', {
      why: 'dibao',
      library,
      visit: { ...of, as: 'dibao' },
      gives: { assistance: '7000.00', tilt: '0.00', person: '3000.00', reasons: ['by-hand'] },
    }))

  test.each([
    ['2999.99', '2999.99', '0.01'],
    ['3000.00', '3000.00', '0.00'],
  ])('a tilt of %s given by hand is drawn on its limit', (amount, tilt, remaining) =>
    runRow('990100/A3', {
      why: amount,
      library,
      visit: { ...of, as: 'dibao', inScope: '20000.00', ...given('tilt', amount) },
      gives: { assistance: '10000.00', tilt, remaining: { tilt: remaining } },
    }),
  )

  test('what is left of its limit caps it', () =>
    runRow('990100/A3', {
      why: 'a second tilt',
      library,
      before: [{ ...of, as: 'dibao', inScope: '20000.00', on: '2023-05-01', ...given('tilt', '2500.00') }],
      visit: { ...of, as: 'dibao', inScope: '20000.00', ...given('tilt', '600.00') },
      gives: { assistance: '0.00', tilt: '500.00' },
    }))

  test('another identity that is computed counts, and the answer says what may be more', () => {
    const { outcome } = settleYear([{ ...of, as: ['tekun', 'dibao'] }], library)
    expect(outcome.category).toBe('dibao')
    expect(outcome.reasons.map(({ code }) => code)).toContain('identity-by-hand')
    expect(outcome.reasons.map(({ code }) => code)).not.toContain('identity-not-counted')
  })

  test('the sentence says by whom, in both languages', () => {
    const { outcome } = settle({ ...of, as: 'tekun' }, undefined, library)
    const reason = outcome.reasons.find(({ code }) => code === 'by-hand') as (typeof outcome.reasons)[0]
    expect(shownReason(reason, 'zh').text).toContain('特困人员的医疗救助按本条款由区医保局人工核定')
    expect(shownReason(reason, 'en').text).toContain('settled by hand by the district bureau')
  })

  test('a premium subsidy by hand is not said to be none', () => {
    const law = library.law('990100', '2023-12-31')
    const { best } = premiumSubsidy({ law, year: 2023, tier: null, held: ['tekun'] })
    expect([best.rule, best.clause?.id]).toEqual(['by-hand', '990100/A4'])
  })
})
