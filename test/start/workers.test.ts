import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stay } from '../../src/http/openapi/examples.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''
let service: ChildProcess
let said = ''
let address = ''

/** The lines of the log, which the workers share with the process that started them. */
function events(name: string): Record<string, unknown>[] {
  const lines = said.split('\n').filter((line) => line.startsWith('{'))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.event === name)
}

async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    const found = await look()
    if (found) return found
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error(`waited in vain: ${said}`)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-workers-'))
  const { DATABASE_URL: _, YIZHAN_DATA_KEY: __, ...outer } = process.env
  const env = { ...outer, YIZHAN_DATA_DIR: folder, YIZHAN_WORKERS: '2', HOST: '127.0.0.1', PORT: '0' }
  service = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: root, env })
  for (const stream of [service.stdout, service.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  address = await until(() => events('service.started')[0]?.address as string | undefined)
}, 150_000)

afterAll(async () => {
  if (service.exitCode === null) service.kill('SIGKILL')
  // Its workers and PostgreSQL end by themselves, a moment later.
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 })
})

async function settle(settlementNo: string, days: object = {}): Promise<{ status: number; id: string }> {
  const { hospitals } = JSON.parse(await readFile(join(folder, 'demo-keys.json'), 'utf8'))
  const response = await fetch(`${address}/v1/settlements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hospitals[stay.hospitalCode]}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...stay, ...days, settlementNo }),
  })
  return { status: response.status, id: ((await response.json()) as { id: string }).id }
}

test('two workers settle the same number once', { timeout: 180_000 }, async () => {
  const answers = await Promise.all(Array.from({ length: 16 }, () => settle('WORKERS-1')))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(15)
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
})

test('metrics are those of all workers together', { timeout: 180_000 }, async () => {
  const text = await (await fetch(`${address}/metrics`)).text()
  const counted = [...text.matchAll(/yizhan_settlements_total\{[^}]*result="(settled|replayed)"[^}]*\} (\d+)/g)]
  expect(Object.fromEntries(counted.map(([, result, count]) => [result, count]))).toEqual({
    settled: '1',
    replayed: '15',
  })
})

test('a job is counted once, though every worker reads that it is there', { timeout: 180_000 }, async () => {
  const keys = JSON.parse(await readFile(join(folder, 'demo-keys.json'), 'utf8'))
  await fetch(`${address}/v1/premium-subsidy-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.bureau}`, 'content-type': 'application/json' },
    body: JSON.stringify({ region: '140500', year: 2024, dryRun: true }),
  })
  const shown = await until(async () => {
    const text = await (await fetch(`${address}/metrics`)).text()
    const jobs = [...text.matchAll(/^yizhan_jobs\{status="([a-z]+)"\} (\d+)$/gm)].map(([, name, count]) => [
      name,
      count,
    ])
    return Object.fromEntries(jobs).queued === '0' && Object.fromEntries(jobs).running === '0' && jobs
  })
  expect(Object.fromEntries(shown)).toMatchObject({ succeeded: '1', failed: '0' })
})

test('metrics are not given where one of the workers does not answer', { timeout: 180_000 }, async () => {
  const [stuck] = await childrenOf(service.pid as number)
  process.kill(stuck as number, 'SIGSTOP')
  try {
    // Each on a connection of its own: one of them may come to the worker that is stopped.
    const asked = [1, 2, 3].map(() => fetch(`${address}/metrics`, { headers: { connection: 'close' } }))
    const answer = await Promise.any(asked)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toMatchObject({ code: 'metrics-incomplete', status: 503 })
  } finally {
    process.kill(stuck as number, 'SIGCONT')
  }
  const text = await until(async () => {
    const answer = await fetch(`${address}/metrics`)
    return answer.status === 200 && (await answer.text())
  })
  expect(text).toContain('yizhan_settlements_total')
})

test('each worker loses answers on purpose, because the database is embedded', { timeout: 180_000 }, async () => {
  const { hospitals } = JSON.parse(await readFile(join(folder, 'demo-keys.json'), 'utf8'))
  const signIn = (at: number) =>
    fetch(`${address}/nhsa/9001`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hospitals[stay.hospitalCode]}`,
        'content-type': 'application/json',
        'x-yizhan-lose-answer': 'after-commit',
        // A connection of its own each, so that both workers are asked.
        connection: 'close',
      },
      body: JSON.stringify({
        msgid: `${stay.hospitalCode}20240505120000${String(at).padStart(4, '0')}`,
        fixmedins_code: stay.hospitalCode,
        mdtrtarea_admvs: '140502',
        input: { signIn: { opter_no: '001' } },
      }),
    })
  const sent = await Promise.allSettled(Array.from({ length: 12 }, (_, at) => signIn(at)))
  expect(sent.filter(({ status }) => status === 'fulfilled')).toEqual([])
})

test('a worker that is killed is replaced, and SIGTERM ends all of them', { timeout: 180_000 }, async () => {
  const pids = () => childrenOf(service.pid as number)
  const [victim] = await pids()
  process.kill(victim as number, 'SIGKILL')
  await until(() => events('worker.died').length === 1)
  await until(async () => (await pids()).filter((pid) => pid !== victim).length === 2)
  expect((await settle('WORKERS-2', { admittedOn: '2023-05-01', dischargedOn: '2023-05-15' })).status).toBe(201)
  const last = await pids()
  service.kill('SIGTERM')
  await once(service, 'close')
  expect(service.exitCode).toBe(0)
  expect(events('service.stopped')).toHaveLength(1)
  expect(last.filter(isAlive)).toEqual([])
})

/** Node processes below a process; PostgreSQL is below it too. */
async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const children = text.trim().split(' ').filter(Boolean).map(Number)
  const commands = await Promise.all(
    children.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')),
  )
  return children.filter((_, at) => commands[at]?.includes('main.ts'))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
