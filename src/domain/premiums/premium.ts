import { amountOf } from '../adjudication/figure.ts'
import { byHandFor, gapFor } from '../adjudication/gaps.ts'
import { Trace } from '../adjudication/trace.ts'
import type { TraceRemark } from '../adjudication/types.ts'
import { isCertifiedHere, isOfInsurance } from '../adjudication/visit.ts'
import type { Day } from '../calendar.ts'
import { type Decimal, decimal, max, min, toFen, yuan, zero } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { ReasonCode, WarningCode } from '../names/codes.ts'
import type { Insurance } from '../names/insurances.ts'
import { agesOf } from '../policies/compile-aid.ts'
import { placeGoverning } from '../policies/governing.ts'
import type { ClauseRef, Law, Ruled } from '../policies/law.ts'
import { type PolicyLibrary, resolve } from '../policies/library.ts'
import type { PackFile } from '../policies/pack.ts'
import { refuse } from '../refusals/refusal.ts'
import {
  contributionsByPerson,
  dependsOnPerson,
  refuseContributionByPerson,
  refuseSubsidyByPerson,
  subsidiesSaid,
} from './by-person.ts'

export type Tier = 1 | 2

/** What a person of one category is given towards the year's contribution. Yuan in text. */
export interface Subsidy {
  readonly category: Category | null
  readonly tier: Tier | null
  readonly contribution: string
  readonly subsidy: string
  readonly personPays: string
  /** How the amount came about: a share of the contribution, a fixed amount, or why there is none. */
  readonly rule: 'share' | 'amount' | 'left-open' | 'by-hand' | 'by-group-or-age' | 'category-not-aided' | 'no-identity'
  readonly share: string | null
  /** The tier whose contribution the share is of, where the clause names one. */
  readonly ofTier: Tier | null
  /** The least that is given, where the clause has such a floor. */
  readonly atLeast: string | null
  readonly clause: ClauseRef | null
  readonly reasons: readonly TraceRemark<ReasonCode>[]
  readonly warnings: readonly TraceRemark<WarningCode>[]
}

interface Asked {
  readonly law: Law
  readonly year: number
  readonly tier: Tier | null
  /** All identities held, for rules that leave out those who are already subsidised otherwise. */
  readonly held: readonly Category[]
  /** The last day of identities that have ended; one that is not named here is still in force. */
  readonly until?: ReadonlyMap<Category, Day> | undefined
  /** Left out for residents; nobody else's premium is subsidised, unless a row names it. */
  readonly insurance?: Insurance | undefined
  /** The group of the year's enrolment, and the age reached in the year, where the rules or the contribution go by them. */
  readonly group?: string | undefined
  readonly age?: number | undefined
}

/**
 * The law that governs the premium of a year: the pack in force on its last day. A clause that names
 * its years holds for them also where its document came into force later (140500/J1: 2022–2025).
 *
 * Errors: `policy-missing`.
 */
export function premiumLaw(library: PolicyLibrary, place: string, year: number): Law {
  const lastDay = `${year}-12-31`
  const region = library.governing(place, lastDay)
  if (region !== null) return library.lawOfPack(region, lastDay)
  const later = onTheWay(place).flatMap((near) => firstAfter(library, near, lastDay))[0]
  const law = later ? resolve(library, later.region, later.inForce.from) : undefined
  const named = law?.rows('premium').some((row) => row.years !== undefined && inYears(row, year))
  return law && named ? law : refuse('policy-missing', { region: place, on: lastDay })
}

/** The first document of law that a region gets after a day, if any. */
function firstAfter(library: PolicyLibrary, region: string, day: Day): PackFile[] {
  const later = library.files.filter(
    (file) => file.role === 'policy' && file.region === region && file.inForce.from > day,
  )
  return later.sort((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1)).slice(0, 1)
}

/** From the county to the province: the nearest wins (000000/G19). */
function onTheWay(region: string): string[] {
  return [region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`]
}

/** Who is subsidised for a year: where insured at its end, who certified what was held in it, and in whose insurance. */
export interface ToSubsidise {
  readonly insuredRegion: string
  readonly insurance: Insurance
  readonly held: readonly {
    readonly category: Category
    readonly certifiedRegion?: string | null
    readonly to: Day | null
  }[]
}

/**
 * The law that governs a person's premium of a year (000000/G19: 由认定地资助 where certification governs), and what the person held
 * in it of what counts there. Errors: `policy-missing`.
 */
export function premiumLawFor(library: PolicyLibrary, { insuredRegion, held }: ToSubsidise, year: number) {
  const lastDay = `${year}-12-31`
  // Whoever was certified within the year is subsidised for it, whether or not the identity lasted.
  const identities = held.map((one) => ({ ...one, from: lastDay, to: null }))
  const law = premiumLaw(library, placeGoverning(library, { insuredRegion, identities }, lastDay), year)
  const counting = held.filter(({ certifiedRegion }) =>
    isCertifiedHere(law, certifiedRegion ? { certifiedRegion } : {}, insuredRegion),
  )
  return { law, held: counting.map(({ category, to }) => [category, to] as const) }
}

/** The tiers a region has contributions for; empty where there is one contribution for all. */
export function tiersOf(law: Law): Tier[] {
  const tiers = law
    .rows('figures')
    .flatMap((row) => (row.name === 'contribution' && row.tier ? [row.tier === '1' ? 1 : 2] : []))
  return [...new Set(tiers as Tier[])].sort()
}

/**
 * Checks an asked tier against the region's. Where a region has tiers and none is named, it is tier 1.
 * Errors: `tier-unknown`.
 */
export function tierFor(law: Law, asked: Tier | null): Tier | null {
  const tiers = tiersOf(law)
  if (tiers.length === 0)
    return asked === 2 ? refuse('tier-unknown', { region: law.region, tier: '2', known: '1' }) : null
  return asked === null ? 1 : asked
}

/**
 * The premium subsidy of the identity that gives most, once a person and year.
 *
 * Units:  yuan, rounded to the fen; never more than the contribution.
 * Errors: `figure-missing` names the year's contribution; `group-or-age-missing` where it goes by what is not known.
 * Source: the pack's `premium` rows (140500/J1, 140000/J2, 500243/P1, 370000/N1); a gap gives 0.00 with who is to decide (140500/J3, 000000/G20).
 */
export function premiumSubsidy(asked: Asked): { readonly best: Subsidy; readonly others: readonly Subsidy[] } {
  const held = asked.law.order.filter((category) => asked.held.includes(category))
  if (held.length === 0) return { best: nobody(asked), others: [] }
  if (
    asked.insurance === 'employees' &&
    !asked.law.rows('premium').some((row) => isOfInsurance(insuranceOf(row), asked))
  )
    return { best: ofEmployees(asked, held[0] as Category), others: [] }
  const all = held.map((category) => subsidyOf(asked, category))
  const best = all.reduce((one, other) => (decimal(other.subsidy).gt(decimal(one.subsidy)) ? other : one))
  return { best, others: all.filter((one) => one !== best) }
}

/**
 * The same of a person, where a group that nobody recorded is no reason to give nothing.
 * Errors: those of `premiumSubsidy`, `group-or-age-missing`.
 */
export function subsidyOfPerson(asked: Asked): ReturnType<typeof premiumSubsidy> {
  const found = premiumSubsidy(asked)
  // Where all of it is given anyhow, nothing could be more.
  if (decimal(found.best.personPays).isZero()) return found
  const open = [found.best, ...found.others].find(({ rule }) => rule === 'by-group-or-age')?.category
  return open ? refuseSubsidyByPerson(asked.law, asked, subsidiesByPerson(asked, open)) : found
}

function nobody(asked: Asked): Subsidy {
  const trace = new Trace()
  trace.reason('premium-no-identity', asked.law.clause('G4'), { year: String(asked.year) })
  return answer(asked, null, 'no-identity', contributionOf(asked, asked.tier, trace), zero, null, null, trace)
}

/** 分类资助参保 is of the personal contribution to residents' insurance (001 art. 10; 002 二（二）1; 004 一). */
function ofEmployees(asked: Asked, category: Category): Subsidy {
  const trace = new Trace()
  const clause = asked.law.rows('premium')[0]?.clause ?? asked.law.clause('G20')
  trace.reason('premium-for-residents', clause, { category, year: String(asked.year) })
  return answer(asked, category, 'category-not-aided', zero, zero, null, clause, trace)
}

function subsidyOf(asked: Asked, category: Category): Subsidy {
  const trace = new Trace()
  const contribution = contributionOf(asked, asked.tier, trace)
  const row = asked.law.rows('premium').find((one) => fits(one, asked, category))
  if (!row) return unsubsidised(asked, category, contribution, trace)
  const base = row.ofTier === undefined ? contribution : contributionOf(asked, row.ofTier === '1' ? 1 : 2, trace)
  const due = row.amount === undefined ? toFen(base.times(decimal(row.share ?? '0'))) : decimal(row.amount)
  const raised = row.atLeast === undefined ? due : max(due, decimal(row.atLeast))
  const rule = row.amount === undefined ? 'share' : 'amount'
  return answer(asked, category, rule, contribution, min(raised, contribution), row, row.clause, trace)
}

/** The rows that may be for whoever is asked about, by the group or the age that nobody told. */
function subsidiesByPerson(asked: Asked, category: Category): Ruled<'premium'>[] {
  return asked.law
    .rows('premium')
    .filter(
      (row) => dependsOnPerson(row, asked) && fits({ ...row, groups: undefined, ages: undefined }, asked, category),
    )
}

function fits(row: Ruled<'premium'>, asked: Asked, category: Category): boolean {
  if (!row.for.includes(category) || !inYears(row, asked.year)) return false
  if (row.tier !== undefined && Number(row.tier) !== asked.tier) return false
  if (!isOfInsurance(insuranceOf(row), asked) || !isOfPeople(row, asked)) return false
  const until = asked.until?.get(category)
  if (row.heldOnOrAfter !== undefined && until !== undefined && until < row.heldOnOrAfter) return false
  return !row.unlessAlso?.some((other) => asked.held.includes(other))
}

/** Rows of the premium are of residents' insurance, unless they say otherwise. */
function insuranceOf({ insurance = ['residents'] }: Ruled<'premium'>) {
  return { insurance }
}

function isOfPeople({ groups, ages }: Ruled<'premium'>, { group, age }: Asked): boolean {
  if (groups !== undefined && (group === undefined || !groups.includes(group))) return false
  if (ages === undefined) return true
  const { from, to } = agesOf(ages)
  return age !== undefined && from <= age && age <= to
}

function inYears(row: Ruled<'premium'>, year: number): boolean {
  return row.years === undefined || (Number(row.years.from) <= year && year <= Number(row.years.to))
}

function unsubsidised(asked: Asked, category: Category, contribution: Decimal, trace: Trace): Subsidy {
  const byPerson = subsidiesByPerson(asked, category)
  if (byPerson[0]) {
    const { clause } = byPerson[0]
    const { zh: rowsZh, en: rowsEn } = subsidiesSaid(byPerson, asked.law.region)
    trace.reason('premium-by-group-or-age', clause, { category, year: String(asked.year), rowsZh, rowsEn })
    return answer(asked, category, 'by-group-or-age', contribution, zero, null, clause, trace)
  }
  const manual = byHandFor(asked.law, 'premium', category, null)
  if (manual) {
    const { zh: decidesZh, en: decidesEn } = manual.decides
    trace.reason('by-hand', manual.clause, { topic: 'premium', category, decidesZh, decidesEn })
    return answer(asked, category, 'by-hand', contribution, zero, null, manual.clause, trace)
  }
  const gap = gapFor(asked.law, 'premium', category, null, asked)
  if (gap) {
    trace.reason('left-open', gap.clause, {
      topic: 'premium',
      category,
      decidesZh: gap.decides.zh,
      decidesEn: gap.decides.en,
    })
    return answer(asked, category, 'left-open', contribution, zero, null, gap.clause, trace)
  }
  const named = asked.law.rows('premium').find((row) => row.for.includes(category)) ?? asked.law.rows('premium')[0]
  trace.reason('premium-not-subsidised', named?.clause ?? asked.law.clause('G20'), {
    category,
    year: String(asked.year),
  })
  return answer(asked, category, 'category-not-aided', contribution, zero, null, named?.clause ?? null, trace)
}

function contributionOf(asked: Asked, tier: Tier | null, trace: Trace): Decimal {
  const figure = asked.law.figure('contribution', {
    ...{ year: asked.year, group: asked.group, age: asked.age },
    ...(tier === null ? {} : { tier }),
  })
  if (figure.kind === 'missing') {
    const of = { year: asked.year, tier, group: asked.group, age: asked.age }
    const byPerson = contributionsByPerson(asked.law, of)
    if (byPerson.length > 0) return refuseContributionByPerson(asked.law, of, byPerson)
  }
  return amountOf(figure, asked.law, trace)
}

function answer(
  asked: Asked,
  category: Category | null,
  rule: Subsidy['rule'],
  contribution: Decimal,
  subsidy: Decimal,
  row: Ruled<'premium'> | null,
  clause: ClauseRef | null,
  trace: Trace,
): Subsidy {
  return {
    category,
    tier: asked.tier,
    contribution: yuan(contribution),
    subsidy: yuan(subsidy),
    personPays: yuan(contribution.minus(subsidy)),
    rule,
    share: row?.share ?? null,
    ofTier: row?.ofTier === undefined ? null : row.ofTier === '1' ? 1 : 2,
    atLeast: row?.atLeast === undefined ? null : yuan(decimal(row.atLeast)),
    clause,
    reasons: trace.reasons,
    warnings: trace.warnings,
  }
}
