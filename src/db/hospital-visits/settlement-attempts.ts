import type pg from 'pg'
import type { Queryable } from '../sql.ts'

/** A message that set out to settle a visit. */
export interface SettlingRow {
  readonly mdtrtId: string
  readonly round: number
  readonly hospitalCode: string
  readonly msgid: string
  readonly bodyHash: Buffer
}

const fields = `mdtrt_id AS "mdtrtId", round, hospital_code AS "hospitalCode", msgid, body_hash AS "bodyHash"`

export async function latestSettling(client: Queryable, mdtrtId: string): Promise<SettlingRow | null> {
  const text = `SELECT ${fields} FROM visit_settlings WHERE mdtrt_id = $1 ORDER BY round DESC LIMIT 1`
  const { rows } = await client.query<SettlingRow>({ name: 'settling-of-visit', text, values: [mdtrtId] })
  return rows[0] ?? null
}

/** The last round that a message began; null when it never came to that. */
export async function settlingOf(
  client: Queryable,
  { hospitalCode, msgid }: { hospitalCode: string; msgid: string },
): Promise<SettlingRow | null> {
  const text = `SELECT ${fields} FROM visit_settlings WHERE hospital_code = $1 AND msgid = $2
    ORDER BY begun_at DESC, round DESC LIMIT 1`
  const { rows } = await client.query<SettlingRow>({ name: 'settling-of-message', text, values: [hospitalCode, msgid] })
  return rows[0] ?? null
}

export async function insertSettling(
  client: pg.PoolClient,
  row: SettlingRow & { readonly begunAt: Date },
): Promise<void> {
  await client.query({
    name: 'settling-begin',
    text: 'INSERT INTO visit_settlings (mdtrt_id, round, hospital_code, msgid, body_hash, begun_at) VALUES ($1, $2, $3, $4, $5, $6)',
    values: [row.mdtrtId, row.round, row.hospitalCode, row.msgid, row.bodyHash, row.begunAt],
  })
}

export async function insertQuote(
  client: Queryable,
  row: { mdtrtId: string; id: string; answer: object; quotedAt: Date },
): Promise<void> {
  await client.query('INSERT INTO visit_quotes (mdtrt_id, id, answer, quoted_at) VALUES ($1, $2, $3, $4)', [
    row.mdtrtId,
    row.id,
    JSON.stringify(row.answer),
    row.quotedAt,
  ])
}

export async function latestQuote(
  client: Queryable,
  mdtrtId: string,
): Promise<{ answer: unknown; quotedAt: Date } | null> {
  const { rows } = await client.query<{ answer: unknown; quotedAt: Date }>({
    name: 'visit-quote',
    text: 'SELECT answer, quoted_at AS "quotedAt" FROM visit_quotes WHERE mdtrt_id = $1 ORDER BY quoted_at DESC, id DESC LIMIT 1',
    values: [mdtrtId],
  })
  return rows[0] ?? null
}
