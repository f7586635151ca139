import { add, type Decimal, sum, yuan, zero } from '../money.ts'
import { type Payer, payers as payerNames } from '../names/payers.ts'
import type { ClauseRef } from '../policies/law.ts'
import type { VisitLimits } from './limits.ts'
import type { Trace } from './trace.ts'
import type { HeldIdentity, OwedTopUp, PayerAmounts, YearState } from './types.ts'

export type Amounts = Record<Payer, Decimal>

/** What a visit adds to the person's year, beside what it draws on limits (000000/G13). */
export interface Added {
  readonly aidDeductibleBase: Decimal
  readonly selfPay: Decimal
  readonly criticalIllnessBase: Decimal
  readonly basicEntered: Decimal
  readonly paidOn: Readonly<Record<string, Decimal>>
  /** To accounts of deductibles and bands that a pack names. */
  readonly counted?: Readonly<Record<string, Decimal>> | undefined
  /** In-scope cost that stays with the person, for packs that read the burden so (140500/J17). */
  readonly inScopeBurden: Decimal
}

/** The visit settled as if one identity counted. The best of these becomes the settlement (000000/G4). */
export interface Draft {
  readonly identity: HeldIdentity | null
  readonly amounts: Amounts
  readonly parts: { readonly main: Decimal; readonly floor: Decimal; readonly offCatalogue: Decimal }
  readonly limits: VisitLimits | null
  readonly added: Added
  readonly owed: readonly OwedTopUp[]
  readonly trace: Trace
  /** What waits for an application for aid, and by which clause (000000/G23); left out where nothing does. */
  readonly waits?: { readonly amount: Decimal; readonly clause: ClauseRef }
}

/** Whether something of the draft waits for the bureau, which settles it by hand: nobody knows yet what it comes to. */
export function waitsForHand({ trace }: Pick<Draft, 'trace'>): boolean {
  return trace.reasons.some(({ code }) => code === 'by-hand')
}

/** Assistance with its parts, re-aid and tilt, what is owed for earlier visits included: what 000000/G4 compares. */
export function totalAid({ amounts, owed }: Pick<Draft, 'amounts' | 'owed'>): Decimal {
  return sum([amounts.assistance, amounts.reAid, amounts.tilt, owedSum(owed)])
}

export function owedSum(owed: readonly OwedTopUp[]): Decimal {
  return owed.length === 0 ? zero : sum(owed.map(({ amount }) => amount))
}

/** What not every year keeps: accounts that a pack names, and what visits before the ledger left. */
export function keptOf(
  { counted, openedSelfPay }: YearState,
  added: Added['counted'],
): Pick<YearState, 'counted' | 'openedSelfPay'> {
  const accounts = countedAfter(counted, added)
  return openedSelfPay === undefined ? accounts : { ...accounts, openedSelfPay }
}

/** The year's accounts of deductibles and bands, with what a visit adds to them; nothing where there are none. */
export function countedAfter(before: Added['counted'], added: Added['counted']): { counted?: Record<string, Decimal> } {
  const names = Object.keys({ ...before, ...added })
  if (names.length === 0) return {}
  return {
    counted: Object.fromEntries(names.map((name) => [name, add(before?.[name] ?? zero, added?.[name] ?? zero)])),
  }
}

/** The person bears what nobody else does. A negative rest is our bug and stops the settlement. */
export function withPerson(total: Decimal, others: Omit<Amounts, 'person'>): Amounts {
  const person = total.minus(sum(Object.values(others)))
  if (person.isNegative() && !person.isZero()) throw new Error(`payers pass the total by ${person.abs()}`)
  return { person: person.abs(), ...others }
}

export function shown(amounts: Amounts): PayerAmounts {
  const texts: Partial<Record<Payer, string>> = {}
  for (const payer of payerNames) texts[payer] = yuan(amounts[payer])
  return texts as PayerAmounts
}
