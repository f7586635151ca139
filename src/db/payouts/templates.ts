import type { BankTemplate } from '../../domain/payouts/bank-file.ts'
import type { Queryable } from '../sql.ts'

export interface StoredTemplate {
  readonly region: string
  readonly version: number
  readonly content: BankTemplate
}

/** The newest of the nearest of these regions, which are named from the county to the province. */
export async function findTemplate(client: Queryable, regions: readonly string[]): Promise<StoredTemplate | null> {
  const { rows } = await client.query<StoredTemplate>(
    `SELECT region, version, content FROM payout_templates WHERE region = ANY ($1)
     ORDER BY array_position($1::text[], region), version DESC LIMIT 1`,
    [regions],
  )
  return rows[0] ?? null
}

/** Within a transaction: two at once wait for each other, and each gets a version of its own. */
export async function insertTemplate(
  client: Queryable,
  region: string,
  content: BankTemplate,
  { at, callerId }: { readonly at: string; readonly callerId: string },
): Promise<StoredTemplate> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`payout template ${region}`])
  const { rows } = await client.query<StoredTemplate>(
    `INSERT INTO payout_templates (region, version, content, set_at, caller_id)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4 FROM payout_templates WHERE region = $1
     RETURNING region, version, content`,
    [region, JSON.stringify(content), at, callerId],
  )
  return rows[0] as StoredTemplate
}
