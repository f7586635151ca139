import type { Category } from '../names/categories.ts'
import { shareOfChance } from './chance.ts'
import type { SettledYear, YearVisit } from './settled-year.ts'

/** More people of a category: for each hundred there are so many more, drawn from those. */
export interface MorePeople {
  /** Null for people without an identity. */
  readonly category: Category | null
  readonly percent: number
}

/** People of one category, or of none, of whom a share would hold another from the first day of the year. */
export interface NewIdentity {
  readonly from: Category | null
  readonly to: Category
  readonly percent: number
}

/** Who is not in it yet. What is drawn follows from the seed. */
export interface Drawing {
  readonly seed: number
  readonly more: readonly MorePeople[]
  readonly identities: readonly NewIdentity[]
}

/** How many further people have the year of this one. A share of a person is drawn. */
export function drawnYears({ seed, more }: Drawing, personNo: string, category: Category | null): number {
  const row = more.find((one) => one.category === category)
  if (row === undefined) return 0
  const whole = Math.floor(row.percent / 100)
  return whole + (shareOfChance(seed, `more ${personNo}`) < row.percent / 100 - whole ? 1 : 0)
}

/** The visits of a year with the identity that its person is drawn to hold, beside or in place of none. */
export function withDrawnIdentity(
  { seed, identities }: Drawing,
  { personNo, visits }: SettledYear,
): readonly YearVisit[] {
  if (identities.length === 0) return visits
  const category = visits.at(-1)?.category ?? null
  const row = identities.find(({ from }) => from === category)
  if (row === undefined || shareOfChance(seed, `identity ${personNo}`) >= row.percent / 100) return visits
  const held = { id: 'drawn', category: row.to, from: '1900-01-01', to: null }
  return visits.map((visit) => ({
    ...visit,
    facts: {
      ...visit.facts,
      identities: [...visit.facts.identities, held],
      approvals: [...(visit.facts.approvals ?? []), held],
    },
  }))
}
