import { type Decimal, decimal } from '../money.ts'
import type {
  AidRow,
  BasicRow,
  Choices,
  CriticalIllnessRow,
  Deductible,
  Figure,
  Law,
  LimitRow,
  Plausible,
  Ruled,
  Tables,
  TopUpRow,
} from './law.ts'

type Rows = Law['rows']
type FigureOf = Law['figure']

/** Makes the numbers of the waterfall's rows exact once, when the law of a day is resolved. */
export function compile(rows: Rows, figure: FigureOf, choices: Choices, year: number): Tables {
  return {
    limits: limitRows(rows, choices),
    aid: rows('aid').map((row) => aidRow(row, figure, year)),
    floor: rows('floor').map((row) => ({ ...row, share: decimal(row.share) })),
    control: rows('offCatalogueControl').map((row) => ({ ...row, share: exactRecord(row.share) })),
    offCatalogueAid: rows('offCatalogueAid').map((row) => ({ ...row, rate: decimal(row.rate) })),
    topUps: rows('topUp').map(topUpRow),
    accumulation: rows('accumulation'),
    packages: rows('package').map((row) => ({ ...row, basic: decimal(row.basic), aid: decimal(row.aid) })),
    basic: rows('basic').map(basicRow),
    criticalIllness: firstOf(rows('criticalIllness'), (row) => criticalIllnessRow(row, figure, year)),
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

function maybe(text: string | null | undefined): Decimal | null {
  return text === null || text === undefined ? null : decimal(text)
}

function exactRecord<K extends string>(record: Readonly<Record<K, string>>): Record<K, Decimal> {
  return Object.fromEntries(Object.entries<string>(record).map(([key, text]) => [key, decimal(text)])) as Record<
    K,
    Decimal
  >
}

/** Limits that aid draws on share one account where a pack reads them as shared (500243/P5); else each has its own. */
function limitRows(rows: Rows, choices: Choices): LimitRow[] {
  const drawnByAid = new Set(rows('aid').map((row) => row.limit))
  const shared = choices.limitsAre.value === 'shared' ? [...drawnByAid][0] : undefined
  return rows('limits').map((row) => ({
    clause: row.clause,
    name: row.name,
    account: shared !== undefined && drawnByAid.has(row.name) ? shared : row.name,
    for: row.for,
    amount: maybe(row.amount),
  }))
}

function aidRow(row: Ruled<'aid'>, figure: FigureOf, year: number): AidRow {
  return {
    clause: row.clause,
    for: row.for,
    care: row.care,
    disease: row.disease,
    hospitalLevelAtLeast: row.hospitalLevelAtLeast ?? null,
    inScopeAbove: maybe(row.inScopeAbove),
    deductible: deductible(row.deductible, figure, year),
    rate: decimal(row.rate),
    limit: row.limit,
  }
}

/** A share of income is of the income of the year before (140500/J4: 上年). */
function deductible(value: Ruled<'aid'>['deductible'], figure: FigureOf, year: number): Deductible {
  if (value === 'none') return { kind: 'none' }
  if ('amount' in value) return { kind: 'amount', amount: decimal(value.amount) }
  return { kind: 'share', share: decimal(value.share), figure: figure(value.of, { year: year - 1 }) }
}

function topUpRow(row: Ruled<'topUp'>): TopUpRow {
  return {
    ...row,
    threshold: decimal(row.threshold),
    rate: decimal(row.rate),
    opensWhenUsedUp: row.opensWhenUsedUp ?? null,
    referredUnless: row.referredUnless ?? null,
  }
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
    repeatDeductible: decimal(row.repeatDeductible),
    cap: maybe(row.cap),
    entersUpTo: maybe(row.entersUpTo),
  }
}

function criticalIllnessRow(row: Ruled<'criticalIllness'>, figure: FigureOf, year: number): CriticalIllnessRow {
  const start: Decimal | Figure =
    'amount' in row.deductible ? decimal(row.deductible.amount) : figure(row.deductible.figure, { year })
  return {
    clause: row.clause,
    deductible: start,
    bands: row.bands.map((band) => ({ upTo: maybe(band.upTo), rate: decimal(band.rate) })),
    cap: maybe(row.cap),
  }
}
