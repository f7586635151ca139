import type { Queryable } from '../sql.ts'

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

/** The last quote of a visit that was given until an instant; null where there was none. */
export async function latestQuote(
  client: Queryable,
  { mdtrtId, until }: { readonly mdtrtId: string; readonly until: Date },
): Promise<unknown> {
  const { rows } = await client.query<{ answer: unknown }>({
    name: 'visit-quote',
    text: `SELECT answer FROM visit_quotes WHERE mdtrt_id = $1 AND quoted_at <= $2
     ORDER BY quoted_at DESC, id DESC LIMIT 1`,
    values: [mdtrtId, until],
  })
  return rows[0]?.answer ?? null
}
