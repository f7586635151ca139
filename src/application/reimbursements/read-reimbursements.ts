import { findReimbursement, listReimbursementRows } from '../../db/reimbursements/reimbursements.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { ReimbursementStatus } from '../../domain/reimbursements/reimbursement-names.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'
import { paymentOf } from './payment-of-bill.ts'
import { shownReimbursement } from './reimbursement-answer.ts'
import { reimbursementNotFound } from './reimbursement-status.ts'

/** Errors: `forbidden`, `not-found`. */
export async function getReimbursement(service: Service, caller: Caller, id: string) {
  requireKind(caller, 'bureau', 'auditor')
  const row = ofRegion(caller, await findReimbursement(service.db.pool, { id }))
  return shownReimbursement(row ?? reimbursementNotFound(id))
}

export interface ReimbursementsAsked extends PageInput {
  readonly region?: string | undefined
  readonly personNo?: string | undefined
  readonly reimbursementNo?: string | undefined
  readonly status?: ReimbursementStatus | undefined
}

/** Newest first. Errors: `forbidden`. */
export async function listReimbursements(service: Service, caller: Caller, asked: ReimbursementsAsked) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = caller.region, personNo = null, reimbursementNo = null, status = null } = asked
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region), personNo, reimbursementNo, status }
  return pageOf('reimbursements', asked, (page) => listReimbursementRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownReimbursement,
  })
}

/**
 * How a bill stands, to whoever holds its receipt, without a key: dates and the amount, no name, no number of a person, no reason.
 * Errors: `not-found`.
 */
export async function readReceiptOfBill(service: Service, receiptNo: string) {
  const row = await findReimbursement(service.db.pool, { receiptNo: receiptNo.toLowerCase() })
  if (!row) return refuse('not-found', { what: { zh: `受理号 ${receiptNo}`, en: `receipt ${receiptNo}` } })
  const { status, receivedOn, amount } = row
  const dayOf = (at: string | null) => at && chinaDay(new Date(at))
  return {
    ...{
      receiptNo: row.receiptNo,
      status,
      receivedOn,
      checkedOn: dayOf(row.checkedAt),
      decidedOn: dayOf(row.decidedAt),
    },
    amount: status === 'approved' ? amount : null,
    ...paymentOf(row),
  }
}
