import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

/** A line of the trail of what was changed, exported or shown whole. */
export interface ChangeNoteRow {
  /** The line's number in the trail. */
  readonly id: string
  readonly at: Date
  readonly callerId: string
  readonly callerName: string | null
  readonly personNo: string | null
  readonly hospitalCode: string | null
  readonly action: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface ChangeNoteFilter {
  /** The first digits of the regions of whoever reads; empty for everywhere. */
  readonly regionPrefix: string
  readonly personNo: string | null
  readonly hospitalCode: string | null
  readonly callerId: string | null
  readonly action: string | null
  /** Instants: from the first on, and before the second. */
  readonly from: string | null
  readonly before: string | null
}

/**
 * Newest first: what happened to the region's people, hospitals and lists by anybody, and what is about neither by the region's
 * callers.
 */
export async function listChangeNotes(
  client: Queryable,
  { regionPrefix, personNo, hospitalCode, callerId, action, from, before }: ChangeNoteFilter,
  { after, take }: { readonly after: number | null; readonly take: number },
): Promise<ChangeNoteRow[]> {
  const everywhere = regionPrefix === ''
  const { rows } = await client.query<ChangeNoteRow>(
    `SELECT c.id::text AS id, c.at, c.caller_id AS "callerId", k.name AS "callerName", c.person_no AS "personNo",
       c.hospital_code AS "hospitalCode", c.action, c.detail
     FROM register_changes c LEFT JOIN callers k ON k.id::text = c.caller_id
     WHERE ($1 OR CASE
         WHEN c.person_no IS NOT NULL THEN EXISTS (
           SELECT FROM beneficiaries b WHERE b.person_no = c.person_no AND b.insured_region BETWEEN $2 AND $3)
         WHEN c.hospital_code IS NOT NULL THEN EXISTS (
           SELECT FROM hospitals h WHERE h.hospital_code = c.hospital_code AND h.region BETWEEN $2 AND $3)
         WHEN c.detail->>'region' IS NOT NULL THEN c.detail->>'region' BETWEEN $2 AND $3
         ELSE k.region BETWEEN $2 AND $3 END)
       AND ($4::text IS NULL OR c.person_no = $4) AND ($5::text IS NULL OR c.hospital_code = $5)
       AND ($6::text IS NULL OR c.caller_id = $6) AND ($7::text IS NULL OR c.action = $7)
       AND ($8::timestamptz IS NULL OR c.at >= $8) AND ($9::timestamptz IS NULL OR c.at < $9)
       AND ($10::bigint IS NULL OR c.id < $10)
     ORDER BY c.id DESC LIMIT $11`,
    [
      ...[everywhere, ...regionRange(regionPrefix), personNo, hospitalCode, callerId, action, from, before],
      ...[after, take],
    ],
  )
  return rows
}
