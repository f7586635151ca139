import { describe, expect, test } from 'vitest'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import type { RowOf } from '../../../src/domain/policies/pack.ts'
import { amended } from '../../support/claims/packs.ts'
import { type Sketch, settle } from '../../support/claims/visit.ts'

type Control = RowOf<'offCatalogueControl'>

/** Jincheng with the control of off-catalogue cost by another measure than the hospital's grade. */
const by = (change: Pick<Control, 'by' | 'share'>) =>
  amended((clause) =>
    clause.offCatalogueControl
      ? { ...clause, offCatalogueControl: clause.offCatalogueControl.map((row) => ({ ...row, ...change })) }
      : clause,
  )

/** 10000.00, of which 4000.00 lie off the catalogue and basic insurance paid the rest. */
const bill = { as: 'dibao', offCatalogue: '4000.00', inScope: '6000.00', basic: '6000.00' } as const

function shareOf(library: ReturnType<typeof by>, sketch: Sketch) {
  const { outcome } = settle(sketch, emptyYear, library)
  const line = outcome.lines.find(({ step }) => step === 'hospital-share') ?? null
  const why = outcome.reasons.filter(({ code }) => code.startsWith('hospital-'))
  return { hospital: outcome.payers.hospital, line, why: why.map(({ code, params }) => [code, params]) }
}

describe('the hospital’s share (000000/G18)', () => {
  test('goes by one share for all where a pack has one: 4000 − 10000 × 0.25', () => {
    const { hospital, line } = shareOf(by({ by: 'any', share: { any: '0.25' } }), bill)
    expect(hospital).toBe('1500.00')
    expect(line).toMatchObject({
      ...{ payer: 'hospital', base: '1500.00', amount: '1500.00', rate: null },
      params: { offCatalogue: '4000.00', permitted: '2500.00', share: '0.25', total: '10000.00' },
    })
  })

  test.each([
    ['one', '1000.00'],
    ['two', '2000.00'],
  ] as const)('goes by the level where a pack says so: %s', (level, hospital) => {
    const library = by({ by: 'level', share: { one: '0.30', two: '0.20' } })
    expect(shareOf(library, { ...bill, hospital: { level } })).toMatchObject({ hospital, why: [] })
  })

  test('is nothing for a level that the clause does not name, with that level', () => {
    const library = by({ by: 'level', share: { one: '0.30' } })
    const { hospital, line, why } = shareOf(library, { ...bill, hospital: { level: 'three' } })
    expect([hospital, line, why]).toEqual(['0.00', null, [['hospital-level-not-named', { level: 'three' }]]])
  })

  test('is nothing for a hospital without a grade, and says that and nothing of its level', () => {
    const library = by({ by: 'grade', share: { 'class-one': '0.30' } })
    const { hospital, line, why } = shareOf(library, { ...bill, hospital: { feeClass: null } })
    expect([hospital, line, why]).toEqual(['0.00', null, [['hospital-grade-not-named', { grade: '' }]]])
  })

  test('leaves no line where nothing is above what is allowed', () => {
    const within = { ...bill, offCatalogue: '2500.00', inScope: '7500.00', basic: '7500.00' }
    expect(shareOf(by({ by: 'any', share: { any: '0.25' } }), within)).toEqual({
      hospital: '0.00',
      line: null,
      why: [],
    })
  })

  test('is at most what nobody has paid: 1500 of which a commercial insurer left 700', () => {
    const library = by({ by: 'any', share: { any: '0.25' } })
    const { hospital, line } = shareOf(library, { ...bill, commercial: '3300.00' })
    expect([hospital, line?.base, line?.amount]).toEqual(['700.00', '1500.00', '700.00'])
  })
})
