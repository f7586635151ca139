import type pg from 'pg'

/** A column whose values are sealed with the data key. A test holds this list against the columns of the schema. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The primary key, with the types of its columns. */
  readonly key: Readonly<Record<string, 'text' | 'uuid' | 'smallint'>>
  /** SQL of whose value it is, as `encrypt` was told. */
  readonly owner: string
  /**
   * What to do about a row that somebody else changes at this moment: leave it for the next pass, so that nobody waits for
   * the other, or wait. A key's row is locked by whoever seals with it, for as long as that takes.
   */
  readonly locked: 'skip' | 'wait'
  /** The column that the value is found by, and SQL of what its fingerprint is over before the value itself. */
  readonly found?: { readonly column: string; readonly before: string }
}

/**
 * People of rosters first: they move into the register, so that what is taken in hand there is not met behind its back by
 * values of an older key. The keys' own secrets last: when everything else is sealed anew, the old key opens nothing else.
 */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'roster_people',
    column: 'id_number_enc',
    key: { roster_id: 'uuid', person_no: 'text' },
    owner: 'person_no',
    locked: 'skip',
    found: { column: 'id_number_hmac', before: `id_type || ':'` },
  },
  {
    table: 'beneficiaries',
    column: 'id_number_enc',
    key: { person_no: 'text' },
    owner: 'person_no',
    locked: 'skip',
    found: { column: 'id_number_hmac', before: `id_type || ':'` },
  },
  {
    table: 'person_versions',
    column: 'id_number_enc',
    key: { person_no: 'text', id: 'uuid' },
    owner: 'person_no',
    locked: 'skip',
    found: { column: 'id_number_hmac', before: `id_type || ':'` },
  },
  { table: 'applications', column: 'contact_enc', key: { id: 'uuid' }, owner: 'id::text', locked: 'skip' },
  {
    table: 'payout_accounts',
    column: 'account_enc',
    key: { payout_id: 'uuid', round: 'smallint' },
    owner: `'payout:' || payout_id || ':' || round`,
    locked: 'skip',
  },
  {
    table: 'reimbursement_document_parts',
    column: 'content_enc',
    key: { document_id: 'uuid', part: 'smallint' },
    owner: `'paper:' || document_id || ':' || part`,
    locked: 'skip',
  },
  { table: 'webhooks', column: 'secret_enc', key: { id: 'uuid' }, owner: `'webhook:' || id`, locked: 'skip' },
  {
    table: 'data_keys',
    column: 'secrets_enc',
    key: { key_id: 'text' },
    owner: `'data-key:' || key_id`,
    locked: 'wait',
  },
]

/** The sealed column of a table; each has one. */
export function sealedColumn(table: string): SealedColumn {
  const found = sealedColumns.find((one) => one.table === table)
  if (!found) throw new Error(`nothing of ${table} is sealed`)
  return found
}

export interface SealedValue {
  readonly owner: string
  readonly sealed: Buffer
}

/** The first and the last value of a column, or none: enough to see that a key opens them. */
export async function endsOf(client: pg.ClientBase, of: SealedColumn): Promise<SealedValue[]> {
  const { table, column, owner, key } = of
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT ${owner} AS owner, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL
      ORDER BY ${Object.keys(key)
        .map((name) => `${name} ${direction}`)
        .join(', ')} LIMIT 1)`
  const { rows } = await client.query<SealedValue>(`${end('ASC')} UNION ALL ${end('DESC')}`)
  return rows
}

export interface HeldValues {
  readonly table: string
  readonly column: string
  /** Null for values of the first version, which named no key. */
  readonly keyId: string | null
  readonly count: number
}

/** How many values each key holds, by column. Reads every table whole, in the order of seconds for a million people. */
export async function countHeld(client: pg.ClientBase | pg.Pool): Promise<HeldValues[]> {
  const each = sealedColumns.map(
    ({ table, column }) => `SELECT '${table}' AS "table", '${column}' AS "column", ${keyIdOf(column)} AS "keyId",
      count(*) AS count FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 3`,
  )
  const { rows } = await client.query<HeldValues>(each.join(' UNION ALL '))
  return rows
}

/** Version 2 names its key in the four bytes behind the version. */
function keyIdOf(column: string): string {
  return `CASE WHEN octet_length(${column}) > 4 AND get_byte(${column}, 0) = 2 THEN encode(substr(${column}, 2, 4), 'hex') END`
}

/** A value that is not sealed with the newest key. */
export interface StaleValue extends SealedValue {
  readonly key: readonly string[]
  /** What its fingerprint is over before the value itself; null where it has none. */
  readonly before: string | null
}

/** Which rows of a column: SQL over its table, by the name of the table, and its parameters from $2 on. */
export interface RowCondition {
  readonly sql: string
  readonly values: readonly unknown[]
}

export interface Which {
  readonly where: RowCondition
  readonly take: number
  readonly locked: SealedColumn['locked']
}

/** Values of other keys than this one, by primary key, locked until the transaction ends. */
export async function takeStale(
  client: pg.ClientBase,
  of: SealedColumn,
  newestKeyId: string,
  { where, take, locked }: Which,
): Promise<StaleValue[]> {
  const { table, column, owner, found } = of
  const names = Object.keys(of.key)
  const { rows } = await client.query<StaleValue>(
    `SELECT ARRAY[${names.map((name) => `${table}.${name}::text`).join(', ')}] AS key, ${owner} AS owner, ${column} AS sealed,
       ${found?.before ?? 'NULL'} AS before
     FROM ${table} WHERE ${column} IS NOT NULL AND ${keyIdOf(column)} IS DISTINCT FROM $1 AND ${where.sql}
     ORDER BY ${names.join(', ')} LIMIT ${take} FOR NO KEY UPDATE${locked === 'skip' ? ' SKIP LOCKED' : ''}`,
    [newestKeyId, ...where.values],
  )
  return rows
}

/** Rows behind this one; all of them where there is none. */
export function behind({ table, key }: SealedColumn, last: readonly string[] | null): RowCondition {
  if (last === null) return { sql: 'true', values: [] }
  const types = Object.values(key)
  const names = Object.keys(key).map((name) => `${table}.${name}`)
  return { sql: `(${names.join(', ')}) > (${types.map((type, at) => `$${at + 2}::${type}`).join(', ')})`, values: last }
}

export interface Resealed {
  readonly key: readonly string[]
  readonly sealed: Buffer
  readonly fingerprint: Buffer | null
}

/** Puts values in the place of those that `takeStale` locked. */
export async function writeResealed(
  client: pg.ClientBase,
  { table, column, key, found }: SealedColumn,
  values: readonly Resealed[],
): Promise<void> {
  const names = Object.keys(key)
  const types = Object.values(key)
  const columns = names.map((_, at) => values.map((one) => one.key[at]))
  const next = names.length + 1
  await client.query(
    `UPDATE ${table} SET ${column} = v.sealed${found ? `, ${found.column} = v.fingerprint` : ''}
     FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')}, $${next}::bytea[], $${next + 1}::bytea[])
       AS v (${names.map((_, at) => `key${at}`).join(', ')}, sealed, fingerprint)
     WHERE ${names.map((name, at) => `${table}.${name} = v.key${at}`).join(' AND ')}`,
    [...columns, values.map(({ sealed }) => sealed), values.map(({ fingerprint }) => fingerprint)],
  )
}
