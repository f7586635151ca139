import { expect } from 'vitest'
import type { Category } from '../../../src/domain/names/categories.ts'
import type { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import { premiumLaw, premiumSubsidy, type Subsidy, tierFor } from '../../../src/domain/premiums/premium.ts'
import { expectRefused, type Row } from './clause-rows.ts'
import { shipped } from './packs.ts'

/** One subsidy worked by hand: what is given of the year's contribution, and what the person pays. */
export interface Premium extends Pick<Row, 'why' | 'at' | 'library' | 'refused'> {
  readonly insured: string
  readonly year: number
  readonly tier?: 1 | 2
  readonly as: readonly Category[]
  /** The last day of identities that have ended. */
  readonly until?: ReadonlyMap<Category, string>
  readonly subsidy?: string
  readonly pays?: string
  readonly rule?: Subsidy['rule']
  readonly counted?: Category
  readonly clause?: string
  readonly warns?: boolean
}

export function premiumRow(premium: Premium): Row {
  const { why, at, refused } = premium
  const check = () => (refused ? expectRefused(() => given(premium), refused) : expectGiven(premium))
  return { why, check, ...(at ? { at } : {}) }
}

export function premiumRows(premiums: readonly Premium[]): Row[] {
  return premiums.map(premiumRow)
}

function given({ library = shipped, insured, year, tier, as, until }: Premium & { library?: PolicyLibrary }): Subsidy {
  const law = premiumLaw(library, insured, year)
  return premiumSubsidy({ law, year, tier: tierFor(law, tier ?? null), held: as, until }).best
}

function expectGiven(premium: Premium): void {
  const best = given(premium)
  const { subsidy, pays, rule, counted, clause, warns } = premium
  expect({ subsidy: best.subsidy, pays: best.personPays }).toEqual({ subsidy, pays })
  if (rule) expect(best.rule).toBe(rule)
  if (counted) expect(best.category).toBe(counted)
  if (clause) expect(best.clause?.id).toBe(clause)
  if (warns) expect(best.warnings.map(({ code }) => code)).toContain('unconfirmed-figure')
}
