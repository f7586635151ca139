import { describe, expect, test } from 'vitest'
import { cityOf } from '../../support/claims/own-packs.ts'
import { cityDesk } from '../../support/database/city-desk.ts'
import { readPdf } from '../../support/files/pdf-text.ts'
import { rowsOf, statementOf } from '../../support/files/statement-page.ts'

const periods = ['month', 'quarter', 'half-year', 'visit', 'lifetime', '{ begins: 04-01 }', '{ months: 12 }', 'year']
const deductibles: Readonly<Record<string, string>> = { lifetime: '{ amount: 100, over: visit }' }

const rows = periods.map((period, at) => ({ period, holder: `held-${at}`, code: `of-${at}` }))
const law = cityOf(`    names:
${rows.map(({ holder }, at) => `      - { of: identity, code: ${holder}, name: { zh: 第${at}类对象, en: group ${at} } }`).join('\n')}
${rows.map(({ code }) => `      - { of: limit, code: ${code}, name: { zh: 住院限额, en: the limit of stays } }`).join('\n')}
    limits:
${rows.map(({ code, holder, period }) => `      - { name: ${code}, for: [${holder}], amount: 300, period: ${period} }`).join('\n')}
    aid:
${rows.map(({ code, holder, period }) => `      - { for: [${holder}], care: [inpatient], deductible: ${deductibles[period] ?? `{ amount: 100, period: ${period} }`}, rate: 0.50, limit: ${code} }`).join('\n')}`)

const { made, person, settle } = cityDesk(law)

describe('a statement says which period a limit and a deductible are of', () => {
  test.each([
    ['month', '每月，2024-03-01 至 2024-03-31', 'a month, 2024-03-01 to 2024-03-31', '每月', 'a month'],
    ['quarter', '每季度，2024-01-01 至 2024-03-31', 'a quarter, 2024-01-01 to 2024-03-31', '每季度', 'a quarter'],
    ['half-year', '每半年，2024-01-01 至 2024-06-30', 'half a year, 2024-01-01 to 2024-06-30', '每半年', 'half a year'],
    ['visit', '每次', 'each visit', '每次', 'each visit'],
    ['lifetime', '终身', 'a lifetime', '每次', 'each visit'],
    [
      '{ begins: 04-01 }',
      '自4月1日起的年度，2023-04-01 至 2024-03-31',
      'a year from 04-01, 2023-04-01 to 2024-03-31',
      '自4月1日起的年度',
      'a year from 04-01',
    ],
    [
      '{ months: 12 }',
      '连续12个月，2023-03-16 至 2024-03-15',
      '12 months on end, 2023-03-16 to 2024-03-15',
      '连续12个月',
      '12 months on end',
    ],
  ])('%s', async (period, zh, en, ofZh, ofEn) => {
    const as = rows.find((row) => row.period === period)?.holder as string
    const { id, reasons } = await settle(await person({ as }), { on: '2024-03-15', inScope: '400.00' })
    const page = await statementOf(made, id)
    expect(rowsOf(page, 'limits').map(([name]) => name)).toEqual([`住院限额（${zh}） the limit of stays (${en})`])
    expect(page.body).toContain('期间限额')
    expect(page.body).not.toMatch(/年度限额|全年限额|(?<!起的)年度救助起付标准|The year’s deductible/)
    expect(page.body).toContain(`The deductible of ${ofEn} is 100.00`)
    expect(reasons.map(({ text }: { text: string }) => text)).toContain(
      `${ofZh}救助起付标准 100.00 元，此前已累计 0.00 元，本次扣除 100.00 元。`,
    )
    const url = `/v1/settlements/${id}/statement?format=pdf`
    const headers = { authorization: `Bearer ${made.keys.bureau}` }
    const { pages, text } = readPdf((await made.app.inject({ url, headers })).rawPayload)
    const all = text.replace(/\s/g, '')
    expect([pages, all.includes(`（${zh}）`.replace(/\s/g, '')), all.includes(en.replace(/\s/g, ''))]).toEqual([
      1,
      true,
      true,
    ])
  })

  test('of the calendar year it says what it said', async () => {
    const { id } = await settle(await person({ as: 'held-7' }), { on: '2024-03-15', inScope: '400.00' })
    const page = await statementOf(made, id)
    expect(rowsOf(page, 'limits').map(([name]) => name)).toEqual(['住院限额 the limit of stays'])
    expect(page.body).toMatch(/2024 年度限额（元）.*全年限额.*年度救助起付标准 100.00 元/s)
  })
})
