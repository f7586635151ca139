import type { Claim, Facts, YearState } from '../adjudication/types.ts'
import { type HowAsked, visitDay } from '../adjudication/visit.ts'
import type { Day } from '../calendar.ts'
import { type Replayed, replay } from '../ledger/replay.ts'
import type { Decimal } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { Payer } from '../names/payers.ts'
import type { Law } from '../policies/law.ts'

/** A settlement that stands, with all that it would be reckoned from again, and what it came to. */
export interface YearVisit {
  readonly settlementId: string
  readonly seq: number
  /** The place of the entry that aided it at the end of the year; null where none did. */
  readonly closedAt: number | null
  readonly hospitalCode: string
  /** The place whose fund pays. */
  readonly county: string
  readonly category: Category | null
  /** What each bears by now, corrections and all. Yuan, exact to the fen. */
  readonly paid: Readonly<Record<Payer, Decimal>>
  readonly claim: Claim
  readonly facts: Facts
}

/** How much of a limit's account a person has used in a year, and up to where it may be used. Yuan. */
export interface UsedLimit {
  readonly account: string
  readonly used: Decimal
  readonly limit: Decimal | null
}

/** A person's year under one region's law, as the ledger has it: what is replayed is always all of it. */
export interface SettledYear {
  readonly personNo: string
  readonly region: string
  /** In the order in which they were posted. */
  readonly visits: readonly YearVisit[]
  /** Where the year began, with what was opened of it. */
  readonly beginning: YearState
  /** What the person bore of the year by now, as early warning reads it. */
  readonly personBurden: Decimal
  readonly limits: readonly UsedLimit[]
}

/** The law of a region on a day, from the packs in use or from a draft. */
export type LawFinder = (region: string, on: Day) => Law

/** The law that governs a visit: only that of the discharge can say that the law of the admission does (000000/G5). */
export function lawOfVisit(lawOn: LawFinder, region: string, claim: Claim): Law {
  const law = lawOn(region, visitDay(claim))
  const { admittedOn } = claim
  return law.choices.lawOn.value === 'admission' && admittedOn !== null ? lawOn(region, admittedOn) : law
}

const untraced: HowAsked = { isTraced: false }

/**
 * A person's year settled again in the order of the ledger, by the engine itself and without its trace: limits and thresholds of
 * a year make the order matter. What is asked of the register stays what it was when the visit was settled.
 *
 * Errors: those of the engine, such as `figure-missing`.
 */
export function replayUnder(
  lawOn: LawFinder,
  { region, beginning }: Pick<SettledYear, 'region' | 'beginning'>,
  visits: readonly YearVisit[],
  asked = untraced,
): Replayed {
  return replay(
    visits.map(({ settlementId, seq, closedAt, claim, facts }) => ({
      settlementId,
      seq,
      closedAt,
      claim,
      facts,
      law: lawOfVisit(lawOn, region, claim),
    })),
    beginning,
    asked,
  )
}
