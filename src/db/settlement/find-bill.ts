import type { Day } from '../../domain/calendar.ts'
import type { Registers } from '../registers/dates.ts'

/** The first and last day of a person's visit that is settled under a number and stands; null where there is none. */
export async function findBill(
  registers: Registers,
  { personNo, hospitalCode, settlementNo }: { personNo: string; hospitalCode: string; settlementNo: string },
): Promise<{ readonly from: Day; readonly to: Day } | null> {
  const rows = await registers.$queryRaw<{ from: Day; to: Day }[]>`
    SELECT to_char(coalesce(s.admitted_on, s.event_on), 'YYYY-MM-DD') AS "from", to_char(s.event_on, 'YYYY-MM-DD') AS "to"
    FROM settlement_numbers n
    JOIN settlements s ON s.person_no = n.person_no AND s.year = n.year AND s.settlement_id = n.settlement_id
    WHERE n.hospital_code = ${hospitalCode} AND n.settlement_no = ${settlementNo} AND n.person_no = ${personNo}
      AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = n.hospital_code AND r.settlement_no = n.settlement_no)`
  return rows[0] ?? null
}
