import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../src/embedded/start.ts'
import { Elsewhere, killIfThere, query, serverPid, supervisorPid, untilGone } from '../support/processes/embedded.ts'

let folder: string
let others: Elsewhere[] = []
// One folder for all: each test leaves it as a start could find it, and making it anew takes longest.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-embedded-'))
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
afterEach(async () => {
  const pid = await serverPid(folder)
  await Promise.all(others.map((other) => other.kill()))
  others = []
  if (pid !== null) await untilGone([pid], 10_000)
})

const lock = () => join(folder, 'postgres', 'postmaster.pid')

/** Another process that runs the server, and who does what in it. */
async function startElsewhere(node: readonly string[] = []): Promise<{ other: Elsewhere; server: number }> {
  const other = new Elsewhere(folder, { node })
  others.push(other)
  if ((await other.port) === null) throw new Error(`it did not start: ${other.said}`)
  return { other, server: (await serverPid(folder)) ?? Number.NaN }
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
    const { server } = await startElsewhere()
    await expect(startEmbedded(folder)).rejects.toThrow(
      new RegExp(
        `Another instance of this service \\(process ${await supervisorPid(folder)} on \\S+\\) runs on ${folder}`,
      ),
    )
    expect(await serverPid(folder)).toBe(server)
  })

  test('is started once by four that start at the same moment, round after round', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 3; round++) {
      others = Array.from({ length: 4 }, () => new Elsewhere(folder))
      const ports = await Promise.all(others.map(({ port }) => port))
      expect(ports.filter((port) => port !== null)).toHaveLength(1)
      expect(others.filter(({ said }) => said.startsWith('Another instance of this service'))).toHaveLength(3)
      // Those who lost took nothing away that keeps the next one out.
      await expect(startEmbedded(folder)).rejects.toThrow('Another instance of this service')
      const pid = await serverPid(folder)
      await Promise.all(others.map((other) => other.kill()))
      expect(await untilGone([pid ?? 0], 10_000)).toEqual([])
    }
  })

  test('ends when the process is killed that started it, and has lost nothing', async () => {
    const { other, server } = await startElsewhere()
    const supervisor = await supervisorPid(folder)
    await other.kill()
    expect(await untilGone([server, supervisor], 5_000)).toEqual([])
    // It was told to finish, so there is nothing to recover.
    expect(existsSync(lock())).toBe(false)
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('ends when that process runs out of memory', async () => {
    const { other, server } = await startElsewhere(['--max-old-space-size=80'])
    const ended = once(other.process, 'exit')
    other.process.kill('SIGUSR2')
    expect(await ended).toEqual([null, 'SIGABRT'])
    expect(await untilGone([server], 5_000)).toEqual([])
  })

  test('is waited for by a start that follows at once', async () => {
    const { other } = await startElsewhere()
    await other.kill()
    const next = await startEmbedded(folder)
    await next.stop()
  })

  test('ends when only its supervisor is killed, and that is noticed', async () => {
    const running = await startEmbedded(folder)
    const server = (await serverPid(folder)) ?? 0
    process.kill(await supervisorPid(folder), 'SIGKILL')
    await running.died
    expect(await untilGone([server], 5_000)).toEqual([])
    await running.stop()
  })

  test('is stopped by the next start when it outlived both', async () => {
    const { other, server } = await startElsewhere()
    const supervisor = await supervisorPid(folder)
    // At once, so that neither can end it.
    process.kill(supervisor, 'SIGSTOP')
    await other.kill()
    process.kill(supervisor, 'SIGKILL')
    expect(await untilGone([server], 500)).toEqual([server])
    const next = await startEmbedded(folder)
    expect(await serverPid(folder)).not.toBe(server)
    expect(await query(next.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('recovers when all were killed', async () => {
    const { other, server } = await startElsewhere()
    const supervisor = await supervisorPid(folder)
    process.kill(supervisor, 'SIGSTOP')
    await other.kill()
    for (const pid of [supervisor, server]) killIfThere(pid)
    expect(existsSync(lock())).toBe(true)
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
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
    await expect(startEmbedded(folder, { settings: { shared_buffers: 'much' } })).rejects.toThrow(
      /did not start[\s\S]*shared_buffers/,
    )
  })

  test('says at once that it cannot be kept where no folder can be', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    for (const impossible of [file, join(file, 'below'), '/proc/nowhere/data']) {
      const refused = await startEmbedded(impossible).then(
        () => null,
        (error: Error) => error,
      )
      expect(refused?.name).toBe('SetupError')
      expect(refused?.message).toContain('cannot be kept there')
    }
    await rm(file)
  })

  test('does not touch the folder of another version', async () => {
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n')
    await expect(startEmbedded(folder)).rejects.toThrow('was written by PostgreSQL 17, and the embedded one is 18')
  })
})
