import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../support/database/database.ts'
import { dataKey, ServiceProcess } from '../support/processes/service-process.ts'

// Starts a process with two workers, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let service: ServiceProcess
let folder: string
let county: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packs-'))
  county = await readFile(new URL('../policies/county.yaml', import.meta.url), 'utf8')
  await write(county)
  const { url } = await freshDatabase()
  const env = { DATABASE_URL: url, YIZHAN_DATA_KEY: dataKey, HOST: '127.0.0.1', YIZHAN_WORKERS: '2' }
  service = await ServiceProcess.start({ ...env, POLICY_DIR: folder })
})
afterAll(() => rm(folder, { recursive: true }))

async function write(text: string): Promise<void> {
  await mkdir(join(folder, '140521'), { recursive: true })
  await writeFile(join(folder, '140521', 'county.yaml'), text)
}

/** The hash of the county's pack, as each of many connections has it: the system hands them to both workers. */
async function hashes(): Promise<string[]> {
  const asked = await Promise.all(
    Array.from({ length: 16 }, () => service.ask('GET', '/v1/policies/140521?on=2023-06-01')),
  )
  return [...new Set(asked.map(({ body }) => String(body.policyHash)))]
}

const reload = () => service.ask('POST', '/v1/policies/reload')

/** Does something, and waits for its own line of the log: an answer may come before the line of what it answers. */
async function logged<T>(event: string, act: () => T): Promise<Awaited<T>> {
  const times = () => service.said.split(event).length - 1
  const before = times()
  const done = await act()
  await vi.waitFor(() => expect(times()).toBeGreaterThan(before), { timeout: 120_000 })
  return done
}

const amended = (text: string, rate: string) => text.replace('rate: 0.30', `rate: ${rate}`)

describe('packs loaded again without a restart', () => {
  test('hold in both workers, and so does what comes by a signal', async () => {
    const [before, ...others] = await hashes()
    expect(others).toEqual([])
    await write(amended(county, '0.31'))
    expect((await logged('policies.reloaded', reload)).status).toBe(200)
    const after = await hashes()
    expect(after).toHaveLength(1)
    expect(after).not.toEqual([before])
    await write(county)
    await logged('policies.reloaded', () => service.child.kill('SIGHUP'))
    expect(await hashes()).toEqual([before])
  })

  test('that are unsound leave those of before in both, and say why by file and line', async () => {
    const before = await hashes()
    await write(amended(county, '30'))
    const { status, body } = await logged('policies.refused', reload)
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'packs-unsound',
      errors: [{ detail: expect.stringContaining('county.yaml:40: ') }],
    })
    expect(await hashes()).toEqual(before)
    await logged('policies.refused', () => service.child.kill('SIGHUP'))
    expect(await hashes()).toEqual(before)
  })

  test('a worker that is started anew has the packs of the others, not what the folder has become', async () => {
    const before = await hashes()
    await write('nothing of the kind')
    const said = service.said.length
    const workers = await workersOf(service)
    process.kill(workers[0] as number, 'SIGKILL')
    await vi.waitFor(() => expect(service.said.slice(said)).toContain('worker.died'), { timeout: 120_000 })
    await vi.waitFor(async () => expect(await workersOf(service)).toHaveLength(2), { timeout: 180_000 })
    await vi.waitFor(async () => expect(await hashes()).toEqual(before), { timeout: 180_000 })
    await write(county)
  })
})

/** The workers of the service: its children that run the same program. */
async function workersOf({ child }: ServiceProcess): Promise<number[]> {
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
  const pids = children.trim().split(' ').map(Number)
  const programs = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, at) => programs[at]?.includes('src/main.ts'))
}
