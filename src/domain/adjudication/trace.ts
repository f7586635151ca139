import { type Decimal, yuan } from '../money.ts'
import type { ReasonCode, StepCode, WarningCode } from '../names/codes.ts'
import type { Payer } from '../names/payers.ts'
import type { ClauseRef } from '../policies/law.ts'
import type { Params, TraceLine, TraceRemark } from './types.ts'

interface Step {
  readonly step: StepCode
  readonly payer: Payer
  readonly base: Decimal
  readonly rate?: Decimal | null
  readonly amount: Decimal
  readonly limit?: TraceLine['limit']
  readonly clause: ClauseRef | null
  readonly params?: Params
}

/** What one calculation says of itself: a line for every amount, a reason for everything not paid. */
export class Trace {
  readonly lines: TraceLine[] = []
  readonly reasons: TraceRemark<ReasonCode>[] = []
  readonly warnings: TraceRemark<WarningCode>[] = []

  line({ step, payer, base, rate = null, amount, limit = null, clause, params = {} }: Step): void {
    this.lines.push({
      step,
      payer,
      base: yuan(base),
      rate: rate === null ? null : ratio(rate),
      amount: yuan(amount),
      limit,
      clause,
      params,
    })
  }

  reason(code: ReasonCode, clause: ClauseRef | null, params: Params = {}): void {
    this.reasons.push({ code, clause, params })
  }

  /** A caution is said once, however often the value was used. */
  warn(code: WarningCode, clause: ClauseRef | null, params: Params = {}): void {
    const same = (other: TraceRemark) =>
      other.code === code && other.clause?.id === clause?.id && other.params.figure === params.figure
    if (!this.warnings.some(same)) this.warnings.push({ code, clause, params })
  }

  /** One that is about something named, and said of each. */
  warnEach(code: WarningCode, clause: ClauseRef | null, params: Params): void {
    this.warnings.push({ code, clause, params })
  }

  /** A value that no document of ours confirms carries a warning with every settlement that used it. */
  used(clause: ClauseRef, what: string): void {
    if (clause.status === 'unconfirmed') this.warn('unconfirmed-value', clause, { what })
  }

  append(other: Trace): void {
    this.lines.push(...other.lines)
    this.reasons.push(...other.reasons)
    for (const { code, clause, params } of other.warnings) this.warn(code, clause, params)
  }
}

/** A rate as the API shows it: at least two decimals. */
export function ratio(rate: Decimal): string {
  return rate.toFixed(Math.max(2, rate.decimalPlaces()))
}
