import { type Decimal, decimal } from '../money.ts'
import {
  aidRow,
  amountOrNull,
  conditionsOf,
  filledAccounts,
  rateBands,
  topUpRow,
  withoutReferralRow,
} from './compile-aid.ts'
import type {
  BasicRow,
  Choices,
  CriticalIllnessCap,
  CriticalIllnessRow,
  Figure,
  Law,
  LimitRow,
  Plausible,
  Ruled,
  Tables,
} from './law.ts'

type Rows = Law['rows']
type FigureOf = Law['figure']

/** Makes the numbers of the waterfall's rows exact once, when the law of a day is resolved. */
export function compile(rows: Rows, figure: FigureOf, choices: Choices, year: number): Tables {
  const aid = rows('aid').map((row) => aidRow(row, figure, year))
  const criticalIllness = rows('criticalIllness')
  return {
    limits: limitRows(rows, choices),
    aid,
    floor: rows('floor').map((row) => ({ ...row, share: decimal(row.share) })),
    control: rows('offCatalogueControl').map((row) => ({
      ...row,
      by: row.by ?? 'grade',
      share: exactRecord(row.share),
    })),
    offCatalogueAid: rows('offCatalogueAid').map((row) => ({ ...row, rate: decimal(row.rate) })),
    topUps: rows('topUp').map((row) => topUpRow(row, figure, year)),
    accumulation: rows('accumulation'),
    packages: rows('package').map((row) => ({ ...row, basic: decimal(row.basic), aid: decimal(row.aid) })),
    basic: rows('basic').map(basicRow),
    criticalIllness: firstOf(
      criticalIllness.filter((row) => row.for === undefined),
      (row) => criticalIllnessRow(row, figure, year),
    ),
    criticalIllnessFor: criticalIllness
      .filter((row) => row.for !== undefined)
      .map((row) => criticalIllnessRow(row, figure, year)),
    withoutReferral: rows('withoutReferral').map(withoutReferralRow),
    filled: filledAccounts(aid),
    asksAge: [...rows('aid'), ...rows('topUp'), ...rows('basic')].some((row) => row.ages !== undefined),
    asksYearBefore: aid.some(({ deductible }) => deductible.kind !== 'none' && deductible.filledBy.lookBack !== null),
    criticalIllnessTilt: rows('criticalIllnessTilt').map((row) => ({
      clause: row.clause,
      for: row.for,
      deductibleReducedBy: decimal(row.deductibleReducedBy),
      points: decimal(row.points),
      capLifted: row.cap === 'lifted',
    })),
    warnings: rows('earlyWarning').map((row) => ({
      clause: row.clause,
      for: row.for === 'everyone-else' ? null : row.for,
      alarm: row.alarm,
      above: decimal(row.above),
      checkedWithinDays: row.checkedWithinDays === undefined ? null : Number(row.checkedWithinDays),
      pushedTo: row.pushedTo,
    })),
    plausible: {
      bill: plausibleOf(rows, 'bill'),
      receipt: plausibleOf(rows, 'receipt'),
      feeLine: plausibleOf(rows, 'fee-line'),
      feeDay: firstOf(rows('plausibleFeeDay'), ({ clause, daysBefore, daysAfter }) => ({
        clause,
        before: Number(daysBefore),
        after: Number(daysAfter),
      })),
      stay: firstOf(rows('plausibleStay'), ({ clause, cautionAboveDays, refuseAboveDays }) => ({
        clause,
        cautionAbove: decimal(cautionAboveDays),
        refuseAbove: decimal(refuseAboveDays),
      })),
    },
  }
}

function firstOf<T, R>(rows: readonly T[], make: (row: T) => R): R | null {
  return rows[0] === undefined ? null : make(rows[0])
}

function plausibleOf(rows: Rows, of: Ruled<'plausibleAmount'>['of']): Plausible | null {
  const own = rows('plausibleAmount').filter((row) => row.of === of)
  return firstOf(own, ({ clause, cautionAbove, refuseAbove }) => ({
    clause,
    cautionAbove: decimal(cautionAbove),
    refuseAbove: decimal(refuseAbove),
  }))
}

function exactRecord<K extends string>(record: Readonly<Record<K, string>>): Record<K, Decimal> {
  return Object.fromEntries(Object.entries<string>(record).map(([key, text]) => [key, decimal(text)])) as Record<
    K,
    Decimal
  >
}

/** Limits that aid draws on share one account where a pack reads them as shared (500243/P5); else each has its own. */
function limitRows(rows: Rows, choices: Choices): LimitRow[] {
  const drawnByAid = new Set(rows('aid').flatMap((row) => row.limit))
  const shared = choices.limitsAre.value === 'shared' ? [...drawnByAid][0] : undefined
  return rows('limits').map((row) => ({
    clause: row.clause,
    name: row.name,
    account: shared !== undefined && drawnByAid.has(row.name) ? shared : row.name,
    for: row.for,
    amount: amountOrNull(row.amount),
  }))
}

function basicRow(row: Ruled<'basic'>): BasicRow {
  const terms = Object.entries(row.terms).map(([key, value]) => [
    key,
    { deductible: decimal(value.deductible), rate: decimal(value.rate) },
  ])
  return {
    clause: row.clause,
    care: row.care,
    tier: row.tier === undefined ? null : row.tier === '1' ? 1 : 2,
    where: row.where,
    by: row.by,
    terms: Object.fromEntries(terms) as BasicRow['terms'],
    conditions: conditionsOf({ levels: row.levels, diseases: row.diseases, ages: row.ages }),
    repeatFrom: Number(row.repeatFrom ?? 2),
    repeatDeductible: decimal(row.repeatDeductible),
    cap: amountOrNull(row.cap),
    entersUpTo: amountOrNull(row.entersUpTo),
  }
}

function criticalIllnessRow(row: Ruled<'criticalIllness'>, figure: FigureOf, year: number): CriticalIllnessRow {
  const start: Decimal | Figure =
    'amount' in row.deductible ? decimal(row.deductible.amount) : figure(row.deductible.figure, { year })
  return {
    clause: row.clause,
    deductible: start,
    bands: rateBands(row.bands),
    cap: capOf(row.cap, figure, year),
    for: row.for ?? null,
  }
}

function capOf(cap: Ruled<'criticalIllness'>['cap'], figure: FigureOf, year: number): CriticalIllnessCap {
  if (cap === null || typeof cap === 'string') return amountOrNull(cap)
  return { figure: figure(cap.figure, { year }), times: decimal(cap.times ?? '1') }
}
