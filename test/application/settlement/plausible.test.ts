import { beforeAll, describe, expect, test } from 'vitest'
import { quote } from '../../../src/application/settlement/settle.ts'
import { billOf, bureau, type Desk, openDesk, rowCounts } from '../../support/database/desk.ts'
import { refusalOf } from '../../support/people/registers.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

const absurd = '99999999999999.99'

describe('a claim that can only be a slip of the hand is refused where it comes in, and nothing is written', () => {
  test.each([
    ['a bill of a hundred billion billion', { inScope: absurd }, 'amount-implausible', '99999999999999.99'],
    ['a fen above a hundred million', { inScope: '100000000.01' }, 'amount-implausible', '100000000.00'],
    ['a stay of 123 years', { admitted: '1900-01-01', on: '2023-01-01' }, 'stay-implausible', '44925'],
    ['a stay before the birth', { admitted: '1975-03-11', on: '1975-03-11' }, 'policy-missing', ''],
    ['a stay that began before it', { admitted: '1975-03-11', on: '2023-01-01' }, 'stay-implausible', ''],
    ['a discharge before the admission', { admitted: '2023-02-02', on: '2023-02-01' }, 'dates-reversed', ''],
    ['a discharge tomorrow', { on: '2024-05-06' }, 'date-in-future', '2024-05-05'],
    ['a discharge in a hundred years', { on: '2124-05-06' }, 'date-in-future', ''],
  ])('%s', async (_, bill, code, says) => {
    const personNo = await desk.person({ as: 'dibao' })
    const before = await rowCounts(desk.service)
    const refusal = await refusalOf(desk.settle(personNo, { inScope: '1000.00', ...bill }))
    expect(refusal.code).toBe(code)
    expect(JSON.stringify(refusal.params)).toContain(says)
    expect(await rowCounts(desk.service)).toEqual(before)
    const quoted = quote(desk.service, bureau, billOf(personNo, { inScope: '1000.00', ...bill }), 'en')
    expect((await refusalOf(quoted)).code).toBe(code)
  })

  test('a child’s stay before the birth', async () => {
    const personNo = await desk.person({ as: [{ category: 'dibao', from: '2023-03-12' }], birthDate: '2023-03-12' })
    const refusal = await refusalOf(desk.settle(personNo, { on: '2023-03-11', inScope: '1000.00' }))
    expect([refusal.code, refusal.params]).toEqual(['before-birth', { began: '2023-03-11', birthDate: '2023-03-12' }])
    expect((await desk.settle(personNo, { on: '2023-03-12', inScope: '1000.00' })).payers.assistance).toBe('700.00')
  })
})

test('what is merely unusual is settled, and says so on the answer and ever after', async () => {
  const personNo = await desk.person({ as: 'dibao' })
  const bill = { admitted: '2022-01-01', on: '2023-06-15', inScope: '10000000.01', basic: '1.00' }
  const { warnings, payers } = await desk.settle(personNo, bill)
  expect(payers.assistance).toBe('60000.00')
  expect(warnings).toMatchObject([
    { code: 'unusual-amount', clause: { id: '000000/plausible-bill', status: 'reading' } },
    { code: 'unusual-stay', text: expect.stringContaining('530 days') },
  ])
  expect(await desk.differences()).toEqual([])
})

test('a person whose burden is above the line of warning, and an absurd bill: the bill is refused, others are settled', async () => {
  const personNo = await desk.person()
  await desk.settle(personNo, { offCatalogue: '20000.01' })
  const bills = [{ offCatalogue: '100.00' }, { offCatalogue: absurd }, { offCatalogue: '200.00' }]
  const outcomes = await Promise.allSettled(bills.map((bill) => desk.settle(personNo, bill)))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  const { rows } = await desk.service.db.pool.query('SELECT burden::text FROM alerts WHERE person_no = $1', [personNo])
  expect(rows).toEqual([{ burden: '20000.01' }])
})
