import { beforeAll, describe, expect, test } from 'vitest'
import { whatIfTable } from '../../../src/application/what-if/export-tables.ts'
import { getWhatIf, whatIfPeople } from '../../../src/application/what-if/read-runs.ts'
import { startWhatIf, type WhatIfRequest } from '../../../src/application/what-if/start-run.ts'
import type { WhatIfTable } from '../../../src/domain/what-if/what-if-names.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { runJob } from '../../support/database/jobs.ts'

/*
 * 晋市政办〔2022〕40号 第十一条: dibao, 70% of what insurance leaves, up to 60000 a year; 第十四条: once that is used up, 70% of the
 * self-pay above 10000, up to 40000. Ten people on dibao, of whom insurance leaves:
 *   four  40000: 28000 of aid, under either limit.
 *   three 80000: 56000; with a limit of 50000 those, used up, and of the 30000 left 0.7 × 20000 = 14000: 64000.
 *   three 100000: 60000, used up, and of the 40000 left 0.7 × 30000 = 21000: 81000; with 50000 and of the 50000 left 28000: 78000.
 * Before 112000 + 168000 + 243000 = 523000, after 112000 + 192000 + 234000 = 538000.
 */
const left = ['40000.00', '40000.00', '40000.00', '40000.00', '80000.00', '80000.00', '80000.00'].concat(
  ...Array.from({ length: 3 }, () => ['100000.00']),
)
const lower = { clause: '140500/J4', path: '/limits/1/amount', value: '50000' }

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  for (const [at, inScope] of left.entries()) {
    const personNo = await desk.person({ as: 'dibao' })
    await desk.settle(personNo, { on: at % 2 === 0 ? '2023-03-10' : '2023-08-10', inScope })
  }
}, 120_000)

const plain = { seed: 1, more: [], identities: [], sensitivity: false, contributions: false, curve: null }

async function reckoned(change: Partial<WhatIfRequest> = {}) {
  const request = {
    region: '140500',
    year: 2023,
    title: '限额五万',
    draft: { files: [], edits: [lower] },
    asked: plain,
  }
  const run = await startWhatIf(desk.service, bureau, { ...request, ...change })
  const job = await runJob(desk.service, run.jobId)
  expect(job).toMatchObject({ status: 'succeeded', failures: 0 })
  return getWhatIf(desk.service, bureau, run.id)
}

const rowsOf = async (id: string, table: WhatIfTable) =>
  (await whatIfTable(desk.service, bureau, { id, table }, 'en')).rows

describe('a limit of 60000 lowered to 50000 for ten people', () => {
  let id: string
  beforeAll(async () => {
    id = (await reckoned()).id
  }, 120_000)

  test('comes out as worked out by hand', async () => {
    expect(await getWhatIf(desk.service, bureau, id)).toMatchObject({
      status: 'succeeded',
      changed: ['140500/J4'],
      progress: { done: 10, total: 10 },
      result: {
        people: 10,
        refused: 0,
        aid: { before: '523000.00', after: '538000.00', difference: '15000.00', percent: '2.87' },
        burden: { difference: '-15000.00' },
        gain: { people: 3, aid: '24000.00' },
        lose: { people: 3, aid: '-9000.00' },
        stay: { people: 4 },
        runsOut: { before: null, after: null },
      },
    })
  })

  test('says who pays instead', async () => {
    // From assistance to the tilt and to people, and from people to the tilt: 6000 and 8000 each, and 7000 and 3000.
    expect(await rowsOf(id, 'moves')).toEqual([
      ['Medical assistance', 'Paid by the person', 3, '9000.00'],
      ['Medical assistance', 'Tilted assistance', 6, '39000.00'],
      ['Paid by the person', 'Tilted assistance', 3, '24000.00'],
    ])
    expect((await rowsOf(id, 'payers')).find(([payer]) => payer === 'Tilted assistance')).toEqual([
      ...['Tilted assistance', '63000.00', '126000.00', '63000.00', '100.00'],
    ])
  })

  test('says how many reach each limit, and what is unmet above it', async () => {
    // Drawn on: 4 × 28000 + 3 × 56000 + 3 × 60000, after it 4 × 28000 + 6 × 50000. Without it three draw 10000 more, after it three 6000 and three 20000.
    expect(await rowsOf(id, 'limits')).toEqual([
      ['Assistance of the year', 10, '460000.00', 3, '30000.00', 10, '412000.00', 6, '78000.00'],
      ['Tilted assistance of the year', 3, '63000.00', 0, '0.00', 6, '126000.00', 0, '0.00'],
    ])
  })

  test('counts costs by identity, care, county and hospital, and by month', async () => {
    const costs = await rowsOf(id, 'costs')
    expect(costs).toHaveLength(1)
    expect(costs[0]?.slice(1, 9)).toEqual([
      ...['inpatient stay', '140502', 'H14050000001', 10, '700000.00', '700000.00', '523000.00', '538000.00'],
    ])
    expect((await rowsOf(id, 'cash')).map((row) => [row[0], row[3], row[4]])).toEqual([
      ['2023-03', '249000.00', '262000.00'],
      ['2023-08', '274000.00', '276000.00'],
    ])
    expect((await rowsOf(id, 'ratios'))[0]).toEqual(['all', '700000.00', '74.71%', '76.86%', '74.71%', '76.86%'])
  })

  test('counts people in bands, by tenths and above the lines', async () => {
    expect((await rowsOf(id, 'bands')).map((row) => row.slice(0, 5))).toEqual([
      ['gain', '5000 to below 10000', 3, '168000.00', '192000.00'],
      ['lose', '2000 to below 5000', 3, '243000.00', '234000.00'],
      ['stay', '', 4, '112000.00', '112000.00'],
    ])
    // The five of August lie above 6000, the line of dibao since 2023-05-12. In March they have that of everyone, 20000: two of 24000, who
    // then bear 16000, and afterwards the one of 22000, who bore 19000.
    expect(await rowsOf(id, 'lines')).toEqual([
      ['line of return to poverty', 5, 5, 0, 0],
      ['line of fall into poverty', 2, 1, 1, 2],
    ])
    expect((await rowsOf(id, 'deciles')).map((row) => row.slice(2, 5))).toEqual([
      ...Array.from({ length: 4 }, () => ['12000.00', '12000.00', '12000.00']),
      ...Array.from({ length: 3 }, () => ['19000.00', '19000.00', '22000.00']),
      ...Array.from({ length: 3 }, () => ['24000.00', '24000.00', '16000.00']),
    ])
  })

  test('lists people by what changes for them, with masked names', async () => {
    const { items } = await whatIfPeople(desk.service, bureau, id, { direction: 'gain' })
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({ name: '示*', category: 'dibao', aidBefore: '56000.00', aidAfter: '64000.00' })
  })

  test('says what the draft changes as sentences', async () => {
    const [row, ...more] = await rowsOf(id, 'law')
    expect(more).toEqual([])
    expect(row?.[0]).toBe('140500/J4')
    expect(String(row?.[2])).toContain('60,000')
    expect(String(row?.[3])).toContain('50,000')
  })
})

describe('what a run looks at besides', () => {
  test('months count alone, while limits go by the whole year', async () => {
    const { result } = await reckoned({ from: '2023-07', to: '2023-12' })
    expect(result).toMatchObject({ people: 5, aid: { before: '274000.00', after: '276000.00' } })
  })

  test('a curve, whose point at the limit in force is the year as it was settled', async () => {
    const curve = { clause: lower.clause, path: lower.path, values: ['50000', '60000', '70000'] }
    const { id } = await reckoned({ draft: { files: [], edits: [] }, asked: { ...plain, curve } })
    // With 70000 nobody is below it but three are at it: 112000 + 168000 + 3 × (70000 + 0.7 × 20000).
    expect((await rowsOf(id, 'curve')).map((row) => row.slice(0, 3))).toEqual([
      ['50000', 10, '538000.00'],
      ['60000', 10, '523000.00'],
      ['70000', 10, '532000.00'],
    ])
  })

  test('what each clause contributes, together the difference', async () => {
    const rate = { clause: '140500/J12', path: '/topUp/0/rate', value: '0.50' }
    const { id, result } = await reckoned({
      draft: { files: [], edits: [lower, rate] },
      asked: { ...plain, contributions: true },
    })
    // Both: 112000 + 3 × (50000 + 10000) + 3 × (50000 + 20000) = 502000. The limit alone brings +15000, the rate alone 3 × −6000 = −18000,
    // and both −21000; each order half: (15000 + (−21000 + 18000)) / 2 = 6000 and (−18000 + (−21000 − 15000)) / 2 = −27000.
    expect(result?.aid.after).toBe('502000.00')
    expect(await rowsOf(id, 'contributions')).toEqual([
      ['140500/J4', '6000.00'],
      ['140500/J12', '-27000.00'],
      ['∑', '-21000.00'],
    ])
  })

  test('more people, whose years are drawn from those there are and kept apart from them', async () => {
    const { id, result } = await reckoned({
      draft: { files: [], edits: [] },
      asked: { ...plain, more: [{ category: 'dibao', percent: 200 }] },
    })
    expect(result?.aid.difference).toBe('0.00')
    const [row] = await rowsOf(id, 'drawn')
    // Each of the ten twice more.
    expect(row?.slice(1)).toEqual([20, 20, '1400000.00', '1400000.00', '1046000.00', '354000.00'])
  })

  test('people, prices and use five and ten percent more and less', async () => {
    const { id } = await reckoned({ draft: { files: [], edits: [] }, asked: { ...plain, sensitivity: true } })
    const rows = await rowsOf(id, 'sensitivity')
    expect(rows).toHaveLength(12)
    // Under the pack in force both columns are the same, whatever is looked at.
    for (const row of rows) expect(row[2]).toBe(row[3])
    const of = (what: string, by: string) => rows.find((row) => row[0] === what && row[1] === by)?.[2]
    expect(of('people', '+10%')).toBe('575300.00')
    // At 90%: 4 × 25200 + 3 × 50400 + 3 × (60000 + 0.7 × 20000), as 0.7 × 90000 is 63000: 474000.00.
    expect(of('prices', '-10%')).toBe('474000.00')
  })

  test('an identity that people would hold, in place of theirs where it gives more', async () => {
    const { result } = await reckoned({
      draft: { files: [], edits: [] },
      asked: { ...plain, identities: [{ from: 'dibao', to: 'tekun', percent: 100 }] },
    })
    // Tekun are aided in full, without a limit.
    expect(result?.aid).toMatchObject({ before: '523000.00', after: '700000.00' })
  })

  test('twelve households that are the same in every run', async () => {
    const { id } = await reckoned()
    const rows = await rowsOf(id, 'households')
    expect(rows).toHaveLength(12)
    const unreckoned = rows.filter((row) => row.at(-1) !== null)
    expect(unreckoned).toEqual([])
  })
})
