import { type Decimal, decimal, one, zero } from '../money.ts'
import { cares } from '../names/care.ts'
import { present } from '../shared/present.ts'
import { periodOf } from './compile-periods.ts'
import type {
  AidRow,
  Bands,
  Conditions,
  Deductible,
  FilledAccount,
  FilledBy,
  Law,
  LimitNames,
  LookBack,
  RateBand,
  Ruled,
  TopUpRow,
  WithoutReferralRow,
  YearAidRow,
} from './law.ts'

type FigureOf = Law['figure']

/** The rows of assistance and its top-ups, their numbers made exact and their conditions put where they are quick to ask. */
export function aidRow(row: Ruled<'aid'>, figure: FigureOf, year: number): AidRow {
  const limits = limitsOf(row.limit)
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
    bands: bandsOf(row, limits[0]),
    limits,
    perVisit: row.perVisit ? { cap: amountOrNull(row.perVisit.cap), least: amountOrNull(row.perVisit.least) } : null,
    needsRegistration: row.registration !== 'not-needed' && row.care.some(asksRegistration),
  }
}

export function limitsOf(limit: string | readonly string[]): LimitNames {
  const [first, ...others] = typeof limit === 'string' ? [limit] : limit
  return [present(first, 'the limit of a row'), ...others]
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
  const { where, levels, grades, inScopeUpTo, referral, diseases, exceptDiseases, insured, ages } = row
  const { insurance, groups } = row
  const asked = [
    where,
    levels,
    grades,
    inScopeUpTo,
    referral,
    diseases,
    exceptDiseases,
    insured,
    ages,
    insurance,
    groups,
  ]
  if (asked.every((one) => one === undefined)) return null
  return {
    where: where ?? null,
    levels: levels ?? null,
    grades: grades ?? null,
    inScopeUpTo: amountOrNull(inScopeUpTo),
    referral: referral ?? null,
    diseases: diseases ?? null,
    exceptDiseases: exceptDiseases ?? null,
    insured: insured ?? null,
    ages: ages ? agesOf(ages) : null,
    insurance: insurance ?? null,
    groups: groups ?? null,
  }
}

/** Both ends within; one that is left out is open. */
export function agesOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  return { from: Number(from ?? 0), to: Number(to ?? 999) }
}

/** A share of a figure is of the year before (140500/J4: 上年); a figure itself is the year's. */
function deductible(value: Ruled<'aid'>['deductible'], figure: FigureOf, year: number): Deductible {
  if (value === 'none') return { kind: 'none' }
  const filledBy = filledByOf(value)
  if ('amount' in value) return { kind: 'amount', amount: decimal(value.amount), filledBy }
  if ('figure' in value) return { kind: 'figure', figure: figure(value.figure, { year }), filledBy }
  return { kind: 'share', share: decimal(value.share), figure: figure(value.of, { year: year - 1 }), filledBy }
}

const byStays: FilledBy = { over: null, account: null, counts: [], period: null, lookBack: null }

function filledByOf(said: Exclude<Ruled<'aid'>['deductible'], 'none'>): FilledBy {
  const { over, counts, period, lookBack } = said
  if ([over, counts, period, lookBack].every((one) => one === undefined)) return byStays
  const isOfVisit = over === 'visit' || period === 'visit'
  const inOrder = cares.filter((care) => (counts ?? ['inpatient']).includes(care))
  const { kept, back } = lookingBack(period, lookBack)
  return {
    over: isOfVisit ? 'visit' : (over ?? (kept === null && period === undefined ? null : 'year')),
    account: isOfVisit ? null : `deductible ${inOrder.join('+')}`,
    counts: inOrder,
    period: isOfVisit ? null : kept,
    lookBack: back,
  }
}

type Said = Exclude<Ruled<'aid'>['deductible'], 'none'>

/**
 * How the account is kept, and how far it is looked back. The twelve months before a visit hold all of the visit's year, as does
 * what is looked back on from the first day of an identity; else each day is kept by itself.
 */
function lookingBack(period: Said['period'], lookBack: Said['lookBack']) {
  const own = periodOf(period)
  if (own?.kind === 'rolling') return lookingFrom({ months: own.months, from: 'visit', endsWithVisit: true })
  if (!lookBack) return { kept: own, back: null }
  return lookingFrom({ months: Number(lookBack.months), from: lookBack.from, endsWithVisit: false })
}

function lookingFrom(back: LookBack) {
  const { months, from } = back
  const wholeYear = months === 12 && from !== 'application'
  return { kept: wholeYear ? null : ({ kind: 'rolling', months } as const), back }
}

/** The accounts of deductibles, each once. */
export function filledAccounts(rows: readonly AidRow[]): FilledAccount[] {
  const accounts = new Map<string, FilledAccount>()
  for (const { deductible: value } of rows) {
    if (value.kind === 'none') continue
    const { account, counts, period } = value.filledBy
    if (account !== null) accounts.set(`${account} ${JSON.stringify(period)}`, { account, counts, period })
  }
  return [...accounts.values()]
}

function topUpRow(row: Ruled<'topUp'>, figure: FigureOf, year: number): TopUpRow {
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
    limits: limitsOf(row.limit),
    paidOnAs: limitsOf(row.limit)[0],
    opensWhenUsedUp: row.opensWhenUsedUp ?? null,
    referredUnless: row.referredUnless ?? null,
  }
}

/** Re-aid and tilt that draw on one limit first are still paid on each for itself. */
export function topUpRows(rows: readonly Ruled<'topUp'>[], figure: FigureOf, year: number): TopUpRow[] {
  const made = rows.map((row) => topUpRow(row, figure, year))
  return made.map((row) => {
    const shared = made.some((other) => other.paidOnAs === row.paidOnAs && other.payer !== row.payer)
    return shared ? { ...row, paidOnAs: `${row.paidOnAs} ${row.payer}` } : row
  })
}

function threshold(value: Ruled<'topUp'>['threshold'], figure: FigureOf, year: number): TopUpRow['threshold'] {
  if (typeof value === 'string') return decimal(value)
  if ('figure' in value) return { share: one, figure: figure(value.figure, { year }) }
  return { share: decimal(value.share), figure: figure(value.of, { year: year - 1 }) }
}

export function yearAidRow(row: Ruled<'householdAid'>, figure: FigureOf, year: number): YearAidRow {
  return {
    ...{ clause: row.clause, for: row.for, care: row.care, insurance: row.insurance ?? null },
    visits: row.visits ?? 'identity',
    threshold: row.threshold === undefined ? null : threshold(row.threshold, figure, year),
    bands: rateBands(row.bands ?? [{ rate: row.rate as string }]),
    are: row.bandsAre ?? 'marginal',
    cap: amountOrNull(row.cap),
    least: amountOrNull(row.least),
  }
}

export function withoutReferralRow(row: Ruled<'withoutReferral'>): WithoutReferralRow {
  const by = { full: '1', points: row.points, factor: row.factor, 'lost-part': row.lost }[row.aid]
  return {
    ...{ clause: row.clause, for: row.for, care: row.care, aid: row.aid },
    by: by === undefined ? zero : decimal(by),
    insurance: row.insurance ?? null,
  }
}
