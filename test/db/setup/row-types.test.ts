import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { rowTypes } from '../../../src/db/ledger/write-postings.ts'
import { freshDatabase } from '../../support/database/database.ts'

let db: Database
beforeAll(async () => {
  db = (await freshDatabase()).open()
})

/** Texts behind one another would change places in silence: nothing but the order tells them apart. */
test.each(Object.entries(rowTypes))('%s has the columns that are written, in their order', async (type, columns) => {
  const { rows } = await db.pool.query<{ attname: string }>(
    `SELECT attname FROM pg_attribute WHERE attrelid = (SELECT typrelid FROM pg_type WHERE typname = $1) ORDER BY attnum`,
    [type],
  )
  // A person-year's place is its own in the array.
  const place = type === 'written_year' ? [] : ['place']
  expect(rows.map(({ attname }) => attname)).toEqual([...columns.map(({ name }) => name), ...place])
})
