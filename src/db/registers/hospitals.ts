import type { Hospital as HospitalRow } from '../generated/client.ts'
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
