import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences, readSchema, type Schema } from '../../../scripts/schema/read.ts'
import { freshDatabase } from '../../support/database/database.ts'

let client: pg.Client
let asMigrated: Schema
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await freshDatabase()).url })
  await client.connect()
  asMigrated = await schemaOf(client)
})
afterAll(() => client.end())

/** Without the roles that other tests make meanwhile: those are of the whole server. */
async function schemaOf(database: pg.Client): Promise<Schema> {
  const schema = await readSchema(database)
  return new Map([...schema].filter(([name]) => !name.startsWith('role ') || name === 'role yizhan_app'))
}

/** The schema after something was done to it, which is then undone. */
async function schemaAfter(sql: string): Promise<Schema> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    return await schemaOf(client)
  } finally {
    await client.query('ROLLBACK')
  }
}

test('two databases of the same migrations are alike, in more than three thousand things', async () => {
  const other = new pg.Client({ connectionString: (await freshDatabase()).url })
  await other.connect()
  const now = await schemaOf(other)
  await other.end()
  expect(asMigrated.size).toBeGreaterThan(3000)
  expect(differences(asMigrated, now)).toEqual([])
})

test.each([
  ['a table', 'CREATE TABLE odd (id int)', /table public\.odd is new/],
  ['a column', 'ALTER TABLE alerts DROP COLUMN check_by', /column public\.alerts\.check_by is gone/],
  ['a type', 'ALTER TABLE alerts ALTER COLUMN burden TYPE numeric(22, 2)', /burden was[\s\S]*numeric\(22,2\)/],
  ['a default', 'ALTER TABLE jobs ALTER COLUMN done DROP DEFAULT', /column public\.jobs\.done was/],
  ['a null', 'ALTER TABLE jobs ALTER COLUMN region DROP NOT NULL', /column public\.jobs\.region was/],
  ['a collation', 'ALTER TABLE rosters ALTER COLUMN month TYPE text COLLATE "C"', /COLLATE "C"/],
  ['a constraint', 'ALTER TABLE fund_entries DROP CONSTRAINT fund_entries_rounds', /fund_entries_rounds is gone/],
  ['a looser check', looserCheck(), /constraint public\.rosters\.rosters_status_check was/],
  ['an index', 'DROP INDEX lookups_failed_idx', /index public\.lookups_failed_idx is gone/],
  [
    'a trigger',
    'DROP TRIGGER append_only_update ON fund_lines',
    /trigger public\.fund_lines\.append_only_update is gone/,
  ],
  [
    'a trigger that is off',
    'ALTER TABLE fund_lines DISABLE TRIGGER append_only_update',
    /fund_lines\.append_only_update was/,
  ],
  ['a function’s body', emptyFunction(), /function refuse_stale\(\) was/],
  ['a setting of a function', 'ALTER FUNCTION check_closed() RESET enable_seqscan', /function check_closed\(\) was/],
  ['a right', 'GRANT UPDATE (amount) ON fund_lines TO yizhan_app', /column public\.fund_lines\.amount was/],
  ['a right to all', 'GRANT DELETE ON entries TO yizhan_app', /table public\.entries was/],
  ['storage', 'ALTER TABLE person_years SET (fillfactor = 90)', /table public\.person_years was/],
  ['a comment', `COMMENT ON TABLE jobs IS 'work'`, /table public\.jobs was/],
  ['the order of a row type', rowTypeInAnotherOrder(), /type public\.written_year was/],
  ['a row', `UPDATE pgboss.queue SET retry_limit = 1 WHERE name = 'jobs'`, /rows pgboss\.queue was/],
  ['a partition', 'SELECT ledger_open_year(2036)', /table public\.entries_2036 is new/],
])('sees %s', async (_, sql, said) => {
  const found = differences(asMigrated, await schemaAfter(sql))
  expect(found.join('\n')).toMatch(said)
})

test('the order of columns is not a difference, nor whether old rows were looked at', async () => {
  const moved = await schemaAfter(`ALTER TABLE jobs DROP COLUMN cursor; ALTER TABLE jobs ADD COLUMN cursor jsonb;
    ALTER TABLE rosters DROP CONSTRAINT rosters_all_lines;
    ALTER TABLE rosters ADD CONSTRAINT rosters_all_lines CHECK (accepted + rejected = lines) NOT VALID`)
  expect(differences(asMigrated, moved)).toEqual([])
})

function looserCheck(): string {
  return `ALTER TABLE rosters DROP CONSTRAINT rosters_status_check, ADD CONSTRAINT rosters_status_check CHECK (status <> '')`
}

function emptyFunction(): string {
  return 'CREATE OR REPLACE FUNCTION refuse_stale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$'
}

function rowTypeInAnotherOrder(): string {
  return `DROP TYPE written_year; CREATE TYPE written_year AS (
    region text, person_no text, year int, version int, state text, replaced_head text, head text)`
}
