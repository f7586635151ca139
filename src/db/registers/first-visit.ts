import type { Day } from '../../domain/calendar.ts'
import type { Registers } from './dates.ts'

/** The first day of the earliest visit of a person that is settled and not reversed, or null. */
export async function firstVisitOf(registers: Registers, personNo: string): Promise<Day | null> {
  const [row] = await registers.$queryRaw<{ day: Day | null }[]>`SELECT
      to_char(min(coalesce(s.admitted_on, s.event_on)), 'YYYY-MM-DD') AS day
    FROM settlements s WHERE s.person_no = ${personNo}
      AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)`
  return row?.day ?? null
}
