import type { Elsewhere, StoredYear, YearState } from '../adjudication/types.ts'
import { type Decimal, decimal, yuan, zero } from '../money.ts'

export type { StoredYear } from '../adjudication/types.ts'

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
    ...countedTexts(state.counted),
    ...(isSome(state.openedSelfPay) ? { openedSelfPay: yuan(state.openedSelfPay) } : {}),
  }
}

const isSome = (amount: Decimal | undefined): amount is Decimal => amount !== undefined && !amount.isZero()

function countedTexts(counted: YearState['counted']): Pick<StoredYear, 'counted'> {
  const kept = counted === undefined ? {} : texts(counted)
  return Object.keys(kept).length === 0 ? {} : { counted: kept }
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
    ...(stored.counted ? { counted: amounts(stored.counted) } : {}),
    ...(stored.openedSelfPay ? { openedSelfPay: decimal(stored.openedSelfPay) } : {}),
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
  const read: Record<string, Decimal> = {}
  for (const [name, text] of Object.entries(record)) read[name] = decimal(text)
  return read
}

/** Two years of one human counted together, or one taken off the other: whatever adds up in a year. */
export function combined(one: YearState, other: YearState, sign: 1 | -1 = 1): YearState {
  const of = (a: Decimal, b: Decimal) => (sign === 1 ? a.plus(b) : a.minus(b))
  const records = (a: YearState['used'], b: YearState['used']) => {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return Object.fromEntries(names.map((name) => [name, of(a[name] ?? zero, b[name] ?? zero)]))
  }
  return {
    used: records(one.used, other.used),
    paidOn: records(one.paidOn, other.paidOn),
    selfPay: of(one.selfPay, other.selfPay),
    personBurden: of(one.personBurden, other.personBurden),
    aidDeductibleBase: of(one.aidDeductibleBase, other.aidDeductibleBase),
    criticalIllnessBase: of(one.criticalIllnessBase, other.criticalIllnessBase),
    basicPaid: of(one.basicPaid, other.basicPaid),
    basicEntered: of(one.basicEntered, other.basicEntered),
    stays: one.stays + sign * other.stays,
    ...(one.counted || other.counted ? { counted: records(one.counted ?? {}, other.counted ?? {}) } : {}),
    ...(one.openedSelfPay || other.openedSelfPay
      ? { openedSelfPay: of(one.openedSelfPay ?? zero, other.openedSelfPay ?? zero) }
      : {}),
  }
}

/** What other numbers had used, summed; nothing where they had used nothing, which is as if there were none. */
export function elsewhereIn(personNos: readonly string[], years: readonly YearState[]): Elsewhere | undefined {
  const year = storedYear(years.reduce((one, other) => combined(one, other), emptyYear))
  return JSON.stringify(year) === nothingUsed ? undefined : { personNos, year }
}

const nothingUsed = JSON.stringify(storedYear(emptyYear))

/** The year of one number with what the human's other numbers had used (000000/G26). */
export function withElsewhere(own: YearState, elsewhere: Elsewhere | undefined): YearState {
  return elsewhere ? combined(own, yearState(elsewhere.year)) : own
}

/** The own part of a year that was counted together. */
export function ownPart(whole: YearState, elsewhere: Elsewhere | undefined): YearState {
  return elsewhere ? combined(whole, yearState(elsewhere.year), -1) : whole
}
