import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { projectFiles, textOf } from '../../architecture/source.ts'
import { freshDatabase } from '../../support/database/database.ts'

let db: Database
beforeAll(async () => {
  db = (await freshDatabase()).open()
})

/** Keys by which rows of one table are met with rows of another. */
const keys = [
  'person_no',
  'hospital_code',
  'settlement_no',
  'region',
  'insured_region',
  'to_region',
  'mdtrt_id',
  'msgid',
]

test.each(keys)('%s is compared by bytes in every table, so that the index of each serves the other', async (key) => {
  const { rows } = await db.pool.query<{ table: string; collation: string | null }>(
    `SELECT a.attrelid::regclass::text AS table, c.collname AS collation
     FROM pg_attribute a JOIN pg_class k ON k.oid = a.attrelid LEFT JOIN pg_collation c ON c.oid = a.attcollation
     WHERE a.attname = $1 AND k.relkind IN ('r', 'p') AND k.relnamespace = 'public'::regnamespace`,
    [key],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ collation }) => collation !== 'C')).toEqual([])
})

// A query that names the default order compares by that, and then no index of these keys serves it.
const namesTheDefault = /COLLATE "default"/i

test('no function of the database compares by another order', async () => {
  const { rows } = await db.pool.query<{ name: string; body: string }>(
    `SELECT proname AS name, prosrc AS body FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  )
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter(({ body }) => namesTheDefault.test(body)).map(({ name }) => name)).toEqual([])
})

test('no query of the service compares by another order', () => {
  const files = projectFiles().filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((path) => namesTheDefault.test(textOf(path)))).toEqual([])
})
