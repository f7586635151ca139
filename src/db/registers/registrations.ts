import type { Day } from '../../domain/calendar.ts'
import { type RegistrationKind, registrationKinds } from '../../domain/names/registrations.ts'
import type { Registration } from '../generated/client.ts'
import { among, shaped } from '../shared/shape.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

export type RegistrationRow = Omit<Registration, 'validFrom' | 'validTo' | 'kind'> & {
  kind: RegistrationKind
  from: Day
  to: Day | null
}

const aKind = among(registrationKinds)

function read({ validFrom, validTo, ...row }: Registration): RegistrationRow {
  const kind = shaped('registrations.kind', aKind, row.kind)
  return { ...row, kind, from: dayOfDate(validFrom), to: validTo && dayOfDate(validTo) }
}

export async function insertRegistration(
  registers: Registers,
  { from, to, ...row }: RegistrationRow,
): Promise<RegistrationRow> {
  const data = { ...row, validFrom: dateOf(from), validTo: to && dateOf(to) }
  return read(await registers.registration.create({ data }))
}

export async function endRegistrationRow(
  registers: Registers,
  { personNo, id, to, endedAt }: { personNo: string; id: string; to: Day | null; endedAt: Date | null },
): Promise<RegistrationRow> {
  const where = { personNo_id: { personNo, id } }
  return read(await registers.registration.update({ where, data: { validTo: to && dateOf(to), endedAt } }))
}

/** All of a person's, in the order in which they were recorded; ended ones included. */
export async function listRegistrationRows(
  registers: Registers,
  personNo: string,
  page?: PageOf,
): Promise<RegistrationRow[]> {
  const rows = await registers.registration.findMany({
    where: { personNo, ...(page?.after ? { id: { gt: page.after } } : {}) },
    orderBy: { id: 'asc' },
    ...(page ? { take: page.take } : {}),
  })
  return rows.map(read)
}
