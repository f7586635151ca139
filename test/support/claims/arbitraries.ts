import fc from 'fast-check'
import type { Settled, YearState } from '../../../src/domain/adjudication/types.ts'
import { visitDay } from '../../../src/domain/adjudication/visit.ts'
import { adjudicate } from '../../../src/domain/adjudication/waterfall.ts'
import { shareOwed } from '../../../src/domain/ledger/owed-for-earlier.ts'
import type { ActiveVisit } from '../../../src/domain/ledger/replay.ts'
import { emptyYear } from '../../../src/domain/ledger/year-state.ts'
import { cares } from '../../../src/domain/names/care.ts'
import { categories } from '../../../src/domain/names/categories.ts'
import { feeClasses, hospitalLevels } from '../../../src/domain/names/hospitals.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { activeVisitOf, type Sketch, type SketchedIdentity } from './visit.ts'

/** Fen as yuan in text. */
function yuanOf(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Sums from nothing to two hundred thousand yuan; small and round ones come often, because edges lie there. */
const fen = fc.oneof(
  fc.integer({ min: 0, max: 20_000_000 }),
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom(0, 1, 3_000_000, 3_000_001, 6_000_000, 291_780, 1_000_000),
)

/** Where people are insured, and the years in which their packs have law. */
const places = [
  { insured: '140500', years: [2023, 2024, 2025, 2026] },
  { insured: '140521', years: [2023, 2027] },
  { insured: '140100', years: [2023, 2025] },
  { insured: '500243', years: [2023, 2024, 2025] },
  { insured: '370800', years: [2021, 2024] },
  { insured: '370883', years: [2022, 2025] },
  { insured: '370100', years: [2021] },
] as const

const hospitalRegions = ['140500', '140581', '140100', '500243', '500101', '370800', '310000'] as const

/** Of two, the first comes `weight` times as often. */
const mostly = <A, B>(weight: number, usual: fc.Arbitrary<A>, other: fc.Arbitrary<B>) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: other })

/** Shares in thousandths; now and then nothing or everything. */
const share = mostly(4, fc.integer({ min: 0, max: 900 }), fc.constantFrom(0, 1000))

interface Bill {
  readonly inScope: number
  readonly outside: readonly number[]
  readonly insured: readonly number[]
  readonly given: readonly boolean[]
  readonly others: readonly (number | undefined)[]
  readonly tooMuch: boolean
}

const bill: fc.Arbitrary<Bill> = fc.record({
  inScope: fen,
  outside: fc.array(mostly(2, fc.constant(0), fen), { minLength: 3, maxLength: 3 }),
  insured: fc.array(share, { minLength: 2, maxLength: 2 }),
  given: fc.array(fc.constantFrom(true, true, false), { minLength: 2, maxLength: 2 }),
  others: fc.array(mostly(5, fc.constant(undefined), share), { minLength: 3, maxLength: 3 }),
  // A bill that its payers exceed is refused; some of those belong to a year as well.
  tooMuch: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
})

const part = (of: number, thousandths: number) => Math.floor((of * thousandths) / 1000)

/** A bill whose payers fit it: each takes a share of what the ones before left. */
function moneyOf({ inScope, outside, insured, given, others, tooMuch }: Bill): Partial<Sketch> {
  const [offCatalogue = 0, overLimit = 0, preSelfPay = 0] = outside
  const [basicShare = 0, criticalShare = 0] = insured
  const basic = part(inScope, basicShare)
  const critical = part(inScope - basic, criticalShare)
  let open = tooMuch ? inScope * 2 + 100 : inScope - basic - critical + offCatalogue + overLimit + preSelfPay
  const [supplementary, commercial, socialAid] = others.map((one) => {
    if (one === undefined) return undefined
    const paid = part(open, one)
    open -= paid
    return yuanOf(paid)
  })
  return {
    inScope: yuanOf(inScope),
    offCatalogue: yuanOf(offCatalogue),
    overLimit: yuanOf(overLimit),
    preSelfPay: yuanOf(preSelfPay),
    basic: given[0] ? yuanOf(basic) : null,
    criticalIllness: given[1] ? yuanOf(critical) : null,
    ...defined({ supplementary, commercial, socialAid }),
  }
}

const dayIn = (year: number) =>
  fc
    .integer({ min: 0, max: year === 2023 ? 213 : 364 })
    .map((days) => new Date(Date.UTC(year, 11, 31) - days * 86_400_000).toISOString().slice(0, 10))

const identities = (year: number) =>
  fc.uniqueArray(
    fc.record({
      category: fc.oneof(fc.constantFrom(...categories.slice(0, 3)), fc.constantFrom(...categories)),
      from: fc.oneof(fc.constant(`${year - 1}-01-01`), fc.constant(`${year}-01-01`), dayIn(year)),
      to: fc.oneof(fc.constant(null), fc.constant(null), dayIn(year)),
    }),
    { selector: ({ category }) => category, maxLength: 3 },
  )

const registration = fc.option(
  fc.record({
    management: fc.constantFrom(null, 'visit' as const, 'quota' as const),
    packageCode: fc.constantFrom(null, '儿童急性淋巴细胞白血病 标危', '儿童急性淋巴细胞白血病 中危'),
  }),
  { nil: null },
)

interface Place {
  readonly insured: string
  readonly year: number
}

function visitIn({ insured, year }: Place, held: fc.Arbitrary<SketchedIdentity[]>): fc.Arbitrary<Sketch> {
  const rest = fc.record({
    on: dayIn(year),
    as: held,
    care: mostly(2, fc.constant('inpatient' as const), fc.constantFrom(...cares)),
    referral: fc.constantFrom(undefined, 'proper' as const, 'none' as const),
    emergency: fc.boolean(),
    registered: registration,
    tier: fc.constantFrom(1 as const, 2 as const, null),
    hospital: fc.record({
      region: mostly(3, fc.constant(insured), fc.constantFrom(...hospitalRegions)),
      level: fc.constantFrom(...hospitalLevels),
      feeClass: fc.constantFrom(...feeClasses),
      criticalDiseaseDesignated: fc.boolean(),
    }),
  })
  return fc.tuple(rest, bill).map(([visit, money]) => ({ insured, ...defined(visit), ...moneyOf(money) }))
}

function defined(sketch: { [K in keyof Sketch]?: Sketch[K] | undefined }): Partial<Sketch> {
  return Object.fromEntries(Object.entries(sketch).filter(([, value]) => value !== undefined))
}

const placeAndYear = fc
  .constantFrom(...places)
  .chain(({ insured, years }) => fc.constantFrom(...years).map((year) => ({ insured, year })))

/** One visit of anybody, anywhere. */
export const anyVisit = placeAndYear.chain((place) => visitIn(place, identities(place.year)))

/**
 * The visits of one person in one year, in the order in which they are settled, which need not be that
 * of their days. What is certified late may change the identities between two of them.
 */
export const anyYear = placeAndYear.chain((place) =>
  identities(place.year).chain((held) => {
    const visit = visitIn(place, mostly(5, fc.constant(held), identities(place.year)))
    return fc.array(visit, { minLength: 1, maxLength: 8 })
  }),
)

export interface Stepped {
  readonly active: readonly ActiveVisit[]
  readonly states: readonly YearState[]
}

/** Settles a year step by step as the service does: a visit that is refused leaves no mark. */
export function stepThrough(sketches: readonly Sketch[]): Stepped {
  let active: ActiveVisit[] = []
  const states: YearState[] = [emptyYear]
  sketches.forEach((sketch, at) => {
    const settled = attempt(sketch, states.at(-1) as YearState)
    if (!settled) return
    const earlier = active.map((one) => ({ ...one, day: visitDay(one.claim) }))
    const { outcome, adjusted } = shareOwed(earlier, settled)
    const after = new Map(adjusted.map((one) => [one.settlementId, one.after]))
    active = active.map((one) => ({ ...one, outcome: after.get(one.settlementId) ?? one.outcome }))
    active.push({ ...activeVisitOf(sketch, `s${at}`), outcome, seq: at + 1 })
    states.push(settled.next)
  })
  return { active, states }
}

/** A refusal is an answer; any other error is a fault of ours and goes up. */
export function attempt(sketch: Sketch, state: YearState): Settled | null {
  try {
    const { law, claim, facts } = activeVisitOf(sketch, 's')
    return adjudicate(law, claim, facts, state)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
