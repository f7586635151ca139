import type { Bilingual } from '../language.ts'

/** Who is paid: the person, who acts for the person, or who comes after the person. */
export const payeeKinds = ['person', 'guardian', 'heir'] as const
export type PayeeKind = (typeof payeeKinds)[number]

export const payeeKindNames: Record<PayeeKind, Bilingual> = {
  person: { zh: '本人', en: 'the person' },
  guardian: { zh: '监护人', en: 'a guardian' },
  heir: { zh: '继承人', en: 'an heir' },
}

/**
 * Where a payout stands. `returned` is what the bank sent back and waits for a mended account; with one it is `open` again.
 */
export const payoutStatuses = ['open', 'batched', 'approved', 'sent', 'paid', 'returned', 'withdrawn'] as const
export type PayoutStatus = (typeof payoutStatuses)[number]

export const payoutStatusNames: Record<PayoutStatus, Bilingual> = {
  open: { zh: '待编批', en: 'open' },
  batched: { zh: '已编批待复核', en: 'in a batch that is not approved' },
  approved: { zh: '已复核待发送', en: 'in a batch that is approved' },
  sent: { zh: '银行处理中', en: 'with the bank' },
  paid: { zh: '已支付', en: 'paid' },
  returned: { zh: '已退回', en: 'returned' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}

export const batchStatuses = ['made', 'approved', 'sent', 'closed', 'withdrawn'] as const
export type BatchStatus = (typeof batchStatuses)[number]

export const batchStatusNames: Record<BatchStatus, Bilingual> = {
  made: { zh: '待复核', en: 'made' },
  approved: { zh: '已复核', en: 'approved' },
  sent: { zh: '已发送银行', en: 'sent' },
  closed: { zh: '已办结', en: 'closed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}

export const lineStates = ['waiting', 'paid', 'returned', 'withdrawn'] as const
export type LineState = (typeof lineStates)[number]

export const lineStateNames: Record<LineState, Bilingual> = {
  waiting: { zh: '待银行反馈', en: 'waiting for the bank' },
  paid: { zh: '支付成功', en: 'paid' },
  returned: { zh: '退回', en: 'returned' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}

export const outcomes = ['paid', 'returned'] as const
export type LineOutcome = (typeof outcomes)[number]
