import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoPerson } from '../../src/application/demo/demo-people.ts'
import { runningEmbedded } from '../../src/embedded/running.ts'
import { freshDatabase } from '../support/database/database.ts'
import { billOf } from '../support/database/desk.ts'
import { dataKey, isAlive, Script, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

/** The service with nothing but a folder: the life of one embedded installation, from its first start to its last stop. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-start-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const env = (more: Record<string, string> = {}) => ({ YIZHAN_DATA_DIR: folder, ...more })
const person = demoPerson('140500', 'dibao')
const visit = billOf(person, { settlementNo: 'KEPT', inScope: '1000.00' })

async function postgresPid(): Promise<number> {
  const [line = ''] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  return Number(line)
}

async function verify() {
  const script = new Script('src/cli/ledger-verify.ts', env())
  const { code } = await script.ended
  return { code, said: script.said }
}

describe('a first start on an empty folder', () => {
  let service: ServiceProcess
  let settled: unknown
  let demoKeys: string
  beforeAll(async () => {
    service = await ServiceProcess.start(env())
    demoKeys = await readFile(join(folder, 'demo-keys.json'), 'utf8')
  })

  test('is ready, and says where its page and its keys are', async () => {
    await service.says(/"event":"demo\.ready"/)
    expect(service.said).toContain(`"docs":"${service.address}/docs"`)
    expect(service.said).toContain(`"keysIn":"${join(folder, 'demo-keys.json')}"`)
    expect(await service.ask('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  test('settles for the demo people', async () => {
    const answer = await service.ask('POST', '/v1/settlements', visit)
    expect(answer).toMatchObject({ status: 201, body: { personNo: person, payers: { assistance: '700.00' } } })
    settled = answer.body
  })

  test('lets the ledger be checked beside it', async () => {
    expect(await verify()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/The ledger agrees.*entries 分录: 1/s),
    })
  })

  test('shares neither its port nor its folder with a second one', async () => {
    const port = new URL(service.address).port
    const { url } = await freshDatabase()
    const samePort = new Script('src/main.ts', {
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: url,
      YIZHAN_DATA_KEY: dataKey,
    })
    const sameFolder = new Script('src/main.ts', env({ PORT: '0' }))
    expect([(await samePort.ended).code, (await sameFolder.ended).code]).toEqual([1, 1])
    expect(samePort.said).toContain(`Port ${port} is taken. Set PORT to a free one`)
    expect(sameFolder.said).toMatch(/Another instance of this service \(process \d+ on \S+\) runs on/)
    for (const { said } of [samePort, sameFolder]) expect(said).not.toMatch(/^\s+at /m)
    expect((await service.ask('GET', '/healthz')).status).toBe(200)
  })

  test('finishes what is in flight on SIGTERM, and then its PostgreSQL', async () => {
    const url = (await runningEmbedded(folder)) as string
    const postgres = await postgresPid()
    const owner = new pg.Client({ connectionString: url })
    await owner.connect()
    await owner.query('BEGIN')
    await owner.query('SELECT FROM person_years WHERE person_no = $1 FOR UPDATE', [person])
    const inFlight = service.ask('POST', '/v1/settlements', billOf(person, { inScope: '100.00' }))
    await new Promise((wake) => setTimeout(wake, 300))
    const ended = service.stop()
    await service.says(/"event":"service\.stopping"/)
    await owner.query('COMMIT')
    await owner.end()
    expect(await inFlight).toMatchObject({
      status: 201,
      body: { limits: [{ usedBefore: '700.00', usedAfter: '770.00' }] },
    })
    expect(await ended).toEqual({ code: 0, signal: null })
    expect([isAlive(postgres), await runningEmbedded(folder)]).toEqual([false, null])
  })

  test('is followed by a second start, of two workers, that has kept everything', async () => {
    const again = await ServiceProcess.start(env({ YIZHAN_WORKERS: '2' }))
    const replay = await again.ask('POST', '/v1/settlements', visit)
    expect([replay.status, replay.body]).toEqual([200, settled])
    await again.says(/"event":"demo\.ready"/)
    expect(await readFile(join(folder, 'demo-keys.json'), 'utf8')).toBe(demoKeys)
    // 770.00 of 60000.00 is used; a large stay leaves 10.00 to 32 at once.
    await again.ask('POST', '/v1/settlements', billOf(person, { inScope: '84600.00' }))
    const bodies = Array.from({ length: 32 }, () => billOf(person, { inScope: '1.00' }))
    const answers = await Promise.all(bodies.map((body) => again.ask('POST', '/v1/settlements', body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(answers.filter(({ body }) => body.payers.assistance === '0.70')).toHaveLength(14)
    expect(answers.filter(({ body }) => body.payers.assistance === '0.20')).toHaveLength(1)
    const postgres = await postgresPid()
    expect(await again.stop()).toEqual({ code: 0, signal: null })
    expect(isAlive(postgres)).toBe(false)
    await expect(again.ask('GET', '/healthz')).rejects.toThrow()
  })

  // 1 in the first test, 1 in flight, 33 here, and 3: the tilt that opens is owed for the three earliest visits (000000/G14).
  test('leaves a ledger that can be checked when nothing runs, and leaves nothing running', async () => {
    expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining('entries 分录: 38') })
    expect(await runningEmbedded(folder)).toBe(null)
  })
})
