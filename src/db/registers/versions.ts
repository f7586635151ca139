import type { Day } from '../../domain/calendar.ts'
import { Prisma } from '../generated/client.ts'
import type { BeneficiaryRow } from './beneficiaries.ts'
import { dateOf, dayOfDate, type Registers } from './dates.ts'

/** What a person was registered as until a correction. */
export interface PersonVersion
  extends Pick<BeneficiaryRow, 'personNo' | 'name' | 'idType' | 'idNumberEnc' | 'idNumberHmac'> {
  readonly id: string
  readonly birthDate: Day
  readonly until: Date
  readonly reason: string | null
  readonly replacedBy: string
}

export async function insertPersonVersion(registers: Registers, { birthDate, ...row }: PersonVersion): Promise<void> {
  await registers.personVersion.create({ data: { ...row, birthDate: dateOf(birthDate) } })
}

/** The oldest first. */
export async function listPersonVersions(registers: Registers, personNo: string): Promise<PersonVersion[]> {
  const rows = await registers.personVersion.findMany({
    where: { personNo },
    orderBy: [{ until: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, birthDate: dayOfDate(row.birthDate) }))
}

/** As what a person was known at an instant, where that was corrected since. */
export async function personVersionAt(registers: Registers, personNo: string, at: Date): Promise<PersonVersion | null> {
  const where = { personNo, until: { gt: at } }
  const row = await registers.personVersion.findFirst({ where, orderBy: [{ until: 'asc' }, { id: 'asc' }] })
  return row && { ...row, birthDate: dayOfDate(row.birthDate) }
}

export interface HospitalVersion {
  readonly hospitalCode: string
  readonly id: string
  readonly name: string
  readonly until: Date
  readonly reason: string | null
  readonly replacedBy: string
}

export async function insertHospitalVersion(registers: Registers, row: HospitalVersion): Promise<void> {
  await registers.hospitalVersion.create({ data: row })
}

/** The oldest first. */
export function listHospitalVersions(registers: Registers, hospitalCode: string): Promise<HospitalVersion[]> {
  return registers.hospitalVersion.findMany({ where: { hospitalCode }, orderBy: [{ until: 'asc' }, { id: 'asc' }] })
}

export function hospitalVersionAt(
  registers: Registers,
  hospitalCode: string,
  at: Date,
): Promise<HospitalVersion | null> {
  const where = { hospitalCode, until: { gt: at } }
  return registers.hospitalVersion.findFirst({ where, orderBy: [{ until: 'asc' }, { id: 'asc' }] })
}

/** Whether anything was ever settled of the person, or at the hospital: then it stands on paper that people hold. */
export async function wasSettled(
  registers: Registers,
  of: { readonly personNo: string } | { readonly hospitalCode: string },
): Promise<boolean> {
  const which =
    'personNo' in of ? Prisma.sql`s.person_no = ${of.personNo}` : Prisma.sql`s.hospital_code = ${of.hospitalCode}`
  const rows = await registers.$queryRaw<
    { was: boolean }[]
  >`SELECT EXISTS (SELECT FROM settlements s WHERE ${which}) AS was`
  return rows[0]?.was ?? false
}
