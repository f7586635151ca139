import type { Law } from '../../domain/policies/law.ts'
import type { PolicyLibrary } from '../../domain/policies/library.ts'
import { premiumLaw } from '../../domain/premiums/premium.ts'
import { prefixOf } from '../callers/caller.ts'
import { type EnrolmentLine, enrolmentLines } from './enrolment-rates.ts'

export interface EnrolmentLaw {
  readonly law: Law
  readonly lines: readonly EnrolmentLine[]
}

/** By which laws a region's enrolment is looked at: its own alone, or those of the places below where it has none. */
export interface EnrolmentLaws {
  /** Null where it is left to the places below. */
  readonly own: EnrolmentLaw | null
  readonly all: readonly EnrolmentLaw[]
  /** Of a place in the region; null where it has none. */
  readonly of: (place: string) => EnrolmentLaw | null
}

/** Errors: `policy-missing` where neither the region nor a place below it has law. */
export function enrolmentLaws(library: PolicyLibrary, region: string, year: number): EnrolmentLaws {
  const lastDay = `${year}-12-31`
  const below = library
    .regions()
    .filter((one) => one.startsWith(prefixOf(region)) && library.governing(one, lastDay) === one)
  if (library.governing(region, lastDay) !== null || below.length === 0) {
    const own = withLines(premiumLaw(library, region, year))
    return { own, all: [own], of: () => own }
  }
  const all = below.map((one) => withLines(library.lawOfPack(one, lastDay)))
  const of = (place: string) => all.find(({ law }) => law.region === library.governing(place, lastDay)) ?? null
  return { own: null, all, of }
}

function withLines(law: Law): EnrolmentLaw {
  return { law, lines: enrolmentLines(law) }
}
