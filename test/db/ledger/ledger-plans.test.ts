import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raising } from '../../../src/db/alerts/raise-alerts.ts'
import { listStatement } from '../../../src/db/ledger/lists.ts'
import { readClaims } from '../../../src/db/ledger/read-person-years.ts'
import { ledgerSession } from '../../../src/db/ledger/statement-settings.ts'
import { writePersonYears } from '../../../src/db/ledger/write-postings.ts'
import { freshDatabase } from '../../support/database/database.ts'
import { posting, someone } from '../../support/database/ledger-rows.ts'

const key = { hospitalCode: 'H1', settlementNo: 'S1', personNo: 'P1', year: 2023 }
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
  for (const lock of [false, true]) await readClaims(client, [key], { lock })
})
afterAll(() => client.end())

async function planOf(name: string): Promise<string[]> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT cardinality(parameter_types) AS count FROM pg_prepared_statements WHERE name = $1',
    [name],
  )
  const nulls = new Array(rows[0]?.count).fill('NULL').join(', ')
  const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE "${name}" (${nulls})`)
  return plan.rows.map((row) => row['QUERY PLAN'])
}

test.each(['yizhan-read', 'yizhan-read-locked'])('%s looks each stored row up by a key', async (name) => {
  const plan = await planOf(name)
  expect(plan.filter((line) => line.includes('Index Scan using')).length).toBeGreaterThanOrEqual(6)
  expect(plan.filter((line) => line.includes('Seq Scan'))).toEqual([])
})

test('yizhan-write looks at no stored table, so its plan is the same in a full database', async () => {
  const plan = await planOf('yizhan-write')
  expect(plan.filter((line) => line.includes('Insert on')).length).toBeGreaterThanOrEqual(6)
  expect(plan.filter((line) => /(Seq|Index|Bitmap) .*Scan/.test(line))).toEqual([])
})

test('whoever an alert is raised about is looked up by key, not through the whole register', async () => {
  const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${raising}`, ['[]'])
  const lines = plan.rows.map((row) => row['QUERY PLAN'])
  expect(lines.filter((line) => line.includes('Index Cond'))).toEqual([
    expect.stringContaining('(person_no = a.person_no)'),
  ])
  expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([])
})

test.each([{}, { regionPrefix: '14' }, { hospitalCode: 'H1' }, { from: '2023-01-01', to: '2023-12-31' }])(
  'a page of settlements %j looks up what became of each by key',
  async (filter) => {
    // Statistics of a year of a city, without its rows.
    await client.query('BEGIN')
    await client.query(
      `UPDATE pg_class SET reltuples = 1000000, relpages = 150000 WHERE relname IN ('entries_2023', 'settlements_2023')`,
    )
    const { text } = listStatement(filter, { after: null, take: 101 })
    // Prepared, because EXPLAIN takes a statement with parameters only since PostgreSQL 16.
    await client.query('SET LOCAL plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE page AS ${text}`)
    const count = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)))
    const nulls = new Array(count).fill('NULL').join(', ')
    const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE page(${nulls})`)
    await client.query('DEALLOCATE page')
    const lines = plan.rows.map((row) => row['QUERY PLAN'])
    expect(lines.filter((line) => line.includes('Index Cond: ((person_no = s.person_no)')).length).toBeGreaterThan(0)
    expect(lines.filter((line) => line.includes('Seq Scan'))).toEqual([])
  },
)
