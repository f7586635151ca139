import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Identity, ownIdentity } from '../../src/embedded/identity.ts'
import { type FolderClaim, type Ownership, type OwnerTimes, takeFolder } from '../../src/embedded/owner.ts'

/** As in use, but in a hurry. */
const times: OwnerTimes = { beatMs: 50, silenceMs: 600, patienceMs: 200, stoppingMs: 1_500, pollMs: 10 }

let folder: string
let owned: Ownership[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-owner-'))
  owned = []
})
afterEach(async () => {
  await Promise.all(owned.map((one) => one.release()))
  await rm(folder, { recursive: true, force: true })
})

async function take(more: Partial<FolderClaim> = {}): Promise<Ownership> {
  const stopOrphan = async () => {
    throw new Error('nothing was left behind')
  }
  const taken = await takeFolder({ folder, stopOrphan, times, ...more })
  owned.push(taken)
  return taken
}

const here = ownIdentity()
const elsewhere = async (): Promise<Identity> => ({ ...(await here), host: 'elsewhere', kernel: 'another kernel' })
const inContainer = async (): Promise<Identity> => ({ ...(await here), pidNamespace: 'pid:[1]', startedAt: 'then' })

const newestFile = async () =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1) ?? ''
const newestRecord = async () => JSON.parse(await readFile(join(folder, await newestFile()), 'utf8'))
const change = async (fields: object) => {
  await writeFile(join(folder, await newestFile()), JSON.stringify({ ...(await newestRecord()), ...fields }))
}

/** Its process ended without a word, as by kill -9: its mark is there and nobody holds it, and nobody touches its file. */
async function killed(identity: Identity): Promise<void> {
  await (await take({ identity })).release()
  const name = `owner-${'0'.repeat(36)}.alive`
  execFileSync('mkfifo', [join(folder, name)])
  const { dev, ino } = statSync(join(folder, name))
  await change({ state: 'running', mark: { name, dev, ino } })
}

const refused = /^Another instance of this service \(process \d+ on \S+\) runs on /

describe('a data folder has one owner', () => {
  test('of those that start at the same moment, round after round', async () => {
    for (let round = 0; round < 6; round++) {
      const ended = await Promise.allSettled(Array.from({ length: 6 }, () => take()))
      const winners = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const refusals = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []))
      expect(winners).toHaveLength(1)
      expect(refusals.filter((message) => refused.test(message))).toHaveLength(5)
      // What the losers cleared away was theirs: nobody gets in behind them.
      await expect(take()).rejects.toThrow(refused)
      await winners[0]?.release()
      owned = []
    }
  })

  test('and is free when its owner has gone', async () => {
    const first = await take()
    await first.release()
    await take()
    const left = await readdir(folder)
    expect(left).toHaveLength(2)
    expect(left).toContain('owner-2.json')
    expect(left).toContainEqual(expect.stringMatching(/^owner-.{36}\.alive$/))
  })

  test('whom another container sees at once', async () => {
    await take()
    await expect(take({ identity: await inContainer() })).rejects.toThrow(refused)
  })

  test('whom another machine sees by its sign of life', async () => {
    await take()
    await expect(take({ identity: await elsewhere() })).rejects.toThrow(refused)
  })

  test('until it is killed: on the same kernel the next one need not wait', async () => {
    await killed(await inContainer())
    const from = performance.now()
    await take()
    expect(performance.now() - from).toBeLessThan(times.silenceMs)
  })

  test('until it is silent, where it cannot be asked', async () => {
    await killed(await elsewhere())
    let waited = 0
    const from = performance.now()
    const taken = await Promise.allSettled([take({ onWaiting: () => waited++ }), take({ onWaiting: () => waited++ })])
    expect(performance.now() - from).toBeGreaterThan(times.silenceMs)
    expect(waited).toBe(2)
    expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('who hears that it was given up, and leaves the folder to the next one', async () => {
    const first = await take({ identity: await elsewhere(), times: { ...times, beatMs: 1_000 } })
    const second = await take()
    await first.lost
    await first.release()
    expect(await newestFile()).toBe('owner-2.json')
    await expect(take()).rejects.toThrow(refused)
    await second.release()
  })

  test('whose copy is not the owner: a folder that was copied while it ran is waited for, not refused', async () => {
    await killed(await here)
    await change({ mark: { ...(await newestRecord()).mark, ino: 1 } })
    const from = performance.now()
    await take()
    expect(performance.now() - from).toBeGreaterThan(times.silenceMs)
  })

  test('and one that is cut off while it writes its name blocks nobody for ever', async () => {
    await writeFile(join(folder, 'owner-1.json'), '{"id"')
    await take()
    expect(await newestFile()).toBe('owner-2.json')
  })

  test('who is waited for while it stops', async () => {
    const first = await take()
    await first.stopping()
    const next = take()
    await sleep(times.patienceMs * 2)
    await first.release()
    await next
  })

  test('but not for ever', async () => {
    await (await take()).stopping()
    await expect(take()).rejects.toThrow(refused)
  })

  test('whose server is stopped first when only that outlived it', async () => {
    const first = await take()
    await change({ startedAt: 'another time' })
    let stopped = 0
    await take({
      stopOrphan: async () => {
        stopped += 1
        await first.release()
      },
    })
    expect(stopped).toBe(1)
  })
})
