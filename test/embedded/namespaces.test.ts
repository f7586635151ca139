import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../src/embedded/start.ts'
import { Elsewhere, query, serverPid } from '../support/processes/embedded.ts'

/** As another container on the same volume: it sees neither our processes nor our shared memory. */
const container = ['unshare', '--kill-child', '--pid', '--ipc', '--fork', '--mount-proc']
/** As another machine on the same volume, as far as one kernel can be two: it was started at another time. */
const machine = [...container, '--mount', 'sh', '-c', 'mount --bind "$0" /proc/sys/kernel/random/boot_id && exec "$@"']

function isAllowed(): boolean {
  try {
    execFileSync('unshare', [...container.slice(1), 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

let folder: string
let others: Elsewhere[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-namespaces-'))
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
afterEach(async () => {
  await Promise.all(others.map((other) => other.kill()))
  others = []
})

function startIn(by: readonly string[]): Elsewhere {
  const other = new Elsewhere(folder, { by })
  others.push(other)
  return other
}

const refusal = /^Another instance of this service \(process \d+ on \S+\) runs on/

// Only root may make such a place, and not in every container. That the mark and the sign of life are asked is tried
// without them in owner.test.ts.
describe.runIf(isAllowed())('from another container', () => {
  test('a folder that is in use is refused by name, and nothing in it is harmed', async () => {
    const running = await startEmbedded(folder)
    const pid = await serverPid(folder)
    await query(running.url, 'CREATE TABLE kept AS SELECT 1 AS one')
    const other = startIn(container)
    expect(await other.port).toBeNull()
    expect(other.said).toMatch(refusal)
    expect(await serverPid(folder)).toBe(pid)
    await query(running.url, 'CHECKPOINT')
    await running.stop()
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('so it is from another machine', async () => {
    const running = await startEmbedded(folder)
    const bootId = join(folder, 'boot-id')
    execFileSync('sh', ['-c', 'cat /proc/sys/kernel/random/uuid > "$0"', bootId])
    const other = startIn([...machine, bootId])
    expect(await other.port).toBeNull()
    expect(other.said).toMatch(refusal)
    await running.stop()
  })

  test('what a killed container left is taken over without waiting', async () => {
    const other = startIn(container)
    expect(await other.port).not.toBeNull()
    await expect(startEmbedded(folder)).rejects.toThrow(refusal)
    // The first process of a container takes all others with it.
    await other.kill()
    const next = await startEmbedded(folder)
    expect(await query(next.url, 'SELECT * FROM kept')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('of four in as many containers one starts', async () => {
    for (let index = 0; index < 4; index++) startIn(container)
    const ports = await Promise.all(others.map(({ port }) => port))
    expect(ports.filter((port) => port !== null)).toHaveLength(1)
    expect(others.filter(({ said }) => refusal.test(said))).toHaveLength(3)
  })
})
