import { expect } from 'vitest'
import { departmentNames, departments } from '../../../../src/domain/names/departments.ts'
import { figureName } from '../../../../src/domain/names/figures.ts'
import { feeClasses } from '../../../../src/domain/names/hospitals.ts'
import { limitName } from '../../../../src/domain/names/limits.ts'
import { clauses } from '../../../support/claims/clause-rows.ts'
import { shipped } from '../../../support/claims/packs.ts'

/** What the base pack calls things, by the clause that says so. */
const named = (clause: string) =>
  shipped
    .law('370800', '2023-06-15')
    .rows('names')
    .filter((row) => row.clause.id === clause)
    .map(({ of, code, name }) => [of, code, name])

export const tables = [
  ...clauses('000000/grades', [
    {
      why: 'the four charge classes, whichever place asks',
      check: () =>
        expect(named('000000/grades').map(([of, code]) => [of, code])).toEqual(
          feeClasses.map((code) => ['grade', code]),
        ),
    },
  ]),
  ...clauses('000000/limit-names', [
    {
      why: 'each limit of the shipped places, called as programs without packs call it',
      check: () => {
        const drawn = ['140500', '500243', '370800'].flatMap((region) =>
          shipped.law(region, '2023-06-15').rows('limits'),
        )
        const codes = named('000000/limit-names').map(([, code]) => code)
        expect(codes).toEqual(expect.arrayContaining([...new Set(drawn.map(({ name }) => name)), 'basic-cap']))
        for (const [of, code, name] of named('000000/limit-names'))
          expect([of, limitName(String(code))]).toEqual(['limit', name])
      },
    },
  ]),
  ...clauses('000000/figure-names', [
    {
      why: 'each figure of the shipped places, called as programs without packs call it',
      check: () => {
        const held = ['140500', '500243', '370800'].flatMap((region) =>
          shipped.law(region, '2023-06-15').rows('figures'),
        )
        const codes = named('000000/figure-names').map(([, code]) => code)
        expect([...codes].sort()).toEqual([...new Set(held.map(({ name }) => name))].sort())
        for (const [of, code, name] of named('000000/figure-names'))
          expect([of, figureName(String(code))]).toEqual(['figure', name])
      },
    },
  ]),
  ...clauses('000000/departments', [
    {
      why: 'the five departments that certify identities',
      check: () =>
        expect(named('000000/departments')).toEqual(
          departments.map((code) => ['department', code, departmentNames[code]]),
        ),
    },
  ]),
]
