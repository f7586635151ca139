import { describe, expect, test, vi } from 'vitest'
import { BatchWindow } from '../../../src/application/ledger/batch-window.ts'
import { byHand, done, type Group, settle } from '../../support/processes/group-commit.ts'

/** Groups of ten, none of whom comes back: how many of the first `count` were waited for. */
function waitedFor(window: BatchWindow, count: number): number[] {
  const waited: number[] = []
  for (let group = 0; group < count; group++) {
    window.answered(10, 0, 5, 0)
    if (window.msLeft(1, 0) > 0) waited.push(group)
    window.took(1)
  }
  return waited
}

describe('window', () => {
  test.each([
    { group: 7, waiting: 0, took: 50, come: 1, left: 0, why: 'a group of seven is not worth waiting' },
    { group: 8, waiting: 0, took: 3, come: 1, left: 3, why: 'as long as the group took' },
    { group: 8, waiting: 0, took: 900, come: 1, left: 4, why: 'half a millisecond for each, if the disk was slow' },
    { group: 8, waiting: 4, took: 900, come: 5, left: 6, why: 'who came meanwhile stays, who was answered comes back' },
    { group: 8, waiting: 4, took: 900, come: 12, left: 0, why: 'everybody is there' },
    { group: 90, waiting: 90, took: 900, come: 99, left: 50, why: 'no more than a group may hold' },
    { group: 90, waiting: 90, took: 900, come: 100, left: 0, why: 'the group is full' },
  ])('$why', ({ group, waiting, took, come, left }) => {
    const window = new BatchWindow(100)
    window.answered(group, waiting, took, 1000)
    expect(window.msLeft(come, 1000)).toBe(left)
    expect(window.isEnough(come)).toBe(left === 0)
  })

  test('it ends at the time that was set when the group was answered', () => {
    const window = new BatchWindow(100)
    window.answered(10, 0, 5, 1000)
    expect([1000, 1004, 1005, 1006].map((now) => window.msLeft(1, now))).toEqual([5, 1, 0, 0])
  })

  test('nobody is waited for before anybody was answered', () => {
    expect(new BatchWindow(100).msLeft(1, 0)).toBe(0)
  })

  test('callers who do not come back are waited for ever more rarely', () => {
    expect(waitedFor(new BatchWindow(100), 400)).toEqual([0, 2, 5, 10, 19, 36, 69, 134, 199, 264, 329, 394])
  })

  test.each([
    { came: 9, why: 'nine of ten are most of them, and halve the pause', waited: [0, 33] },
    { came: 8, why: 'eight of ten are not', waited: [] },
  ])('$why', ({ came, waited }) => {
    const window = new BatchWindow(100)
    expect(waitedFor(window, 37)).toEqual([0, 2, 5, 10, 19, 36])
    for (let group = 0; group < 33; group++) window.answered(10, 0, 5, 0)
    window.took(came)
    expect(waitedFor(window, 35)).toEqual(waited)
  })
})

/** A partition that has just answered eight, in four milliseconds. */
async function afterEight(outcomes?: Parameters<Group['finish']>[0]) {
  const { queue, groups, clock } = byHand()
  for (const job of eight) void queue.submit(job)
  await settle()
  clock.now = 4
  groups[0]?.finish(outcomes)
  await settle()
  return { queue, groups }
}
const eight = Array.from({ length: 8 }, (_, at) => `p:${at}`)

describe('a partition', () => {
  test('that is busy waits until those whom it answered are back, and then sets out at once', async () => {
    const { queue, groups } = await afterEight()
    for (const job of eight.slice(0, 7)) void queue.submit(job)
    await settle()
    expect(groups).toHaveLength(1)
    void queue.submit('p:7')
    await settle()
    expect(groups[1]?.jobs).toEqual(eight)
  })

  test('does not keep for long who comes back alone', async () => {
    const { queue, groups } = await afterEight()
    void queue.submit('back')
    await vi.waitFor(() => expect(groups[1]?.jobs).toEqual(['back']), { timeout: 60_000 })
  })

  test('that lost to another process does not wait', async () => {
    const { groups } = await afterEight([...done(eight.slice(1)), { retry: true }])
    expect(groups[1]?.jobs).toEqual(['p:7'])
  })
})
