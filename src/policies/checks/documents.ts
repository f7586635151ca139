import { addDays, covers } from '../../domain/calendar.ts'
import { everywhere, inForceOn, type PlacedClause } from '../../domain/policies/merge.ts'
import type { LoadedPack } from '../loader/load.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'
import { everyClause, spotOf, type World, write } from './world.ts'

/** What documents say of themselves and to each other: numbers, days, clause ids. */
export function checkDocuments(world: World): PackFault[] {
  return [
    ...world.packs.flatMap(reversed),
    ...world.packs.flatMap((pack, index) => sameNumber(world.packs.slice(0, index), pack)),
    ...world.packs.flatMap((pack) => alone(world, pack)),
    ...world.regions.flatMap((region) => daysOf(world.packs.filter((pack) => isPolicyOf(pack, region)))),
    ...sameClauses(world),
  ]
}

function spot(pack: LoadedPack, ...path: PropertyKey[]): Spot {
  return { file: pack.path, line: pack.lineOf(path) }
}

function reversed(pack: LoadedPack): PackFault[] {
  const { from, to } = pack.file.inForce
  return to !== null && from > to ? [faultAt(spot(pack, 'inForce'), 'dates-reversed', { from, to })] : []
}

function sameNumber(before: readonly LoadedPack[], pack: LoadedPack): PackFault[] {
  const { region, document } = pack.file
  const other = before.find(({ file }) => file.region === region && file.document.number === document.number)
  if (!other) return []
  const params = { region, number: document.number, other: other.path }
  return [faultAt(spot(pack, 'document', 'number'), 'same-document', params)]
}

/** A supplement where no document gives law would be read by nobody: the region's people fall to another pack. */
function alone(world: World, pack: LoadedPack): PackFault[] {
  const { region, role } = pack.file
  if (role === 'policy' || region === everywhere || world.regions.includes(region)) return []
  return [faultAt(spot(pack, 'role'), 'supplement-alone', { region })]
}

function isPolicyOf(pack: LoadedPack, region: string): boolean {
  return pack.file.region === region && pack.file.role === 'policy'
}

/** The documents of a region follow each other day by day: no day with two of them, none without. */
function daysOf(packs: readonly LoadedPack[]): PackFault[] {
  const inOrder = [...packs].sort((a, b) => (a.file.inForce.from < b.file.inForce.from ? -1 : 1))
  return inOrder.slice(1).flatMap((pack, index) => meets(inOrder[index] as LoadedPack, pack))
}

function meets(before: LoadedPack, pack: LoadedPack): PackFault[] {
  const { region, inForce } = pack.file
  const ended = before.file.inForce.to
  const at = spot(pack, 'inForce')
  const other = write(spot(before, 'inForce'))
  if (ended === null || inForce.from <= ended) {
    return [faultAt(at, 'documents-overlap', { region, from: inForce.from, other })]
  }
  const from = addDays(ended, 1)
  if (from === inForce.from) return []
  return [faultAt(at, 'documents-apart', { region, from, to: addDays(inForce.from, -1), other })]
}

/** A clause id names one clause of a region on any day; a later document may take it up again. */
function sameClauses(world: World): PackFault[] {
  const seen: PlacedClause[] = []
  return everyClause(world).flatMap((place) => {
    const other = seen.find((earlier) => sameName(earlier, place) && meet(earlier, place))
    seen.push(place)
    if (!other) return []
    const params = { clause: place.clause.clause, other: write(spotOf(world, other.file, other.clause)) }
    return [faultAt(spotOf(world, place.file, place.clause), 'same-clause', params)]
  })
}

function sameName(a: PlacedClause, b: PlacedClause): boolean {
  return a.region === b.region && a.clause.clause === b.clause.clause
}

/** Whether both hold on some day; if they do, they do on the day the later of the two begins. */
function meet(a: PlacedClause, b: PlacedClause): boolean {
  const from = [a, b].flatMap(({ file, clause }) => [file.inForce.from, clause.from ?? '']).sort()
  const day = from.at(-1) as string
  return [a, b].every(({ file, clause }) => covers(file.inForce, day) && inForceOn(clause, day))
}
