import { beforeAll, expect, test } from 'vitest'
import { putBudget, readBudget } from '../../../src/application/fund/budget.ts'
import { receive } from '../../../src/application/fund/record-receipt.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const personNo = await desk.person({ as: 'dibao' })
  // 70% of each: 7000.00 in February, 14000.00 in April, and last year 3500.00 in February and 1750.00 in October.
  for (const [on, inScope] of [
    ['2023-02-10', '5000.00'],
    ['2023-10-10', '2500.00'],
    ['2024-02-10', '10000.00'],
    ['2024-04-10', '20000.00'],
  ] as const)
    await desk.settle(personNo, { on, inScope })
  const receipt = {
    receiptNo: 'R-1',
    source: 'central',
    amount: '15000.00',
    receivedOn: '2024-01-10',
    note: 'x',
  } as const
  await receive(desk.service, bureau, { region: '140500', ...receipt }, 'en')
}, 120_000)

const budget = {
  ...{ region: '140500', year: 2024, documentNo: '晋市财社〔2024〕1号', note: 'x' },
  ...{ sources: { central: '15000.00' }, purposes: { aid: '20000.00' } },
}

test('is foreseen to December in last year’s shape, and warned about', async () => {
  const found = await putBudget(desk.service, bureau, budget, 'en')
  // On 2024-05-05 four months are over: 21000.00 against 3500.00 of last year, six times; October is then 10500.00.
  expect(found).toMatchObject({
    version: 1,
    opening: '0.00',
    forecast: { shape: 'last-year', aid: '31500.00', left: '-11500.00' },
  })
  expect(found.forecast.months.filter(({ aid }) => aid !== '0.00')).toEqual([
    { month: 2, aid: '7000.00', isForecast: false },
    { month: 4, aid: '14000.00', isForecast: false },
    { month: 10, aid: '10500.00', isForecast: true },
  ])
  expect(found.sources[0]).toEqual({ source: 'central', budget: '15000.00', received: '15000.00' })
  // 21000.00 by the end of April are above 20000.00; 31500.00 are 16500.00 more than 15000.00.
  expect(found.warnings.map(({ code, text }) => [code, /2024-04|16500\.00/.test(text)])).toEqual([
    ['aid-above-budget', true],
    ['sources-below-spending', true],
  ])
})

test('is entered again as a new version, and the same again as none', async () => {
  const more = { ...budget, sources: { central: '40000.00' }, purposes: { aid: '40000.00' } }
  expect((await putBudget(desk.service, bureau, more, 'zh')).version).toBe(2)
  const again = await putBudget(desk.service, bureau, more, 'zh')
  expect([again.version, again.warnings]).toEqual([2, []])
  expect(again.versions.map(({ version, sources, purposes }) => [version, sources, purposes])).toEqual([
    [2, '40000.00', '40000.00'],
    [1, '15000.00', '20000.00'],
  ])
  await expect(readBudget(desk.service, bureau, { region: '140500', year: 2022 }, 'en')).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('entered by several at once is a version for each that says something else', async () => {
  const at2025 = { ...budget, year: 2025 }
  const documents = ['A', 'B', 'C', 'D', 'D']
  await Promise.all(documents.map((documentNo) => putBudget(desk.service, bureau, { ...at2025, documentNo }, 'en')))
  const { rows } = await desk.service.db.pool.query(
    `SELECT version, document_no FROM fund_budgets WHERE region = '140500' AND year = 2025 ORDER BY version`,
  )
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, at) => at + 1))
  expect(new Set(rows.map((row) => row.document_no))).toEqual(new Set(documents))
})
