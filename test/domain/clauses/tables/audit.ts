import { expect } from 'vitest'
import { keptMonths } from '../../../../src/domain/audit/kept-months.ts'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'

export const tables = [
  ...clauses('000000/audit-kept', [
    {
      why: 'six months at least, also where a place has no law of its own',
      check: () => {
        expect(shipped.law('140500', '2024-05-31').rows('auditKept')).toMatchObject([{ months: '6' }])
        expect(keptMonths(shipped, '140502', '2024-05-31')).toBe(6)
        expect(keptMonths(shipped, '990000', '2024-05-31')).toBe(6)
      },
    },
  ]),
]
