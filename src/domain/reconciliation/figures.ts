import type { PayerAmounts } from '../adjudication/types.ts'
import { decimal, sum, yuan, zero } from '../money.ts'
import type { Payer } from '../names/payers.ts'

/**
 * The ten payers as the national interface counts them. The one place that says which payer belongs to which sum;
 * the database's own form of it is in src/db/reconciliation/sums.ts, and a test holds the two together.
 *
 * | figure | national name | is |
 * | --- | --- | --- |
 * | total | medfee_sumamt | all ten |
 * | basicPaid | hifp_pay | basic |
 * | criticalIllnessPaid | hifmi_pay | criticalIllness |
 * | aidPaid | maf_pay | assistance + reAid + tilt |
 * | otherPaid | hifes_pay + oth_pay | supplementary (hifes_pay) + commercial + socialAid (oth_pay) |
 * | fundPaid | fund_pay_sumamt | the four above: every fund |
 * | hospitalPaid | hosp_part_amt | hospital |
 * | personPaid | psn_part_amt | person |
 * | accountPaid | acct_pay | 0.00: residents' insurance has no personal account |
 * | cashPaid | psn_cash_pay | person |
 *
 * So the identities hold by construction: total = fundPaid + personPaid + hospitalPaid, personPaid = accountPaid +
 * cashPaid, fundPaid = hifp + cvlserv + hifes + hifmi + hifob + maf + oth, where the civil servants' and the
 * employees' funds (cvlserv_pay, hifob_pay) pay nothing of a resident's visit; of an employee's, hifob stands for hifmi.
 * Signed: of a reversal's entry they are the negated amounts.
 */
export interface Figures {
  readonly total: string
  readonly basicPaid: string
  readonly criticalIllnessPaid: string
  readonly aidPaid: string
  readonly otherPaid: string
  readonly fundPaid: string
  readonly hospitalPaid: string
  readonly personPaid: string
  readonly accountPaid: string
  readonly cashPaid: string
}

/** Payers of each fund. Every payer but the hospital and the person is a fund. */
export const fundPayers = {
  basicPaid: ['basic'],
  criticalIllnessPaid: ['criticalIllness'],
  aidPaid: ['assistance', 'reAid', 'tilt'],
  otherPaid: ['supplementary', 'commercial', 'socialAid'],
} as const satisfies Record<string, readonly Payer[]>

export const noAccount = '0.00'

/** The national figures of a settlement or an entry. */
export function figuresOf(payers: PayerAmounts): Figures {
  const of = (names: readonly Payer[]) => yuan(sum(names.map((name) => decimal(payers[name]))))
  const funds = {
    basicPaid: of(fundPayers.basicPaid),
    criticalIllnessPaid: of(fundPayers.criticalIllnessPaid),
    aidPaid: of(fundPayers.aidPaid),
    otherPaid: of(fundPayers.otherPaid),
  }
  const fundPaid = yuan(sum(Object.values(funds).map(decimal)))
  const { hospital: hospitalPaid, person: personPaid } = payers
  const total = yuan(sum([fundPaid, hospitalPaid, personPaid].map(decimal)))
  return { total, ...funds, fundPaid, hospitalPaid, personPaid, accountPaid: noAccount, cashPaid: personPaid }
}

/** `a - b`, exact. */
export function minus(a: string, b: string): string {
  return yuan(decimal(a).minus(decimal(b)))
}

export function isNothing(amount: string): boolean {
  return decimal(amount).eq(zero)
}

export function sameAmount(a: string, b: string): boolean {
  return decimal(a).eq(decimal(b))
}
