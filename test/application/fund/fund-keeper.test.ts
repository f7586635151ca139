import { beforeAll, expect, test } from 'vitest'
import { fundOverview } from '../../../src/application/fund/read-fund.ts'
import { receive } from '../../../src/application/fund/record-receipt.ts'
import { makeBatch } from '../../../src/application/payouts/make-batch.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const of = (region: string) => ({ ...bureau, region })
const receipt = (region: string, receiptNo: string) => ({
  ...({ region, receiptNo, source: 'provincial', amount: '1000.00', receivedOn: '2024-01-10', note: '下达' } as const),
})

test('a province looks at the fund of its city, and neither enters nor pays anything there; of its own it does', async () => {
  expect(await fundOverview(desk.service, of('140000'), '140500')).toMatchObject({ region: '140500' })
  const refused = await refusalOf(receive(desk.service, of('140000'), receipt('140500', 'P1')))
  expect([refused.code, JSON.stringify(refused.params)]).toEqual(['forbidden', expect.stringContaining('140500')])
  const batch = { region: '140500', batchNo: 'P1' }
  expect((await refusalOf(makeBatch(desk.service, of('140000'), batch))).code).toBe('forbidden')
  expect((await receive(desk.service, of('140000'), receipt('140000', 'P1'))).replayed).toBe(false)
})

test('the city keeps its own, and the first key stands for every region', async () => {
  for (const [region, receiptNo] of [
    ['140500', 'C1'],
    ['000000', 'F1'],
  ] as const)
    expect((await receive(desk.service, of(region), receipt('140500', receiptNo))).replayed).toBe(false)
})
