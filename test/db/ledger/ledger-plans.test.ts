import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raising } from '../../../src/db/alerts/raise-alerts.ts'
import { readHistory } from '../../../src/db/ledger/history.ts'
import { listStatement } from '../../../src/db/ledger/lists.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { writePersonYears } from '../../../src/db/ledger/write-postings.ts'
import { freshDatabase } from '../../support/database/database.ts'
import { posting, someone } from '../../support/database/ledger-rows.ts'

const key = { hospitalCode: 'H1', settlementNo: 'S1', personNo: 'P1', year: 2023 }
/** Of years far apart: no statement names them. */
const longAgo = { ...key, settlementNo: 'S2', year: 2015 }
const options = Object.entries(ledgerSession).map(([name, value]) => `-c ${name}=${value}`)

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await freshDatabase()).url, options: options.join(' ') })
  await client.connect()
  // Few rows and fresh statistics: the moment at which a plan that reads whole tables looks best.
  await writePersonYears(
    client,
    Array.from({ length: 20 }, (_, at) => posting(someone(`P${at}`), 0)),
  )
  await client.query('VACUUM ANALYZE')
  for (const lock of [false, true]) for (const keys of [[key], [key, longAgo]]) await readClaims(client, keys, { lock })
})
afterAll(() => client.end())

async function planOf(name: string, of = client): Promise<string[]> {
  const { rows } = await of.query<{ count: number }>(
    'SELECT cardinality(parameter_types) AS count FROM pg_prepared_statements WHERE name = $1',
    [name],
  )
  const nulls = new Array(rows[0]?.count).fill('NULL').join(', ')
  const plan = await of.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE "${name}" (${nulls})`)
  return plan.rows.map((row) => row['QUERY PLAN'])
}

test.each([
  ['yizhan-lock', 1],
  ['yizhan-read', 6],
  ['yizhan-read-2023-2024', 6],
])('%s looks each stored row up by a key', async (name, lookups) => {
  const plan = await planOf(name)
  expect(plan.filter((line) => line.includes('Index Scan using')).length).toBeGreaterThanOrEqual(lookups)
  expect(plan.filter((line) => line.includes('Seq Scan'))).toEqual([])
})

test('yizhan-read finds a person’s visits by the person, not by the day or the hospital', async () => {
  const plan = await planOf('yizhan-read')
  const of = (table: RegExp) => plan.flatMap((line, at) => (table.test(line) ? [plan[at + 1]?.trim() ?? ''] : []))
  expect(of(/Index Scan using entries_2023\w* on/)).toEqual([
    expect.stringMatching(/^Index Cond: \(\(person_no = a\.person_no/),
  ])
  expect(of(/Index (Only )?Scan using reversals\w* on/)).toEqual([
    expect.stringMatching(/^Index Cond: .*settlement_no/),
  ])
})

test('of claims of one year no other years are opened but the next, in which a stay may lie over it', async () => {
  const plan = await planOf('yizhan-read-2023-2024')
  const scanned = plan.flatMap((line) => /Scan using \S+ on (entries_\w+)/.exec(line)?.[1] ?? [])
  expect(scanned.sort()).toEqual(['entries_2023', 'entries_2024'])
  expect((await planOf('yizhan-read')).filter((line) => / on entries_\w+/.test(line)).length).toBeGreaterThan(10)
})

/** A year that has just begun is as empty: its partition has no statistics until some time after its first settlements. */
test('yizhan-read finds a person’s visits by the person in a ledger that was empty when it was planned', async () => {
  const empty = new pg.Client({ connectionString: (await freshDatabase()).url, options: options.join(' ') })
  await empty.connect()
  try {
    await readClaims(empty, [key, longAgo], { lock: false })
    const plan = await planOf('yizhan-read', empty)
    const scans = plan.flatMap((line, at) => (/Scan using entries_/.test(line) ? [plan[at + 1]?.trim() ?? ''] : []))
    expect(scans.length).toBeGreaterThan(10)
    expect(scans.filter((line) => !/^Index Cond: .*person_no = /.test(line))).toEqual([])
  } finally {
    await empty.end()
  }
})

test('a person’s year is planned on the partition of that year alone, so that planning does not take longer than reading', async () => {
  await readHistory(client, { personNo: 'P1', region: '140500', year: 2023, lock: false })
  await client.query('SET plan_cache_mode = auto')
  const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE "person-year" ('P1', '140500', 2023)`)
  await client.query(`SET plan_cache_mode = ${ledgerSession.plan_cache_mode}`)
  const scanned = plan.rows.flatMap((row) => /Scan .*on (entries_\w+)/.exec(row['QUERY PLAN'])?.[1] ?? [])
  expect(scanned.length).toBeGreaterThan(3)
  expect(new Set(scanned)).toEqual(new Set(['entries_2023']))
})

test('yizhan-write looks at no stored table, so its plan is the same in a full database', async () => {
  const plan = await planOf('yizhan-write')
  expect(plan.filter((line) => line.includes('Insert on')).length).toBeGreaterThanOrEqual(3)
  expect(plan.filter((line) => /(Seq|Index|Bitmap) .*Scan/.test(line))).toEqual([])
})

test('whoever an alert is raised about is looked up by key, not through the whole register', async () => {
  const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${raising}`, ['[]'])
  const lines = plan.rows.map((row) => row['QUERY PLAN'])
  expect(lines.filter((line) => line.includes('Index Cond'))).toEqual([
    expect.stringContaining('(person_no = r.person_no)'),
  ])
  expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([])
})

test.each([{}, { regionPrefix: '14' }, { hospitalCode: 'H1' }, { from: '2023-01-01', to: '2023-12-31' }])(
  'a page of settlements %j looks up what became of each by key',
  async (filter) => {
    // Statistics of a year of a city, without its rows.
    await client.query('BEGIN')
    await client.query(`UPDATE pg_class SET reltuples = 1000000, relpages = 150000 WHERE relname IN ('entries_2023')`)
    const { text } = listStatement(filter, { after: null, take: 101 })
    // Prepared, because EXPLAIN takes a statement with parameters only since PostgreSQL 16.
    await client.query('SET LOCAL plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE page AS ${text}`)
    const count = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)))
    const nulls = new Array(count).fill('NULL').join(', ')
    const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE page(${nulls})`)
    await client.query('DEALLOCATE page')
    const lines = plan.rows.map((row) => row['QUERY PLAN'])
    expect(lines.filter((line) => /Index Cond: \(\(person_no = \w+\.person_no\)/.test(line)).length).toBeGreaterThan(0)
    expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([])
  },
)
