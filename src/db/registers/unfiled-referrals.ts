import type { Day } from '../../domain/calendar.ts'
import type { Queryable } from '../sql.ts'
import { regionRange } from './region-range.ts'

export interface UnfiledReferral {
  readonly personNo: string
  readonly settlementId: string
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly insuredRegion: string
  readonly from: Day
  readonly to: Day
  readonly settledAt: Date
}

/** Settlements of a region that stand and were marked, the first settled first. The partial index holds those alone. */
export async function listUnfiledReferrals(
  client: Queryable,
  { regionPrefix }: { readonly regionPrefix: string },
  after: string | null,
  take: number,
): Promise<UnfiledReferral[]> {
  const { rows } = await client.query<UnfiledReferral>(
    `SELECT s.person_no AS "personNo", s.settlement_id AS "settlementId", s.hospital_code AS "hospitalCode",
       s.settlement_no AS "settlementNo", s.insured_region AS "insuredRegion", s.settled_at AS "settledAt",
       to_char(coalesce(s.admitted_on, s.event_on), 'YYYY-MM-DD') AS "from", to_char(s.event_on, 'YYYY-MM-DD') AS "to"
     FROM settlements s
     WHERE s.insured_region BETWEEN $1 AND $2 AND s.unfiled AND ($3::uuid IS NULL OR s.settlement_id > $3)
       AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)
     ORDER BY s.settlement_id LIMIT $4`,
    [...regionRange(regionPrefix), after, take],
  )
  return rows
}
