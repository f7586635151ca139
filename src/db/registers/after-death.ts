import type { Day } from '../../domain/calendar.ts'
import { Prisma } from '../generated/client.ts'
import type { Registers } from './dates.ts'
import { regionRange } from './region-range.ts'

/** A settlement that stands, of a visit that began or ended after the day of the person's death. */
export interface AfterDeath {
  readonly personNo: string
  readonly diedOn: Day
  /** When the death was recorded. */
  readonly recordedAt: Date
  readonly settlementId: string
  readonly settlementNo: string
  readonly hospitalCode: string
  readonly care: string
  readonly beganOn: Day
  readonly endedOn: Day
  readonly settledAt: Date
}

/** Of one person, or of everybody insured in a region, by person and settlement. */
export function listAfterDeath(
  registers: Registers,
  of: { readonly personNo: string } | { readonly regionPrefix: string },
  after: readonly [personNo: string, settlementId: string] | null,
  take: number,
): Promise<AfterDeath[]> {
  const whose =
    'personNo' in of
      ? Prisma.sql`f.person_no = ${of.personNo}`
      : Prisma.sql`b.insured_region BETWEEN ${regionRange(of.regionPrefix)[0]} AND ${regionRange(of.regionPrefix)[1]}`
  const further =
    after === null ? Prisma.empty : Prisma.sql`AND (s.person_no, s.settlement_id) > (${after[0]}, ${after[1]}::uuid)`
  return registers.$queryRaw<
    AfterDeath[]
  >`SELECT s.person_no AS "personNo", to_char(f.valid_from, 'YYYY-MM-DD') AS "diedOn",
      f.recorded_at AS "recordedAt", s.settlement_id AS "settlementId", s.settlement_no AS "settlementNo",
      s.hospital_code AS "hospitalCode", s.care, to_char(v.began_on, 'YYYY-MM-DD') AS "beganOn",
      to_char(s.event_on, 'YYYY-MM-DD') AS "endedOn", s.settled_at AS "settledAt"
    FROM person_facts f JOIN beneficiaries b ON b.person_no = f.person_no
    JOIN settlements s ON s.person_no = f.person_no AND s.event_on > f.valid_from AND s.year >= extract(year FROM f.valid_from)
    CROSS JOIN LATERAL (SELECT coalesce(s.admitted_on, s.event_on) AS began_on) v
    WHERE f.kind = 'death' AND f.standing AND NOT f.withdrawn AND ${whose}
      AND NOT EXISTS (SELECT FROM reversals r WHERE r.hospital_code = s.hospital_code AND r.settlement_no = s.settlement_no)
      ${further}
    ORDER BY s.person_no, s.settlement_id LIMIT ${take}`
}

/** Premium subsidies on record of the years that began after the death. Yuan in text. */
export function subsidiesAfterDeath(
  registers: Registers,
  { personNo, diedOn }: { readonly personNo: string; readonly diedOn: Day },
): Promise<{ year: number; subsidy: string }[]> {
  return registers.$queryRaw<
    { year: number; subsidy: string }[]
  >`SELECT DISTINCT ON (e.year) e.year::int AS year, e.subsidy::text AS subsidy
    FROM premium_subsidy_entries e WHERE e.person_no = ${personNo} AND e.year > extract(year FROM ${diedOn}::date)
    ORDER BY e.year, e.seq DESC`
}
