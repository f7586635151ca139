import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runningEmbedded } from '../../src/embedded/running.ts'
import { freshDatabase, type TestDatabase } from '../support/database/database.ts'
import { Script, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const right = Buffer.alloc(32, 11).toString('base64')
const wrong = Buffer.alloc(32, 12).toString('base64')
const personNo = '14050000000000009001'
const card = {
  name: '示例',
  idType: '01',
  idNumber: '140502197503120016',
  birthDate: '1975-03-12',
  insuredRegion: '140502',
  enrolledTier: 1,
}

/** What the service says when it does not start, in both languages, without a stack and without a key. */
async function refused(env: Readonly<Record<string, string>>): Promise<string> {
  const script = new Script('src/main.ts', { PORT: '0', ...env })
  const served = script.says(/service\.started/).then(
    () => 'served',
    () => null,
  )
  expect(await Promise.race([served, script.ended.then(({ code }) => code)]), script.said).toBe(1)
  expect(script.said).not.toMatch(/^\s+at /m)
  for (const key of [right, wrong]) expect(script.said).not.toContain(key)
  return script.said
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('a database that was used under one key', () => {
  let database: TestDatabase
  const env = (key: string, more: Record<string, string> = {}) => ({
    DATABASE_URL: database.url,
    YIZHAN_DATA_KEY: key,
    HOST: '127.0.0.1',
    ...more,
  })
  const everything = () =>
    asOwner(database.url, async (client) => {
      const { rows } = await client.query(
        `SELECT (SELECT count(*)::int FROM beneficiaries) AS people, (SELECT json_agg(k ORDER BY key_id) FROM data_keys k) AS keys`,
      )
      return rows[0]
    })

  beforeAll(async () => {
    database = await freshDatabase()
    const service = await ServiceProcess.start(env(right))
    expect((await service.ask('PUT', `/v1/beneficiaries/${personNo}`, card)).status).toBe(201)
    await service.stop()
  })

  test.each([1, 2])(
    'is not served under another, by %i workers: both keys are named, and what to do',
    async (workers) => {
      const before = await everything()
      const said = await refused(env(wrong, { YIZHAN_WORKERS: String(workers) }))
      const [kept] = before.keys
      expect(said).toContain(`YIZHAN_DATA_KEY`)
      expect(said).toContain(`key ${kept.key_id}`)
      expect(said).toContain(`密钥 ${kept.key_id}`)
      expect(said).toMatch(/given: [0-9a-f]{8}\b/)
      expect(await everything()).toEqual(before)
    },
  )

  test('is served again under its own, and everything opens', async () => {
    const service = await ServiceProcess.start(env(right))
    const found = await service.ask('POST', '/v1/beneficiaries/search', { idNumber: card.idNumber })
    expect(found.body.items).toMatchObject([{ personNo, idNumber: expect.stringMatching(/^1405\*+$/) }])
    await service.stop()
  })

  test('tells a wrong key also where it was last used before keys were written down', async () => {
    await asOwner(database.url, async (client) => {
      await client.query('SET session_replication_role = replica')
      await client.query('DELETE FROM data_keys')
    })
    const said = await refused(env(wrong))
    expect(said).toMatch(/does not open what .*beneficiaries/)
    expect(said).toMatch(/打不开/)
    expect((await everything()).keys).toBe(null)
    const service = await ServiceProcess.start(env(right))
    expect((await everything()).keys).toHaveLength(1)
    await service.stop()
  })
})

describe('an embedded database', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yizhan-data-key-'))
    const service = await ServiceProcess.start({ YIZHAN_DATA_DIR: folder })
    await service.stop()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const keyFile = () => join(folder, 'data-key')

  test('is not served with the key file of another folder, which is named, and its server is stopped', async () => {
    const kept = await readFile(keyFile(), 'utf8')
    await writeFile(keyFile(), `${wrong}\n`)
    const said = await refused({ YIZHAN_DATA_DIR: folder })
    expect(said).toContain(keyFile())
    expect(await runningEmbedded(folder)).toBe(null)
    await writeFile(keyFile(), kept)
  })

  test('is not served without its key file, and no new key is made in its place', async () => {
    await rename(keyFile(), `${keyFile()}.away`)
    const said = await refused({ YIZHAN_DATA_DIR: folder })
    expect(said).toContain(keyFile())
    expect(existsSync(keyFile())).toBe(false)
    await rename(`${keyFile()}.away`, keyFile())
  })

  test('is served with the file in its place', async () => {
    const service = await ServiceProcess.start({ YIZHAN_DATA_DIR: folder })
    expect((await service.ask('GET', '/v1/beneficiaries?limit=500')).status).toBe(200)
    await service.stop()
  })
})
