import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../src/embedded/start.ts'

let folder: string
let child: ChildProcess | undefined
// One folder for all: each test leaves it as a start could find it, and making it anew takes longest.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-embedded-'))
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
afterEach(async () => {
  child?.kill('SIGKILL')
  child = undefined
  const pid = await serverPid()
  if (pid !== null) killIfThere(pid)
})

const lock = () => join(folder, 'postgres', 'postmaster.pid')

async function serverPid(): Promise<number | null> {
  const text = await readFile(lock(), 'utf8').catch(() => null)
  return text === null ? null : Number(text.split('\n')[0])
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended already, which is what is wanted
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

/** Another process that starts the server and stays. */
async function startElsewhere(): Promise<number> {
  const script = fileURLToPath(new URL('../support/processes/start-embedded.ts', import.meta.url))
  const started = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  child = started
  await once(started.stdout, 'data')
  return (await serverPid()) ?? Number.NaN
}

async function kill(process: ChildProcess | undefined): Promise<void> {
  if (!process) return
  const ended = once(process, 'exit')
  process.kill('SIGKILL')
  await ended
}

describe('the embedded PostgreSQL', () => {
  test('is version 18 in UTF-8, waits for the disk, and keeps what it was told for the next start', async () => {
    const first = await startEmbedded(folder)
    expect(
      await query(
        first.url,
        `SELECT current_setting('server_version_num')::int / 10000 AS major,
      current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS sync,
      current_setting('fsync') AS fsync, current_setting('max_connections') AS connections`,
      ),
    ).toEqual([{ major: 18, encoding: 'UTF8', sync: 'on', fsync: 'on', connections: '200' }])
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one')
    await first.stop()
    await first.stop()
    expect(existsSync(lock())).toBe(false)

    const second = await startEmbedded(folder)
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
    await second.stop()
  })

  test('is not started twice on one folder', async () => {
    await startElsewhere()
    await expect(startEmbedded(folder)).rejects.toThrow(
      new RegExp(`Another instance of this service \\(process ${child?.pid}\\) runs on ${folder}`),
    )
  })

  test('takes over the server that a killed service left running', async () => {
    const left = await startElsewhere()
    await kill(child)
    expect(await serverPid()).toBe(left)
    const next = await startEmbedded(folder)
    expect(await serverPid()).not.toBe(left)
    await next.stop()
  })

  test('recovers when both were killed', async () => {
    const left = await startElsewhere()
    await kill(child)
    killIfThere(left)
    expect(existsSync(lock())).toBe(true)
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('starts although another program now has the number of the killed server', async () => {
    await (await startEmbedded(folder)).stop()
    await writeFile(lock(), `${process.ppid}\n${join(folder, 'postgres')}\n`)
    const next = await startEmbedded(folder)
    await next.stop()
  })

  test('makes its folder anew when the first start was cut off half way', async () => {
    await rm(join(folder, 'postgres'), { recursive: true })
    await writeFile(join(folder, 'postgres.new'), 'half')
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('says what PostgreSQL said when it cannot start', async () => {
    await expect(startEmbedded(folder, { shared_buffers: 'much' })).rejects.toThrow(
      /did not start[\s\S]*shared_buffers/,
    )
  })

  test('does not touch the folder of another version', async () => {
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    await expect(startEmbedded(folder)).rejects.toThrow('was written by PostgreSQL 17, and the embedded one is 18')
  })
})
