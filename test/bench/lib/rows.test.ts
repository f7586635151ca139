import { describe, expect, test } from 'vitest'
import { holds, type Row } from '../../../bench/lib/compare.ts'
import type { Repetition, ServiceFigures } from '../../../bench/lib/measure.ts'
import { rowsOf } from '../../../bench/lib/rows.ts'
import { table } from '../../../bench/lib/table.ts'
import type { Figures } from '../../../bench/load/sample.ts'

const figures = (perSecond: number, ms = 1): Figures => ({
  ...{ perSecond, p50: ms, p90: ms, p99: ms, answered: perSecond, refused: 0, firstRefusal: null },
})
const rowOf = (of: Repetition, name: string, against = ''): Row | undefined =>
  rowsOf([of], null).find((row) => row.name === name && row.against.startsWith(against))

const http = figures(1000)
const time = (service: number) => ({ service, database: 100 })
const beside = (of: ServiceFigures, other: ServiceFigures): Repetition => ({ ...of, beside: other })
const batches = (perSecond: number) => ({ perSecond, settled: 1, refused: 0, firstRefusal: null })

/** What just holds, and what is just short. */
const goals: readonly (readonly [name: string, against: string, holding: Repetition, short: Repetition])[] = [
  ['HTTP, 64 connections', 'pgbench TPC-B', { http, tpcb: 1000 }, { http, tpcb: 1001 }],
  ['HTTP, 64 connections', 'pgbench, bare write', { http, bareSingle: 1818 }, { http, bareSingle: 1819 }],
  ['HTTP, 64 connections', 'pgledger', { http, pgledger: 333 }, { http, pgledger: 334 }],
  ['batches of 1,000', 'HTTP', { http, batches: batches(2500) }, { http, batches: batches(2499) }],
  [
    'HTTP, 64 connections',
    'the other',
    beside({ http: figures(1400) }, { http }),
    beside({ http: figures(1399) }, { http }),
  ],
  [
    ...(['processor time a settlement', 'the other'] as const),
    beside({ cpu: time(250) }, { cpu: time(400) }),
    beside({ cpu: time(251) }, { cpu: time(400) }),
  ],
  [
    ...(['processor time of 2304', 'POST'] as const),
    { nationalCpu: { message: time(800), plain: time(200) } },
    { nationalCpu: { message: time(801), plain: time(200) } },
  ],
  [
    ...(['open loop at 1,000/s, p99', 'the other'] as const),
    beside({ open: figures(1000, 7) }, { open: figures(1000, 10) }),
    beside({ open: figures(1000, 7.1) }, { open: figures(1000, 10) }),
  ],
  [
    ...(['disk a settlement', 'the other'] as const),
    beside({ storage: { disk: 2600, log: 1 } }, { storage: { disk: 4000, log: 1 } }),
    beside({ storage: { disk: 2601, log: 1 } }, { storage: { disk: 4000, log: 1 } }),
  ],
  [
    ...(['one connection, p50', 'pgbench'] as const),
    { open: http, alone: figures(300, 4), bareSingleMs: 1, national: { settle: http, quote: http } },
    { open: http, alone: figures(300, 4.01), bareSingleMs: 1, national: { settle: http, quote: http } },
  ],
]

describe('a row of the bench holds or is short', () => {
  test.each(goals)('%s against %s', (name, against, holding, short) => {
    const [good, bad] = [rowOf(holding, name, against), rowOf(short, name, against)]
    expect([good && holds(good), bad && holds(bad)]).toEqual([true, false])
    expect(table([good as Row])).toMatch(/holds +\|$/)
    expect(table([bad as Row])).toMatch(/SHORT +\|$/)
  })

  test('what was not measured has no row, and own writes have no goal', () => {
    expect(rowsOf([{ http }], null).map(({ name }) => name)).toEqual(['errors seen by a caller'])
    expect(rowOf({ http, single: 5000 }, 'HTTP, 64 connections', 'pgbench, own write')?.goal).toBeNull()
  })

  test('a line of a batch that settles nothing is an error that a caller saw', () => {
    const refused = { ...batches(3000), refused: 1, firstRefusal: '200 {"status":422}' }
    const row = rowOf({ http, batches: refused }, 'errors seen by a caller')
    expect([row?.value, row?.against, row && holds(row)]).toEqual([1, '200 {"status":422}', false])
  })
})
