import { wasCancelledBy2601 } from '../../db/hospital-visits/visits.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { HospitalMessage } from './messages.ts'
import { cancelOpened } from './record-visit.ts'
import { inOneTransaction } from './transaction.ts'

/**
 * Calls off the stay that a 2401 opened, because whoever sent it does not know whether it did.
 * Errors: `visit-state` where more was told of the stay since, so that it was known after all; `visit-settled`.
 */
export function undoAdmission(
  service: Service,
  caller: Caller,
  message: HospitalMessage,
  key: { readonly personNo: string; readonly mdtrtId: string },
): Promise<'done' | 'before'> {
  return inOneTransaction(service, (client) => cancelOpened(service, caller, client, message, key))
}

/** A late copy of an admission that was undone must not pass for one. Errors: `message-undone`. */
export async function refuseUndoneAdmission(
  service: Service,
  { hospitalCode, msgid }: HospitalMessage,
  mdtrtId: string | null,
): Promise<void> {
  if (mdtrtId !== null && (await wasCancelledBy2601(service.db.pool, { mdtrtId, hospitalCode })))
    refuse('message-undone', { msgid })
}
