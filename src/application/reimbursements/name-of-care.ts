import { findReimbursement } from '../../db/reimbursements/reimbursements.ts'
import type { Service } from '../service.ts'
import { handedInOf } from './handed-in.ts'

/** Where the care of a bill was that was handed in, as its statement says it; null where the bill is not there. */
export async function nameOfCare(
  { db }: Pick<Service, 'db'>,
  ownCode: string,
  reimbursementNo: string,
): Promise<string | null> {
  const found = await findReimbursement(db.pool, { region: ownCode.slice('BX'.length), no: reimbursementNo })
  return found && `${handedInOf(found.content).hospital.name}（手工报销）`
}
