import type pg from 'pg'
import { readDirect } from '../../db/clearing/clearing-entries.ts'
import { readHistory } from '../../db/ledger/history.ts'
import { lockJoined } from '../../db/ledger/lock-joined.ts'
import { readClaims } from '../../db/ledger/read-person-years.ts'
import type { ClaimRead, PersonYearHistory, PersonYearKey, StoredSettlement } from '../../db/ledger/rows.ts'
import { type RecalculationRow, yearsOfPerson } from '../../db/recalculation/recalculations.ts'
import { handAmountsOf } from '../../db/settlement/hand-decisions.ts'
import type { Facts, HandAmount, YearState } from '../../domain/adjudication/types.ts'
import { type LateFactsPlan, recalculateLateFacts } from '../../domain/ledger/late-facts.ts'
import { type ActiveVisit, inPostingOrder } from '../../domain/ledger/replay.ts'
import { emptyYear, yearState } from '../../domain/ledger/year-state.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion } from '../callers/caller.ts'
import { approvedFor, type Input, identitiesOf } from '../claim/claim-input.ts'
import { type Cause, PersonYearPosting, seal } from '../ledger/posting.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { activeVisitsOf } from '../settlement/post-reversal.ts'
import { type UsedElsewhere, usedElsewhere } from './used-elsewhere.ts'

/** Whose years are settled anew. */
export type Span = Pick<RecalculationRow, 'personNo' | 'firstYear' | 'lastYear'>

/** One year settled anew and ready to be written, or only to be looked at. */
export interface PlannedYear {
  readonly work: PersonYearPosting
  readonly before: YearState
  readonly plan: LateFactsPlan
  /** The settlements that stand. */
  readonly settlements: readonly StoredSettlement[]
}

/**
 * Settles a person's years anew with the identities that the register now shows for each visit's own day (000000/G5, 000000/G10).
 *
 * Whoever has several numbers is counted with what the others had used by the time of each visit (000000/G26): so a join, or that it was
 * taken back, shows what it changes of the settlements before it.
 *
 * Of everything else the facts stay as they were recorded then. The hospital's register holds the present alone, so what
 * it says today is no news about last year. A disease is registered by whoever treats it, also with a day in the past; to
 * read it anew would let a hospital change what was settled long ago by registering it late.
 *
 * With `lock`, inside a transaction, each year is held from the reading to the end. Errors: those of the engine, such as
 * `figure-missing` where an identity that now counts asks for a figure that nobody asked for before.
 */
export async function planYears(
  books: Pick<PostingContext, 'archive'>,
  client: pg.PoolClient,
  span: Span,
  cause: Cause,
  { lock }: { readonly lock: boolean },
): Promise<PlannedYear[]> {
  const [read] = await readClaims(client, [{ ...nobody, personNo: span.personNo, year: span.firstYear }], {
    lock: false,
  })
  const others = [...new Set((read as ClaimRead).others.map(({ personNo }) => personNo))]
  if (lock && read?.person?.joinedAs) await lockJoined(client, [read.person.joinedAs])
  const byHand = await handAmountsOf(client, span.personNo)
  const planned: PlannedYear[] = []
  for (const key of await yearsOfPerson(client, span)) {
    const used = await usedElsewhere(client, key, others)
    const history = await readHistory(client, { ...key, lock })
    const known = { history, direct: await readDirect(client, key), read: { ...(read as ClaimRead), used }, byHand }
    planned.push(await planYear(books, key, known, cause))
  }
  return planned
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
  /** Settlements whose differences are between the fund and the person. */
  readonly direct: ReadonlySet<string>
  readonly read: ClaimRead & { readonly used: UsedElsewhere }
}

async function planYear(
  books: Pick<PostingContext, 'archive'>,
  key: PersonYearKey,
  { history, direct, read, byHand }: Known,
  cause: Cause,
): Promise<PlannedYear> {
  const settlements = history.settlements.filter((settlement) => !settlement.reversed)
  const standing = await activeVisitsOf(books, settlements, history.entries)
  const inputs = new Map(settlements.map(({ settlementId, input }) => [settlementId, input]))
  const settledAt = new Map(settlements.map((one) => [one.settlementId, one.settledAt]))
  const factsNow = ({ settlementId, facts: { approvals: _, elsewhere: __, ...facts } }: ActiveVisit): Facts => {
    const input = inputs.get(settlementId) as Input
    const elsewhere = read.used({ settlementId, settledAt: settledAt.get(settlementId) as string })
    const identities = identitiesOf(read, input)
    const given = byHand.get(settlementId)
    return {
      ...{ ...facts, identities, ...approvedFor(read, input) },
      ...(elsewhere ? { elsewhere } : {}),
      ...(given ? { byHand: given } : {}),
    }
  }
  const plan = recalculateLateFacts(standing, factsNow)
  const state = history.state === null ? emptyYear : yearState(history.state)
  const work = new PersonYearPosting(key, history.version, state)
  post(work, plan, cause, direct)
  return { work, before: state, plan, settlements }
}

/** What a hospital has claimed is settled with it: the difference is between the fund and the person. */
function post(work: PersonYearPosting, plan: LateFactsPlan, cause: Cause, direct: ReadonlySet<string>): void {
  if (plan.changed.length === 0) return
  const changed = plan.changed.map((one) => ({
    ...one,
    after: seal(one.after),
    direct: direct.has(one.settlementId),
  }))
  work.adjust(cause, changed, inPostingOrder(plan.standing), plan.state)
}
