import type { Day } from '../../domain/calendar.ts'
import type { Identity } from '../generated/client.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

export type IdentityRow = Omit<Identity, 'validFrom' | 'validTo'> & { from: Day; to: Day | null }

function read({ validFrom, validTo, ...row }: Identity): IdentityRow {
  return { ...row, from: dayOfDate(validFrom), to: validTo && dayOfDate(validTo) }
}

export async function insertIdentity(registers: Registers, { from, to, ...row }: IdentityRow): Promise<IdentityRow> {
  return read(await registers.identity.create({ data: { ...row, validFrom: dateOf(from), validTo: to && dateOf(to) } }))
}

export async function endIdentityRow(
  registers: Registers,
  { personNo, id, to, endedAt }: { personNo: string; id: string; to: Day; endedAt: Date },
): Promise<IdentityRow> {
  const where = { personNo_id: { personNo, id } }
  return read(await registers.identity.update({ where, data: { validTo: dateOf(to), endedAt } }))
}

/** All of a person's, in the order in which they were recorded; ended ones included. */
export async function listIdentityRows(registers: Registers, personNo: string, page?: PageOf): Promise<IdentityRow[]> {
  const rows = await registers.identity.findMany({
    where: { personNo, ...(page?.after ? { id: { gt: page.after } } : {}) },
    orderBy: { id: 'asc' },
    ...(page ? { take: page.take } : {}),
  })
  return rows.map(read)
}
