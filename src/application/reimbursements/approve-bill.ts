import type pg from 'pg'
import { type ApprovedBill, approveReimbursementRow } from '../../db/reimbursements/reimbursements.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { approving, statusParams } from './reimbursement-status.ts'

export type { ApprovedBill }

/** In the transaction that posts its settlement: what was withdrawn meanwhile is not settled either. Errors: `reimbursement-status`. */
export async function approveBill(client: pg.ClientBase, bill: ApprovedBill): Promise<void> {
  const now = await approveReimbursementRow(client, bill)
  if (now !== null) throw new Refusal('reimbursement-status', statusParams(now, approving))
}
