import type { Facts, YearState } from '../adjudication/types.ts'
import { visitDay } from '../adjudication/visit.ts'
import { adjudicate } from '../adjudication/waterfall.ts'
import { type Decimal, decimal, yuan, zero } from '../money.ts'
import { aidBetween } from '../reimbursements/aid.ts'
import type { Difference } from './difference.ts'
import { byEngineOf, firstDifference } from './first-difference.ts'
import { recalculateLateFacts } from './late-facts.ts'
import { differenceOf } from './movements.ts'
import {
  directBetween,
  type EarlierVisit,
  type PaidForEarlier,
  shareOwed,
  toPersonBetween,
} from './owed-for-earlier.ts'
import type { ActiveVisit } from './replay.ts'
import { type ReversalPlan, recalculateYear } from './reversal.ts'
import type { VerifiedCause, VerifiedEntry, VerifiedYear } from './verified-year.ts'
import { planYearClose } from './year-end-movements.ts'
import { emptyYear, storedYear } from './year-state.ts'

/**
 * Walks a person's year posting by posting with the engine itself and names whatever differs:
 * outcomes, amounts, states, balances, versions.
 */
export function verifyYear(year: VerifiedYear): Difference[] {
  const walk = new Walk(year)
  return walk.all()
}

class Walk {
  readonly #year: VerifiedYear
  #active: ActiveVisit[] = []
  #state: YearState = emptyYear
  /** Where the year begins by now, with what was opened of it. */
  #beginning: YearState = emptyYear
  /** What of each settlement went to the person by now. */
  readonly #paid = new Map<string, Decimal>()
  /** The entry that is being looked at. */
  #at: number | null = null
  readonly #differences: Difference[] = []

  constructor(year: VerifiedYear) {
    this.#year = year
  }

  /** Where the engine refuses what is stored, nothing behind it can be compared; that is named with the rest. */
  all(): Difference[] {
    try {
      this.#postings()
      this.#balances()
    } catch (error) {
      this.#differ(this.#at, 'settling it again', 'settled', messageOf(error))
    }
    return this.#differences
  }

  #postings(): void {
    const { entries } = this.#year
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at] as VerifiedEntry
      this.#at = entry.seq
      if (entry.seq !== at + 1) this.#differ(entry.seq, 'number of the entry', String(entry.seq), String(at + 1))
      if (entry.kind === 'settlement') at += this.#settlement(entry, entries.slice(at + 1))
      else if (entry.kind === 'opening') at += this.#opening(entry, entries.slice(at + 1))
      else if (entry.kind === 'reversal') at += this.#reversal(entry, entries.slice(at + 1))
      else if (entry.cause?.kind === 'year-end') at += this.#yearEnd(entry.cause, entries.slice(at)) - 1
      else if (entry.cause?.kind === 'resettle') at += this.#lateFacts(entry.cause, entries.slice(at)) - 1
      else this.#differ(entry.seq, 'adjustment without a cause', entry.settlementId, 'none')
    }
  }

  /** Checks a settlement with what it brought for the year's earlier visits, and answers how many adjustments those are. */
  #settlement(entry: VerifiedEntry, following: readonly VerifiedEntry[]): number {
    const made = this.#year.settlements.get(entry.settlementId)
    if (!made) {
      this.#differ(entry.seq, 'settlement', entry.settlementId, 'not stored')
      return 0
    }
    const settled = adjudicate(made.law, made.claim, made.facts, this.#state)
    const { outcome, adjusted } = shareOwed(this.#active.map(earlierVisit), settled)
    this.#same(entry.seq, 'outcome', entry.outcome, byEngineOf(entry.outcome, outcome))
    this.#same(entry.seq, 'payers', entry.payers, outcome.payers)
    const paid = made.handedIn ? aidBetween(null, outcome) : yuan(zero)
    this.#same(entry.seq, 'paid to the person', entry.toPerson, paid)
    this.#paid.set(entry.settlementId, decimal(paid))
    this.#state = settled.next
    this.#same(entry.seq, 'state after', entry.state, storedYear(this.#state))
    const place = { seq: entry.seq, closedAt: null }
    const active = [...this.#active, { settlementId: entry.settlementId, ...made, outcome, ...place }]
    this.#active = active
    return this.#forEarlier(entry.settlementId, adjusted, following)
  }

  /** Checks the adjustments of visits that were paid more by what a later one brought. */
  #forEarlier(no: string, adjusted: readonly PaidForEarlier[], following: readonly VerifiedEntry[]): number {
    const posted = leading(following, ({ cause }) => cause?.kind === 'top-up' && cause.no === no)
    if (posted.length === 0 && adjusted.length === 0) return 0
    const after = new Map(adjusted.map((one) => [one.settlementId, one.after]))
    const active = this.#active.map((one) => ({ ...one, outcome: after.get(one.settlementId) ?? one.outcome }))
    if (posted.length > 0) this.#adjusted(posted, { changed: adjusted, active, state: this.#state })
    else this.#differ(this.#at, 'paid for earlier visits', 'nothing', adjusted.map((one) => one.settlementId).join(' '))
    return posted.length
  }

  /** Checks a reversal with the adjustments behind it and answers how many those are. */
  #reversal(entry: VerifiedEntry, following: readonly VerifiedEntry[]): number {
    const reversed = this.#active.find((one) => one.settlementId === entry.settlementId)
    if (!reversed) {
      this.#differ(entry.seq, 'reversal of a settlement that does not stand', entry.settlementId, 'none')
      return 0
    }
    this.#same(entry.seq, 'payers', entry.payers, differenceOf(reversed.outcome.payers, null))
    const paid = this.#paid.get(entry.settlementId) ?? zero
    this.#same(entry.seq, 'paid to the person', entry.toPerson, yuan(paid.negated()))
    const plan = recalculateYear(
      this.#active.filter((one) => one !== reversed),
      this.#beginning,
    )
    const adjustments = leading(following, (next) => next.reversalNo === entry.reversalNo)
    this.#adjusted(adjustments, plan, entry)
    return adjustments.length
  }

  /** Checks an opening, or that it was taken back, with what comes out differently after it, and answers how many those are. */
  #opening(entry: VerifiedEntry, following: readonly VerifiedEntry[]): number {
    const no = entry.reversalNo ?? entry.settlementId
    const adjustments = leading(following, ({ cause }) => cause?.kind === 'opening' && cause.no === no)
    this.#beginning = entry.beginning ?? this.#beginning
    this.#adjusted(adjustments, recalculateYear(this.#active, this.#beginning), entry)
    return adjustments.length
  }

  /** Checks a year recalculated with facts recorded late, by the facts that its adjustments carry, and answers how many those are. */
  #lateFacts({ kind, no }: VerifiedCause, following: readonly VerifiedEntry[]): number {
    const adjustments = leading(following, ({ cause }) => cause?.kind === kind && cause.no === no)
    const renewed = new Map(adjustments.map((one) => [one.settlementId, one]))
    for (const { seq, settlementId, facts, law } of adjustments) {
      const before = this.#active.find((one) => one.settlementId === settlementId)?.facts
      const recorded = law === null ? withoutLate : withoutAsked
      this.#same(seq, 'facts besides those recorded late', recorded(facts), recorded(before ?? null))
    }
    const factsOf = ({ settlementId, facts }: ActiveVisit) => renewed.get(settlementId)?.facts ?? facts
    const lawOf = ({ settlementId, law }: ActiveVisit) => renewed.get(settlementId)?.law ?? law
    this.#adjusted(adjustments, recalculateLateFacts(this.#active, this.#beginning, factsOf, lawOf))
    return adjustments.length
  }

  /** Checks what was aided at the end of the year: all that waited, and nothing else. */
  #yearEnd({ kind, no }: VerifiedCause, following: readonly VerifiedEntry[]): number {
    const adjustments = leading(following, ({ cause }) => cause?.kind === kind && cause.no === no)
    const { changed, adjusted, state } = planYearClose(this.#active, this.#state)
    const first = following[0] as VerifiedEntry
    const closed = new Map(changed.map(({ settlementId, after }, at) => [settlementId, { after, seq: first.seq + at }]))
    const active = this.#active.map((one) => {
      const now = closed.get(one.settlementId)
      return now ? { ...one, outcome: now.after, closedAt: now.seq } : one
    })
    this.#adjusted(adjustments, { changed, active, state })
    return adjustments.length + this.#forEarlier(no, adjusted, following.slice(adjustments.length))
  }

  /** What the year comes to is `plan`: its adjustments, outcome by outcome, and the state after each entry of the step. */
  #adjusted(
    adjustments: readonly VerifiedEntry[],
    plan: Omit<ReversalPlan, 'reversed'>,
    reversal?: VerifiedEntry,
  ): void {
    const step = reversal ? [reversal, ...adjustments] : adjustments
    const first = step[0] as VerifiedEntry
    this.#same(
      first.seq,
      'adjusted settlements',
      adjustments.map((one) => one.settlementId),
      plan.changed.map((one) => one.settlementId),
    )
    plan.changed.forEach(({ before, after }, at) => {
      const adjustment = adjustments[at]
      if (!adjustment) return
      this.#same(adjustment.seq, 'outcome', adjustment.outcome, byEngineOf(adjustment.outcome, after))
      this.#same(adjustment.seq, 'payers', adjustment.payers, differenceOf(before.payers, after.payers))
      // The person's is all of it where the hospital had claimed and at the year's end, the aid where an insurer paid in hand.
      const direct = directBetween(before, after)
      const isDirect = adjustment.cause?.kind === 'year-end' || adjustment.toPerson === direct
      const isHandedIn = this.#year.settlements.get(adjustment.settlementId)?.handedIn === true
      const aid = aidBetween(before, after)
      const ofHospital = isDirect ? direct : adjustment.toPerson === aid ? aid : toPersonBetween(before, after)
      this.#same(adjustment.seq, 'paid to the person', adjustment.toPerson, isHandedIn ? aid : ofHospital)
      this.#paid.set(
        adjustment.settlementId,
        (this.#paid.get(adjustment.settlementId) ?? zero).plus(adjustment.toPerson),
      )
    })
    this.#active = [...plan.active]
    this.#state = plan.state
    for (const [at, one] of step.entries()) {
      if (at > 0 && one.seq !== first.seq + at)
        this.#differ(one.seq, 'number of the entry', String(one.seq), String(first.seq + at))
      this.#same(one.seq, 'state after', one.state, storedYear(this.#state))
    }
  }

  #balances(): void {
    const { version, entries, state, accounts, limitEntries } = this.#year
    const last = entries.at(-1)?.seq ?? 0
    if (version !== last) this.#differ(null, 'version of the year', String(version), String(last))
    this.#same(null, 'state of the year', state, storedYear(this.#state))
    const names = new Set([
      ...Object.keys(accounts),
      ...Object.keys(this.#state.used),
      ...limitEntries.map((entry) => entry.name),
    ])
    for (const name of [...names].sort()) {
      const computed = yuan(this.#state.used[name] ?? zero)
      this.#same(null, `account ${name}`, accounts[name] ?? '0.00', computed)
      this.#same(null, `movements of account ${name}`, this.#moved(name), computed)
    }
  }

  /** Follows an account movement by movement to where they leave it. */
  #moved(name: string): string {
    let balance = zero
    for (const { seq, amount, usedBefore } of this.#year.limitEntries.filter((entry) => entry.name === name)) {
      this.#same(seq, `balance before the movement of ${name}`, usedBefore, yuan(balance))
      balance = balance.plus(decimal(amount))
    }
    return yuan(balance)
  }

  #same(seq: number | null, what: string, stored: unknown, computed: unknown): void {
    const [a, b] = [JSON.stringify(stored), JSON.stringify(computed)]
    if (a !== b) this.#differ(seq, what, ...firstDifference(stored, computed, a, b))
  }

  #differ(seq: number | null, what: string, stored: string, computed: string): void {
    this.#differences.push({ seq, what, stored, computed })
  }
}

function earlierVisit({ settlementId, claim, outcome }: ActiveVisit): EarlierVisit {
  return { settlementId, day: visitDay(claim), outcome }
}

/** The adjustments that follow without a break and belong to one step. */
function leading(
  entries: readonly VerifiedEntry[],
  belongs: (entry: VerifiedEntry) => boolean,
): readonly VerifiedEntry[] {
  const end = entries.findIndex((entry) => entry.kind !== 'adjustment' || !belongs(entry))
  return end === -1 ? entries : entries.slice(0, end)
}

/**
 * Identities, approved applications for aid, what the person's other numbers and other years had used, and corrections are
 * what may be recorded late.
 */
function withoutLate(facts: Facts | null): Facts | null {
  if (facts === null) return null
  const {
    approvals: _,
    elsewhere: __,
    byHand: ___,
    corrected: ____,
    appliedOn: _____,
    usedBefore: ______,
    yearBefore: _______,
    ...rest
  } = facts
  return { ...rest, identities: [] }
}

/** A mended pack may ask of the person, and of earlier years, what the one of before did not. */
function withoutAsked(facts: Facts | null): Facts | null {
  const recorded = withoutLate(facts)
  if (recorded === null) return null
  const { bornOn: _, group: __, enrolments: ___, ...known } = recorded.person
  return { ...recorded, person: known }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
