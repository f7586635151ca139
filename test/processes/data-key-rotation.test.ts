import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createSecrets, dataKeyId } from '../../src/application/shared/secrets.ts'
import { freshDatabase, type TestDatabase } from '../support/database/database.ts'
import { billOf } from '../support/database/desk.ts'
import { hospital } from '../support/people/registers.ts'
import { Script, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const [first, second] = [Buffer.alloc(32, 41), Buffer.alloc(32, 42)]
const [firstId, secondId] = [dataKeyId(first), dataKeyId(second)]
const both = [second, first]
const people = 3_000
const numberOf = (at: number) => `P${String(at).padStart(19, '0')}`

let database: TestDatabase
const env = (keys: readonly Buffer[], more: Record<string, string> = {}) => ({
  DATABASE_URL: database.url,
  YIZHAN_DATA_KEY: keys.map((key) => key.toString('base64')).join(','),
  HOST: '127.0.0.1',
  PORT: '0',
  ...more,
})
const tool = (command: 'rotate' | 'status', keys: readonly Buffer[]) =>
  new Script('src/cli/data-key.ts', env(keys), [command])

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function register(): Promise<void> {
  const secrets = createSecrets(first)
  const numbers = Array.from({ length: people }, (_, at) => numberOf(at))
  await asOwner((client) =>
    client.query(
      `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
       SELECT person_no, '示例', '99', sealed, hmac, '1975-03-12', '140502' FROM unnest($1::text[], $2::bytea[], $3::bytea[])
         AS p (person_no, sealed, hmac)`,
      [
        numbers,
        numbers.map((number) => secrets.encrypt(number, number)),
        numbers.map((number) => secrets.fingerprint(`99:${number}`)),
      ],
    ),
  )
}

const found = async (service: ServiceProcess, at: number) =>
  (await service.ask('POST', '/v1/beneficiaries/search', { idType: '99', idNumber: numberOf(at) })).body.items.map(
    ({ personNo }: { personNo: string }) => personNo,
  )

beforeAll(async () => {
  database = await freshDatabase()
  const service = await ServiceProcess.start(env([first]))
  const { hospitalCode, ...rest } = hospital({ region: '140502', feeClass: 'city-two' })
  await service.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
  await register()
  await service.stop()
})

test('a process without the new key ends by itself when another one begins to seal with it', async () => {
  const old = await ServiceProcess.start(env([first]))
  const renewed = await ServiceProcess.start(env(both))
  expect((await old.ended).code).toBe(1)
  expect(old.said).toContain(`key ${secondId}`)
  expect(old.said).toContain('"event":"data-key.missing"')
  expect(await found(renewed, 1)).toEqual([numberOf(1)])
  await renewed.stop()
})

describe('the change of keys beside a service of two workers', () => {
  let service: ServiceProcess
  let settling = true
  const answered: number[] = []

  beforeAll(async () => {
    service = await ServiceProcess.start(env(both, { YIZHAN_WORKERS: '2' }))
    return async () => {
      settling = false
      await service.stop()
    }
  })

  test('is killed in the middle, and then asked to stop, and nobody is kept from settling', async () => {
    const loop = (async () => {
      for (let at = 0; settling; at++)
        answered.push(
          (await service.ask('POST', '/v1/settlements', billOf(numberOf(at), { inScope: '100.00' }))).status,
        )
    })()
    const killed = tool('rotate', both)
    await killed.says(/people 参保人员: [1-9][\d,]* of 3,000/)
    await killed.stop('SIGKILL')
    const status = tool('status', both)
    expect((await status.ended).code).toBe(0)
    expect(status.said).toMatch(
      new RegExp(`${firstId}: in use since .*still needed[^\\n]*\\n  people 参保人员: [\\d,]+`),
    )
    expect(status.said).toMatch(
      new RegExp(`${secondId}: in use since .*seals what is written[^\\n]*\\n  people 参保人员: [\\d,]+`),
    )
    const stopped = tool('rotate', both)
    await stopped.says(/people 参保人员: [1-9][\d,]* of/)
    stopped.child.kill('SIGINT')
    const { code } = await stopped.ended
    // Stopped between two batches, unless it was done first.
    expect([code, /stopped/.test(stopped.said)], stopped.said).toEqual(code === 0 ? [0, false] : [1, true])
    for (const at of [0, 700, people - 1]) expect(await found(service, at)).toEqual([numberOf(at)])
    const done = tool('rotate', both)
    expect((await done.ended).code, done.said).toBe(0)
    expect(stopped.said + done.said).toContain(`Key ${firstId} holds nothing any more and is retired`)
    settling = false
    await loop
    expect(answered.length).toBeGreaterThan(5)
    expect(new Set(answered)).toEqual(new Set([201]))
  })

  test('leaves nothing under the first key, and everybody is found', async () => {
    const status = tool('status', both)
    await status.ended
    expect(status.said).toMatch(new RegExp(`${firstId}: in use since .*retired.*may be taken out`))
    expect(status.said).toContain('people 参保人员: 3,000')
    for (const at of [0, 700, people - 1]) expect(await found(service, at)).toEqual([numberOf(at)])
  })
})

test('the first key is taken out: the service starts without it, and not with it in front', async () => {
  const service = await ServiceProcess.start(env([second]))
  expect(await found(service, 42)).toEqual([numberOf(42)])
  await service.stop()
  const back = new Script('src/main.ts', env([first, second]))
  expect((await back.ended).code).toBe(1)
  expect(back.said).toMatch(new RegExp(`key ${firstId}, which was retired on`))
  const alone = new Script('src/main.ts', env([first]))
  expect((await alone.ended).code).toBe(1)
  expect(alone.said).toContain(`key ${secondId}`)
})

test('the tool ends with 2 and says why where the keys do not fit, or nothing is there', async () => {
  const wrong = tool('rotate', [Buffer.alloc(32, 43)])
  expect((await wrong.ended).code).toBe(2)
  expect(wrong.said).toContain(`key ${secondId}`)
  const early = tool('rotate', [Buffer.alloc(32, 43), second])
  expect((await early.ended).code).toBe(2)
  expect(early.said).toMatch(/never started/)
  for (const { said } of [wrong, early]) expect(said).not.toMatch(/^\s+at /m)
})
