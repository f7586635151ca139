import type { Day } from '../calendar.ts'
import type { PolicyLibrary } from './library.ts'

/**
 * What of the ledger a fund stands for. A fund of its own is that of one region. Where the law has the counties keep the funds
 * (370000/N7), a county stands for the people insured in it, and whatever holds counties for the sum over them.
 */
export interface FundScope {
  readonly region: string
  /** The funds that are summed: from the first to the last code, one and the same for a single fund. */
  readonly first: string
  readonly last: string
  /** Set for a part of the region whose law it is: entries of that region, of people insured from `first` to `last`. */
  readonly law: string | null
}

/** The fund that pays for people insured in a place: the county's, or that of the region whose law governs; null without law. */
export function fundOfPlace(library: PolicyLibrary, place: string, on: Day): string | null {
  const law = library.governing(place, on)
  if (law === null) return null
  return isByCounty(library, law, on) ? place : law
}

/** Whether the counties under a region's law keep the funds; not on a day that no law covers. */
export function isByCounty(library: PolicyLibrary, law: string, on: Day): boolean {
  if (library.governing(law, on) === null) return false
  return library.lawOfPack(law, on).choices.fundLevel.value === 'county'
}

/** What a fund named by its region stands for; null where there is none. */
export function fundScope(library: PolicyLibrary, region: string, on: Day): FundScope | null {
  const own = library.regions().includes(region)
  const law = own ? region : library.governing(region, on)
  if (law === null || (!own && !isByCounty(library, law, on))) return null
  const wide = isByCounty(library, law, on) ? region.replace(/(?:00){1,2}$/, '') : region
  const range = { first: wide.padEnd(6, '0'), last: wide.padEnd(6, '9') }
  return { region, ...range, law: own ? null : law }
}
