import type pg from 'pg'

/** A key that the database was sealed with, by its id; the key itself is never stored. */
export interface DataKeyRow {
  readonly keyId: string
  readonly secretsEnc: Buffer
  readonly firstUsedAt: Date
  readonly retiredAt: Date | null
}

type Queryable = pg.Pool | pg.ClientBase

/** Any number that nothing else locks. */
const startingLock = 72707370

/** Two processes that start at once on an empty database must not each write down a key of its own. */
export async function lockDataKeys(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [startingLock])
}

/** In the order in which they came into use. */
export async function listDataKeys(client: Queryable): Promise<DataKeyRow[]> {
  const { rows } = await client.query<DataKeyRow>(
    `SELECT key_id AS "keyId", secrets_enc AS "secretsEnc", first_used_at AS "firstUsedAt", retired_at AS "retiredAt"
     FROM data_keys ORDER BY first_used_at, key_id`,
  )
  return rows
}

export async function insertDataKey(client: Queryable, row: Omit<DataKeyRow, 'retiredAt'>): Promise<void> {
  await client.query('INSERT INTO data_keys (key_id, secrets_enc, first_used_at) VALUES ($1, $2, $3)', [
    row.keyId,
    row.secretsEnc,
    row.firstUsedAt,
  ])
}

/** One change of keys at a time; given back when the connection ends, however its process ends. */
export async function lockRotation(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [rotatingLock])
  return rows[0]?.taken === true
}

export async function unlockRotation(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_unlock($1)', [rotatingLock])
}

const rotatingLock = 72707371

/**
 * Locks the key's row, so that whoever seals with it at this moment is waited for and whoever comes later waits; false when
 * it is retired already.
 */
export async function lockDataKey(client: pg.ClientBase, keyId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM data_keys WHERE key_id = $1 AND retired_at IS NULL FOR NO KEY UPDATE',
    [keyId],
  )
  return rowCount === 1
}

export async function markRetired(client: pg.ClientBase, keyId: string, retiredAt: Date): Promise<void> {
  await client.query('UPDATE data_keys SET retired_at = $2 WHERE key_id = $1', [keyId, retiredAt])
}
