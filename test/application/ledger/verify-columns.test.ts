import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FoundDifference } from '../../../src/application/ledger/verify-ledger.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { bureau, cityHospital, type Desk, openDesk } from '../../support/database/desk.ts'

/** Every column of every table of the ledger, changed by a superuser in one row past every trigger and every check. */
interface Edit {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly personNo: string
}

const tables = ['entries', 'reversals', 'settlement_numbers', 'person_years']

/** Another value of the column's type, whatever is in it. */
const others: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || '0'`,
  integer: (column) => `${column} + 100`,
  smallint: (column) => `${column} + 1`,
  numeric: (column) => `coalesce(${column}, 0) + 0.01`,
  boolean: (column) => `NOT coalesce(${column}, false)`,
  uuid: () => 'gen_random_uuid()',
  jsonb: () => `'{"annual": "1.00"}'`,
  ARRAY: (column) => `${column} || ${column}`,
  bytea: () => "sha256('another')",
  json: (column) => `CASE WHEN ${column} IS NULL THEN '{}' ELSE (${column}::text || ' ')::json END`,
  date: (column) => `${column} - 1`,
  'timestamp with time zone': (column) => `${column} + interval '1 millisecond'`,
}

let desk: Desk
const edits: Edit[] = []
let found: readonly FoundDifference[]

/** Two settlements and one that was reversed: every table has a row of the person. */
async function busyPerson(): Promise<string> {
  const personNo = await desk.person({ as: 'dibao' })
  for (const inScope of ['1000.00', '500.00'])
    await desk.settle(personNo, { settlementNo: `${personNo}-${inScope}`, inScope })
  const reversal = { settlementNo: `${personNo}-500.00`, reversalNo: `R-${personNo}`, reason: '测试' }
  await reverse(desk.service, bureau, { hospitalCode: cityHospital, ...reversal })
  return personNo
}

/** What is made of other columns cannot be changed by anybody. */
async function columnsOf(owner: pg.Client): Promise<Omit<Edit, 'personNo'>[]> {
  const { rows } = await owner.query(
    `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY ($1) AND is_generated = 'NEVER'
     ORDER BY array_position($1, table_name::text), ordinal_position`,
    [tables],
  )
  return rows
}

/** Constraints are what a superuser takes off first. */
async function takeOffChecks(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ sql: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS sql FROM pg_constraint
     WHERE contype = 'c' AND coninhcount = 0 AND conrelid = ANY ($1::regclass[])`,
    [tables],
  )
  for (const { sql } of rows) await owner.query(sql)
}

beforeAll(async () => {
  desk = await openDesk()
  const owner = await desk.owner()
  const columns = await columnsOf(owner)
  for (const column of columns) edits.push({ ...column, personNo: await busyPerson() })
  expect(await desk.differences()).toEqual([])
  await takeOffChecks(owner)
  await owner.query('SET session_replication_role = replica')
  for (const { table, column, type, personNo } of edits) {
    const order = table === 'entries' ? 'ORDER BY seq LIMIT 1' : 'LIMIT 1'
    const { rowCount } = await owner.query(
      `UPDATE ${table} SET ${column} = ${(others[type] as (column: string) => string)(column)}
       WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM ${table} WHERE person_no = $1 ${order})`,
      [personNo],
    )
    expect(rowCount, `${table}.${column}`).toBe(1)
  }
  found = await desk.differences()
}, 120_000)

describe('a superuser changes one column of one row', () => {
  test('of every table and column', () => {
    expect(new Set(edits.map(({ table }) => table))).toEqual(new Set(tables))
    expect(edits.length).toBeGreaterThan(60)
    const unseen = edits.filter(({ personNo }) => !found.some((one) => one.personNo.startsWith(personNo)))
    expect(unseen.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  })
})
