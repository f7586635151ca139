import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type FailedOver, isHeld, type Takeover } from '../../../bench/drill/failover/drill.ts'
import { configOf } from '../../../bench/drill/failover/patroni-config.ts'
import { failoverLines } from '../../../bench/drill/failover/report.ts'
import { hasAnsweredSince, longestSilence } from '../../../bench/drill/failover/silence.ts'
import { readOptions } from '../../../bench/drill/options.ts'

const attempt = (sentAt: number, endedAt: number, kind: 'done' | 'replayed' | 'unknown') =>
  kind !== 'unknown'
    ? {
        sentAt,
        endedAt,
        outcome: {
          kind: 'done',
          replayed: kind === 'replayed',
          id: '',
          payers: {},
          limits: [],
          adjustments: [],
        } as const,
      }
    : { sentAt, endedAt, outcome: { kind, status: 503, code: '', retryAfter: '1' } as const }

describe('how long nobody was answered', () => {
  test('is counted from the failure, by what was acknowledged and just written alone', () => {
    const attempts = [
      attempt(0, 90, 'done'),
      attempt(50, 110, 'done'),
      attempt(120, 130, 'unknown'),
      attempt(125, 300, 'replayed'),
      attempt(140, 900, 'done'),
      attempt(150, 1_000, 'done'),
    ]
    expect(longestSilence(attempts, 100)).toBe(790)
    expect(longestSilence(attempts, 105)).toBe(790)
    expect(longestSilence([attempt(0, 900, 'done')], 100)).toBe(800)
  })

  test('an answer to what was sent before does not count as one of the new primary', () => {
    expect(hasAnsweredSince([attempt(50, 110, 'done'), attempt(120, 130, 'unknown')], 100)).toBe(false)
    expect(hasAnsweredSince([attempt(101, 110, 'done')], 100)).toBe(true)
  })
})

const takeover: Takeover = {
  kind: 'failover',
  silentSeconds: 16.5,
  acknowledged: 1430,
  missing: [],
  rejoinedBy: 'pg_rewind',
  rejoinSeconds: 2,
}
const drilled: FailedOver = {
  described: 'PostgreSQL 15',
  takeovers: [takeover, { ...takeover, kind: 'switchover', silentSeconds: 1.6 }],
  differences: '',
  faults: [],
  acknowledgedInAll: 4000,
}

describe('what a drill holds', () => {
  test('thirty seconds, and nothing missing', () => {
    expect(isHeld(drilled)).toBe(true)
    expect(failoverLines(drilled).at(-1)).toMatch(/^held/)
    expect(failoverLines(drilled)).toContain('failover: 16.5 s without an acknowledged number')
  })

  test.each<[string, Partial<FailedOver>]>([
    ['a number that is missing', { takeovers: [{ ...takeover, missing: ['settle H1 1'] }] }],
    ['thirty seconds and more', { takeovers: [takeover, { ...takeover, silentSeconds: 30.1 }] }],
    ['no answer any more', { takeovers: [{ ...takeover, silentSeconds: null }] }],
    ['a ledger that differs', { differences: 'entry 1: …' }],
    ['a contradiction', { faults: ['S1: in the ledger twice'] }],
  ])('does not hold with %s, and says so', (_, change) => {
    const wrong = { ...drilled, ...change }
    expect(isHeld(wrong)).toBe(false)
    expect(failoverLines(wrong).at(-1)).toMatch(/^NOT HELD/)
  })
})

test('each drill takes what is its own and nothing else', () => {
  const shared = { seconds: 6, seed: 1, keep: false }
  expect(readOptions(['restore'])).toEqual({ drill: 'restore', ...shared })
  expect(readOptions(['failover', '--times', '20', '--patroni'])).toEqual({
    drill: 'failover',
    ...shared,
    times: 20,
    patroni: true,
  })
  for (const wrong of [
    [],
    ['both'],
    ['restore', '--times', '2'],
    ['restore', '--patroni'],
    ['failover', '--times', '0'],
  ])
    expect(() => readOptions(wrong)).toThrow('npm run drill')
})

describe('the configuration that hospitals are given', () => {
  interface Given {
    readonly bootstrap: {
      readonly dcs: Record<string, number | boolean> & {
        readonly postgresql: { readonly parameters: Record<string, string> }
      }
    }
    readonly postgresql: { readonly basebackup: unknown }
  }
  const given = parse(readFileSync('docs/operations/ha/patroni.yml', 'utf8')) as Given
  const { ttl, loop_wait, retry_timeout } = given.bootstrap.dcs

  test('waits for the standby with each commit, and takes over within the goal', () => {
    expect(given.bootstrap.dcs['synchronous_mode']).toBe(true)
    expect(given.bootstrap.dcs.postgresql.parameters['synchronous_commit']).toBe('on')
    expect(Number(ttl)).toBeGreaterThanOrEqual(Number(loop_wait) + 2 * Number(retry_timeout))
    expect(Number(ttl) + Number(loop_wait)).toBeLessThan(30)
  })

  test('is what the drill runs, but for addresses, folders and passwords', () => {
    const member = { name: 'db1', port: 1, restPort: 2, dataDir: '/d' }
    const run = parse(configOf(member, { etcdPort: 3, binDir: '/b', folder: '/f', password: 'p' })) as Given
    expect(run.bootstrap).toEqual(given.bootstrap)
    expect(run.postgresql.basebackup).toEqual(given.postgresql.basebackup)
  })
})
