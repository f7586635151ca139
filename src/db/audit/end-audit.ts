import type { Queryable } from '../sql.ts'

/** Until when a region's lines of the audit may go. */
export interface AuditEnd {
  readonly region: string
  /** An instant. */
  readonly before: string
}

/** Regions whose callers left lines before an instant, and those of whom they looked at; what nobody did is in 000000. */
export async function listAuditRegions(client: Queryable, before: string): Promise<string[]> {
  const { rows } = await client.query<{ region: string }>(
    `SELECT caller_region AS region FROM lookups WHERE at < $1::timestamptz
     UNION SELECT insured_region FROM lookups WHERE at < $1::timestamptz AND insured_region IS NOT NULL
     UNION SELECT coalesce(actor_region, '000000') FROM audit_events WHERE at < $1::timestamptz ORDER BY 1`,
    [before],
  )
  return rows.map(({ region }) => region)
}

export interface EndedAudit {
  readonly lookups: number
  readonly events: number
}

/** Removes the oldest lines of one region's callers, so many of each kind at most; in a transaction that notes it. */
export async function endAuditLines(
  client: Queryable,
  { region, before }: AuditEnd,
  all: readonly AuditEnd[],
  most: number,
): Promise<EndedAudit> {
  const { rows } = await client.query<EndedAudit>(
    'SELECT lookups, events FROM end_audit($1, $2::timestamptz, $3::text[], $4::timestamptz[], $5)',
    [region, before, all.map((one) => one.region), all.map((one) => one.before), most],
  )
  return rows[0] as EndedAudit
}

/** How many lines of one region's callers are older than an instant. */
export async function countAuditLines(client: Queryable, { region, before }: AuditEnd): Promise<EndedAudit> {
  const { rows } = await client.query<EndedAudit>(
    `SELECT (SELECT count(*) FROM lookups WHERE caller_region = $1 AND at < $2::timestamptz) AS lookups,
       (SELECT count(*) FROM audit_events WHERE coalesce(actor_region, '000000') = $1 AND at < $2::timestamptz) AS events`,
    [region, before],
  )
  return rows[0] as EndedAudit
}
