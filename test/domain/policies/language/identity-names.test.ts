import { expect, test } from 'vitest'
import { categoryName } from '../../../../src/domain/names/categories.ts'
import { clause, pack, warningsIn } from '../../../policies/packs.ts'
import { libraryWith } from '../../../support/claims/own-packs.ts'

const named = (region: string, zh: string) =>
  pack(
    clause(
      region === '130700' ? 'A1' : 'B1',
      `    names: [{ of: identity, code: heroes, name: { zh: ${zh}, en: heroes } }]
    limits: [{ name: annual, for: [heroes], amount: 60000 }]
    aid: [{ for: [heroes], care: [inpatient], deductible: none, rate: 0.50, limit: annual }]`,
    ),
    { region, number: region === '130700' ? '甲〔2023〕1号' : '乙〔2023〕1号' },
  )

test('two regions that give one code to an identity each call it by their own words', () => {
  libraryWith(named('130700', '烈士遗属'), named('130800', '英烈家属'))
  expect(categoryName('heroes', '130700').zh).toBe('烈士遗属')
  expect(categoryName('heroes', '130702').zh).toBe('烈士遗属')
  expect(categoryName('heroes', '130800').zh).toBe('英烈家属')
})

test('the check points at it, and not where the name is the same', () => {
  const codes = (zh: string) =>
    warningsIn(named('130700', '烈士遗属'), named('130800', zh)).filter(({ code }) => code === 'name-differs')
  expect(codes('英烈家属').map(({ file, line }) => `${file}:${line}`)).toEqual(['1.yaml:11', '2.yaml:11'])
  expect(codes('烈士遗属')).toEqual([])
})
