import type { SettlementOutcome } from '../adjudication/types.ts'
import { decimal, sum, yuan, zero } from '../money.ts'

/** All aid of an outcome. Yuan in text. */
export function aidOf(outcome: SettlementOutcome): string {
  const { assistance, reAid, tilt } = outcome.payers
  return yuan(sum([assistance, reAid, tilt].map(decimal)))
}

/** How much more aid an outcome has than the one before: of a bill that was handed in, all of it is the person's. Yuan in text. */
export function aidBetween(before: SettlementOutcome | null, after: SettlementOutcome): string {
  return yuan(decimal(aidOf(after)).minus(before ? aidOf(before) : zero))
}
