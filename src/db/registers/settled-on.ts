import type { Day } from '../../domain/calendar.ts'
import { Prisma } from '../generated/client.ts'
import type { Registers } from './dates.ts'

/** A settlement that stands. */
export interface SettledOn {
  readonly settlementId: string
  readonly settlementNo: string
  readonly hospitalCode: string
  readonly care: string
  /** The day of discharge or service, by which identities count. */
  readonly endedOn: Day
}

/** What stands of a person's visits that ended on one of these days, by day; at most `take`. */
export function listSettledOn(
  registers: Registers,
  { personNo, from, to }: { readonly personNo: string; readonly from: Day; readonly to: Day | null },
  take: number,
): Promise<SettledOn[]> {
  const until =
    to === null ? Prisma.empty : Prisma.sql`AND s.event_on <= ${to}::date AND s.year <= extract(year FROM ${to}::date)`
  return registers.$queryRaw<
    SettledOn[]
  >`SELECT s.settlement_id AS "settlementId", s.settlement_no AS "settlementNo", s.hospital_code AS "hospitalCode", s.care,
      to_char(s.event_on, 'YYYY-MM-DD') AS "endedOn"
    FROM settlements s
    WHERE s.person_no = ${personNo} AND s.event_on >= ${from}::date AND s.year >= extract(year FROM ${from}::date) ${until}
      AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)
    ORDER BY s.event_on, s.settlement_id LIMIT ${take}`
}
