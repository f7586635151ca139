import type pg from 'pg'
import { inTransaction } from '../transaction.ts'

interface SharedTable {
  readonly name: string
  readonly key: string
  /** Columns that are taken over where they differ; what is append-only has none. */
  readonly changes: readonly string[]
  /** A column whose later value holds, wherever it stands. */
  readonly later?: string
  readonly where?: string
}

/**
 * What every place holds of what belongs to all: who may call, who signs in, and the hospitals. In this order, because a
 * session names its operator and a term its hospital. Sessions that are long over are left where they were.
 */
const tables: readonly SharedTable[] = [
  { name: 'callers', key: 'id', changes: ['revoked_at'] },
  {
    name: 'operators',
    key: 'id',
    changes: [
      ...['name', 'region', 'hospital_code', 'posts', 'password_hash', 'must_change', 'password_set_at'],
      ...['withdrawn_at', 'withdrawn_by', 'subject'],
    ],
  },
  {
    name: 'sessions',
    key: 'id',
    changes: ['ended_at', 'ended_by'],
    later: 'seen_at',
    where: `t.ends_at > now() - interval '1 day'`,
  },
  {
    name: 'hospitals',
    key: 'hospital_code',
    changes: [
      ...['name', 'region', 'level', 'fee_class', 'designated', 'critical_disease_designated', 'recorded_at'],
      'updated_at',
    ],
  },
  { name: 'hospital_terms', key: 'hospital_code, id', changes: [] },
  { name: 'hospital_versions', key: 'hospital_code, id', changes: [] },
]

/** How many rows travel in one statement. */
const atOnce = 1_000

const rowsOf = ({ name, where = 'true' }: SharedTable) => `FROM ${name} t WHERE ${where}`

/** A sum over all rows of each table, to be compared with that of another place. */
async function sumsOf(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const each = tables.map(
    (table) =>
      `(SELECT count(*) || ' ' || coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)::numeric), 0) ${rowsOf(table)})`,
  )
  const { rows } = await client.query<{ sums: string[] }>(`SELECT ARRAY[${each.join(', ')}] AS sums`)
  return rows[0]?.sums ?? []
}

/** Takes over what differs, in one transaction, and answers how many rows were written. Nothing is taken away: nothing of these is. */
export async function takeOverRegisters(from: pg.Pool, into: pg.Pool): Promise<number> {
  const [there, here] = await Promise.all([sumsOf(from), sumsOf(into)])
  const differing = tables.filter((_, at) => there[at] !== here[at])
  if (differing.length === 0) return 0
  const client = await into.connect()
  try {
    return await inTransaction(client, async () => {
      let written = 0
      for (const table of differing) written += await takeOver(from, client, table)
      return written
    })
  } finally {
    client.release()
  }
}

async function takeOver(from: pg.Pool, into: pg.ClientBase, table: SharedTable): Promise<number> {
  const { rows } = await from.query<{ row: unknown }>(
    `SELECT to_jsonb(t) AS row ${rowsOf(table)} ORDER BY ${table.key}`,
  )
  let written = 0
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce).map(({ row }) => row)
    const { rowCount } = await into.query(upsert(table), [JSON.stringify(part)])
    written += rowCount ?? 0
  }
  return written
}

function upsert({ name, key, changes, later }: SharedTable): string {
  const insert = `INSERT INTO ${name} AS t SELECT * FROM jsonb_populate_recordset(null::${name}, $1::jsonb) ON CONFLICT (${key})`
  if (changes.length === 0) return `${insert} DO NOTHING`
  const values = (of: string, latest: string[]) =>
    `(${[...changes.map((column) => `${of}.${column}`), ...latest].join(', ')})`
  const latest = later === undefined ? [] : [`greatest(t.${later}, excluded.${later})`]
  const columns = later === undefined ? changes : [...changes, later]
  const now = values('t', later === undefined ? [] : [`t.${later}`])
  const then = values('excluded', latest)
  return `${insert} DO UPDATE SET (${columns.join(', ')}) = ROW${then} WHERE ${now} IS DISTINCT FROM ${then}`
}
