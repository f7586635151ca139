import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase } from '../support/database/database.ts'
import { adminKey, dataKey, Script, ServiceProcess } from '../support/processes/service-process.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

/** As in containers: the address in the environment, every secret in a file. */
const folder = mkdtempSync(join(tmpdir(), 'yizhan-secrets-'))
let env: Readonly<Record<string, string>>
beforeAll(async () => {
  const { url } = await freshDatabase()
  const address = new URL(url)
  const secrets = {
    DATABASE_PASSWORD: decodeURIComponent(address.password),
    YIZHAN_ADMIN_KEY: adminKey,
    YIZHAN_DATA_KEY: dataKey,
  }
  address.password = ''
  const files = Object.entries(secrets).map(([name, secret]) => {
    const path = join(folder, name)
    writeFileSync(path, `${secret}\n`, { mode: 0o600 })
    return [`${name}_FILE`, path] as const
  })
  env = { DATABASE_URL: address.href, YIZHAN_ADMIN_KEY: '', ...Object.fromEntries(files) }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Of one's own, because a port that the system chooses is another one once all workers are gone. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** Processes of this program that the service started. */
function workersOf({ child: { pid } }: ServiceProcess): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
  return children.filter((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('main.ts'))
}

const answers = (service: ServiceProcess) =>
  service.ask('GET', '/readyz').then(
    ({ status }) => status === 200,
    () => false,
  )

test('migrations run', async () => {
  const script = new Script('src/cli/migrate.ts', env)
  expect([(await script.ended).code, script.said]).toEqual([0, 'The database is up to date.\n'])
})

test('workers serve this machine alone, and one that dies is replaced after the files are gone', async () => {
  const service = await ServiceProcess.start({ ...env, YIZHAN_WORKERS: '2', PORT: String(await freePort()) })
  expect(service.said).toMatch(/"event":"service\.started","address":"http:\/\/127\.0\.0\.1:/)
  expect((await service.ask('GET', '/v1/callers')).status).toBe(200)
  rmSync(folder, { recursive: true })
  const first = workersOf(service)
  expect(first).toHaveLength(2)
  for (const pid of first) process.kill(pid, 'SIGKILL')
  await vi.waitUntil(() => service.said.match(/"event":"worker\.died"/g)?.length === 2, { timeout: 180_000 })
  await vi.waitUntil(() => answers(service), { timeout: 180_000, interval: 200 })
  expect((await service.ask('GET', '/v1/callers')).status).toBe(200)
  expect(await service.stop()).toEqual({ code: 0, signal: null })
  for (const secret of [adminKey, dataKey]) expect(service.said).not.toContain(secret)
})
