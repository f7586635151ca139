import { type CallerKind, callerKinds } from '../../domain/names/caller-kinds.ts'
import { regionRange } from '../registers/region-range.ts'
import { among, shaped } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

export const lookupOutcomes = ['shown', 'refused', 'not-found', 'throttled'] as const
export type LookupOutcome = (typeof lookupOutcomes)[number]

export const lookupBases = ['certificate', 'visit', 'settlement', 'region'] as const
export type LookupBasis = (typeof lookupBases)[number]

const aKind = among(callerKinds)

export interface LookupRow {
  readonly id: string
  readonly at: Date
  readonly callerId: string
  readonly callerKind: CallerKind
  readonly callerRegion: string
  readonly hospitalCode: string | null
  readonly personNo: string | null
  readonly insuredRegion: string | null
  readonly operation: string
  readonly outcome: LookupOutcome
  readonly basis: LookupBasis | null
  readonly requestId: string | null
}

export async function insertLookup(client: Queryable, row: LookupRow): Promise<void> {
  const text = `INSERT INTO lookups (id, at, caller_id, caller_kind, caller_region, hospital_code, person_no, insured_region,
    operation, outcome, basis, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
  const values = [
    ...[row.id, row.at, row.callerId, row.callerKind, row.callerRegion, row.hospitalCode, row.personNo],
    ...[row.insuredRegion, row.operation, row.outcome, row.basis, row.requestId],
  ]
  await client.query({ name: 'insert-lookup', text, values })
}

export interface LookupFilter {
  /** The first digits of the regions of whoever reads; empty for everywhere. */
  readonly regionPrefix: string
  readonly personNo: string | null
  readonly callerId: string | null
  /** Instants: from the first on, and before the second. */
  readonly from: string | null
  readonly before: string | null
}

const columns = `l.id, l.at, l.caller_id AS "callerId", l.caller_kind AS "callerKind", l.caller_region AS "callerRegion",
  l.hospital_code AS "hospitalCode", l.person_no AS "personNo", l.insured_region AS "insuredRegion", l.operation, l.outcome,
  l.basis, l.request_id AS "requestId"`

/**
 * Newest first: looks at the region's people by anybody, and looks at anybody by the region's callers. A person's number
 * finds only people of the region, or a bureau could try numbers here.
 */
export async function listLookupRows(
  client: Queryable,
  { regionPrefix, personNo, callerId, from, before }: LookupFilter,
  { after, take }: { readonly after: readonly [at: string, id: string] | null; readonly take: number },
): Promise<LookupRow[]> {
  const everywhere = regionPrefix === ''
  const { rows } = await client.query<Omit<LookupRow, 'callerKind'> & { readonly callerKind: string }>(
    `SELECT ${columns} FROM lookups l
     WHERE ($1 OR l.insured_region BETWEEN $2 AND $3 OR ($4::text IS NULL AND l.caller_region BETWEEN $2 AND $3))
       AND ($4::text IS NULL OR l.person_no = $4) AND ($5::text IS NULL OR l.caller_id = $5)
       AND ($6::timestamptz IS NULL OR l.at >= $6) AND ($7::timestamptz IS NULL OR l.at < $7)
       AND ($8::timestamptz IS NULL OR (l.at, l.id) < ($8, $9::uuid))
     ORDER BY l.at DESC, l.id DESC LIMIT $10`,
    [
      ...[everywhere, ...regionRange(regionPrefix), personNo, callerId, from, before],
      ...[after?.[0] ?? null, after?.[1] ?? null, take],
    ],
  )
  return rows.map((row) => ({ ...row, callerKind: shaped('lookups.caller_kind', aKind, row.callerKind) }))
}
