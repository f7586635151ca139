import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningEmbedded } from '../../src/embedded/running.ts'
import { query, serverPid, supervisorPid } from '../support/processes/embedded.ts'
import { ServiceProcess } from '../support/processes/service-process.ts'

let parent: string
let folder: string
let service: ServiceProcess
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'yizhan-privacy-'))
  folder = join(parent, '.data')
  service = await ServiceProcess.start({ YIZHAN_DATA_DIR: folder, PGPASSWORD: 'of-another-server' })
}, 120_000)
afterAll(async () => {
  await service.stop()
  await rm(parent, { recursive: true, force: true })
})

async function everythingIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return [path, ...entries.map((entry) => join(entry.parentPath, entry.name))]
}

describe('what the embedded database keeps', () => {
  test('is open to nobody else', async () => {
    const open: string[] = []
    const all = await everythingIn(folder)
    for (const path of all) {
      const found = await stat(path).catch(() => null)
      if (found && (found.mode & 0o077) !== 0) open.push(path)
    }
    expect(all.length).toBeGreaterThan(900)
    expect(open).toEqual([])
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'postgres.log'))).mode & 0o777).toBe(0o600)
  })

  test('is not told in its log', async () => {
    const url = (await runningEmbedded(folder)) ?? ''
    const refused = [
      `CREATE TABLE told (name text CHECK (name <> '张三丰'), id uuid)`,
      `INSERT INTO told (name) VALUES ('张三丰')`,
      `INSERT INTO told (id) VALUES ('14050019780305000X')`,
      `SELECT '14050019780305000X'::date`,
      `DO $$ BEGIN RAISE WARNING '14050019780305000X'; END $$`,
    ]
    const ended = await Promise.allSettled(refused.map((sql) => query(url, sql)))
    expect(ended.map(({ status }) => status)).toContain('rejected')
    const log = await readFile(join(folder, 'postgres.log'), 'utf8')
    expect(log).toMatch(/ready to accept connections/)
    expect(log).not.toMatch(/张三丰|14050019780305000X|Failing row/)
  })

  test('is served by processes that know no key of the service', async () => {
    for (const pid of [await serverPid(folder), await supervisorPid(folder)]) {
      const names = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((line) => line.split('=')[0])
      expect(names).toContain('PATH')
      expect(names.filter((name) => /^(YIZHAN|DATABASE|PG(?!_GRANDPARENT))/.test(name ?? ''))).toEqual([])
    }
  })

  test('is let nobody have without the password', async () => {
    const url = new URL((await runningEmbedded(folder)) ?? '')
    expect(url.hostname).toBe('127.0.0.1')
    const rules = (await query(url.href, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules')) as object[]
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }])
    expect(await query(url.href, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(url.href, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
  })
})
