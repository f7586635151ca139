import { expect } from 'vitest'
import { Codes } from '../../../../src/application/hospital-visits/national-codes.ts'
import type { Day } from '../../../../src/domain/calendar.ts'
import { categories, categoryNames } from '../../../../src/domain/names/categories.ts'
import { payers } from '../../../../src/domain/names/payers.ts'
import { refOf } from '../../../../src/domain/policies/library.ts'
import { clausesFor } from '../../../../src/domain/policies/merge.ts'
import { clauses, type Row } from '../../../support/claims/clause-rows.ts'
import { shipped, shippedFiles } from '../../../support/claims/packs.ts'

/** Codes of the national messages move no money; their rows look at the map of a day. */
const codes = (region: string, on: Day) => new Codes({ library: shipped }, region, on)

const stands = (region: string, on: Day, id: string) =>
  clausesFor(shippedFiles, region, on).some((place) => refOf(place).id === id)

const begins = (region: string, before: Day, from: Day): Row[] => [
  {
    why: `on ${before} no code of ${region} is known`,
    at: `below from ${from}`,
    check: () => expect(stands(region, before, `${region}/idet`)).toBe(false),
  },
  {
    why: `on ${from} there are`,
    at: `above from ${from}`,
    check: () => expect(stands(region, from, `${region}/idet`)).toBe(true),
  },
]

const identities = (region: string, insured: string, on: Day, dibao: string) =>
  clauses(`${region}/idet`, [
    {
      why: 'each identity has a code of its own, and the next region another for the same identity',
      check: () => {
        const known = categories.map((category) => codes(insured, on).for('psn_idet_type', category)?.code)
        expect(new Set(known).size).toBe(categories.length)
        expect(codes(insured, on).for('psn_idet_type', 'dibao')).toMatchObject({ code: dibao, name: '低保对象' })
      },
    },
  ])

export const tables = [
  ...identities('140000', '140502', '2023-06-15', '102'),
  ...identities('370000', '370811', '2021-06-15', '302'),
  ...identities('500243', '500243', '2023-06-15', '502'),
  ...clauses('140000 山西省人员身份代码（暂定）', begins('140000', '2022-12-31', '2023-01-01')),
  ...clauses('370000 山东省人员身份代码（暂定）', begins('370000', '2020-12-31', '2021-01-01')),
  ...clauses('500243 重庆市人员身份代码（暂定）', begins('500243', '2023-05-29', '2023-05-30')),
  ...clauses('000000/identities', [
    {
      why: 'the identities that every place has, by their names and in the order that settles ties',
      check: () => {
        const law = shipped.law('140500', '2023-06-15')
        const named = law.rows('names').filter(({ clause }) => clause.id === '000000/identities')
        expect(named.map(({ code, name }) => [code, name])).toEqual(
          categories.map((code) => [code, categoryNames[code]]),
        )
        expect(law.order).toEqual(categories)
      },
    },
  ]),
  ...clauses('000000/med-type', [
    {
      why: '21 is a stay and 14 outpatient care of a registered disease, in every region with law',
      check: () => {
        expect(codes('140502', '2023-06-15').of('med_type', '21').means).toBe('inpatient')
        expect(codes('500243', '2023-06-15').of('med_type', '14').means).toBe('outpatient')
        expect(codes('140502', '2023-06-15').of('med_type', '24').emergency).toBe('true')
      },
    },
    {
      why: 'a code that the map does not have is refused with those it has',
      check: () => expect(() => codes('140502', '2023-06-15').of('med_type', '77')).toThrow('code-unknown'),
    },
  ]),
  ...clauses('000000/fund-pay-type', [
    {
      why: 'every payer but the person stands under a fund',
      check: () => {
        const named = payers.filter((payer) => codes('370811', '2023-06-15').for('fund_pay_type', payer) !== null)
        expect(named).toEqual(payers.filter((payer) => payer !== 'person'))
      },
    },
  ]),
  ...clauses('000000/psn-type', [
    {
      why: 'adult residents are 15',
      check: () => expect(codes('140502', '2023-06-15').for('psn_type', 'adult')?.code).toBe('15'),
    },
  ]),
]
