import { type PlaceOfRegions, placeOfRegion, placesWithin } from '../../domain/places/place.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'
import { isUnavailable } from '../shared/database-errors.ts'

/** A place as this process has it. */
export interface OpenPlace extends PlaceOfRegions {
  /** Null for as long as it could not be reached since the start. */
  readonly service: Service | null
}

/** All places of this process. */
export interface Places {
  readonly all: readonly OpenPlace[]
  /** Where callers, operators and hospitals are written; every place holds a copy. */
  readonly common: OpenPlace
}

/** The use cases' world of a place. Errors: `database-unavailable` that names the place. */
export function serviceOf({ name, service }: OpenPlace): Service {
  return service ?? refuseAway([name])
}

/** Errors: `database-unavailable`, always, with the places that do not answer. */
export function refuseAway(names: readonly string[], cause?: unknown): never {
  return refuse('database-unavailable', {}, { extra: { places: names }, ...(cause === undefined ? {} : { cause }) })
}

/** Whether an error says that a place is away, and not that something is wrong with what was asked. */
export function doesNotAnswer(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Refusal && error.code === 'database-unavailable')
}

/** Where what is of a region belongs, and where who acts for it is at home. */
export function homePlaceOf({ all, common }: Places, region: string): OpenPlace {
  return placeOfRegion(all, region) ?? common
}

/** Where something of a region may lie, its own place first. */
export function placesOf({ all }: Places, region: string): OpenPlace[] {
  return placesWithin(all, region)
}
