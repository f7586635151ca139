import type {
  LimitUse,
  OwedLimit,
  OwedToPerson,
  OwedTopUp,
  Settled,
  SettlementOutcome,
  TraceLine,
} from '../adjudication/types.ts'
import { type Decimal, decimal, less, min, sum, yuan, zero } from '../money.ts'
import type { ReasonCode } from '../names/codes.ts'
import { aidBetween } from '../reimbursements/aid.ts'

/** A visit of the year as it stands, with the day by which the oldest comes first. */
export interface EarlierVisit {
  readonly settlementId: string
  readonly day: string
  readonly outcome: SettlementOutcome
}

/** A visit of the year that is paid more by what a later one brought. */
export interface PaidForEarlier {
  readonly settlementId: string
  readonly before: SettlementOutcome
  readonly after: SettlementOutcome
}

export interface Shared {
  /** The visit that brought it, which names what it owes and to which settlements. */
  readonly outcome: SettlementOutcome
  /** In the order in which they are posted. */
  readonly adjusted: readonly PaidForEarlier[]
}

/**
 * Gives what a visit brought beyond its own self-pay to the year's earlier visits: oldest first, each at most what it left
 * to the person of the self-pay that accumulates (000000/G14). Where nothing is owed, nothing is touched.
 *
 * Units:  yuan, exact to the fen; nothing is rounded.
 * Errors: none. The engine owes no more than the earlier visits have left.
 */
export function shareOwed(earlier: readonly EarlierVisit[], { outcome, owed, next }: Settled): Shared {
  if (owed.length === 0) return { outcome, adjusted: [] }
  const visits = [...earlier].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  const changed = new Map<string, PaidForEarlier>()
  const given: OwedToPerson['settlements'][number][] = []
  for (const topUp of owed) {
    let open = topUp.amount
    for (const { settlementId, outcome: before } of visits) {
      const now = changed.get(settlementId)?.after ?? before
      const share = min(open, leftOf(now))
      if (share.isZero()) continue
      open = open.minus(share)
      const usedAfter = ({ account }: OwedLimit) => (next.used[account] ?? zero).minus(open)
      const first = changed.get(settlementId)?.before ?? before
      changed.set(settlementId, { settlementId, before: first, after: paidMore(now, topUp, share, usedAfter) })
      given.push({ settlementId, payer: topUp.payer, amount: yuan(share) })
    }
  }
  const amount = yuan(sum(given.map((one) => decimal(one.amount))))
  return { outcome: { ...outcome, owedToPerson: { amount, settlements: given } }, adjusted: [...changed.values()] }
}

/** What is left to the person of the self-pay that the visit added to the year. */
function leftOf({ accumulated, payers }: SettlementOutcome): Decimal {
  if (accumulated === undefined) return zero
  return less(decimal(accumulated), sum([decimal(payers.reAid), decimal(payers.tilt)]))
}

/** The outcome with so much more of a top-up, which the person no longer bears. */
function paidMore(
  outcome: SettlementOutcome,
  topUp: OwedTopUp,
  share: Decimal,
  usedAfter: (limit: OwedLimit) => Decimal,
): SettlementOutcome {
  const { payers, toPerson = { reAid: '0.00', tilt: '0.00' } } = outcome
  const { payer } = topUp
  const person = yuan(decimal(payers.person).minus(share))
  return {
    ...outcome,
    payers: { ...payers, [payer]: yuan(decimal(payers[payer]).plus(share)), person },
    limits: [topUp.limit, ...(topUp.alsoLimits ?? [])].reduce(
      (uses, limit) => withDraw(uses, limit, share, usedAfter(limit)),
      outcome.limits,
    ),
    lines: withLine(outcome.lines, topUp, share, usedAfter(topUp.limit), person),
    reasons: outcome.reasons.filter(({ code }) => !notYet[payer].includes(code)),
    toPerson: { ...toPerson, [payer]: yuan(decimal(toPerson[payer]).plus(share)) },
  }
}

/** Why a top-up was not open when the visit was settled: what is paid of it now takes that back. */
const notYet: Readonly<Record<OwedTopUp['payer'], readonly ReasonCode[]>> = {
  reAid: ['re-aid-below-threshold', 're-aid-limit-not-used-up', 're-aid-held-back'],
  tilt: ['tilt-below-threshold', 'tilt-limit-not-used-up', 'tilt-held-back'],
}

/** A use shows what the settlement drew in all, as if the last of it had been drawn together. */
function withDraw(
  uses: readonly LimitUse[],
  limit: OwedLimit,
  share: Decimal,
  usedAfter: Decimal,
): readonly LimitUse[] {
  const known = uses.find(({ account }) => account === limit.account)
  const drawn = known ? decimal(known.usedAfter).minus(known.usedBefore).plus(share) : share
  const use: LimitUse = {
    name: limit.name,
    account: limit.account,
    limit: limit.amount && yuan(limit.amount),
    usedBefore: yuan(usedAfter.minus(drawn)),
    usedAfter: yuan(usedAfter),
    remaining: limit.amount && yuan(less(limit.amount, usedAfter)),
  }
  return known ? uses.map((one) => (one === known ? use : one)) : [...uses, use]
}

/** Before the last line, which is the person's and now says less. */
function withLine(
  lines: readonly TraceLine[],
  { payer, limit, clause }: OwedTopUp,
  share: Decimal,
  usedAfter: Decimal,
  person: string,
): readonly TraceLine[] {
  const left = (used: Decimal) => limit.amount && yuan(less(limit.amount, used))
  const line: TraceLine = {
    step: payer === 'tilt' ? 'tilt-for-earlier' : 're-aid-for-earlier',
    payer,
    base: yuan(share),
    rate: null,
    amount: yuan(share),
    limit: { name: limit.name, before: left(usedAfter.minus(share)), after: left(usedAfter) },
    clause,
    params: {},
  }
  const others = lines.filter(({ step }) => step !== 'person')
  const own = lines.filter(({ step }) => step === 'person').map((one) => ({ ...one, amount: person }))
  return [...others, line, ...own]
}

/** Why all of a difference is between the fund and the person: its hospital has claimed the settlement, or the bill was handed in paid. */
export type DirectKind = 'claimed' | 'handed-in'

export const toPersonOf: Readonly<Record<DirectKind, (before: SettlementOutcome, after: SettlementOutcome) => string>> =
  {
    claimed: directBetween,
    'handed-in': aidBetween,
  }

/** How much more of a settlement's top-ups goes to the person, and not off its bill, than before. Yuan in text. */
export function toPersonBetween(before: SettlementOutcome | null, after: SettlementOutcome | null): string {
  const of = (outcome: SettlementOutcome | null) =>
    outcome?.toPerson ? sum([decimal(outcome.toPerson.reAid), decimal(outcome.toPerson.tilt)]) : zero
  return yuan(of(after).minus(of(before)))
}

/** What an adjustment takes off the person's share, all of which goes to the person. Yuan in text; negative where the person owes. */
export function directBetween(before: SettlementOutcome, after: SettlementOutcome): string {
  return yuan(decimal(before.payers.person).minus(after.payers.person))
}
