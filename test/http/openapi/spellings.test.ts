import { expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  send(it, method, `/v1${url}`, payload, { key: it.keys.bureau })
const nobody = '0190f5fe-7c00-7a00-8000-000000000001'

test.each([
  ['POST', 'withdraw'],
  ['DELETE', ''],
] as const)('a key is taken back by %s %s', async (method, end) => {
  const created = await ask('POST', '/callers', { kind: 'auditor', name: 'x', region: '140500' })
  const key = created.body.key as string
  expect((await send(it, 'GET', '/v1/policies', undefined, { key })).status).toBe(200)
  expect((await ask(method, `/callers/${created.body.id}${end && `/${end}`}`)).status).toBe(204)
  expect((await send(it, 'GET', '/v1/policies', undefined, { key })).status).toBe(401)
})

test.each([
  ['POST', 'withdraw'],
  ['DELETE', ''],
] as const)('a webhook is taken back by %s %s', async (method, end) => {
  const webhook = { url: 'https://93.184.216.34/yizhan', events: ['alert.raised'], region: '140500' }
  const created = await ask('POST', '/webhooks', webhook)
  expect(created.status).toBe(201)
  expect((await ask(method, `/webhooks/${created.body.id}${end && `/${end}`}`)).status).toBe(204)
  expectProblem(await ask('GET', `/webhooks/${created.body.id}`), 404, 'not-found')
})

test.each([
  ['POST', `/clearings/${nobody}/withdraw`],
  ['DELETE', `/clearings/${nobody}`],
  ['POST', `/jobs/${nobody}/withdraw`],
  ['POST', `/jobs/${nobody}/cancel`],
  ['GET', `/rosters/${nobody}/report.csv`],
  ['GET', `/rosters/${nobody}/report`],
  ['GET', `/premium-subsidy-runs/${nobody}/lines.csv`],
  ['GET', `/premium-subsidy-runs/${nobody}/export`],
] as const)('%s %s asks what it is about', async (method, url) => {
  const answer = await ask(method, url)
  expectProblem(answer, 404, 'not-found')
  expect(answer.body.detail).toContain('check the id')
})

test('the alerts of a month are the same file at both addresses, and a spreadsheet at a third', async () => {
  const query = 'region=140502&month=2024-05&department=civil-affairs'
  const [csv, before] = [await ask('GET', `/alerts.csv?${query}`), await ask('GET', `/alerts/export?${query}`)]
  expect(csv.status).toBe(200)
  expect([csv.body, csv.headers['content-disposition']]).toEqual([before.body, before.headers['content-disposition']])
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  const sheet = await ask('GET', `/alerts.xlsx?${query}`)
  expect([sheet.status, String(sheet.headers['content-type'])]).toEqual([200, expect.stringContaining('spreadsheet')])
  expectProblem(await ask('GET', `/alerts.csv?${query}&format=xlsx`), 400, 'invalid-request')
})
