import { add, type Decimal, less, zero } from '../../money.ts'
import type { Category } from '../../names/categories.ts'
import type { Law, TopUpRow } from '../../policies/law.ts'
import { owedSum } from '../draft.ts'
import type { VisitLimits } from '../limits.ts'
import type { Trace } from '../trace.ts'
import type { OwedTopUp, YearState } from '../types.ts'
import { type AdjudicatedVisit, liesIn } from '../visit.ts'
import { mainAid } from './assistance.ts'
import { floorAid, offCatalogueAid } from './raised.ts'
import { topUp } from './top-up.ts'

/** What assistance and its top-ups pay of a visit for one identity, and what the visit adds to the year. */
export interface Aid {
  readonly main: Decimal
  readonly floor: Decimal
  readonly offCatalogue: Decimal
  readonly reAid: Decimal
  readonly tilt: Decimal
  readonly selfPayAdded: Decimal
  readonly paidOn: Readonly<Record<string, Decimal>>
  readonly owed: readonly OwedTopUp[]
  readonly counted?: Readonly<Record<string, Decimal>> | undefined
}

const nothing = { main: zero, floor: zero, offCatalogue: zero, reAid: zero, tilt: zero, paidOn: {}, owed: [] }

/** The aid of a visit of a day on which no identity was in force. */
export function noAid(visit: AdjudicatedVisit, base: Decimal, trace: Trace): Aid {
  if (visit.shutOut) trace.reason('referral-missing', visit.shutOut)
  trace.reason('no-identity', visit.law.clause('G5'), { day: visit.day })
  return { selfPayAdded: counts(visit, null, false) ? base : zero, ...nothing }
}

/** Whether no identity could be aided: for want of a referral (000000/G8), or of insurance (000000/G21). Such a visit adds to the burden alone. */
export function withoutAid({ shutOut, uninsured }: AdjudicatedVisit): boolean {
  return shutOut !== null || uninsured?.aid === 'none'
}

/** Assistance, its top-ups and the tilt, each from what the one before left. */
export function aidOfIdentity(
  visit: AdjudicatedVisit,
  category: Category,
  base: Decimal,
  openOutside: Decimal,
  limits: VisitLimits,
  trace: Trace,
): Aid {
  if (visit.shutOut) trace.reason('referral-missing', visit.shutOut)
  if (withoutAid(visit)) return { selfPayAdded: zero, ...nothing }
  const main = mainAid(visit, category, base, limits, trace)
  if (main.closed) return { selfPayAdded: zero, ...nothing }
  const floor = floorAid(visit, category, base.minus(main.amount), limits, trace)
  const offCatalogue = offCatalogueAid(visit, category, openOutside, limits, trace)
  const selfPay = base.minus(main.amount).minus(floor)
  const { aided } = main
  const selfPayAdded = counts(visit, category, aided) ? selfPay : zero
  const parts = { main: main.amount, floor, offCatalogue, selfPayAdded, counted: main.counted }
  if (visit.care !== 'inpatient' && !aided) return { reAid: zero, tilt: zero, paidOn: {}, owed: [], ...parts }
  const year = add(visit.state.selfPay, selfPayAdded)
  // Only visits of this number can be paid more; what is due for the others stays open for their own (000000/G26).
  const before = add(paidOverYear(visit.law, visit.own.used), visit.own.openedSelfPay ?? zero)
  const earlier = less(visit.own.selfPay, before)
  const reAid = topUp('reAid', visit, category, { visit: selfPay, year, earlier }, limits, trace)
  const left = { visit: selfPay.minus(reAid.amount), year, earlier: less(earlier, owedSum(reAid.owed)) }
  const tilt = topUp('tilt', visit, category, left, limits, trace)
  const paidOn: Record<string, Decimal> = {}
  for (const { paidOn: on } of [reAid, tilt]) if (on) paidOn[on.as] = on.excess
  return { reAid: reAid.amount, tilt: tilt.amount, paidOn, owed: [...reAid.owed, ...tilt.owed], ...parts }
}

/** What top-ups that look at the year have paid in it so far, by their limits' accounts: of several the one that is theirs alone. */
export function paidOverYear(law: Law, used: YearState['used']): Decimal {
  const limits = yearTopUpLimitsOf(law.tables)
  let paid = zero
  for (const account in used) {
    const [limit = account] = account.split('/', 1)
    if (limits.has(limit)) paid = add(paid, used[account] ?? zero)
  }
  return paid
}

/** By the tables of one day's law: asked for each visit, and worked out once. */
const yearTopUpLimits = new WeakMap<Law['tables'], ReadonlySet<string | undefined>>()

function yearTopUpLimitsOf(tables: Law['tables']): ReadonlySet<string | undefined> {
  const known = yearTopUpLimits.get(tables)
  if (known) return known
  const ofAid = new Set(tables.aid.flatMap(({ limits: names }) => names))
  const limits = new Set(tables.topUps.filter(({ over }) => over === 'year').map(ownLimitOf(ofAid)))
  yearTopUpLimits.set(tables, limits)
  return limits
}

const ownLimitOf =
  (ofAid: ReadonlySet<string>) =>
  ({ limits }: TopUpRow) =>
    limits.find((name) => !ofAid.has(name)) ?? limits[0]

/**
 * Whether the visit's self-pay counts into the year (000000/G13): stays, and outpatient care that is aided, where the pack says;
 * since an identity that the pack aids was in force, or the whole year, as the pack reads it.
 */
function counts(visit: AdjudicatedVisit, category: Category | null, aided: boolean): boolean {
  if (withoutAid(visit) || (visit.care !== 'inpatient' && !aided)) return false
  const { choices, tables } = visit.law
  if (choices.accumulates.value === 'since-identity' && !(category && isAidedCategory(visit, category))) return false
  return (
    tables.accumulation.length === 0 ||
    tables.accumulation.some((row) => row.care.includes(visit.care) && liesIn(visit, row.where))
  )
}

function isAidedCategory({ law: { tables } }: AdjudicatedVisit, category: Category): boolean {
  return [...tables.aid, ...tables.topUps].some((row) => row.for.includes(category))
}
