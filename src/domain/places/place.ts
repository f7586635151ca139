import { prefixOf } from '../shared/region-prefix.ts'

/** Where the ledger, the registers and the jobs of some regions lie (分库). No annual limit and no fund crosses one. */
export interface PlaceOfRegions {
  /** As the operators of the service call it: `shanxi`. */
  readonly name: string
  /** Six digits each; a region holds what lies within it, and 000000 all that no other place names. */
  readonly regions: readonly string[]
}

/** The place of a region: the one that names it, or names most narrowly what it lies in. Null where none does. */
export function placeOfRegion<P extends PlaceOfRegions>(places: readonly P[], region: string): P | null {
  let found: P | null = null
  let narrowest = -1
  for (const place of places)
    for (const one of place.regions) {
      const digits = prefixOf(one)
      if (digits.length <= narrowest || !region.startsWith(digits)) continue
      narrowest = digits.length
      found = place
    }
  return found
}

/** The places in which something of a region may lie: its own first, and those of regions within it. */
export function placesWithin<P extends PlaceOfRegions>(places: readonly P[], region: string): P[] {
  const own = placeOfRegion(places, region)
  const digits = prefixOf(region)
  const within = places.filter(
    (place) => place !== own && place.regions.some((one) => prefixOf(one).startsWith(digits)),
  )
  return own === null ? within : [own, ...within]
}
