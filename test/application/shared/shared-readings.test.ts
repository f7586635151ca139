import { describe, expect, test } from 'vitest'
import { SharedReadings } from '../../../src/application/shared/shared-readings.ts'

/** A reading that ends when it is told to, and answers how many began before it. */
function readingsByHand() {
  const ends: (() => void)[] = []
  let began = 0
  let running = 0
  let maxRunning = 0
  const reading = async () => {
    const mine = ++began
    maxRunning = Math.max(maxRunning, ++running)
    await new Promise<void>((end) => ends.push(end))
    running -= 1
    return mine
  }
  const endOne = async () => {
    await until(() => ends.length > 0)
    ends.shift()?.()
  }
  return { reading, endOne, counts: () => ({ began, running, maxRunning }) }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((wake) => setTimeout(wake, 1))
}

describe('readings that are asked for at once', () => {
  test('are one that runs and one that waits, which later ones share: none is older than whoever asked for it', async () => {
    const shared = new SharedReadings()
    const { reading, endOne, counts } = readingsByHand()
    const first = shared.read('a', reading)
    await until(() => counts().began === 1)
    const later = Array.from({ length: 199 }, () => shared.read('a', reading))
    await new Promise((wake) => setTimeout(wake, 20))
    expect(counts()).toEqual({ began: 1, running: 1, maxRunning: 1 })
    await endOne()
    expect(await first).toBe(1)
    await until(() => counts().began === 2)
    const last = shared.read('a', reading)
    await endOne()
    expect(new Set(await Promise.all(later))).toEqual(new Set([2]))
    await endOne()
    expect(await last).toBe(3)
    expect(counts()).toEqual({ began: 3, running: 0, maxRunning: 1 })
  })

  test('asked for in the same moment are one', async () => {
    const shared = new SharedReadings()
    let began = 0
    const all = Array.from({ length: 200 }, () => shared.read('a', async () => ++began))
    expect(new Set(await Promise.all(all))).toEqual(new Set([1]))
  })

  test('of different things run beside each other, but no more than two', async () => {
    const shared = new SharedReadings()
    const { reading, endOne, counts } = readingsByHand()
    const all = ['a', 'b', 'c', 'd'].map((key) => shared.read(key, reading))
    await until(() => counts().began === 2)
    await new Promise((wake) => setTimeout(wake, 20))
    expect(counts().running).toBe(2)
    for (let end = 0; end < 4; end++) await endOne()
    expect(await Promise.all(all)).toHaveLength(4)
    expect(counts().maxRunning).toBe(2)
  })

  test('that fail tell all who share them, and the next one is read anew', async () => {
    const shared = new SharedReadings()
    let began = 0
    const reading = async () => {
      began += 1
      if (began === 1) throw new Error('away')
      return began
    }
    const all = await Promise.allSettled(Array.from({ length: 3 }, () => shared.read('a', reading)))
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await shared.read('a', reading)).toBe(2)
  })
})
