import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSecrets, dataKeyId } from '../../../src/application/shared/secrets.ts'
import { lockDataKey, markRetired } from '../../../src/db/data-keys/rows.ts'
import { sealedColumns } from '../../../src/db/data-keys/sealed.ts'
import { freshDatabase, type TestDatabase } from '../../support/database/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})

async function owner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Columns of bytes that hold no secret: digests of what is no secret, or keyed with what outlives every change of keys. */
const hashes = [
  'applications.input_hash',
  'callers.key_hash',
  'clearings.input_hash',
  'disallowances.input_hash',
  'entries.input_hash',
  'entries.previous_hash',
  'entries.trace_hash',
  'fund_entries.input_hash',
  'hospital_messages.body_hash',
  'opening_balances.input_hash',
  'payout_batches.input_hash',
  'payouts.input_hash',
  'person_years.head',
  'person_years.replaced_head',
  'recalculation_runs.input_hash',
  'reimbursement_documents.content_hash',
  'reimbursements.input_hash',
  'rosters.content_hash',
  'sessions.token_hash',
  'settlement_batches.content_hash',
  'settlement_corrections.input_hash',
  'settlement_numbers.input_hash',
  'uploaded_files.content_hash',
  'visit_settlings.body_hash',
]

const bytesOf = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns c
       JOIN pg_class p ON p.relname = table_name AND p.relnamespace = 'public'::regnamespace AND NOT p.relispartition
       WHERE table_schema = 'public' AND data_type = 'bytea' AND p.relkind IN ('r', 'p') ORDER BY 1`,
    )
  ).rows.map(({ name }) => name)

const listed = sealedColumns.flatMap(({ table, column, found }) => [
  `${table}.${column}`,
  ...(found ? [`${table}.${found.column}`] : []),
])

describe('what is sealed', () => {
  test('is every column of bytes that is no hash: a new one is sealed anew with the others, or named above', async () => {
    const client = await owner()
    expect(await bytesOf(client)).toEqual([...listed, ...hashes].sort())
    await client.query('BEGIN; CREATE TABLE secret_things (id uuid PRIMARY KEY, thing_enc bytea)')
    expect(await bytesOf(client)).toContain('secret_things.thing_enc')
    await client.query('ROLLBACK')
    await client.end()
  })

  test('is kept from a retired key by a trigger', async () => {
    const client = await owner()
    const { rows } = await client.query<{ name: string }>(
      `SELECT tgrelid::regclass::text || '.' || convert_from(substr(tgargs, 1, length(tgargs) - 1), 'UTF8') AS name
       FROM pg_trigger WHERE tgfoid = 'refuse_retired_data_key'::regproc AND tgenabled = 'O' ORDER BY 1`,
    )
    const guarded = sealedColumns.filter(({ table }) => table !== 'data_keys')
    expect(rows.map(({ name }) => name)).toEqual(guarded.map(({ table, column }) => `${table}.${column}`).sort())
    await client.end()
  })

  test.each(sealedColumns)('$table: its key is the primary key', async ({ table, key }) => {
    const client = await owner()
    const { rows } = await client.query<{ name: string; type: string }>(
      `SELECT a.attname AS name, a.atttypid::regtype::text AS type FROM pg_index i
       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)`,
      [table],
    )
    expect(rows.map(({ name, type }) => [name, type])).toEqual(Object.entries(key))
    await client.end()
  })
})

describe('a key that is retired', () => {
  const seed = Buffer.alloc(32, 31)
  const keyId = dataKeyId(seed)
  const secrets = createSecrets(seed)
  let writer: pg.Client
  let retirer: pg.Client
  let people = 0

  beforeEach(async () => {
    writer = await owner()
    retirer = await owner()
    await retirer.query(
      'SET session_replication_role = replica; DELETE FROM data_keys; SET session_replication_role = origin',
    )
    await retirer.query('INSERT INTO data_keys (key_id, secrets_enc, first_used_at) VALUES ($1, $2, now())', [
      keyId,
      secrets.encrypt('x', `data-key:${keyId}`),
    ])
    return () => Promise.all([writer.end(), retirer.end()])
  })

  const write = () => {
    const personNo = `1405000000000000${String(++people).padStart(4, '0')}`
    return writer.query(
      `INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
       VALUES ($1, 'x', '99', $2, $3, '1975-03-12', '140502')`,
      [personNo, secrets.encrypt('1', personNo), secrets.fingerprint('99:1')],
    )
  }
  const settled = async (work: Promise<unknown>) =>
    Promise.race([work.then(() => 'done'), new Promise((wake) => setTimeout(() => wake('waits'), 300))])

  test('waits for whoever seals with it', async () => {
    await writer.query('BEGIN')
    await write()
    await retirer.query('BEGIN')
    const locking = lockDataKey(retirer, keyId)
    expect(await settled(locking)).toBe('waits')
    await writer.query('COMMIT')
    expect(await locking).toBe(true)
    await retirer.query('ROLLBACK')
  })

  test.each(['READ COMMITTED', 'REPEATABLE READ'])('is refused to whoever waited for it, at %s', async (level) => {
    await writer.query(`BEGIN ISOLATION LEVEL ${level}`)
    await writer.query('SELECT count(*) FROM beneficiaries')
    await retirer.query('BEGIN')
    expect(await lockDataKey(retirer, keyId)).toBe(true)
    const writing = write()
    writing.catch(() => undefined)
    expect(await settled(writing)).toBe('waits')
    await markRetired(retirer, keyId, new Date())
    await retirer.query('COMMIT')
    await expect(writing).rejects.toThrow(/was retired|could not serialize/)
    await writer.query('ROLLBACK')
    expect(await lockDataKey(retirer, keyId)).toBe(false)
  })

  test('stays retired, and its row stays', async () => {
    await markRetired(retirer, keyId, new Date())
    await expect(retirer.query('UPDATE data_keys SET retired_at = NULL')).rejects.toThrow(/retired once/)
    await expect(retirer.query('DELETE FROM data_keys')).rejects.toThrow(/never removed/)
    await expect(retirer.query('TRUNCATE data_keys')).rejects.toThrow(/never removed/)
  })
})

test('of an application its contact may be sealed anew, and nothing else of it changes that way', async () => {
  const client = await owner()
  const sealed = createSecrets(Buffer.alloc(32, 32))
  await client.query(`INSERT INTO beneficiaries (person_no, name, id_type, id_number_enc, id_number_hmac, birth_date, insured_region)
    VALUES ('P1', 'x', '99', '\\x01', decode(repeat('00', 32), 'hex'), '1975-03-12', '140502')`)
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO applications (id, kind, region, application_no, input_hash, person_no, category, requested_from, documents, contact_enc,
       status, steps, recorded_at, recorded_by)
     VALUES ('0190f5fe-7c00-7a00-8000-000000000001', 'identity', '140500', 'A1', decode(repeat('00', 32), 'hex'), 'P1', 'dibao', '2024-01-01', '[]',
       $1, 'received', 1, now(), 'x')`,
    [sealed.encrypt('1', 'a')],
  )
  await client.query(
    `INSERT INTO application_events (application_id, seq, status, happened_on, recorded_at, recorded_by, detail)
     VALUES ('0190f5fe-7c00-7a00-8000-000000000001', 1, 'received', '2024-01-01', now(), 'x', '{}')`,
  )
  await client.query('COMMIT')
  const anew = sealed.encrypt('1', 'a')
  expect((await client.query('UPDATE applications SET contact_enc = $1', [anew])).rowCount).toBe(1)
  await expect(client.query('UPDATE applications SET contact_enc = NULL')).rejects.toThrow(/next step/)
  await expect(client.query(`UPDATE applications SET contact_enc = $1, category = 'tekun'`, [anew])).rejects.toThrow(
    /next step/,
  )
  await client.end()
})
