import { listPersonVersions } from '../../db/registers/versions.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { maskIdNumber, maskName } from '../../domain/registers/id-number.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { lookAtPerson } from './beneficiaries.ts'

/**
 * What a person was registered as before, the oldest first; masked unless a bureau asks for it whole, which leaves a line in the
 * audit trail. Errors: not-found, forbidden.
 */
export async function personVersions(
  service: Service,
  caller: Caller,
  { personNo, showIdNumber }: { readonly personNo: string; readonly showIdNumber: boolean },
) {
  if (showIdNumber) requireKind(caller, 'bureau')
  await lookAtPerson(service, caller, personNo, showIdNumber ? 'person-unmasked' : 'person')
  const rows = await listPersonVersions(service.db.prisma, personNo)
  const shown = (text: string, mask: (text: string) => string) => (showIdNumber ? text : mask(text))
  const items = rows.map(({ id, name, idType, idNumberEnc, birthDate, until, reason, replacedBy }) => ({
    ...{ id, name: shown(name, maskName), idType, birthDate, until: chinaTime(until), reason, replacedBy },
    idNumber: shown(service.secrets.decrypt(idNumberEnc, personNo), maskIdNumber),
  }))
  return { personNo, items }
}
