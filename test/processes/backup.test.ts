import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Found, findServers } from '../../scripts/servers/find.ts'
import { type Started, startOf } from '../../scripts/servers/start.ts'
import { billOf } from '../support/database/desk.ts'
import { hospital } from '../support/people/registers.ts'
import { newestProgram, runProgram } from '../support/processes/programs.ts'
import { dataKey, Script, ServiceProcess } from '../support/processes/service-process.ts'

// Each starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = await readFile(join(root, 'docs/operations/backup.md'), 'utf8')

/** The commands of one chapter of the page, a block each, as somebody would paste them. */
function blocksOf(title: string): string[] {
  const chapter = page.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? ''
  return [...chapter.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block)
}

const chapters = {
  backUp: blocksOf('A server of your own: back up'),
  restore: blocksOf('A server of your own: restore'),
  // Tried by test/bench/drill, which holds the settings of the chapter to it too.
  drill: blocksOf('Keep the log too 保存日志'),
  embedded: blocksOf('The embedded database'),
  digests: blocksOf('Digests 摘要'),
  rotate: blocksOf('Changing the key'),
}

/** pg_dump must not be older than the server, and the server that comes with it is not newer. */
async function serverToDump(): Promise<Found | string> {
  const tool = newestProgram('pg_dump')
  if (tool === null) return 'there is no pg_dump on this machine'
  const fitting = (await findServers()).filter(({ major }) => major <= tool.major)
  return fitting.at(-1) ?? `pg_dump ${tool.major} is older than every server of this machine`
}

/** A folder as an operator has it: the project, and what the commands write beside it. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-backup-'))
  for (const name of ['package.json', 'node_modules', 'src', 'prisma'])
    await symlink(join(root, name), join(folder, name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const path = `${dirname(newestProgram('pg_dump')?.path ?? '/usr/bin/env')}:${process.env.PATH}`

/** Pastes a block; what it said. */
async function paste(block: string | undefined, env: Readonly<Record<string, string>>): Promise<string> {
  const { code, said } = await runProgram(
    'bash',
    ['--norc', '-euo', 'pipefail', '-c', block ?? 'exit 9'],
    { PATH: path, ...env },
    folder,
  )
  expect([code, said]).toEqual([0, said])
  return said
}

test('every command of the page is in one of the chapters that are tried here', () => {
  expect(Object.values(chapters).map(({ length }) => length)).toEqual([1, 3, 1, 2, 1, 2])
  expect(Object.values(chapters).flat()).toHaveLength(page.match(/```sh/g)?.length ?? 0)
})

const person = '14050000000000009001'
const idNumber = '140502197503120016'

/** A settlement of somebody whose ID number is sealed. */
async function settleOne(service: ServiceProcess): Promise<unknown> {
  const { hospitalCode, ...rest } = hospital({ region: '140502', feeClass: 'city-two' })
  const card = {
    name: '示例',
    idType: '01',
    idNumber,
    birthDate: '1975-03-12',
    insuredRegion: '140502',
    enrolledTier: null,
  }
  await service.ask('PUT', `/v1/hospitals/${hospitalCode}`, rest)
  await service.ask('PUT', `/v1/beneficiaries/${person}`, card)
  const { status, body } = await service.ask('POST', '/v1/settlements', billOf(person, { settlementNo: 'KEPT' }))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

async function search(service: ServiceProcess): Promise<unknown> {
  const found = await service.ask('POST', '/v1/beneficiaries/search', { idType: '01', idNumber })
  return found.body.items?.[0]?.personNo ?? found.body
}

const server = await serverToDump()
const why = typeof server === 'string' ? ` (not tried: ${server})` : `, PostgreSQL ${server.version}`

describe.runIf(typeof server !== 'string')(`a server of one's own${why}`, () => {
  let old: Started
  let fresh: Started
  let settled: unknown
  beforeAll(async () => {
    old = await emptied(await startOf(server as Found))
    fresh = await emptied(await startOf(server as Found))
    await paste(chapters.restore[0], { ADMIN_URL: old.url })
  })
  afterAll(() => Promise.all([old.stop(), fresh.stop()]))

  /** The page makes the database; here the server was started with one. */
  async function emptied(started: Started): Promise<Started> {
    const url = new URL(started.url)
    url.pathname = '/postgres'
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await client.query('DROP DATABASE yizhan')
    await client.end()
    return { ...started, url: url.href }
  }

  const env = (of: Started, key = dataKey) => {
    const url = new URL(of.url)
    url.pathname = '/yizhan'
    url.username = 'yizhan'
    url.password = 'change-me'
    return { DATABASE_URL: url.href, YIZHAN_DATA_KEY: key }
  }

  test('is dumped while the service runs', async () => {
    const service = await ServiceProcess.start(env(old))
    settled = await settleOne(service)
    await paste(chapters.backUp[0], env(old))
    expect(await readFile(join(folder, 'yizhan.list'), 'utf8')).toMatch(/TABLE DATA public entries/)
    await service.stop()
  })

  test('is restored on a fresh one: role, tables, check', async () => {
    await paste(chapters.restore[0], { ADMIN_URL: fresh.url })
    expect(await paste(chapters.restore[1], env(fresh))).toBe('')
    const said = await paste(chapters.restore[2], env(fresh))
    expect(said).toContain('The database is up to date.')
    expect(said).toMatch(/The ledger agrees\.[\s\S]*entries 分录: 1/)
  })

  test('and starts there, with what it had and under its own key alone', async () => {
    const other = new Script('src/main.ts', { PORT: '0', ...env(fresh, Buffer.alloc(32, 1).toString('base64')) })
    expect((await other.ended).code).toBe(1)
    expect(other.said).toMatch(/YIZHAN_DATA_KEY/)
    const service = await ServiceProcess.start(env(fresh))
    const again = await service.ask('POST', '/v1/settlements', billOf(person, { settlementNo: 'KEPT' }))
    expect([again.status, again.body]).toEqual([200, settled])
    expect(await search(service)).toBe(person)
    await service.stop()
  })

  test('and gets a new key, under which people are found', async () => {
    const made = (await paste(chapters.rotate[0], {})).trim()
    const both = env(fresh, `${made},${dataKey}`)
    const service = await ServiceProcess.start(both)
    await paste(chapters.rotate[1], both)
    await service.stop()
    const after = await ServiceProcess.start(env(fresh, made))
    expect(await search(after)).toBe(person)
    await after.stop()
  })
})

test('the embedded database is copied as a folder, and serves from the copy', async () => {
  const [first, copy] = [join(folder, 'first'), join(folder, 'copy')]
  const service = await ServiceProcess.start({ YIZHAN_DATA_DIR: first })
  const settled = await settleOne(service)
  await service.stop()
  await paste(chapters.embedded[0], { YIZHAN_DATA_DIR: first })
  expect(await paste(chapters.embedded[1], { YIZHAN_DATA_DIR: copy })).toContain('The ledger agrees.')
  expect(await paste(chapters.digests[0], { YIZHAN_DATA_DIR: copy })).toMatch(/signed by[\s\S]*The ledger agrees\./)
  const restored = await ServiceProcess.start({ YIZHAN_DATA_DIR: copy })
  const again = await restored.ask('POST', '/v1/settlements', billOf(person, { settlementNo: 'KEPT' }))
  expect([again.status, again.body]).toEqual([200, settled])
  expect(await search(restored)).toBe(person)
  expect(await readFile(join(copy, 'demo-keys.json'), 'utf8')).toBe(
    await readFile(join(first, 'demo-keys.json'), 'utf8'),
  )
  await restored.stop()
})
