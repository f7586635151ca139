import { describe, expect, test } from 'vitest'
import { publishedOn } from '../../support/claims/packs.ts'
import { settle } from '../../support/claims/visit.ts'

const library = publishedOn('income', { year: 2025, value: '34000', on: '2026-02-28' })
const stay = { insured: '140502', as: 'monitored-unstable', inScope: '10000.00' } as const

// 晋医保发〔2023〕7号 二 and 000000/G27: 10% of the income of the year before, 70% of the rest.
describe('a figure counts from the day on which it is published', () => {
  test.each([
    { on: '2026-02-27', aid: '4729.13', provisional: true, why: '(10000 − 3244.10) × 70%, by the year before' },
    { on: '2026-02-28', aid: '4620.00', provisional: false, why: '(10000 − 3400) × 70%' },
    { on: '2025-12-31', aid: '4729.13', provisional: false, why: 'the year before is 2024, and out' },
  ])('on $on: $why', ({ on, aid, provisional }) => {
    const { outcome } = settle({ ...stay, on }, undefined, library)
    expect(outcome.payers.assistance).toBe(aid)
    expect(outcome.warnings.some(({ code }) => code === 'provisional-figure')).toBe(provisional)
  })
})
