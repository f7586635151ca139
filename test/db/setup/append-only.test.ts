import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { textOf } from '../../architecture/source.ts'
import { freshDatabase } from '../../support/database/database.ts'

/** Uploads that nothing refers to, lines of a list before it is applied and batches may go again; they are never changed. */
const mayGo = [
  ...['uploaded_files', 'uploaded_lines', 'uploaded_line_faults', 'roster_rows', 'roster_faults'],
  ...['settlement_batches', 'settlement_batch_claims', 'settlement_batch_answers'],
]

/** The tables that Prisma's schema says are append-only. */
const appendOnly = [
  ...textOf('prisma/schema.prisma').matchAll(/append-only\.\nmodel \w+ \{\n[\s\S]*?@@map\("(\w+)"\)/gi),
].map(([, table]) => table as string)

let db: Database
let owner: pg.Client
beforeAll(async () => {
  const own = await freshDatabase()
  db = own.open({ maxConnections: 1 })
  owner = new pg.Client({ connectionString: own.url })
  await owner.connect()
})
afterAll(() => owner.end())

const columnOf = async (table: string) =>
  (
    await owner.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1`,
      [table],
    )
  ).rows[0]?.name

/** A statement that means no row is refused like one that means all of them. */
async function changesOf(table: string): Promise<string[]> {
  const column = await columnOf(table)
  const removed = mayGo.includes(table) ? [] : [`DELETE FROM ${table} WHERE false`]
  return [`UPDATE ${table} SET ${column} = ${column} WHERE false`, ...removed, `TRUNCATE ${table} CASCADE`]
}

test('there are some', () => {
  expect(appendOnly.length).toBeGreaterThan(30)
  expect(appendOnly).toEqual(expect.arrayContaining(['entries', 'reversals', 'settlement_numbers', ...mayGo]))
})

/** What the service may add to and neither change nor take away, and what it may change and never take away. */
const granted = async (changes: 'nothing' | 'columns') =>
  (
    await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND has_table_privilege('yizhan_app', oid, 'INSERT') AND NOT has_table_privilege('yizhan_app', oid, 'DELETE')
         AND has_any_column_privilege('yizhan_app', oid, 'UPDATE') = $1
       ORDER BY relname`,
      [changes === 'columns'],
    )
  ).rows.map(({ name }) => name)

/** Who may call, and what waits for somebody: no record of what was done. */
const notKept = ['callers', 'jobs', 'operators', 'sessions', 'tasks']

describe('what is append-only', () => {
  test('is what the service may add to and nothing else', async () => {
    const kept = appendOnly.filter((table) => !mayGo.includes(table))
    expect(kept.toSorted()).toEqual(await granted('nothing'))
  })

  test.each(appendOnly)('%s is changed by nobody, its owner neither', async (table) => {
    for (const sql of await changesOf(table)) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
      await expect(db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('is what may be changed in part, as far as rows are taken away', async () => {
    const kept = (await granted('columns')).filter((table) => !notKept.includes(table))
    expect(kept).toEqual(expect.arrayContaining(['beneficiaries', 'person_years', 'rosters']))
    for (const table of kept)
      for (const sql of [`DELETE FROM ${table} WHERE false`, `TRUNCATE ${table} CASCADE`]) {
        await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
        await expect(db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
      }
  })

  test('is refused by a trigger for each way to change it, since one that names several was lost where a schema is spread', async () => {
    const { rows } = await owner.query<{ table: string; trigger: string }>(
      `SELECT tgrelid::regclass::text AS "table", tgname AS trigger FROM pg_trigger
       JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname IN ('refuse_change', 'refuse_removal')
         AND (tgtype & 8)::bool::int + (tgtype & 16)::bool::int + (tgtype & 32)::bool::int <> 1`,
    )
    expect(rows).toEqual([])
  })

  test('is seen where a trigger is lost', async () => {
    await owner.query('BEGIN')
    await owner.query('DROP TRIGGER append_only_delete ON reversals')
    const { rowCount } = await owner.query('DELETE FROM reversals WHERE false')
    await owner.query('ROLLBACK')
    expect(rowCount).toBe(0)
  })
})
