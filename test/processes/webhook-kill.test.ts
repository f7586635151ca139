import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../support/database/database.ts'
import { billOf } from '../support/database/desk.ts'
import { hospital } from '../support/people/registers.ts'
import { expireHeld } from '../support/processes/push-queue.ts'
import { type Answer, Receiver } from '../support/processes/receiver.ts'
import { dataKey, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

interface Stage {
  readonly database: TestDatabase
  readonly owner: pg.Client
  readonly receiver: Receiver
  readonly start: () => Promise<ServiceProcess>
}

/** A database, a receiver, and a service that may push to it by plain http. */
async function stage(): Promise<Stage> {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.url })
  owner.on('error', () => {})
  await owner.connect()
  const receiver = await Receiver.open()
  const start = () =>
    ServiceProcess.start({
      DATABASE_URL: database.url,
      YIZHAN_DATA_KEY: dataKey,
      HOST: '127.0.0.1',
      YIZHAN_WEBHOOK_PLAIN_HOSTS: receiver.host,
    })
  return { database, owner, receiver, start }
}

const people = 12
const personNo = (at: number) => `1405000000000000${String(at).padStart(4, '0')}`

/** A webhook, and people who each pass the line. */
async function tellOf(service: ServiceProcess, { receiver }: Stage): Promise<void> {
  const { hospitalCode, ...rest } = hospital({ region: '140502', feeClass: 'city-two' })
  await service.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
  const created = await service.ask('POST', '/v1/webhooks', { url: receiver.url, region: '140500' })
  expect(created.status).toBe(201)
  for (let at = 1; at <= people; at++) {
    const number = personNo(at)
    const card = {
      name: '示例',
      idType: '99',
      idNumber: number,
      birthDate: '1975-03-12',
      insuredRegion: '140502',
      enrolledTier: 1,
    }
    expect((await service.ask('PUT', `/v1/beneficiaries/${number}`, card)).status).toBe(201)
    const settled = await service.ask(
      'POST',
      '/v1/settlements',
      billOf(number, { settlementNo: `S-${at}`, offCatalogue: '20000.01' }),
    )
    expect(settled.status).toBe(201)
  }
}

/** Everything that should be the same however often a process was killed. */
async function stateOf({ owner, receiver }: Stage): Promise<unknown> {
  const { rows: alerts } = await owner.query(
    'SELECT person_no, region, year, line, burden_before, burden, cause, status FROM alerts ORDER BY person_no',
  )
  const { rows: told } = await owner.query(
    `SELECT e.payload::json->'data'->>'personNo' AS person, e.relayed_at IS NOT NULL AS relayed, d.status
     FROM outbox_events e JOIN webhook_deliveries d ON d.event_id = e.id ORDER BY 1`,
  )
  const { rows: open } = await owner.query(
    `SELECT state FROM pgboss.job WHERE name = 'webhooks' AND state <> 'completed'`,
  )
  const heard = new Set(receiver.arrived.map(({ body }) => JSON.parse(body).data.personNo as string))
  return { alerts, told, open, heard: [...heard].sort() }
}

async function delivered({ owner }: Stage): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(
      `SELECT (SELECT count(*)::int FROM webhook_deliveries WHERE status = 'delivered') = $1
         AND NOT EXISTS (SELECT FROM pgboss.job WHERE name = 'webhooks' AND state <> 'completed') AS all_there`,
      [people],
    )
    if (rows[0]?.all_there) return
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

let undisturbed: unknown
beforeAll(async () => {
  const calm = await stage()
  const service = await calm.start()
  await tellOf(service, calm)
  await delivered(calm)
  undisturbed = await stateOf(calm)
  await service.stop()
  await calm.owner.end()
  expect(calm.receiver.arrived).toHaveLength(people)
})

/** The receiver has the message and has not answered when the process that pushes it is killed. */
test('kill −9 in the middle of a push: every event arrives, under one id, and the state is that of a calm day', async () => {
  const on = await stage()
  on.receiver.answer = (nth): Answer => (nth <= 3 ? 204 : 'hold')
  const first = await on.start()
  await tellOf(first, on)
  await on.receiver.until(() => on.receiver.arrived.length > 3)
  await first.stop('SIGKILL')
  on.receiver.answer = () => 204
  const second = await on.start()
  await expireHeld(on.owner)
  await delivered(on)
  expect(await stateOf(on)).toEqual(undisturbed)
  const { rows } = await on.owner.query<{ id: string }>('SELECT id FROM outbox_events')
  expect(on.receiver.ids.sort()).toEqual(rows.map(({ id }) => id).sort())
  // What was in the air when the process died came twice, and says the same.
  expect(on.receiver.arrived.length).toBeGreaterThan(people)
  const bodies = new Map(on.receiver.arrived.map(({ id, body }) => [id, body]))
  expect(on.receiver.arrived.every(({ id, body }) => bodies.get(id) === body)).toBe(true)
  await second.stop()
  await on.owner.end()
})
