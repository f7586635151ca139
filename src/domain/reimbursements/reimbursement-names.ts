import type { Bilingual } from '../language.ts'
import { payoutStatuses, payoutStatusNames } from '../payouts/payout-names.ts'

export const reimbursementStatuses = ['received', 'checked', 'approved', 'refused', 'withdrawn', 'reversed'] as const
export type ReimbursementStatus = (typeof reimbursementStatuses)[number]

export const reimbursementStatusNames: Record<ReimbursementStatus, Bilingual> = {
  received: { zh: '已受理', en: 'received' },
  checked: { zh: '已初审', en: 'checked' },
  approved: { zh: '已复核', en: 'approved' },
  refused: { zh: '不予报销', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  reversed: { zh: '已冲正', en: 'reversed' },
}

/** What a paper is. */
export const paperKinds = [
  'invoice',
  'insurance-statement',
  'discharge-summary',
  'identity',
  'account',
  'other',
] as const
export type PaperKind = (typeof paperKinds)[number]

export const paperKindNames: Record<PaperKind, Bilingual> = {
  invoice: { zh: '票据', en: 'an invoice' },
  'insurance-statement': { zh: '医保结算单', en: 'the statement of insurance' },
  'discharge-summary': { zh: '出院小结或诊断证明', en: 'the discharge summary' },
  identity: { zh: '身份证明', en: 'a proof of identity' },
  account: { zh: '银行账户', en: 'the account' },
  other: { zh: '其他', en: 'another' },
}

/** How the money of a bill stands in all: where its newest payout stands while nothing has arrived, or what has. */
export const billPayments = [...payoutStatuses, 'waiting', 'partly-paid'] as const
export type BillPayment = (typeof billPayments)[number]

export const billPaymentNames: Record<BillPayment, Bilingual> = {
  ...payoutStatusNames,
  paid: { zh: '已全部支付', en: 'paid in full' },
  waiting: { zh: '待编制支付', en: 'waits for a payout' },
  'partly-paid': { zh: '已支付一部分', en: 'paid in part' },
}
