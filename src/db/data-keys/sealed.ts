import type pg from 'pg'

/** A column whose values are sealed with the data key. A test holds this list against the columns of the schema. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The primary key. */
  readonly key: readonly string[]
  /** SQL of whose value it is, as `encrypt` was told. */
  readonly owner: string
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'data_keys', column: 'secrets_enc', key: ['key_id'], owner: `'data-key:' || key_id` },
  { table: 'roster_people', column: 'id_number_enc', key: ['roster_id', 'person_no'], owner: 'person_no' },
  { table: 'beneficiaries', column: 'id_number_enc', key: ['person_no'], owner: 'person_no' },
  { table: 'applications', column: 'contact_enc', key: ['id'], owner: 'id::text' },
  { table: 'webhooks', column: 'secret_enc', key: ['id'], owner: `'webhook:' || id` },
]

export interface SealedValue {
  readonly owner: string
  readonly sealed: Buffer
}

/** The first and the last value of a column, or none: enough to see that a key opens them. */
export async function endsOf(client: pg.ClientBase, of: SealedColumn): Promise<SealedValue[]> {
  const { table, column, owner, key } = of
  const end = (direction: 'ASC' | 'DESC') =>
    `(SELECT ${owner} AS owner, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL
      ORDER BY ${key.map((name) => `${name} ${direction}`).join(', ')} LIMIT 1)`
  const { rows } = await client.query<SealedValue>(`${end('ASC')} UNION ALL ${end('DESC')}`)
  return rows
}
