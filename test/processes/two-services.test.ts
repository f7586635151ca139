import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decimal, sum, yuan } from '../../src/domain/money.ts'
import { freshDatabase, type TestDatabase } from '../support/database/database.ts'
import { type Bill, billOf, cityHospital } from '../support/database/desk.ts'
import { hospital } from '../support/people/registers.ts'
import { type Answer, dataKey, Script, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

/** Two processes of the service on one database, as behind a balancer that sends anyone anywhere. */
let database: TestDatabase
let one: ServiceProcess
let two: ServiceProcess
let owner: pg.Client
/** A second connection, because a transaction sees one moment of the server's activity only. */
let watcher: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  const env = { DATABASE_URL: database.url, YIZHAN_DATA_KEY: dataKey, HOST: '127.0.0.1' }
  const started = await Promise.all([ServiceProcess.start(env), ServiceProcess.start(env)])
  one = started[0]
  two = started[1]
  owner = new pg.Client({ connectionString: database.url })
  watcher = new pg.Client({ connectionString: database.url })
  await Promise.all([owner.connect(), watcher.connect()])
  const { hospitalCode, ...rest } = hospital({ region: '140502', feeClass: 'city-two' })
  await one.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
})
afterAll(() => Promise.all([owner.end(), watcher.end()]))

/** One after another of the two processes. */
let turn = 0
const either = () => (++turn % 2 === 0 ? one : two)

const settle = (service: ServiceProcess, personNo: string, bill: Bill) =>
  service.ask('POST', '/v1/settlements', billOf(personNo, bill))

let people = 0
async function dibao(): Promise<string> {
  const personNo = `1405000000000000${String(++people).padStart(4, '0')}`
  const service = either()
  const card = {
    name: '示例',
    idType: '99',
    idNumber: personNo,
    birthDate: '1975-03-12',
    insuredRegion: '140502',
    enrolledTier: 1,
  }
  expect((await service.ask('PUT', `/v1/beneficiaries/${personNo}`, card)).status).toBe(201)
  const identity = {
    category: 'dibao',
    from: '2021-01-01',
    to: null,
    certifiedBy: 'civil-affairs',
    certificateNo: 'C-1',
  }
  expect((await service.ask('POST', `/v1/beneficiaries/${personNo}/identities`, identity)).status).toBe(201)
  return personNo
}

const paid = (answers: readonly Answer[]) => yuan(sum(answers.map(({ body }) => decimal(body.payers.assistance))))
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort()

async function annual(personNo: string): Promise<unknown> {
  const { body } = await either().ask('GET', `/v1/beneficiaries/${personNo}/annual-cap?year=2023`)
  return body.limits[0]
}

async function verify(): Promise<{ code: number | null; said: string }> {
  const script = new Script('src/cli/ledger-verify.ts', { DATABASE_URL: database.url })
  const { code } = await script.ended
  return { code, said: script.said }
}

describe('two processes on one database', () => {
  test('pay exactly what is left to 64 settlements of one person at once', async () => {
    const personNo = await dibao()
    const before = await settle(one, personNo, { inScope: '85700.00' }) // 59990.00 of 60000.00
    expect(before.body.limits[0].remaining).toBe('10.00')
    const answers = await Promise.all(Array.from({ length: 64 }, () => settle(either(), personNo, { inScope: '1.00' })))
    expect(statuses(answers)).toEqual(Array(64).fill(201))
    expect(paid(answers)).toBe('10.00')
    expect(await annual(personNo)).toMatchObject({ used: '60000.00', remaining: '0.00' })
  })

  test('pay 64 people at once what each is due', async () => {
    const persons = await Promise.all(Array.from({ length: 64 }, dibao))
    const answers = await Promise.all(persons.map((personNo) => settle(either(), personNo, { inScope: '100.00' })))
    expect(statuses(answers)).toEqual(Array(64).fill(201))
    expect(answers.map(({ body }) => body.payers.assistance)).toEqual(Array(64).fill('70.00'))
  })

  test('settle a number that comes to both at once a single time', async () => {
    const personNo = await dibao()
    for (const round of Array(8).keys()) {
      const bill = { settlementNo: `BOTH-${round}`, inScope: '100.00' }
      const answers = await Promise.all([settle(one, personNo, bill), settle(two, personNo, bill)])
      expect(statuses(answers)).toEqual([200, 201])
      expect(answers[0].body).toEqual(answers[1].body)
    }
    expect(await annual(personNo)).toMatchObject({ used: '560.00' })
  })

  test('settle a number that comes with two bodies at once for one of them', async () => {
    for (const round of Array(8).keys()) {
      const persons = await Promise.all([dibao(), dibao()])
      const answers = await Promise.all(
        persons.map((personNo, at) =>
          settle([one, two][at] as ServiceProcess, personNo, { settlementNo: `TWICE-${round}`, inScope: '100.00' }),
        ),
      )
      expect(statuses(answers)).toEqual([201, 422])
      expect(answers.find(({ status }) => status === 422)?.body.code).toBe('settlement-no-reused')
    }
  })

  test('undo one settlement while others of the year are settled', async () => {
    const personNo = await dibao()
    await settle(one, personNo, { settlementNo: 'UNDONE', inScope: '80000.00' })
    const reversal = { hospitalCode: cityHospital, settlementNo: 'UNDONE', reason: '测试', resettleLater: true }
    const undo = (service: ServiceProcess, at: number) =>
      service.ask('POST', '/v1/reversals', { ...reversal, reversalNo: `R-UNDONE-${at}` })
    const settled = Array.from({ length: 32 }, () => settle(either(), personNo, { inScope: '1000.00' }))
    const undone = await Promise.all([undo(one, 1), undo(two, 2)])
    expect(statuses(await Promise.all(settled))).toEqual(Array(32).fill(201))
    expect(statuses(undone)).toEqual([200, 201])
    expect(undone[0].body).toEqual(undone[1].body)
    // 32 stays of 700.00 stand alone now, in whatever order they came.
    expect(await annual(personNo)).toMatchObject({ used: '22400.00' })
  })

  test('refuse nobody and leave a ledger that agrees', async () => {
    const { code, said } = await verify()
    expect([code, said]).toEqual([0, expect.stringContaining('The ledger agrees')])
    for (const service of [one, two]) expect(service.said).not.toMatch(/"level":"?(error|fatal|50|60)/)
  })
})

describe('ledger:verify', () => {
  test('ends with 1 and names the person, the entry and both amounts', async () => {
    await owner.query('SET session_replication_role = replica')
    await owner.query(
      "UPDATE entries SET assistance = 69, person = 31 WHERE total = 100 AND person_no = '14050000000000000002'",
    )
    const { code, said } = await verify()
    expect(code).toBe(1)
    expect(said).toMatch(
      /person 14050000000000000002 region 140500 year 2023 entry 1: payers: stored assistance: "69\.00", computed assistance: "70\.00"/,
    )
    // The chain says that the entry was changed, and what it was computed from says in what.
    expect(said).toMatch(/entry 1: hash in the head of the year: stored sha256:/)
    expect(said).toContain('2 differences')
    await owner.query('UPDATE entries SET assistance = 70, person = 30 WHERE assistance = 69')
    await owner.query('SET session_replication_role = origin')
  })

  test('ends with 2 where there is no ledger to read', async () => {
    const url = new URL(database.url)
    url.pathname = '/nowhere'
    const script = new Script('src/cli/ledger-verify.ts', { DATABASE_URL: url.href })
    expect(await script.ended).toMatchObject({ code: 2 })
    expect(script.said).toContain('nowhere')
    expect(script.said).not.toContain('The ledger agrees')
  })
})

test('SIGTERM finishes what is in flight, and the other process goes on', async () => {
  const personNo = await dibao()
  const before = await settle(one, personNo, { inScope: '100.00' })
  expect(before.status).toBe(201)
  await owner.query('BEGIN')
  await owner.query('SELECT FROM person_years WHERE person_no = $1 FOR UPDATE', [personNo])
  const inFlight = settle(two, personNo, { inScope: '200.00' })
  await waitingForLock()
  const ended = two.stop()
  await two.says(/"event":"service\.stopping"/)
  await owner.query('COMMIT')
  expect(await inFlight).toMatchObject({ status: 201, body: { payers: { assistance: '140.00' } } })
  expect(await ended).toEqual({ code: 0, signal: null })
  expect(two.said).toContain('"event":"service.stopped"')
  expect((await settle(one, personNo, { inScope: '100.00' })).body.limits[0]).toMatchObject({ usedBefore: '210.00' })
  await expect(two.ask('GET', '/healthz')).rejects.toThrow()
})

async function waitingForLock(): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
    if (rows.length > 0) return
    await new Promise((wake) => setTimeout(wake, 20))
  }
}
