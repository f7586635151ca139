import { expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const hospital = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
  send(it, method, url, body, { key: it.keys.hospital })
const bureau = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
  send(it, method, url, body, { key: it.keys.bureau })

const stay = (settlementNo: string) => ({
  settlementNo,
  personNo: demoPerson('140500', 'dibao'),
  hospitalCode,
  care: 'inpatient',
  admittedOn: '2023-03-01',
  dischargedOn: '2023-03-15',
  costs: { total: '10000.00', inScope: '10000.00' },
  paid: { basic: '0.00', criticalIllness: '0.00' },
})
const application = (applicationNo: string, change = {}) => ({
  hospitalCode,
  applicationNo,
  month: '2024-05',
  claimed: { count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: '3000.00', ...change },
})

test('a month from the discharge to the quarter’s statement', async () => {
  expect((await hospital('POST', '/v1/settlements', stay('CF-1'))).status).toBe(201)

  const off = await hospital('POST', '/v1/clearings', application('A-1', { total: '10061.00' }))
  expectProblem(off, 422, 'clearing-differs')
  expect(off.body.difference).toEqual({ count: 0, total: '-61.00', fundPaid: '0.00', personPaid: '0.00' })

  const applied = await hospital('POST', '/v1/clearings', application('A-2'))
  expect(applied).toMatchObject({ status: 201, body: { status: 'applied', amounts: { aidPaid: '7000.00' } } })
  const again = await hospital('POST', '/v1/clearings', application('A-2'))
  expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: applied.body })
  expectProblem(await hospital('POST', '/v1/clearings', application('A-3')), 409, 'clearing-nothing-left')

  const withdrawn = await hospital('DELETE', `/v1/clearings/${applied.body.applicationId}`)
  expect(withdrawn).toMatchObject({ status: 200, body: { status: 'withdrawn' } })
  const { body } = await hospital('POST', '/v1/clearings', application('A-3'))
  const decisions = `/v1/clearings/${body.id}/decisions`
  expectProblem(await hospital('POST', decisions, { decision: 'approve' }), 403, 'forbidden')
  expectProblem(await bureau('POST', decisions, { decision: 'pay' }), 409, 'clearing-status')
  const unexplained = await bureau('POST', decisions, { decision: 'hold' })
  expectProblem(unexplained, 400, 'invalid-request')
  expect(unexplained.body.errors[0].pointer).toBe('/reason')
  expect(await bureau('POST', decisions, { decision: 'hold', reason: '核查' })).toMatchObject({ status: 201 })
  expect(await bureau('POST', decisions, { decision: 'approve' })).toMatchObject({ status: 201 })
  expectProblem(await bureau('POST', decisions, { decision: 'pay' }), 409, 'fund-insufficient')

  const receipt = { receiptNo: 'B-1', source: 'county', amount: '7500.00', receivedOn: '2024-05-02', note: '县级配套' }
  expect(await bureau('POST', '/v1/funds/140500/receipts', receipt)).toMatchObject({ status: 201 })
  expect(await bureau('POST', '/v1/funds/140500/receipts', receipt)).toMatchObject({
    status: 200,
    headers: { 'idempotent-replayed': 'true' },
  })
  expect(await bureau('POST', decisions, { decision: 'pay' })).toMatchObject({ status: 201, body: { status: 'paid' } })
  const recovery = {
    recoveryNo: 'Z-1',
    of: { clearingId: body.id },
    amount: '250.00',
    recoveredOn: '2024-05-05',
    reason: '重复收费',
  }
  expect((await bureau('POST', '/v1/funds/140500/recoveries', recovery)).status).toBe(201)

  const subsidy = { personNo: demoPerson('140500', 'dibao'), year: 2024, tier: null }
  const recorded = await bureau('POST', '/v1/premium-subsidies', subsidy)
  const payment = { paymentNo: 'C-1', year: 2024, paidOn: '2024-05-05', note: '资助参保' }
  const paid = await bureau('POST', '/v1/funds/140500/subsidy-payments', payment)
  expect(paid).toMatchObject({ status: 201, body: { people: 1 } })
  expect(paid.body.lines[1].amount).toBe(`-${recorded.body.subsidy}`)

  const fund = await send(it, 'GET', '/v1/funds/140500', undefined, { key: it.keys.auditor })
  expect(fund).toMatchObject({ status: 200, body: { received: { county: '7500.00' }, commitments: { total: '0.00' } } })
  const statement = await bureau('GET', '/v1/funds/140500/statement?quarter=2024Q2')
  expect(statement.body).toMatchObject({
    opening: '0.00',
    incoming: '7750.00',
    closing: fund.body.balance,
    difference: '0.00',
  })
  const journal = await bureau('GET', '/v1/funds/140500/journal?limit=2')
  expect(journal.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['subsidy-paid', 'recovery'])
  const rest = await bureau('GET', `/v1/funds/140500/journal?cursor=${journal.body.nextCursor}`)
  expect(rest.body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
    'clearing-paid',
    'receipt',
    'clearing-approved',
  ])
})

test('a hospital sees no fund, and an amount of nothing is none', async () => {
  expectProblem(await hospital('GET', '/v1/funds/140500'), 403, 'forbidden')
  const receipt = { receiptNo: 'B-9', source: 'county', amount: '0.00', receivedOn: '2024-05-02', note: 'x' }
  const nothing = await bureau('POST', '/v1/funds/140500/receipts', receipt)
  expectProblem(nothing, 400, 'invalid-request')
  expect(nothing.body.errors[0]).toMatchObject({ pointer: '/amount', detail: expect.stringMatching(/above nothing/) })
  const county = await bureau('GET', '/v1/funds/140502')
  expectProblem(county, 422, 'fund-elsewhere')
  expect(county.body.detail).toContain('/v1/funds/140500')
  expectProblem(await bureau('GET', '/v1/funds/110000'), 422, 'policy-missing')
  expectProblem(await bureau('GET', '/v1/funds/140500/statement?quarter=2023Q7'), 400, 'invalid-request')
  expectProblem(await bureau('GET', '/v1/clearings/none'), 404, 'not-found')
})

test('errors are told in Chinese where that is asked for', async () => {
  const answer = await send(it, 'POST', '/v1/clearings', application('A-9', { count: 9 }), {
    key: it.keys.hospital,
    language: 'zh',
  })
  expect(answer.body.detail).toMatch(/[一-龥]/)
  expect(answer.body.detail).not.toMatch(/[{}]/)
})

test('a receipt that was entered wrongly is taken back by its number, and entered again', async () => {
  const receipts = '/v1/funds/140500/receipts'
  const wrong = { receiptNo: 'B-90', source: 'city', amount: '2000000000.00', receivedOn: '2024-05-02', note: '补助' }
  const taken = await bureau('POST', receipts, wrong)
  expect(taken).toMatchObject({ status: 201, body: { warnings: [{ code: 'unusual-receipt' }] } })
  const absurd = await bureau('POST', receipts, { ...wrong, receiptNo: 'B-91', amount: '99999999999999.99' })
  expectProblem(absurd, 422, 'amount-implausible')
  const reason = { reason: '多录三个零' }
  const back = await bureau('POST', `${receipts}/B-90/withdraw`, reason)
  expect(back).toMatchObject({ status: 201, body: { kind: 'receipt-withdrawn', withdraws: taken.body.id } })
  const again = await bureau('POST', `${receipts}/B-90/withdraw`, reason)
  expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: back.body })
  expectProblem(await bureau('POST', receipts, wrong), 409, 'receipt-withdrawn')
  const right = await bureau('POST', receipts, { ...wrong, amount: '2000000.00' })
  expect(right).toMatchObject({ status: 201, body: { warnings: [] } })
  expectProblem(await bureau('POST', `${receipts}/nothing/withdraw`, reason), 404, 'not-found')
  expectProblem(await bureau('POST', `${receipts}/B-90/withdraw`, {}), 400, 'invalid-request')
})

test('sums that are compared may have eighteen digits', async () => {
  const sums = { total: '999999999999999999.99', fundPaid: '-999999999999999999.99' }
  const asked = { hospitalCode, from: '2024-05-01', to: '2024-05-31', claimed: { count: 0, ...sums } }
  expect(await hospital('POST', '/v1/reconciliations/totals', asked)).toMatchObject({
    status: 200,
    body: { claimed: sums },
  })
  const longer = { ...asked, claimed: { ...asked.claimed, total: '1999999999999999999.99' } }
  expectProblem(await hospital('POST', '/v1/reconciliations/totals', longer), 400, 'invalid-request')
})
