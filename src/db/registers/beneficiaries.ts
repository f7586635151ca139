import type { Day } from '../../domain/calendar.ts'
import { type Insurance, insurances } from '../../domain/names/insurances.ts'
import type { Beneficiary } from '../generated/client.ts'
import { among, shaped } from '../shared/shape.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

/** A person of the register; `idNumberEnc` and `idNumberHmac` are what the secrets made of the ID number. */
export type BeneficiaryRow = Omit<Beneficiary, 'birthDate' | 'insurance'> & { birthDate: Day; insurance: Insurance }

const anInsurance = among(insurances)

const read = (row: Beneficiary): BeneficiaryRow => ({
  ...row,
  birthDate: dayOfDate(row.birthDate),
  insurance: shaped('beneficiaries.insurance', anInsurance, row.insurance),
})

/** Answers whether it was new; an existing row is left as it is. */
export async function insertBeneficiary(registers: Registers, row: BeneficiaryRow): Promise<boolean> {
  const data = { ...row, birthDate: dateOf(row.birthDate) }
  const { count } = await registers.beneficiary.createMany({ data: [data], skipDuplicates: true })
  return count === 1
}

/**
 * Locks the person until the transaction ends, or answers null where there is none. Everything that a person holds
 * is changed under this lock, so that two identities entered at once are each checked against the other.
 */
export async function lockBeneficiary(registers: Registers, personNo: string): Promise<BeneficiaryRow | null> {
  await registers.$queryRaw`SELECT FROM beneficiaries WHERE person_no = ${personNo} FOR UPDATE`
  return findBeneficiary(registers, personNo)
}

export async function updateBeneficiary(
  registers: Registers,
  row: Omit<BeneficiaryRow, 'recordedAt'>,
): Promise<BeneficiaryRow> {
  const data = { ...row, birthDate: dateOf(row.birthDate) }
  return read(await registers.beneficiary.update({ where: { personNo: row.personNo }, data }))
}

/** Where a person is insured by now, and where that was before the first dated fact. */
export async function updateInsuredRegion(
  registers: Registers,
  { personNo, ...regions }: Pick<BeneficiaryRow, 'personNo' | 'insuredRegion' | 'firstRegion'>,
): Promise<void> {
  await registers.beneficiary.update({ where: { personNo }, data: regions })
}

/** Whether a region of this prefix certified an identity of the person. */
export async function isCertifiedIn(registers: Registers, personNo: string, prefix: string): Promise<boolean> {
  const where = { personNo, certifiedRegion: { startsWith: prefix } }
  return (await registers.identity.findFirst({ where, select: { id: true } })) !== null
}

export async function findBeneficiary(registers: Registers, personNo: string): Promise<BeneficiaryRow | null> {
  const row = await registers.beneficiary.findUnique({ where: { personNo } })
  return row && read(row)
}

export interface BeneficiaryFilter {
  readonly regionPrefix: string
  /** Set to find by ID number: what it is found by under each key that is in use. */
  readonly idNumberHmacs?: Uint8Array<ArrayBuffer>[]
  /** Set to find by the whole name: the ways in which it may be registered. */
  readonly names?: readonly string[]
  readonly birthDate?: Day
  readonly personNo?: string
}

export async function listBeneficiaryRows(
  registers: Registers,
  { regionPrefix, idNumberHmacs, names, birthDate, personNo }: BeneficiaryFilter,
  page: PageOf,
): Promise<BeneficiaryRow[]> {
  const rows = await registers.beneficiary.findMany({
    where: {
      insuredRegion: { startsWith: regionPrefix },
      ...(idNumberHmacs ? { idNumberHmac: { in: idNumberHmacs } } : {}),
      ...(names === undefined ? {} : { name: { in: [...names] } }),
      ...(birthDate === undefined ? {} : { birthDate: dateOf(birthDate) }),
      AND: [personNo === undefined ? {} : { personNo }, page.after === null ? {} : { personNo: { gt: page.after } }],
    },
    orderBy: { personNo: 'asc' },
    take: page.take,
  })
  return rows.map(read)
}
