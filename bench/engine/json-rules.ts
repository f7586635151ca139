import { Engine, type EngineResult } from 'json-rules-engine'
import type { InFen, Paid } from './visits.ts'

/**
 * The city's rules on stays for json-rules-engine: a rule a row of the law, which names its terms; the arithmetic
 * between them is plain code on whole fen. No trace and no reasons.
 */
const terms: readonly { name: string; for: readonly string[]; feeClass?: string; value: Record<string, number> }[] = [
  { name: 'basic', for: [], feeClass: 'class-three', value: { deductible: 10_000, rate: 85 } },
  { name: 'basic', for: [], feeClass: 'county-two', value: { deductible: 40_000, rate: 75 } },
  { name: 'basic', for: [], feeClass: 'city-two', value: { deductible: 50_000, rate: 70 } },
  { name: 'basic', for: [], feeClass: 'class-one', value: { deductible: 100_000, rate: 60 } },
  { name: 'criticalIllnessTilt', for: ['tekun', 'dibao', 'poverty-returned'], value: { start: 500_000, rate: 80 } },
  { name: 'control', for: ['tekun', 'dibao', 'poverty-returned'], feeClass: 'class-one', value: { share: 30 } },
  { name: 'control', for: ['tekun', 'dibao', 'poverty-returned'], feeClass: 'city-two', value: { share: 20 } },
  { name: 'control', for: ['tekun', 'dibao', 'poverty-returned'], feeClass: 'county-two', value: { share: 15 } },
  { name: 'control', for: ['tekun', 'dibao', 'poverty-returned'], feeClass: 'class-three', value: { share: 15 } },
  { name: 'aid', for: ['tekun'], value: { rate: 100, deductible: 0 } },
  { name: 'aid', for: ['dibao', 'poverty-returned'], value: { rate: 70, deductible: 0 } },
  {
    name: 'aid',
    for: ['monitored-unstable', 'monitored-marginal', 'monitored-sudden'],
    value: { rate: 70, deductible: 291_780 },
  },
  { name: 'aid', for: ['dibao-marginal'], value: { rate: 60, deductible: 291_780 } },
  { name: 'aid', for: ['illness-impoverished'], value: { rate: 60, deductible: 729_450 } },
  {
    name: 'limit',
    for: ['dibao', 'monitored-unstable', 'monitored-marginal', 'monitored-sudden'],
    value: { annual: 6_000_000 },
  },
  { name: 'limit', for: ['dibao-marginal', 'illness-impoverished'], value: { annual: 4_000_000 } },
  { name: 'floor', for: ['poverty-returned'], value: { share: 90 } },
  { name: 'offCatalogueAid', for: ['poverty-returned'], value: { rate: 85 } },
  {
    name: 'tilt',
    for: [
      'dibao',
      'monitored-unstable',
      'monitored-marginal',
      'monitored-sudden',
      'dibao-marginal',
      'illness-impoverished',
    ],
    value: { threshold: 1_000_000, rate: 70, limit: 4_000_000 },
  },
]

export function jsonRules(): (facts: InFen) => () => Promise<Paid> {
  const engine = new Engine()
  for (const { name, for: categories, feeClass, value } of terms) {
    const all: { fact: string; operator: string; value: unknown }[] = [
      { fact: 'care', operator: 'equal', value: 'inpatient' },
    ]
    if (categories.length > 0) all.push({ fact: 'category', operator: 'in', value: categories })
    if (feeClass !== undefined) all.push({ fact: 'feeClass', operator: 'equal', value: feeClass })
    engine.addRule({ conditions: { all }, event: { type: name, params: value } })
  }
  return (facts) => async () => settle(facts, await engine.run({ ...facts }))
}

type Terms = Record<string, Record<string, number> | undefined>

function settle(facts: InFen, { events }: EngineResult): Paid {
  const found: Terms = {}
  for (const event of events) found[event.type] = event.params as Record<string, number>
  return waterfall(facts, found)
}

const percent = (amount: number, rate: number) => Math.floor((amount * rate + 50) / 100)
const above = (amount: number, floor: number) => Math.max(0, amount - floor)

/** What the rules found, counted out. The order is the law's. */
function waterfall(
  facts: InFen,
  { basic: basicTerms, criticalIllnessTilt, control, aid, limit, ...rest }: Terms,
): Paid {
  const total = facts.inScope + facts.offCatalogue
  const basic = Math.min(7_000_000, percent(above(facts.inScope, basicTerms?.deductible ?? 0), basicTerms?.rate ?? 0))
  const left = facts.inScope - basic
  const criticalIllness = insured(facts.accumulated, left, criticalIllnessTilt)
  const hospital = control
    ? Math.min(above(facts.offCatalogue, percent(total, control.share as number)), facts.offCatalogue)
    : 0
  const base = above(left, criticalIllness)
  const annual = limit?.annual ?? Number.MAX_SAFE_INTEGER
  const start = above(aid?.deductible ?? 0, facts.accumulated)
  const main = Math.min(percent(above(base, start), aid?.rate ?? 0), above(annual, facts.usedAnnual), base)
  const floor = rest.floor ? Math.min(above(percent(facts.inScope, 90), facts.inScope - base + main), base - main) : 0
  const open = facts.offCatalogue - hospital
  const outside = rest.offCatalogueAid ? percent(open, 85) : 0
  const selfPay = base - main - floor
  const usedUp = facts.usedAnnual + main >= annual
  const excess = above(facts.selfPay + selfPay, rest.tilt?.threshold ?? 0)
  const tilt = rest.tilt && usedUp ? Math.min(percent(excess, 70), 4_000_000, selfPay) : 0
  const assistance = main + floor + outside
  return {
    basic,
    criticalIllness,
    assistance,
    tilt,
    hospital,
    person: total - basic - criticalIllness - assistance - tilt - hospital,
  }
}

/** The growth of what the insurer has paid on the year's accumulated cost. */
function insured(before: number, left: number, tilt: Record<string, number> | undefined): number {
  const pay = (accumulated: number, start: number, rate: number) => (above(accumulated, start) * rate) / 100
  const growth = (start: number, rate: number) =>
    Math.floor(pay(before + left, start, rate) - pay(before, start, rate) + 0.5)
  const plain = Math.min(40_000_000, growth(1_000_000, 75))
  return tilt ? Math.max(plain, growth(tilt.start as number, tilt.rate as number)) : plain
}
