import type { Day } from '../../domain/calendar.ts'
import { type Hospital as HospitalRow, Prisma } from '../generated/client.ts'
import type { PageOf, Registers } from './dates.ts'

export type { HospitalRow }

/** Answers whether it was new; an existing row is left as it is. */
export async function insertHospital(registers: Registers, row: HospitalRow): Promise<boolean> {
  const { count } = await registers.hospital.createMany({ data: [row], skipDuplicates: true })
  return count === 1
}

/** Locks the row until the transaction ends, so that two changes of one hospital follow one another. */
export async function lockHospital(registers: Registers, hospitalCode: string): Promise<HospitalRow> {
  await registers.$queryRaw`SELECT FROM hospitals WHERE hospital_code = ${hospitalCode} FOR UPDATE`
  return registers.hospital.findUniqueOrThrow({ where: { hospitalCode } })
}

export function updateHospital(registers: Registers, row: Omit<HospitalRow, 'recordedAt'>): Promise<HospitalRow> {
  return registers.hospital.update({ where: { hospitalCode: row.hospitalCode }, data: row })
}

export function findHospital(registers: Registers, hospitalCode: string): Promise<HospitalRow | null> {
  return registers.hospital.findUnique({ where: { hospitalCode } })
}

export interface HospitalFilter {
  readonly regionPrefix: string
  /** Set when the caller may see this one only. */
  readonly only: string | null
}

export function listHospitalRows(registers: Registers, filter: HospitalFilter, page: PageOf): Promise<HospitalRow[]> {
  return registers.hospital.findMany({
    where: {
      region: { startsWith: filter.regionPrefix },
      AND: [
        filter.only === null ? {} : { hospitalCode: filter.only },
        page.after === null ? {} : { hospitalCode: { gt: page.after } },
      ],
    },
    orderBy: { hospitalCode: 'asc' },
    take: page.take,
  })
}

/** What a hospital is from a day on. `from` null: before the first change. */
export interface HospitalTermsRow {
  readonly hospitalCode: string
  readonly id: string
  readonly from: Day | null
  readonly level: string
  readonly feeClass: string | null
  readonly designated: boolean
  readonly criticalDiseaseDesignated: boolean
  readonly reason: string | null
  readonly recordedAt: Date
  readonly recordedBy: string
}

/** Prisma knows no -infinity, so these are plain statements. */
export async function insertHospitalTerms(registers: Registers, row: HospitalTermsRow): Promise<void> {
  const { hospitalCode, id, from, level, feeClass, designated, criticalDiseaseDesignated, reason } = row
  await registers.$executeRaw`INSERT INTO hospital_terms (hospital_code, id, valid_from, level, fee_class, designated,
      critical_disease_designated, reason, recorded_at, recorded_by)
    VALUES (${hospitalCode}, ${id}::uuid, coalesce(${from}::date, '-infinity'), ${level}, ${feeClass}, ${designated},
      ${criticalDiseaseDesignated}, ${reason}, ${row.recordedAt}, ${row.recordedBy})`
}

/** By their first day, those of one day as they were recorded; empty for a hospital that never changed. */
export function listHospitalTerms(registers: Registers, hospitalCode: string): Promise<HospitalTermsRow[]> {
  return registers.$queryRaw<HospitalTermsRow[]>(Prisma.sql`SELECT hospital_code AS "hospitalCode", id::text AS id,
      CASE WHEN isfinite(valid_from) THEN to_char(valid_from, 'YYYY-MM-DD') END AS "from", level, fee_class AS "feeClass",
      designated, critical_disease_designated AS "criticalDiseaseDesignated", reason, recorded_at AS "recordedAt",
      recorded_by AS "recordedBy"
    FROM hospital_terms WHERE hospital_code = ${hospitalCode} ORDER BY valid_from, id`)
}
