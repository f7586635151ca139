import type { Bilingual } from '../language.ts'
import { decimal, yuan } from '../money.ts'
import { accounts, type Purpose, type Source } from './fund-names.ts'

export const entryKinds = [
  'receipt',
  'receipt-withdrawn',
  'clearing-approved',
  'clearing-paid',
  'subsidy-paid',
  'recovery',
  'payout-approved',
  'payout-withdrawn',
  'payout-sent',
  'payout-paid',
  'payout-returned',
] as const
export type FundEntryKind = (typeof entryKinds)[number]

export const entryKindNames: Readonly<Record<FundEntryKind, Bilingual>> = {
  receipt: { zh: '资金到账', en: 'money received' },
  'receipt-withdrawn': { zh: '到账撤回', en: 'receipt taken back' },
  'clearing-approved': { zh: '清算核准', en: 'clearing approved' },
  'clearing-paid': { zh: '清算拨付', en: 'clearing paid' },
  'subsidy-paid': { zh: '参保资助拨付', en: 'premium subsidies paid' },
  recovery: { zh: '追回', en: 'recovered' },
  'payout-approved': { zh: '支付批次复核', en: 'batch of payouts approved' },
  'payout-withdrawn': { zh: '支付批次撤销', en: 'batch of payouts withdrawn' },
  'payout-sent': { zh: '支付批次发送银行', en: 'batch of payouts sent to the bank' },
  'payout-paid': { zh: '支付到账', en: 'arrived with people' },
  'payout-returned': { zh: '支付退回', en: 'returned by the bank' },
}

/** A line of a journal entry: above nothing a debit, below it a credit. The lines of an entry cancel out. */
export interface FundLine {
  readonly account: string
  readonly amount: string
}

/** `amount` from one account to another: the second is debited, the first credited. */
function move(amount: string, from: string, to: string): FundLine[] {
  return [
    { account: to, amount },
    { account: from, amount: yuan(decimal(amount).negated()) },
  ]
}

function isNothing(amount: string): boolean {
  return decimal(amount).isZero()
}

/** What each movement posts. An amount below nothing, as of a month of reversals, is posted the other way round. */
export const movements = {
  receipt: (region: string, source: Source, amount: string) =>
    move(amount, accounts.source(source), accounts.fund(region)),
  /** A receipt that was entered wrongly, taken back: its lines negated. */
  withdrawal: (lines: readonly FundLine[]) =>
    lines.map(({ account, amount }) => ({ account, amount: yuan(decimal(amount).negated()) })),
  /** The debt to the hospital arises when it is approved, not when it is paid. */
  approval: (hospitalCode: string, amount: string) =>
    move(amount, accounts.payable(hospitalCode), accounts.purpose('aid')),
  payment: (region: string, hospitalCode: string, amount: string) =>
    move(amount, accounts.fund(region), accounts.payable(hospitalCode)),
  subsidies: (region: string, amount: string) =>
    move(amount, accounts.fund(region), accounts.purpose('premium-subsidy')),
  /** Money to people: promised when a batch is approved, handed to the bank, arrived. */
  promised: (region: string, amount: string) => move(amount, accounts.people(region), accounts.purpose('aid')),
  unpromised: (region: string, amount: string) => move(amount, accounts.purpose('aid'), accounts.people(region)),
  sent: (region: string, amount: string) => move(amount, accounts.fund(region), accounts.transit(region)),
  arrived: (region: string, amount: string) => move(amount, accounts.transit(region), accounts.people(region)),
  /** Into the fund again, and no longer promised by this batch: from the bank, and from what had counted as arrived. */
  cameBack: (region: string, fromBank: string, fromPeople: string): FundLine[] => {
    const waiting = isNothing(fromBank)
      ? []
      : [
          ...move(fromBank, accounts.transit(region), accounts.fund(region)),
          ...move(fromBank, accounts.purpose('aid'), accounts.people(region)),
        ]
    return isNothing(fromPeople)
      ? waiting
      : [...waiting, ...move(fromPeople, accounts.purpose('aid'), accounts.fund(region))]
  },
  /** Back into the fund it left, and off what was spent. */
  recovery: (region: string, purpose: Purpose, amount: string) =>
    move(amount, accounts.purpose(purpose), accounts.fund(region)),
} as const
