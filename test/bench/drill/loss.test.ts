import { describe, expect, test } from 'vitest'
import { acknowledgedIn, lossOf } from '../../../bench/drill/restore/loss.ts'
import { endOfSegment, keptTo, lsn } from '../../../bench/drill/restore/wal.ts'
import type { Attempt, Outcome } from '../../../bench/faults/history/history.ts'

const acknowledged = [
  { name: 'settle H 1', at: 100 },
  { name: 'settle H 2', at: 200 },
  { name: 'reverse H R-1', at: 300 },
]
const marks = [
  { at: 150, lsn: 10n },
  { at: 250, lsn: 20n },
  { at: 350, lsn: 30n },
]
const failedAt = 400
const all = new Set(acknowledged.map(({ name }) => name))

describe('what a restore lost', () => {
  test('nothing, where everything is there', () => {
    const loss = lossOf(acknowledged, all, { marks, keptTo: null, failedAt })
    expect(loss).toEqual({ acknowledged: 3, lost: 0, lostThoughKept: [], reachesBackMs: 0 })
  })

  test('what came behind the kept log, from the oldest of it on', () => {
    const loss = lossOf(acknowledged, new Set(['settle H 1', 'settle H 2']), { marks, keptTo: 25n, failedAt })
    expect(loss).toEqual({ acknowledged: 3, lost: 1, lostThoughKept: [], reachesBackMs: 100 })
  })

  test('what the kept log holds is missing wrongly: a segment ends exactly where the log was', () => {
    const loss = lossOf(acknowledged, new Set(['settle H 1']), { marks, keptTo: 20n, failedAt })
    expect(loss.lost).toBe(2)
    expect(loss.lostThoughKept).toEqual(['settle H 2'])
    expect(loss.reachesBackMs).toBe(200)
  })

  test('anything, where every acknowledgement waited for the kept log', () => {
    const loss = lossOf(acknowledged, new Set(['settle H 1', 'settle H 2']), { marks, keptTo: null, failedAt })
    expect(loss.lostThoughKept).toEqual(['reverse H R-1'])
  })

  test('no mark within the kept log promises nothing', () => {
    expect(lossOf(acknowledged, new Set(), { marks, keptTo: 5n, failedAt }).lostThoughKept).toEqual([])
  })
})

test('a number is acknowledged when it was first told, whoever asked again, and never by anything else', () => {
  const line = { operation: 'settle', hospitalCode: 'H', no: '1' } as Attempt
  const done = { kind: 'done' } as Outcome
  const unknown = { kind: 'unknown' } as Outcome
  const attempts = [
    { ...line, endedAt: 5, outcome: unknown },
    { ...line, endedAt: 9, outcome: done },
    { ...line, endedAt: 7, outcome: done },
    { ...line, no: '2', endedAt: 8, outcome: unknown },
  ]
  expect(acknowledgedIn(attempts)).toEqual([{ name: 'settle H 1', at: 7 }])
})

describe('places in the log', () => {
  test('are compared as numbers', () => {
    expect(lsn('0/3000060')).toBe(0x3000060n)
    expect(lsn('1/0')).toBe(0x1_0000_0000n)
    expect(() => lsn('3000060')).toThrow('no place in the log')
  })

  // 16 MB a segment, 256 of them before the upper half counts on.
  test('a segment ends where the next one begins', () => {
    expect(endOfSegment('000000010000000000000003')).toBe(lsn('0/4000000'))
    expect(endOfSegment('0000000100000000000000FF')).toBe(lsn('1/0'))
    expect(endOfSegment('000000020000001600000001')).toBe(lsn('16/2000000'))
  })

  test('a folder reaches as far as its last whole segment', () => {
    const names = [
      '000000010000000000000002',
      '000000010000000000000003',
      '000000010000000000000004.partial',
      '00000002.history',
    ]
    expect(keptTo(names)).toBe(lsn('0/4000000'))
    expect(keptTo(['000000010000000000000004.part'])).toBeNull()
  })
})
