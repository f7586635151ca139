import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export const auditKinds = [
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'session-ended',
  'change',
  'export',
  'refused',
  'opened',
] as const
export type AuditKind = (typeof auditKinds)[number]

export interface EventRow {
  readonly id: string
  readonly at: Date
  readonly kind: AuditKind
  readonly actorId: string | null
  readonly actorKind: string | null
  readonly actorName: string | null
  readonly actorRegion: string | null
  readonly hospitalCode: string | null
  readonly operation: string
  readonly target: string | null
  readonly personNo: string | null
  readonly status: number
  readonly code: string | null
  readonly approvedBy: string | null
  readonly address: string
  readonly requestId: string | null
}

export async function insertAuditEvent(client: Queryable, row: EventRow): Promise<void> {
  await client.query({
    name: 'insert-audit-event',
    text: `INSERT INTO audit_events (id, at, kind, actor_id, actor_kind, actor_name, actor_region, hospital_code, operation, target,
        person_no, status, code, approved_by, address, request_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: [
      ...[row.id, row.at, row.kind, row.actorId, row.actorKind, row.actorName, row.actorRegion, row.hospitalCode],
      ...[row.operation, row.target, row.personNo, row.status, row.code, row.approvedBy, row.address, row.requestId],
    ],
  })
}

export interface EventFilter {
  /** The first digits of the regions of whoever reads; empty for everywhere. */
  readonly regionPrefix: string
  readonly hospitalCode: string | null
  readonly actorId: string | null
  readonly personNo: string | null
  readonly kind: string | null
  /** Instants: from the first on, and before the second. */
  readonly from: string | null
  readonly before: string | null
}

const columns = `id, at, kind, actor_id AS "actorId", actor_kind AS "actorKind", actor_name AS "actorName",
  actor_region AS "actorRegion", hospital_code AS "hospitalCode", operation, target, person_no AS "personNo", status, code,
  approved_by AS "approvedBy", address, request_id AS "requestId"`

/** Newest first, of what the region's own callers and operators did. */
export async function listEventRows(
  client: Queryable,
  { regionPrefix, hospitalCode, actorId, personNo, kind, from, before }: EventFilter,
  { after, take }: { readonly after: readonly [at: string, id: string] | null; readonly take: number },
): Promise<EventRow[]> {
  const { rows } = await client.query<EventRow>(
    `SELECT ${columns} FROM audit_events
     WHERE ($1 OR actor_region BETWEEN $2 AND $3) AND ($4::text IS NULL OR hospital_code = $4)
       AND ($5::text IS NULL OR actor_id = $5) AND ($6::text IS NULL OR person_no = $6) AND ($7::text IS NULL OR kind = $7)
       AND ($8::timestamptz IS NULL OR at >= $8) AND ($9::timestamptz IS NULL OR at < $9)
       AND ($10::timestamptz IS NULL OR (at, id) < ($10, $11::uuid))
     ORDER BY at DESC, id DESC LIMIT $12`,
    [
      ...[regionPrefix === '', ...regionRange(regionPrefix), hospitalCode, actorId, personNo, kind, from, before],
      ...[after?.[0] ?? null, after?.[1] ?? null, take],
    ],
  )
  return rows
}

/** How often somebody's sign-in failed of late, at one address since it last worked there and anywhere. */
export interface FailedSignIns {
  readonly here: number
  readonly anywhere: number
  readonly oldestHere: Date | null
  readonly oldestAnywhere: Date | null
  /** The address has let them in before. */
  readonly isHome: boolean
}

export async function failedSignIns(
  client: Queryable,
  actorId: string,
  at: {
    readonly address: string
    readonly hereSince: Date
    readonly anywhereSince: Date
    readonly homeSince: Date
    /** A password that was reset begins anew. */
    readonly passwordSetAt: Date
  },
): Promise<FailedSignIns> {
  const { rows } = await client.query<FailedSignIns>(
    `WITH last AS (
       SELECT at, id FROM audit_events WHERE actor_id = $1 AND kind = 'sign-in' AND address = $2 ORDER BY at DESC, id DESC LIMIT 1
     ), failed AS (
       SELECT at, address = $2 AND coalesce((at, id) > (SELECT at, id FROM last), true) AS here FROM audit_events
       WHERE actor_id = $1 AND kind = 'sign-in-failed' AND code = 'sign-in-failed' AND at > $4 AND at >= $6::timestamptz
     )
     SELECT count(*) FILTER (WHERE here AND at > $3)::int AS here, count(*)::int AS anywhere,
       min(at) FILTER (WHERE here AND at > $3) AS "oldestHere", min(at) AS "oldestAnywhere",
       coalesce((SELECT at > $5 FROM last), false) AS "isHome"
     FROM failed`,
    [actorId, at.address, at.hereSince, at.anywhereSince, at.homeSince, at.passwordSetAt],
  )
  return rows[0] ?? { here: 0, anywhere: 0, oldestHere: null, oldestAnywhere: null, isHome: false }
}

/** How often a person's statement was asked for with a wrong name or number of late: in the short while, and in the long one. */
export interface FailedOpenings {
  readonly short: number
  readonly long: number
}

/** Attempts at one person's statements follow one another: as many at once would be counted before any is written. */
export async function lockOpenings(client: Queryable, personNo: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('openings of ' || $1, 0))`, [personNo])
}

export async function failedOpenings(
  client: Queryable,
  personNo: string,
  since: { readonly short: Date; readonly long: Date },
): Promise<FailedOpenings> {
  const { rows } = await client.query<FailedOpenings>({
    name: 'failed-openings',
    text: `SELECT count(*) FILTER (WHERE at >= $2)::integer AS short, count(*)::integer AS long FROM audit_events
      WHERE person_no = $1 AND at >= $3 AND operation = 'openStatement' AND status = 403`,
    values: [personNo, since.short, since.long],
  })
  return rows[0] ?? { short: 0, long: 0 }
}
