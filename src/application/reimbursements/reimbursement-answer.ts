import type { StoredReimbursement } from '../../db/reimbursements/reimbursements.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { reimbursementCode } from '../../domain/reimbursements/own-code.ts'
import { handedInOf } from './handed-in.ts'
import { paymentOf } from './payment-of-bill.ts'

export type ShownReimbursement = ReturnType<typeof shownReimbursement>

const time = (at: string | null) => at && chinaTime(new Date(at))

export function shownReimbursement(row: StoredReimbursement) {
  const { id, region, reimbursementNo, receiptNo, personNo, status, total, receivedOn, findings, amount } = row
  const { input, hospital, proof, archiveNo } = handedInOf(row.content)
  const {
    care,
    admittedOn,
    dischargedOn,
    servedOn,
    referral,
    emergency,
    diseaseCode,
    costs,
    paid,
    besides = [],
  } = input
  const step = (at: string | null, by: string | null) =>
    at === null ? null : { at: chinaTime(new Date(at)), by: by ?? '' }
  const isRegistered = hospital.hospitalCode !== input.hospitalCode
  const { name, level, feeClass, designated } = hospital
  return {
    ...{ id, region, reimbursementNo, receiptNo, personNo, status, total, receivedOn },
    ...{ care, admittedOn, dischargedOn, servedOn, referral, emergency, diseaseCode, costs, besides },
    paid: {
      basic: paid.basic ?? '0.00',
      criticalIllness: paid.criticalIllness ?? '0.00',
      ...{ supplementary: paid.supplementary, commercial: paid.commercial, socialAid: paid.socialAid },
    },
    hospital: {
      code: isRegistered ? hospital.hospitalCode : null,
      name,
      region: hospital.region,
      level,
      feeClass,
      designated,
    },
    invoices: row.invoices.map(({ code, ...invoice }) => ({ code: code === '' ? null : code, ...invoice })),
    insuranceProof: proof,
    archiveNo,
    documents: row.papers.map(({ addedAt, ...paper }) => ({ ...paper, addedAt: chinaTime(new Date(addedAt)) })),
    received: { at: chinaTime(new Date(row.receivedAt)), by: row.receivedBy },
    checked: step(row.checkedAt, row.checkedBy),
    decided: step(row.decidedAt, row.decidedBy),
    findings,
    /** Under which its settlement is found, and reversed. */
    settlement:
      row.settlementId === null
        ? null
        : { id: row.settlementId, hospitalCode: reimbursementCode(region), settlementNo: reimbursementNo },
    reversedAt: time(row.reversedAt),
    amount,
    ...paymentOf(row),
    /** The newest of them. */
    payout: row.payments.at(-1) ?? null,
    payouts: row.payments,
  }
}
