import { type Decimal, decimal, one, zero } from '../money.ts'
import { cares } from '../names/care.ts'
import type {
  AidRow,
  Bands,
  Conditions,
  Deductible,
  FilledBy,
  Law,
  RateBand,
  Ruled,
  TopUpRow,
  WithoutReferralRow,
} from './law.ts'

type FigureOf = Law['figure']

/** The rows of assistance and its top-ups, their numbers made exact and their conditions put where they are quick to ask. */
export function aidRow(row: Ruled<'aid'>, figure: FigureOf, year: number): AidRow {
  const [limit, ...alsoLimits] = [row.limit].flat() as [string, ...string[]]
  return {
    clause: row.clause,
    for: row.for,
    care: row.care,
    disease: row.disease,
    hospitalLevelAtLeast: row.hospitalLevelAtLeast ?? null,
    inScopeAbove: amountOrNull(row.inScopeAbove),
    conditions: conditionsOf(row),
    deductible: deductible(row.deductible, figure, year),
    rate: decimal(row.rate ?? (row.bands?.[0]?.rate as string)),
    bands: bandsOf(row, limit),
    limit,
    alsoLimits,
    perVisit: row.perVisit ? { cap: amountOrNull(row.perVisit.cap), least: amountOrNull(row.perVisit.least) } : null,
    needsRegistration: row.registration !== 'not-needed' && row.care.some(asksRegistration),
  }
}

function asksRegistration(care: string): boolean {
  return care !== 'inpatient' && care !== 'outpatient-ordinary'
}

export function amountOrNull(text: string | null | undefined): Decimal | null {
  return text === null || text === undefined ? null : decimal(text)
}

export function rateBands(bands: readonly { upTo?: string | undefined; rate: string }[]): RateBand[] {
  return bands.map((band) => ({ upTo: amountOrNull(band.upTo), rate: decimal(band.rate) }))
}

function bandsOf(row: Ruled<'aid'>, limit: string): Bands | null {
  if (!row.bands) return null
  // Of each care by itself: clinic visits fill no bands of stays, though both draw on one limit.
  const account = row.bandsOver === 'year' ? `bands ${limit} ${row.care.join('+')}` : null
  return { bands: rateBands(row.bands), are: row.bandsAre ?? 'marginal', account }
}

type Asked = Partial<Omit<Ruled<'aid'>, 'where'>> & { readonly where?: Ruled<'aid'>['where'] }

/** Null where nothing is asked, which is how most rows are. */
export function conditionsOf(row: Asked): Conditions | null {
  const { where, levels, grades, inScopeUpTo, referral, diseases, insured, ages } = row
  const asked = [where, levels, grades, inScopeUpTo, referral, diseases, insured, ages]
  if (asked.every((one) => one === undefined)) return null
  return {
    where: where ?? null,
    levels: levels ?? null,
    grades: grades ?? null,
    inScopeUpTo: amountOrNull(inScopeUpTo),
    referral: referral ?? null,
    diseases: diseases ?? null,
    insured: insured ?? null,
    ages: ages ? { from: Number(ages.from ?? 0), to: Number(ages.to ?? 999) } : null,
  }
}

/** A share of a figure is of the year before (140500/J4: 上年); a figure itself is the year's. */
function deductible(value: Ruled<'aid'>['deductible'], figure: FigureOf, year: number): Deductible {
  if (value === 'none') return { kind: 'none' }
  const filledBy = filledByOf(value)
  if ('amount' in value) return { kind: 'amount', amount: decimal(value.amount), filledBy }
  if ('figure' in value) return { kind: 'figure', figure: figure(value.figure, { year }), filledBy }
  return { kind: 'share', share: decimal(value.share), figure: figure(value.of, { year: year - 1 }), filledBy }
}

const byStays: FilledBy = { over: null, account: null, counts: [], lookBack: null }

function filledByOf({ over, counts, lookBack }: Exclude<Ruled<'aid'>['deductible'], 'none'>): FilledBy {
  if (over === undefined && counts === undefined && lookBack === undefined) return byStays
  const inOrder = cares.filter((care) => (counts ?? ['inpatient']).includes(care))
  const account = over === 'visit' ? null : `deductible ${inOrder.join('+')}`
  return {
    over: over ?? null,
    account,
    counts: inOrder,
    lookBack: lookBack ? { months: Number(lookBack.months), from: lookBack.from } : null,
  }
}

/** The accounts of deductibles, each once. */
export function filledAccounts(rows: readonly AidRow[]) {
  const accounts = new Map<string, FilledBy['counts']>()
  for (const { deductible: value } of rows)
    if (value.kind !== 'none' && value.filledBy.account !== null)
      accounts.set(value.filledBy.account, value.filledBy.counts)
  return [...accounts].map(([account, counts]) => ({ account, counts }))
}

export function topUpRow(row: Ruled<'topUp'>, figure: FigureOf, year: number): TopUpRow {
  // Where it is stands in the row itself.
  const { where: _, ...asked } = row
  return {
    clause: row.clause,
    payer: row.payer,
    for: row.for,
    care: row.care,
    where: row.where,
    over: row.over,
    threshold: threshold(row.threshold, figure, year),
    conditions: conditionsOf(asked as Asked),
    inScopeAbove: amountOrNull(row.inScopeAbove),
    rate: decimal(row.rate ?? (row.bands?.[0]?.rate as string)),
    bands: row.bands ? rateBands(row.bands) : null,
    paysOn: row.paysOn,
    limit: row.limit,
    opensWhenUsedUp: row.opensWhenUsedUp ?? null,
    referredUnless: row.referredUnless ?? null,
  }
}

function threshold(value: Ruled<'topUp'>['threshold'], figure: FigureOf, year: number): TopUpRow['threshold'] {
  if (typeof value === 'string') return decimal(value)
  if ('figure' in value) return { share: one, figure: figure(value.figure, { year }) }
  return { share: decimal(value.share), figure: figure(value.of, { year: year - 1 }) }
}

export function withoutReferralRow(row: Ruled<'withoutReferral'>): WithoutReferralRow {
  const by = { full: '1', points: row.points, factor: row.factor, 'lost-part': row.lost }[row.aid]
  return { clause: row.clause, for: row.for, care: row.care, aid: row.aid, by: by === undefined ? zero : decimal(by) }
}
