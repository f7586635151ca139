import type { Day } from '../../domain/calendar.ts'
import { clausesFor } from '../../domain/policies/merge.ts'
import { faultAt, type PackFault, type Spot } from './faults.ts'
import { spotOf, type World, write } from './world.ts'

/** A reading is chosen once a region and day. Across regions the nearest choice counts, so that is no fault. */
export function switchesTwice(world: World, region: string, on: Day): PackFault[] {
  const seen = new Map<string, Spot>()
  const own = clausesFor(world.files, region, on).filter((place) => place.region === region)
  return own.flatMap(({ file, clause }) =>
    Object.entries(clause.switches ?? {}).flatMap(([name, value]) => {
      const spot = spotOf(world, file, clause, 'switches', name)
      const first = seen.get(name)
      if (!first) seen.set(name, spot)
      return first && value ? [faultAt(spot, 'row-twice', { what: `switches ${name}`, on, other: write(first) })] : []
    }),
  )
}
