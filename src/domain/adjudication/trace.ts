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
  /** Whether what it is told can be read afterwards; what is dear to say is only said then. */
  readonly isKept: boolean = true
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
      other.code === code &&
      other.clause?.id === clause?.id &&
      other.params.figure === params.figure &&
      other.params.value === params.value
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

/**
 * Of a calculation that is asked what is paid and not why, as for the cost of a draft. What the calculation itself looks up
 * again is kept: that somebody has to settle by hand.
 */
class UnkeptTrace extends Trace {
  override readonly isKept = false

  override line(): void {}

  override reason(code: ReasonCode, clause: ClauseRef | null): void {
    if (code === 'by-hand') super.reason(code, clause)
  }

  override warn(): void {}

  override warnEach(): void {}

  override used(): void {}

  override append(other: Trace): void {
    if (other.reasons.length > 0) this.reasons.push(...other.reasons)
  }
}

/** A new trace of a visit, kept or not as the visit is asked about. */
export function traceOf({ isTraced }: { readonly isTraced: boolean }): Trace {
  return isTraced ? new Trace() : new UnkeptTrace()
}

/** Rates are the law's, so the same few are shown again and again. */
const shownRates = new WeakMap<Decimal, string>()

/** A rate as the API shows it: at least two decimals. */
export function ratio(rate: Decimal): string {
  const known = shownRates.get(rate)
  if (known !== undefined) return known
  const text = rate.toFixed(Math.max(2, rate.decimalPlaces()))
  shownRates.set(rate, text)
  return text
}
