import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { DemoClock } from '../../../src/application/demo/demo-clock.ts'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { sumUpNow } from '../../../src/application/overview/sum-up.ts'
import { emptyTables } from '../../../src/db/demo/empty-tables.ts'
import type { App } from '../../../src/http/server/wire.ts'
import { ask, atTheDesk, done, inJincheng, refused, settling, stayOf } from '../../support/claims/messages.ts'
import { expectProblem, now, send, type TestApp, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const clock = new DemoClock(() => now)
let demoApp: App
/** The same service as a demo, with a clock that can be set. */
const demo: TestApp = {
  get app() {
    return demoApp
  },
  get service() {
    return { ...it.service, clock: clock.now }
  },
  get keys() {
    return it.keys
  },
  logged: () => it.logged(),
  issue: (caller) => it.issue(caller),
}

async function ownerUrl(): Promise<string> {
  const { rows } = await it.service.db.pool.query<{ name: string }>('SELECT current_database() AS name')
  return Object.assign(new URL(inject('serverUrl')), { pathname: `/${rows[0]?.name}` }).href
}

beforeAll(async () => {
  const url = await ownerUrl()
  demoApp = await buildApp({ service: demo.service, demo: { clock, emptyTables: () => emptyTables(url) } })
})
afterAll(() => demoApp.close())

const rowsOf = async () => {
  const { rows } = await it.service.db.pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM settlements) + (SELECT count(*) FROM entries) + (SELECT count(*) FROM visits)
       + (SELECT count(*) FROM hospital_messages) + (SELECT count(*) FROM fee_lines) AS count`,
  )
  return Number(rows[0]?.count)
}
const stay = async () => {
  await atTheDesk(it)
  return done(demo, '2304', settling(await stayOf(demo, inJincheng('dibao'), { from: '2023-03-01' })))
}

test('a reset takes back what was settled and sent, keeps the keys, and the same day can be tried again', async () => {
  const first = await stay()
  expect(await rowsOf()).toBeGreaterThan(0)
  await send(demo, 'PUT', '/v1/demo/clock', { now: '2025-01-01T00:00:00+08:00' }, { key: it.keys.bureau })
  const { status, body } = await send(demo, 'POST', '/v1/demo/reset', undefined, { key: it.keys.bureau })
  expect([status, body]).toEqual([
    200,
    {
      now: '2024-05-05T12:00:00.000+08:00',
      clockIsSet: false,
      people: expect.any(Number),
      hospitals: expect.any(Array),
    },
  ])
  expect(await rowsOf()).toBe(0)
  const again = await stay()
  expect(again.output.setlinfo.mdtrt_id.slice(-10)).toBe('0000000001')
  expect(again.output.setlinfo.maf_pay).toBe(first.output.setlinfo.maf_pay)
  const { output } = await done(demo, '5206', { data: { psn_no: inJincheng('dibao'), cum_ym: '2023' } })
  expect(output.cuminfo.find((one: { cum_type_code: string }) => one.cum_type_code === 'limit-annual').cum).toBe(10647)
  const found: unknown[] = []
  const { ledger, db } = it.service
  expect((await verifyLedger({ db, archive: ledger.archive }, (one) => found.push(one))).entries).toBe(1)
  expect(found).toEqual([])
})

test('two resets at once come one after the other', async () => {
  const reset = () => send(demo, 'POST', '/v1/demo/reset', undefined, { key: it.keys.bureau })
  const both = await Promise.all([reset(), reset()])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
})

test('the clock is set, goes on, and is the real one again', async () => {
  const set = (at: string | null) => send(demo, 'PUT', '/v1/demo/clock', { now: at }, { key: it.keys.bureau })
  expect((await set('2023-12-31T23:00:00+08:00')).body).toMatchObject({
    now: '2023-12-31T23:00:00.000+08:00',
    clockIsSet: true,
  })
  await atTheDesk(it)
  const mdtrtinfo = { psn_no: inJincheng('tekun'), insutype: '390', begntime: '2024-01-02', med_type: '21' }
  await refused(demo, '2401', { mdtrtinfo }, /2024-01-02/)
  const { body } = await ask(demo, '9001', { signIn: { opter_no: '1' } })
  expect(body.output.signinoutb.sign_time).toBe('2023-12-31 23:00:00')
  expect((await set(null)).body).toMatchObject({ now: '2024-05-05T12:00:00.000+08:00', clockIsSet: false })
  for (const wrong of ['2023-12-31', '1999-12-31T00:00:00Z', '2023-12-31T23:00:00'])
    expectProblem(await set(wrong), 400, 'invalid-request')
})

test('nobody but a bureau, and nothing where the database is the user’s own', async () => {
  const reset = (of: TestApp, key: string) => send(of, 'POST', '/v1/demo/reset', undefined, { key })
  expectProblem(await reset(demo, it.keys.hospital), 403, 'forbidden')
  expectProblem(await reset(it, it.keys.bureau), 409, 'demo-only')
  const clockOf = { now: '2023-12-31T23:00:00+08:00' }
  expectProblem(await send(it, 'PUT', '/v1/demo/clock', clockOf, { key: it.keys.bureau }), 409, 'demo-only')
})

test('what the overview has summed up is forgotten when the clock is set: what is posted next may lie before it', async () => {
  const summed = async () => (await it.service.db.pool.query('SELECT FROM aid_summed')).rowCount
  await sumUpNow(demo.service)
  expect(await summed()).toBe(1)
  const { status } = await send(
    demo,
    'PUT',
    '/v1/demo/clock',
    { now: '2023-01-01T00:00:00+08:00' },
    { key: it.keys.bureau },
  )
  expect([status, await summed()]).toEqual([200, 0])
})
