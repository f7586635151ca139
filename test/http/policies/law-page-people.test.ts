import { expect, test } from 'vitest'
import { cityOf } from '../../support/claims/own-packs.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp(
  {},
  cityOf(`    names:
      - { of: group, code: students, name: { zh: 在校学生, en: students } }
      - { of: limit, code: clinic, name: { zh: 门诊限额, en: the clinic limit } }
    figures: [{ name: contribution, groups: [students], values: { 2023: 350, 2024: 380 } }]
    limits:
      - { name: year, for: [dibao], amount: 60000 }
      - { name: clinic, for: [dibao], period: month, amount: 800 }
    aid:
      - { for: [dibao], care: [inpatient], insurance: [employees], ages: { from: 18, to: 59 }, deductible: none, rate: 0.70, limit: year }
    premium: [{ for: [dibao], share: 1, ages: { from: 60 } }, { for: [dibao], share: 0.5, ages: { to: 59 } }]`),
)
const read = async (language: 'zh' | 'en') =>
  (await send(it, 'GET', '/v1/policies/990100/page?on=2024-06-30', undefined, { key: it.keys.auditor, language })).body

test.each([
  [
    'zh',
    [
      '（60岁及以上）',
      '（59岁及以下）',
      '18至59岁',
      '（限在校学生）',
      '（限职工基本医疗保险）',
      '门诊限额（每月）',
      '（每年）',
      '<b>限额</b>',
    ],
  ],
  [
    'en',
    [
      '(aged 60 or more)',
      '(aged 59 or less)',
      'aged 18 to 59',
      '(students alone)',
      'the clinic limit (each month)',
      '<b>Limits</b>',
    ],
  ],
] as const)('whom a row is for and the period of a limit are in words: %s', async (language, words) => {
  const page = await read(language)
  for (const one of words) expect(page).toContain(one)
  const [own = ''] = page.split('class="common"')
  expect(own).not.toMatch(
    /(ages|groups|insurance)[：:] ?[{[]|(ages|groups|insurance)：|年度限额|Limits of the year|\{from|\[students/,
  )
})
