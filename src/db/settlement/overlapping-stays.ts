import type pg from 'pg'
import type { Overlap } from '../../domain/claim/overlaps.ts'
import type { Registers } from '../registers/dates.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export interface OverlappingStay {
  readonly personNo: string
  readonly settlementId: string
  readonly hospitalCode: string
  readonly settlementNo: string
  readonly insuredRegion: string
  /** The settlement that was there before. */
  readonly other: Overlap
  /** RFC 3339. */
  readonly foundAt: string
}

/** Written with the settlements, in their transaction. */
export async function insertOverlappingStays(client: pg.ClientBase, stays: readonly OverlappingStay[]): Promise<void> {
  await client.query(
    `INSERT INTO overlapping_stays (person_no, settlement_id, hospital_code, settlement_no, insured_region, found_at,
       other_hospital_code, other_settlement_no, other_from, other_to)
     SELECT r."personNo", r."settlementId", r."hospitalCode", r."settlementNo", r."insuredRegion", r."foundAt",
       r.other ->> 'hospitalCode', r.other ->> 'settlementNo', (r.other ->> 'from')::date, (r.other ->> 'to')::date
     FROM json_to_recordset($1) AS r ("personNo" text, "settlementId" uuid, "hospitalCode" text, "settlementNo" text,
       "insuredRegion" text, "foundAt" timestamptz, other json)`,
    [JSON.stringify(stays)],
  )
}

/**
 * Lists what was settled under several numbers before they were known to be one human's: days in common, and the same visit of
 * outpatient care, each with the settlement that was there before (000000/G25, 000000/G26).
 */
export async function insertOverlapsOfJoined(
  registers: Registers,
  personNos: readonly string[],
  at: Date,
): Promise<void> {
  await registers.$executeRaw`
    WITH posted AS (
      SELECT s.person_no, s.settlement_id, s.hospital_code, s.settlement_no, s.insured_region, s.total, s.admitted_on IS NOT NULL AS stay,
        coalesce(s.admitted_on, s.event_on) AS begins_on, s.event_on AS ends_on
      FROM settlements s WHERE s.person_no = ANY (${[...personNos]}::text[])
        AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no))
    INSERT INTO overlapping_stays (person_no, settlement_id, hospital_code, settlement_no, insured_region, found_at,
      other_hospital_code, other_settlement_no, other_from, other_to)
    SELECT s.person_no, s.settlement_id, s.hospital_code, s.settlement_no, s.insured_region, ${at},
      o.hospital_code, o.settlement_no, o.begins_on, o.ends_on
    FROM posted s JOIN posted o ON o.person_no <> s.person_no AND o.settlement_id < s.settlement_id
    WHERE (s.begins_on < o.ends_on AND o.begins_on < s.ends_on)
      OR (s.hospital_code = o.hospital_code AND s.begins_on = o.begins_on AND s.ends_on = o.ends_on AND s.stay = o.stay
        AND (s.stay OR s.total = o.total))
    ON CONFLICT DO NOTHING`
}

export interface ListedOverlap extends Omit<OverlappingStay, 'foundAt'> {
  readonly foundAt: Date
  readonly from: string
  readonly to: string
}

/** The key by which the list goes on. */
export type OverlapKey = readonly [settlementId: string, otherHospitalCode: string, otherSettlementNo: string]

/** Those of a region of which both settlements still stand, the first found first. */
export async function listOverlappingStays(
  client: Queryable,
  { regionPrefix }: { readonly regionPrefix: string },
  { after, take }: { readonly after: OverlapKey | null; readonly take: number },
): Promise<ListedOverlap[]> {
  const active = (hospital: string, number: string) =>
    `NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = o.${hospital} AND r.settlement_no = o.${number})`
  const { rows } = await client.query<ListedOverlap>(
    `SELECT o.person_no AS "personNo", o.settlement_id AS "settlementId", o.hospital_code AS "hospitalCode",
       o.settlement_no AS "settlementNo", o.insured_region AS "insuredRegion", o.found_at AS "foundAt",
       to_char(coalesce(s.admitted_on, s.event_on), 'YYYY-MM-DD') AS "from", to_char(s.event_on, 'YYYY-MM-DD') AS "to",
       json_build_object('hospitalCode', o.other_hospital_code, 'settlementNo', o.other_settlement_no,
         'from', to_char(o.other_from, 'YYYY-MM-DD'), 'to', to_char(o.other_to, 'YYYY-MM-DD')) AS other
     FROM overlapping_stays o
     JOIN settlement_numbers n ON n.hospital_code = o.hospital_code AND n.settlement_no = o.settlement_no
     JOIN settlements s ON s.person_no = n.person_no AND s.year = n.year AND s.settlement_id = n.settlement_id
     WHERE o.insured_region BETWEEN $1 AND $2 AND ${active('hospital_code', 'settlement_no')}
       AND ${active('other_hospital_code', 'other_settlement_no')}
       AND ($3::uuid IS NULL OR (o.settlement_id, o.other_hospital_code, o.other_settlement_no) > ($3, $4, $5))
     ORDER BY o.settlement_id, o.other_hospital_code, o.other_settlement_no LIMIT $6`,
    [...regionRange(regionPrefix), ...(after ?? [null, null, null]), take],
  )
  return rows
}
