import type { YearState } from '../adjudication/types.ts'
import { type Decimal, decimal, yuan, zero } from '../money.ts'

/** A person's year before anything happened in it. */
export const emptyYear: YearState = {
  used: {},
  paidOn: {},
  selfPay: zero,
  personBurden: zero,
  aidDeductibleBase: zero,
  criticalIllnessBase: zero,
  basicPaid: zero,
  basicEntered: zero,
  stays: 0,
}

/** A person's year as it is stored: yuan in text. */
export interface StoredYear {
  readonly used: Readonly<Record<string, string>>
  readonly paidOn: Readonly<Record<string, string>>
  readonly selfPay: string
  readonly personBurden: string
  readonly aidDeductibleBase: string
  readonly criticalIllnessBase: string
  readonly basicPaid: string
  readonly basicEntered: string
  readonly stays: number
}

/** Zero balances are left out, so that a year that was undone is stored like one that never was. */
export function storedYear(state: YearState): StoredYear {
  return {
    used: texts(state.used),
    paidOn: texts(state.paidOn),
    selfPay: yuan(state.selfPay),
    personBurden: yuan(state.personBurden),
    aidDeductibleBase: yuan(state.aidDeductibleBase),
    criticalIllnessBase: yuan(state.criticalIllnessBase),
    basicPaid: yuan(state.basicPaid),
    basicEntered: yuan(state.basicEntered),
    stays: state.stays,
  }
}

export function yearState(stored: StoredYear): YearState {
  return {
    used: amounts(stored.used),
    paidOn: amounts(stored.paidOn),
    selfPay: decimal(stored.selfPay),
    personBurden: decimal(stored.personBurden),
    aidDeductibleBase: decimal(stored.aidDeductibleBase),
    criticalIllnessBase: decimal(stored.criticalIllnessBase),
    basicPaid: decimal(stored.basicPaid),
    basicEntered: decimal(stored.basicEntered),
    stays: stored.stays,
  }
}

function texts(record: Readonly<Record<string, Decimal>>): Record<string, string> {
  const kept = Object.entries(record).filter(([, amount]) => !amount.isZero())
  return Object.fromEntries(kept.sort(byName).map(([name, amount]) => [name, yuan(amount)]))
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

function amounts(record: Readonly<Record<string, string>>): Record<string, Decimal> {
  return Object.fromEntries(Object.entries(record).map(([name, text]) => [name, decimal(text)]))
}
