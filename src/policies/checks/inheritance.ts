import { chainOf, type PlacedClause } from '../../domain/policies/merge.ts'
import type { LoadedPack } from '../loader/load.ts'
import { faultAt, type PackFault } from './faults.ts'
import { everyClause, idOf, spotOf, type World } from './world.ts'

/** Whether every `inherits` leads to a pack and back to none of its own, and every `replaces` to a clause. */
export function checkInheritance(world: World): PackFault[] {
  return [...world.packs.flatMap((pack) => inherits(world, pack)), ...replaces(world)]
}

function inherits(world: World, pack: LoadedPack): PackFault[] {
  const { region, inherits: parent } = pack.file
  if (parent === undefined) return []
  const spot = { file: pack.path, line: pack.lineOf(['inherits']) }
  if (!world.files.some((file) => file.region === parent))
    return [faultAt(spot, 'inherits-unknown', { region: parent })]
  const above = chainOf(world.files, parent)
  if (!above.includes(region)) return []
  return [
    faultAt(spot, 'inherits-circle', { circle: [region, ...above.slice(0, above.indexOf(region) + 1)].join(' → ') }),
  ]
}

function replaces(world: World): PackFault[] {
  const clauses = everyClause(world)
  return clauses.flatMap((place) => {
    const within = new Set(chainOf(world.files, place.region))
    const reachable = clauses.filter((other) => within.has(other.region))
    return (place.clause.replaces ?? []).flatMap((id, index) => {
      const code = faultOf(place, id, reachable)
      return code ? [faultAt(spotOf(world, place.file, place.clause, 'replaces', index), code, { clause: id })] : []
    })
  })
}

function faultOf(place: PlacedClause, id: string, reachable: readonly PlacedClause[]): PackFault['code'] | null {
  const targets = reachable.filter((other) => idOf(other) === id)
  if (targets.length === 0) return 'replaces-unknown'
  const back = id === idOf(place) || targets.some((target) => target.clause.replaces?.includes(idOf(place)))
  return back ? 'replaces-circle' : null
}
