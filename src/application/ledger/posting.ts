import type {
  EntryCause,
  EntryRow,
  LimitEntryRow,
  PersonYearHistory,
  PersonYearKey,
  PersonYearWrite,
  ReversalRow,
  SettlementRow,
} from '../../db/ledger/rows.ts'
import type { PayerAmounts, SettlementOutcome, YearState } from '../../domain/adjudication/types.ts'
import { compactOutcome } from '../../domain/ledger/compact-outcome.ts'
import {
  Balances,
  differenceOf,
  type LimitMovement,
  movementsBetween,
  movementsOfReversal,
} from '../../domain/ledger/movements.ts'
import {
  type EarlierVisit,
  type PaidForEarlier,
  toPersonBetween,
  toPersonOf,
} from '../../domain/ledger/owed-for-earlier.ts'
import { storedYear } from '../../domain/ledger/year-state.ts'
import { decimal, sum, yuan, zero } from '../../domain/money.ts'
import { aidOf } from '../../domain/reimbursements/aid.ts'
import { isReimbursementCode } from '../../domain/reimbursements/own-code.ts'
import type { Input } from '../claim/claim-input.ts'
import { sha256 } from '../shared/hash.ts'
import { newId } from '../shared/ids.ts'
import type { Adjusted, Cause, OpeningPosted, PostingStamp, Sealed } from './posted.ts'

export function seal(outcome: SettlementOutcome): Sealed {
  const text = JSON.stringify(compactOutcome(outcome))
  return { outcome, text, traceHash: sha256(text) }
}

/**
 * Gathers what happens to one person's year until it is written, in one step or not at all.
 *
 * `version` counts entries, so an entry's number in the year is the version it made. What is spread into a row stands
 * last in it: V8 adds a member behind a spread a hundred times more slowly than before it.
 */
export class PersonYearPosting {
  readonly key: PersonYearKey
  readonly #read: { readonly version: number; readonly head: string | null }
  readonly #before: YearState
  #version: number
  #state: YearState
  readonly #balances: Balances
  readonly #settlements: SettlementRow[] = []
  readonly #entries: EntryRow[] = []
  readonly #limitEntries: LimitEntryRow[] = []
  readonly #reversals: ReversalRow[] = []
  /** Of the settlements posted or adjusted since the year was read, by id. */
  readonly #outcomes = new Map<string, SettlementOutcome>()

  constructor(key: PersonYearKey, { version, head }: Pick<PersonYearHistory, 'version' | 'head'>, state: YearState) {
    this.key = key
    this.#read = { version, head }
    this.#version = version
    this.#before = state
    this.#state = state
    this.#balances = new Balances(state.used)
  }

  get state(): YearState {
    return this.#state
  }

  /** The version of the year that was read. */
  get readVersion(): number {
    return this.#read.version
  }

  /** The visits of the year as they now stand: those that were read, with what has been posted since. */
  standing(read: readonly EarlierVisit[]): EarlierVisit[] {
    const visits = new Map(read.map((visit) => [visit.settlementId, visit]))
    for (const { settlementId, eventOn } of this.#settlements)
      visits.set(settlementId, {
        settlementId,
        day: eventOn,
        outcome: this.#outcomes.get(settlementId) as SettlementOutcome,
      })
    for (const [settlementId, outcome] of this.#outcomes) {
      const visit = visits.get(settlementId)
      if (visit) visits.set(settlementId, { ...visit, outcome })
    }
    return [...visits.values()]
  }

  get isChanged(): boolean {
    return this.#entries.length > 0
  }

  /** Posts a new settlement and takes the year on. */
  settle(
    row: Omit<SettlementRow, 'seq' | 'personNo' | 'region' | 'year'>,
    input: Input,
    sealed: Sealed,
    next: YearState,
  ): void {
    const [moves = []] = movementsBetween([{ before: null, after: sealed.outcome }], this.#balances)
    this.#state = next
    const { outcome } = sealed
    const what = { sealed, reversalNo: null, amounts: outcome.payers, total: input.costs.total }
    const isPaid = isReimbursementCode(row.hospitalCode)
    const stamp = { at: row.settledAt, callerId: row.callerId }
    const posted = isPaid ? { ...what, toPerson: aidOf(outcome) } : what
    const entry = this.#entry('settlement', row.settlementId, posted, moves, stamp)
    const { personNo, region, year } = this.key
    this.#settlements.push({ personNo, region, year, seq: entry.seq, ...row })
  }

  /** Posts what a settlement, or the end of the year, brought for the year's earlier visits (000000/G14). */
  payForEarlier(no: string, adjusted: readonly PaidForEarlier[], stamp: PostingStamp): void {
    const sealed = adjusted.map((one) => ({ ...one, after: seal(one.after) }))
    const moves = movementsBetween(adjusted, this.#balances)
    for (const [at, one] of sealed.entries()) {
      const by = { reversalNo: null, cause: { kind: 'top-up', no, facts: null } as const, moves: moves[at] ?? [] }
      this.#adjustment(one, by, stamp)
    }
  }

  /**
   * Posts a reversal and the adjustments of what comes out differently after it, all under its number. `standing` is what
   * then stands, in the order of the year; `was` what is undone, with what of it went to the person.
   */
  reverse(
    reversal: Omit<ReversalRow, 'seq' | 'personNo' | 'region' | 'year'>,
    { outcome: was, toPerson: paid }: { readonly outcome: SettlementOutcome; readonly toPerson: string },
    changed: readonly Adjusted[],
    standing: readonly SettlementOutcome[],
    next: YearState,
  ): EntryRow[] {
    const changes = [
      { before: was, after: null },
      ...changed.map(({ before, after }) => ({ before, after: after.outcome })),
    ]
    const [released = [], ...moved] = movementsOfReversal(changes, standing, this.#balances)
    this.#state = next
    const stamp = { at: reversal.reversedAt, callerId: reversal.callerId }
    const reversalNo = reversal.reversalNo
    const amounts = differenceOf(was.payers, null)
    const total = yuan(sum(Object.values(amounts).map(decimal)))
    const first = this.#entry(
      'reversal',
      reversal.settlementId,
      { sealed: null, reversalNo, amounts, total, toPerson: yuan(decimal(paid).negated()) },
      released,
      stamp,
    )
    const { personNo, region, year } = this.key
    this.#reversals.push({ personNo, region, year, seq: first.seq, ...reversal })
    const rest = changed.map((one, at) => this.#adjustment(one, { reversalNo, moves: moved[at] ?? [] }, stamp))
    return [first, ...rest]
  }

  /**
   * Posts what comes out differently although nothing was undone: facts that were recorded late, the end of the year.
   * `standing` is what then stands, in the order of the year, and `next` the year after it. Where nothing changed,
   * nothing is posted and `isChanged` stays as it was.
   */
  adjust(
    cause: Cause,
    changed: readonly Adjusted[],
    standing: readonly SettlementOutcome[],
    next: YearState,
  ): EntryRow[] {
    const changes = changed.map(({ before, after }) => ({ before, after: after.outcome }))
    const moved = movementsOfReversal(changes, standing, this.#balances)
    this.#state = next
    return changed.map((one, at) => {
      const facts = one.facts ? JSON.stringify(one.facts) : null
      const because = { kind: cause.kind, no: cause.no, facts }
      return this.#adjustment(one, { reversalNo: null, cause: because, moves: moved[at] ?? [] }, cause)
    })
  }

  /**
   * Posts what was used elsewhere before the ledger began, or takes it back, with what comes out differently after it: an opening
   * counts before everything that was settled here, whenever it is entered.
   */
  open(
    { id, reversalNo, opened, stored }: OpeningPosted,
    changed: readonly Adjusted[],
    standing: readonly SettlementOutcome[],
    next: YearState,
    stamp: PostingStamp,
  ): void {
    const sign = reversalNo === null ? 1 : -1
    const used = Object.entries(opened.used).sort(([one], [other]) => (one < other ? -1 : 1))
    const own = used.map(([name, amount]) => this.#balances.move(name, amount.times(sign), null))
    const changes = changed.map(({ before, after }) => ({ before, after: after.outcome }))
    const moved = movementsOfReversal(changes, standing, this.#balances)
    this.#state = next
    const what = { sealed: null, reversalNo, amounts: differenceOf(null, null), total: '0.00' }
    this.#entry('opening', id, stored === null ? what : { ...what, opening: stored }, own, stamp)
    const cause = { kind: 'opening', no: reversalNo ?? id, facts: null } as const
    for (const [at, one] of changed.entries())
      this.#adjustment(one, { reversalNo: null, cause, moves: moved[at] ?? [] }, stamp)
  }

  write(): PersonYearWrite {
    this.#requireAgreement()
    return {
      expectedVersion: this.#read.version,
      expectedHead: this.#read.head,
      version: this.#version,
      state: this.#entries.at(-1)?.state ?? JSON.stringify(storedYear(this.#state)),
      used: storedYear(this.#state).used,
      usedBefore: storedYear(this.#before).used,
      settlements: this.#settlements,
      entries: this.#entries,
      limitEntries: this.#limitEntries,
      reversals: this.#reversals,
      ...this.key,
    }
  }

  #adjustment(
    { settlementId, before, after, direct }: Adjusted,
    { moves, ...by }: { reversalNo: string | null; cause?: EntryCause; moves: readonly LimitMovement[] },
    stamp: PostingStamp,
  ): EntryRow {
    const amounts = differenceOf(before.payers, after.outcome.payers)
    const toPerson = (direct ? toPersonOf[direct] : toPersonBetween)(before, after.outcome)
    const what = { sealed: after, amounts, total: '0.00', toPerson, ...by }
    return this.#entry('adjustment', settlementId, what, moves, stamp)
  }

  #entry(
    kind: EntryRow['kind'],
    settlementId: string,
    what: {
      sealed: Sealed | null
      reversalNo: string | null
      amounts: PayerAmounts
      total: string
      toPerson?: string
      cause?: EntryCause
      opening?: NonNullable<EntryRow['opening']>
    },
    moves: readonly LimitMovement[],
    stamp: PostingStamp,
  ): EntryRow {
    this.#version += 1
    const entry: EntryRow = {
      seq: this.#version,
      entryId: newId(),
      settlementId,
      kind,
      reversalNo: what.reversalNo,
      payers: what.amounts,
      total: what.total,
      category: what.sealed?.outcome.category ?? null,
      outcome: what.sealed?.text ?? null,
      state: JSON.stringify(storedYear(this.#state)),
      traceHash: what.sealed?.traceHash ?? null,
      policyHash: what.sealed?.outcome.policyHash ?? null,
      postedAt: stamp.at,
      callerId: stamp.callerId,
      ...this.key,
    }
    const posted = withCorrection(entry, what)
    this.#entries.push(posted)
    if (what.sealed) this.#outcomes.set(settlementId, what.sealed.outcome)
    for (const move of moves) this.#limitEntries.push(this.#limitEntry(posted, move))
    return posted
  }

  #limitEntry(entry: EntryRow, move: LimitMovement): LimitEntryRow {
    const { name, amount, usedBefore, usedAfter, limit } = move
    const { seq, entryId } = entry
    return { name, seq, entryId, amount, usedBefore, usedAfter, limitAmount: limit, ...this.key }
  }

  /** What the postings moved must be what the engine says was used. */
  #requireAgreement(): void {
    for (const name of Object.keys({ ...this.#before.used, ...this.#state.used })) {
      const stands = this.#state.used[name] ?? zero
      if (!this.#balances.of(name).eq(stands)) throw new Error(`account ${name} would not agree with the year`)
    }
  }
}

/** Settlements carry nothing of what only corrections have. */
function withCorrection(
  entry: EntryRow,
  { toPerson, cause, opening }: Pick<EntryRow, 'toPerson' | 'cause' | 'opening'>,
): EntryRow {
  const paid = toPerson === undefined || toPerson === '0.00' ? entry : { ...entry, toPerson }
  if (opening) return { ...paid, opening }
  return cause ? { ...paid, cause } : paid
}
