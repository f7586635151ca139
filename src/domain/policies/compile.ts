import { type Decimal, decimal, zero } from '../money.ts'
import { type Care, cares } from '../names/care.ts'
import type { Insurance } from '../names/insurances.ts'
import {
  aidRow,
  amountOrNull,
  conditionsOf,
  filledAccounts,
  limitsOf,
  rateBands,
  topUpRows,
  withoutReferralRow,
  yearAidRow,
} from './compile-aid.ts'
import { earlierYearsOf, periodOf } from './compile-periods.ts'
import type { BasicRow, CapGrowth, CriticalIllnessCap, CriticalIllnessRow, FilledCap } from './insurer-tables.ts'
import type { Choices, Law, LimitRow, Plausible, Ruled, Tables } from './law.ts'

type Rows = Law['rows']
type FigureOf = Law['figure']

/** Makes the numbers of the waterfall's rows exact once, when the law of a day is resolved. */
export function compile(rows: Rows, figure: FigureOf, choices: Choices, year: number): Tables {
  const aid = rows('aid').map((row) => aidRow(row, figure, year))
  const basic = rows('basic').map(basicRow)
  const limits = limitRows(rows, choices)
  return {
    limits,
    aid,
    floor: rows('floor').map((row) => ({
      ...row,
      ...forWhom(row),
      share: decimal(row.share),
      limits: limitsOf(row.limit),
    })),
    control: rows('offCatalogueControl').map((row) => ({
      ...row,
      ...forWhom(row),
      by: row.by ?? 'grade',
      share: exactRecord(row.share),
    })),
    offCatalogueAid: rows('offCatalogueAid').map((row) => ({
      ...row,
      ...forWhom(row),
      rate: decimal(row.rate),
      limits: limitsOf(row.limit),
    })),
    topUps: topUpRows(rows('topUp'), figure, year),
    householdAid: rows('householdAid').map((row) => yearAidRow(row, figure, year)),
    secondAid: rows('secondAid').map((row) => yearAidRow(row, figure, year)),
    accumulation: rows('accumulation'),
    packages: rows('package').map((row) => ({
      ...row,
      ...{ basic: decimal(row.basic), aid: decimal(row.aid), insurance: row.insurance ?? residents },
      unableToWork: row.unableToWork === 'true',
    })),
    basic,
    filledCaps: filledCaps(basic),
    criticalIllness: rows('criticalIllness').map((row) => criticalIllnessRow(row, figure, year)),
    withoutReferral: rows('withoutReferral').map(withoutReferralRow),
    filled: filledAccounts(aid),
    earlierYears: earlierYearsOf(limits, aid),
    asksAge: [...rows('aid'), ...rows('topUp'), ...rows('basic')].some((row) => row.ages !== undefined),
    asksGroup: [...rows('aid'), ...rows('topUp'), ...rows('basic'), ...rows('criticalIllness')].some(
      (row) => row.groups !== undefined,
    ),
    asksEnrolments: rows('criticalIllness').some(({ cap }) => growsOf(cap) !== null),
    criticalIllnessTilt: rows('criticalIllnessTilt').map((row) => ({
      clause: row.clause,
      for: row.for,
      unableToWork: row.unableToWork === 'true',
      deductibleReducedBy: decimal(row.deductibleReducedBy),
      points: decimal(row.points),
      capLifted: row.cap === 'lifted',
      insurance: row.insurance ?? residents,
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

/** Rows of what insurance itself pays are of residents' insurance, unless they say otherwise. */
const residents: readonly Insurance[] = ['residents']

function forWhom({ insurance }: { readonly insurance?: readonly Insurance[] | undefined }) {
  return { insurance: insurance ?? null }
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
    period: periodOf(row.period),
    ...forWhom(row),
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
    for: row.for ?? null,
    insurance: row.insurance ?? residents,
    conditions: conditionsOf({
      ...{ levels: row.levels, diseases: row.diseases, exceptDiseases: row.exceptDiseases },
      ...{ ages: row.ages, groups: row.groups },
    }),
    filled: row.over === 'year' ? `basic ${cares.filter((care) => row.care.includes(care)).join('+')}` : null,
    repeatFrom: Number(row.repeatFrom ?? 2),
    repeatDeductible: decimal(row.repeatDeductible),
    cap: amountOrNull(row.cap),
    capFilled: row.capCounts ? capFilled(row.capCounts) : null,
    entersUpTo: amountOrNull(row.entersUpTo),
  }
}

function capFilled(counted: readonly Care[]): FilledCap {
  const counts = cares.filter((care) => counted.includes(care))
  return { account: `basic-cap ${counts.join('+')}`, counts }
}

/** The accounts of caps that some kinds of care fill, each once. */
function filledCaps(rows: readonly BasicRow[]): FilledCap[] {
  const caps = rows.flatMap(({ capFilled }) => capFilled ?? [])
  return [...new Map(caps.map((cap) => [cap.account, cap])).values()]
}

function criticalIllnessRow(row: Ruled<'criticalIllness'>, figure: FigureOf, year: number): CriticalIllnessRow {
  return {
    clause: row.clause,
    deductible: startOf(row.deductible, figure, year),
    bands: rateBands(row.bands),
    cap: capOf(row.cap, figure, year),
    for: row.for ?? null,
    insurance: row.insurance ?? residents,
    groups: row.groups ?? null,
  }
}

/** A share of a figure is of the year before; a figure itself is the year's. */
function startOf(
  start: Ruled<'criticalIllness'>['deductible'],
  figure: FigureOf,
  year: number,
): CriticalIllnessRow['deductible'] {
  if ('amount' in start) return decimal(start.amount)
  if ('figure' in start) return figure(start.figure, { year })
  return { share: decimal(start.share), of: figure(start.of, { year: year - 1 }) }
}

function capOf(cap: Ruled<'criticalIllness'>['cap'], figure: FigureOf, year: number): CriticalIllnessCap {
  if (cap === null) return null
  const grows = growsOf(cap)
  if (typeof cap === 'string') return { of: decimal(cap), grows }
  if ('amount' in cap) return { of: decimal(cap.amount), grows }
  return { of: { figure: figure(cap.figure, { year }), times: decimal(cap.times ?? '1') }, grows }
}

function growsOf(cap: Ruled<'criticalIllness'>['cap']): CapGrowth | null {
  const grows = cap === null || typeof cap === 'string' ? undefined : cap.grows
  if (grows === undefined) return null
  return {
    perYear: grows.perYear === undefined ? zero : decimal(grows.perYear),
    afterYears: Number(grows.afterYears ?? 0),
    perYearWithoutClaims: grows.perYearWithoutClaims === undefined ? zero : decimal(grows.perYearWithoutClaims),
    since: Number(grows.since),
    atMostShare: decimal(grows.atMostShare),
  }
}
