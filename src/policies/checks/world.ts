import { addDays, covers, type Day } from '../../domain/calendar.ts'
import {
  chainOf,
  clauseIdOf,
  clausesFor,
  everywhere,
  inForceOn,
  type PlacedClause,
} from '../../domain/policies/merge.ts'
import { type Clause, type PackFile, type RowKind, type RowOf, rowKinds } from '../../domain/policies/pack.ts'
import type { LoadedPack } from '../loader/load.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'

/** A row where it stands, so that a fault can point at it. */
export type RowAt = { [K in RowKind]: { kind: K; row: RowOf<K>; place: PlacedClause; spot: Spot } }[RowKind]

/** Everything that was loaded, with the way back from a clause to its line. */
export interface World {
  readonly packs: readonly LoadedPack[]
  readonly files: readonly PackFile[]
  /** Regions with law of their own, and the rules that hold everywhere. */
  readonly regions: readonly string[]
}

export function worldOf(packs: readonly LoadedPack[]): World {
  const files = packs.map((pack) => pack.file)
  const own = files.filter((file) => file.role === 'policy' || file.region === everywhere)
  return { packs, files, regions: [...new Set(own.map((file) => file.region))].sort() }
}

/** Where a clause, or something within it, is written. */
export function spotOf(world: World, file: PackFile, clause: Clause, ...within: PropertyKey[]): Spot {
  const pack = packOf(world, file)
  return { file: pack.path, line: pack.lineOf(['clauses', file.clauses.indexOf(clause), ...within]) }
}

export function packOf(world: World, file: PackFile): LoadedPack {
  const found = world.packs.find((pack) => pack.file === file)
  if (!found) throw new Error('a pack file that was not loaded is being checked')
  return found
}

export function write(spot: Spot): string {
  return `${spot.file}:${spot.line}`
}

/** Every clause of every file, once. */
export function everyClause(world: World): PlacedClause[] {
  return world.files.flatMap((file) => file.clauses.map((clause) => ({ region: file.region, file, clause })))
}

/** The rows of a clause, of every kind, whatever their dates. */
export function rowsIn(world: World, place: PlacedClause): RowAt[] {
  return rowKinds.flatMap((kind) =>
    (place.clause[kind] ?? []).map((row, index) => {
      const spot = spotOf(world, place.file, place.clause, kind, index)
      return { kind, row, place, spot } as unknown as RowAt
    }),
  )
}

export interface Dated {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The dates that a row may have of its own; rows by the year have none. */
export function datesOf(at: RowAt): Dated {
  return at.row as Dated
}

/** The merged law of a region on a day, row by row, the region's own first. */
export function rowsOn(world: World, region: string, on: Day): RowAt[] {
  return clausesFor(world.files, region, on)
    .flatMap((place) => rowsIn(world, place))
    .filter((at) => inForceOn(datesOf(at), on))
}

/**
 * The days on which the law of a region may become another: the beginnings, and the days after the
 * ends, of all documents, clauses and rows in its chain. Between two of them nothing changes, so the
 * law of these days is the law of all days.
 */
export function turningDays(world: World, region: string): Day[] {
  const chain = chainOf(world.files, region)
  const inChain = everyClause(world).filter((place) => chain.includes(place.region))
  const dated = inChain.flatMap((place) => [place.clause, ...rowsIn(world, place).map(datesOf)])
  const spans = [...inChain.map((place) => place.file.inForce), ...dated]
  const days = spans.flatMap(({ from, to }) => [from, to ? addDays(to, 1) : undefined])
  return [...new Set(days.filter((day) => day !== undefined))].filter((day) => hasLaw(world, region, day)).sort()
}

function hasLaw(world: World, region: string, day: Day): boolean {
  return world.files.some(
    (file) => file.region === region && (file.role === 'policy' || region === everywhere) && covers(file.inForce, day),
  )
}

export function idOf(place: PlacedClause): string {
  return clauseIdOf(place.region, place.clause)
}

/** The region's own row is at fault where an inherited one says the same; of two of one pack, the later. */
export function rowTwice(
  on: string,
  what: string,
  first: RowAt,
  second: RowAt,
  code: 'row-twice' | 'rows-meet' = 'row-twice',
): PackFault {
  const [at, other] = first.place.region === second.place.region ? [second, first] : [first, second]
  return faultAt(at.spot, code, { what, on, other: write(other.spot) })
}
