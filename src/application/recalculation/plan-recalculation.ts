import type pg from 'pg'
import { approvedApplicationDays } from '../../db/aid-applications/application-days.ts'
import { readDirect } from '../../db/clearing/clearing-entries.ts'
import { correctedOf, type SettlementCorrectionRow } from '../../db/corrections/settlement-corrections.ts'
import { readHistory } from '../../db/ledger/history.ts'
import { lockJoined } from '../../db/ledger/lock-joined.ts'
import { readClaims } from '../../db/ledger/read-person-years.ts'
import type { ClaimRead, PersonYearHistory, PersonYearKey, StoredSettlement } from '../../db/ledger/rows.ts'
import { type RecalculationRow, yearsOfPerson } from '../../db/recalculation/recalculations.ts'
import { handAmountsOf } from '../../db/settlement/hand-decisions.ts'
import type { CorrectedVisit } from '../../domain/adjudication/corrected-visit.ts'
import type { AppliedOn } from '../../domain/adjudication/earlier-facts.ts'
import type { Facts, HandAmount, YearState } from '../../domain/adjudication/types.ts'
import { mergedCorrections } from '../../domain/claim/merged-corrections.ts'
import { type LateFactsPlan, type Renewed, recalculateLateFacts } from '../../domain/ledger/late-facts.ts'
import { beginningOf } from '../../domain/ledger/opening.ts'
import type { DirectKind } from '../../domain/ledger/owed-for-earlier.ts'
import { type ActiveVisit, inPostingOrder, paysDifferently } from '../../domain/ledger/replay.ts'
import { emptyYear, storedYear, yearState } from '../../domain/ledger/year-state.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, coversRegion } from '../callers/caller.ts'
import { approvedFor, identitiesOf } from '../claim/claim-input.ts'
import { type OtherYears, otherYearsNow } from '../claim/earlier-years.ts'
import { sealedChanges } from '../ledger/changed-visits.ts'
import type { Cause } from '../ledger/posted.ts'
import { PersonYearPosting } from '../ledger/posting.ts'
import type { LawOf } from '../policies/policy-archive.ts'
import { activeVisitsOf } from '../settlement/active-visits.ts'
import { type Mending, mendedVisits } from './mended-visits.ts'
import { type UsedElsewhere, usedElsewhere } from './used-elsewhere.ts'

/** Whose years are recalculated. */
export type Span = Pick<RecalculationRow, 'personNo' | 'firstYear' | 'lastYear'>

/** One year recalculated and ready to be written, or only to be looked at. */
export interface PlannedYear {
  readonly key: PersonYearKey
  readonly work: PersonYearPosting
  readonly before: YearState
  readonly plan: LateFactsPlan
  /** The settlements that stand. */
  readonly settlements: readonly StoredSettlement[]
}

/**
 * Recalculates a person's years with the identities that the register now shows for each visit's own day (000000/G5, 000000/G10).
 *
 * Whoever has several numbers is counted with what the others had used by the time of each visit (000000/G26): so a join, or that it was
 * taken back, shows what it changes of the settlements before it.
 *
 * Of everything else the facts stay as they were recorded then. The hospital's register holds the present alone, so what
 * it says today is no news about last year. A disease is registered by whoever treats it, also with a day in the past; to
 * read it anew would let a hospital change what was settled long ago by registering it late. Where the law looks at other
 * calendar years, they are read anew: what they have drawn by now on a limit, so that both together draw no more than
 * there is, and what still stands of the costs that were settled before a visit.
 *
 * With `lock`, inside a transaction, each year is locked from the reading to the end. Errors: those of the engine, such as
 * `figure-missing` where an identity that now counts asks for a figure that nobody asked for before.
 */
export async function planYears(
  context: { readonly archive: LawOf },
  client: pg.PoolClient,
  span: Span,
  cause: Cause,
  { lock, toPerson = new Set(), mending = null, correction = null }: HowPlanned,
): Promise<PlannedYear[]> {
  const [found] = await readClaims(client, [{ ...nobody, personNo: span.personNo, year: span.firstYear }], {
    lock: false,
  })
  const read = present(found, `what is known of ${span.personNo}`)
  const others = [...new Set(read.others.map(({ personNo }) => personNo))]
  // No version of one year guards what is read of another.
  if (lock) await lockJoined(client, [read.person?.joinedAs ?? span.personNo])
  const byHand = await handAmountsOf(client, span.personNo)
  const appliedOn = await approvedApplicationDays(client, [span.personNo, ...others])
  const corrected = await correctedWith(client, span.personNo, correction)
  const inHand = correction?.paidTo === 'person' ? correction.settlementId : null
  const owes = correction?.changes.takenBack?.some(({ from }) => from === 'person') ? [correction.settlementId] : []
  const planned: PlannedYear[] = []
  for (const key of await yearsOfPerson(client, span)) {
    const used = await usedElsewhere(client, key, others)
    const history = await readHistory(client, { ...key, lock })
    const claimed = [...toPerson, ...owes].map((settlementId) => [settlementId, 'claimed'] as const)
    const direct = new Map<string, DirectKind>([...claimed, ...(await readDirect(client, key))])
    if (inHand !== null) direct.set(inHand, 'handed-in')
    const of = { personNo: span.personNo, others: read.others, on: `${key.year}-01-01` }
    const otherYears = (law: Law) => otherYearsNow(client, law, of, planned)
    const known = { history, direct, read: { ...read, used }, byHand, corrected, appliedOn, otherYears }
    const planYear = mending ? planMended(client, mending) : planLateFacts
    planned.push(await planYear(context, key, known, cause))
  }
  return planned
}

interface HowPlanned {
  readonly lock: boolean
  readonly toPerson?: ReadonlySet<string>
  /** With it the years are recalculated for a pack that was mended, and with nothing else that is known by now. */
  readonly mending?: Mending | null
  /** What is being put right of one settlement, written or only looked at. */
  readonly correction?: SettlementCorrectionRow | null
}

/** A correction that is only looked at is not among those that are stored. */
async function correctedWith(
  client: pg.PoolClient,
  personNo: string,
  correction: SettlementCorrectionRow | null,
): Promise<ReadonlyMap<string, CorrectedVisit>> {
  const stored = await correctedOf(client, personNo)
  if (correction === null) return stored
  const { settlementId, changes } = correction
  return stored.set(settlementId, mergedCorrections(stored.get(settlementId), changes))
}

/** A person may have been insured elsewhere in the year; what that region's fund paid is its own to correct. */
export function requireOwn(caller: Caller, years: readonly PlannedYear[]): void {
  for (const { plan, settlements } of years)
    for (const { settlementId } of plan.changed) {
      const settlement = settlements.find((one) => one.settlementId === settlementId)
      if (settlement && !coversRegion(caller.region, settlement.insuredRegion))
        refuse('forbidden', { reason: elsewhere })
    }
}

const elsewhere = {
  zh: '该年度受影响的结算中，有的参保地不属于本密钥的地区，须由当时的参保地更正。',
  en: 'One of the settlements that would change is of a place that the key does not hold; the place of then corrects it.',
}

const nobody = { hospitalCode: '', settlementNo: null }

interface Known {
  /** What the bureau gave by hand, by settlement. */
  readonly byHand: ReadonlyMap<string, readonly HandAmount[]>
  readonly history: PersonYearHistory
  /** When aid was applied for. */
  readonly appliedOn: readonly AppliedOn[]
  /** Settlements whose differences are between the fund and the person. */
  readonly direct: ReadonlyMap<string, DirectKind>
  /** What corrections have come to, by settlement. */
  readonly corrected: ReadonlyMap<string, CorrectedVisit>
  readonly read: ClaimRead & { readonly used: UsedElsewhere }
  /** What is known by now of other calendar years, where the law looks at them. */
  readonly otherYears: (law: Law) => Promise<OtherYears | null>
}

type PlanYear = (
  context: { readonly archive: LawOf },
  key: PersonYearKey,
  known: Known,
  cause: Cause,
) => Promise<PlannedYear>

/** A year of which the mended pack changes nothing stays as it is, also in what its visits are held under. */
function planMended(client: pg.PoolClient, mending: Mending): PlanYear {
  return async (context, key, { history, direct, read }, cause) => {
    const settlements = history.settlements.filter((settlement) => !settlement.reversed)
    const active = await activeVisitsOf(context, settlements, history.entries)
    const mended = await mendedVisits(context, client, { key, read, active, settlements }, mending)
    const plan = recalculateLateFacts(
      active,
      beginningOf(history.entries),
      ({ settlementId, facts }) => mended.get(settlementId)?.facts ?? facts,
      ({ settlementId, law }) => mended.get(settlementId)?.law ?? law,
    )
    const state = history.state === null ? emptyYear : yearState(history.state)
    const work = new PersonYearPosting(key, history, state)
    const differs = mended.size > 0 && (isOtherState(state, plan.state) || plan.changed.some(isPaidDifferently))
    const done = differs ? plan : { changed: [], active, state }
    post(work, done, cause, direct)
    return { key, work, before: state, plan: done, settlements }
  }
}

const isPaidDifferently = ({ before, after }: Renewed) => paysDifferently(before, after)

const isOtherState = (one: YearState, other: YearState) =>
  JSON.stringify(storedYear(one)) !== JSON.stringify(storedYear(other))

async function planLateFacts(
  context: { readonly archive: LawOf },
  key: PersonYearKey,
  { history, direct, read, byHand, corrected, appliedOn, otherYears }: Known,
  cause: Cause,
): Promise<PlannedYear> {
  const settlements = history.settlements.filter((settlement) => !settlement.reversed)
  const active = await activeVisitsOf(context, settlements, history.entries)
  const stored = new Map(settlements.map((one) => [one.settlementId, one]))
  const factsNow = ({ settlementId, law, facts: before }: ActiveVisit): Facts => {
    const { approvals: _, elsewhere: __, appliedOn: ___, ...facts } = before
    const { input, settledAt } = present(stored.get(settlementId), `settlement ${settlementId} of the year`)
    const elsewhere = read.used({ settlementId, settledAt })
    const identities = identitiesOf(read, input)
    const given = byHand.get(settlementId)
    const right = corrected.get(settlementId)
    return {
      ...{ ...facts, identities, ...approvedFor(read, input) },
      ...(elsewhere ? { elsewhere } : {}),
      ...(given ? { byHand: given } : {}),
      ...(right ? { corrected: right } : {}),
      ...(law.tables.earlierYears?.asksApplications && appliedOn.length > 0 ? { appliedOn } : {}),
    }
  }
  const beginning = beginningOf(history.entries)
  const recorded = recalculateLateFacts(active, beginning, factsNow)
  const plan = await withOtherYears(active, stored, recorded, otherYears, (factsOf) =>
    recalculateLateFacts(active, beginning, (visit) => factsOf(visit, factsNow(visit))),
  )
  const state = history.state === null ? emptyYear : yearState(history.state)
  const work = new PersonYearPosting(key, history, state)
  post(work, plan, cause, direct)
  return { key, work, before: state, plan, settlements }
}

/**
 * The year as recorded, unless what is known by now of other calendar years makes it pay differently: what they have drawn on
 * limits, and what still stands of the costs that were settled before each visit. What only reads differently leaves
 * every settlement as it was given.
 */
async function withOtherYears(
  active: readonly ActiveVisit[],
  stored: ReadonlyMap<string, StoredSettlement>,
  recorded: LateFactsPlan,
  otherYears: Known['otherYears'],
  plan: (factsOf: (visit: ActiveVisit, facts: Facts) => Facts) => LateFactsPlan,
): Promise<LateFactsPlan> {
  const years = new Map<Law, OtherYears | null>()
  for (const { law } of active) if (!years.has(law)) years.set(law, await otherYears(law))
  if ([...years.values()].every((one) => one === null)) return recorded
  const now = plan(({ settlementId, law }, { usedBefore: _, yearBefore: __, ...facts }) => {
    const known = years.get(law)
    const usedBefore = known?.used ?? []
    const yearBefore =
      known?.costsBefore(present(stored.get(settlementId), `settlement ${settlementId} of the year`)) ?? []
    return {
      ...facts,
      ...(usedBefore.length === 0 ? {} : { usedBefore }),
      ...(yearBefore.length === 0 ? {} : { yearBefore }),
    }
  })
  const differs = now.active.some(({ outcome }, at) => {
    const before = present(recorded.active[at], `visit ${at} of the year`)
    return paysDifferently(before.outcome, outcome)
  })
  return differs ? now : recorded
}

/** What a hospital has claimed is settled with it: the difference is between the fund and the person. */
function post(
  work: PersonYearPosting,
  plan: LateFactsPlan,
  cause: Cause,
  direct: ReadonlyMap<string, DirectKind>,
): void {
  if (plan.changed.length === 0) return
  work.adjust(cause, sealedChanges(plan.changed, direct), inPostingOrder(plan.active), plan.state)
}
