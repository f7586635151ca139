import type { Day } from '../../domain/calendar.ts'
import { beforeChosen } from '../../domain/policies/law.ts'
import { clausesFor, everywhere } from '../../domain/policies/merge.ts'
import { switches } from '../../domain/policies/pack.ts'
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

/** Every reading is chosen by some clause: one that takes the place of a common rule chooses what that one chose. */
export function switchesUnchosen(world: World, region: string, on: Day): PackFault[] {
  if (!world.files.some((file) => file.region === everywhere)) return []
  const places = clausesFor(world.files, region, on)
  const [first] = places
  if (!first) return []
  const unchosen = Object.keys(switches.shape).filter(
    (name) => !(name in beforeChosen) && !places.some(({ clause }) => name in (clause.switches ?? {})),
  )
  const replacing = places.find(({ clause }) => clause.replaces?.some((id) => id.startsWith(`${everywhere}/`))) ?? first
  const spot = spotOf(world, replacing.file, replacing.clause)
  return unchosen.map((reading) => faultAt(spot, 'reading-unchosen', { reading, on }))
}
