import type { Claim } from '../adjudication/types.ts'
import { type Decimal, decimal, min, sum, toFen } from '../money.ts'
import { shareOfChance } from './chance.ts'
import type { YearVisit } from './settled-year.ts'

/** How the bills of a year are changed before they are settled again. */
export type Use = (visits: readonly YearVisit[]) => readonly YearVisit[]

/** By how much people, prices and use are tried, in percent. */
export const sensitivityPercents = [-10, -5, 5, 10] as const

const asTheyWere: Use = (visits) => visits

/** All costs dearer or cheaper by so many percent, and what others have paid of them likewise. */
export function pricesBy(percent: number): Use {
  const factor = decimal(String(100 + percent)).div(100)
  return (visits) => visits.map((visit) => ({ ...visit, claim: atPrices(visit.claim, factor) }))
}

/** Each part is rounded to the fen, and what was paid down, so that no payer passes what it pays of. */
function atPrices(claim: Claim, factor: Decimal): Claim {
  const { costs, paid } = claim
  const scaled = (amount: Decimal) => toFen(amount.times(factor))
  const down = (amount: Decimal) => toFen(amount.times(factor), 'down')
  const parts = {
    offCatalogue: scaled(costs.offCatalogue),
    overLimit: scaled(costs.overLimit),
    preSelfPay: scaled(costs.preSelfPay),
    inScope: scaled(costs.inScope),
  }
  const basic = paid.basic === null ? null : min(down(paid.basic), parts.inScope)
  return {
    ...claim,
    costs: { ...parts, total: sum(Object.values(parts)) },
    paid: {
      ...{ basic, criticalIllness: paid.criticalIllness === null ? null : down(paid.criticalIllness) },
      ...{ supplementary: down(paid.supplementary), commercial: down(paid.commercial) },
      socialAid: down(paid.socialAid),
      ...(paid.assistance === undefined ? {} : { assistance: down(paid.assistance) }),
    },
  }
}

/** So many percent of the visits once more, right behind themselves, or not at all; which ones is drawn by the seed. */
export function useBy(percent: number, seed: number): Use {
  const share = Math.abs(percent) / 100
  const isDrawn = ({ settlementId }: YearVisit) => shareOfChance(seed, settlementId) < share
  if (percent < 0) return (visits) => visits.filter((visit) => !isDrawn(visit))
  return (visits) => visits.flatMap((visit) => (isDrawn(visit) ? [visit, again(visit)] : [visit]))
}

/** Half a place behind the visit itself, where no other is. */
function again(visit: YearVisit): YearVisit {
  const { settlementId, seq, closedAt } = visit
  return {
    ...visit,
    settlementId: `${settlementId}+`,
    seq: seq + 0.5,
    closedAt: closedAt === null ? null : closedAt + 0.5,
  }
}

/** A way of looking at the year besides the draft itself: under a law, with bills as they were or changed. */
export interface Scenario {
  readonly id: string
  /** Scenarios that are compared with each other: a person counts in all of a group, or in none. */
  readonly group: 'sensitivity' | 'curve' | 'contributions'
  readonly law: 'base' | 'draft' | number
  readonly use: Use
}

/** Prices and use at each percent, under the law in force and under the draft. What more or fewer people cost needs no replay. */
export function sensitivityScenarios(seed: number): Scenario[] {
  return sensitivityPercents.flatMap((percent) =>
    (['base', 'draft'] as const).flatMap((law) => [
      { id: `prices ${percent} ${law}`, group: 'sensitivity' as const, law, use: pricesBy(percent) },
      { id: `use ${percent} ${law}`, group: 'sensitivity' as const, law, use: useBy(percent, seed) },
    ]),
  )
}

/** Each of some laws, by their places among those of the run, with the bills as they were. */
export function lawScenarios(group: 'curve' | 'contributions', count: number, first: number): Scenario[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${group} ${at}`, group, law: first + at, use: asTheyWere }))
}
