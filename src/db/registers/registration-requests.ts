import { type RequestStatus, registrationKinds, requestStatuses } from '../../domain/names/registrations.ts'
import type { RegistrationRequest } from '../generated/client.ts'
import { among, members, shaped } from '../shared/shape.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'
import type { RegistrationRow } from './registrations.ts'

export type RequestRow = Omit<RegistrationRequest, 'validFrom' | 'validTo' | 'status' | 'kind'> &
  Pick<RegistrationRow, 'from' | 'to' | 'kind'> & { status: RequestStatus }

const narrowed = members<Pick<RequestRow, 'kind' | 'status'>>({
  kind: among(registrationKinds),
  status: among(requestStatuses),
})

function read({ validFrom, validTo, ...row }: RegistrationRequest): RequestRow {
  const known = shaped('registration_requests', narrowed, row)
  return { ...row, ...known, from: dayOfDate(validFrom), to: validTo && dayOfDate(validTo) }
}

export async function insertRequest(registers: Registers, { from, to, ...row }: RequestRow): Promise<RequestRow> {
  const data = { ...row, validFrom: dateOf(from), validTo: to && dateOf(to) }
  return read(await registers.registrationRequest.create({ data }))
}

/** The database refuses a second decision. */
export async function decideRequestRow(
  registers: Registers,
  {
    personNo,
    id,
    ...decided
  }: Pick<RequestRow, 'personNo' | 'id' | 'status' | 'reason' | 'decidedAt' | 'decidedBy'> &
    Partial<Pick<RequestRow, 'management'>>,
): Promise<RequestRow> {
  const where = { personNo_id: { personNo, id } }
  return read(await registers.registrationRequest.update({ where, data: decided }))
}

/** All of a person's, oldest first. */
export async function listRequestsOf(registers: Registers, personNo: string): Promise<RequestRow[]> {
  return (await registers.registrationRequest.findMany({ where: { personNo }, orderBy: { id: 'asc' } })).map(read)
}

/** Those of a region, oldest first: the one that waited longest stands at the top. */
export async function listRequestRows(
  registers: Registers,
  { regionPrefix, status }: { readonly regionPrefix: string; readonly status: RequestStatus | undefined },
  { after, take }: PageOf,
): Promise<RequestRow[]> {
  const rows = await registers.registrationRequest.findMany({
    where: {
      beneficiary: { insuredRegion: { startsWith: regionPrefix } },
      ...(status === undefined ? {} : { status }),
      ...(after === null ? {} : { id: { gt: after } }),
    },
    orderBy: { id: 'asc' },
    take,
  })
  return rows.map(read)
}
