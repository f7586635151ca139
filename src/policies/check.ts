import { checkClauses } from './checks/clauses.ts'
import { checkDocuments } from './checks/documents.ts'
import { checkFigures } from './checks/figures.ts'
import { checkFloors } from './checks/floors.ts'
import { checkInheritance } from './checks/inheritance.ts'
import { checkLimits } from './checks/limits.ts'
import { checkGaps, checkHoles, checkTwice } from './checks/once.ts'
import { checkPremiums } from './checks/premium-years.ts'
import { switchesTwice } from './checks/switches.ts'
import { rowsOn, turningDays, type World, worldOf } from './checks/world.ts'
import { type Fault, inOrder } from './faults.ts'
import type { Loaded, LoadedPack } from './load.ts'

/**
 * Everything that keeps the packs from being settled under. While a file cannot be read the others are not
 * judged together: each clause it holds would be missed somewhere else, and the one true fault be lost.
 */
export function faultsOf({ files, faults }: Loaded): Fault[] {
  return faults.length > 0 ? inOrder(faults) : checkPacks(files)
}

/**
 * What is wrong with packs that are each well written, taken together as the law of their regions.
 *
 * First what documents and clauses say of themselves; then the merged law of each region, on every
 * day on which it may change. An empty answer means that the packs may be settled under.
 */
export function checkPacks(packs: readonly LoadedPack[]): Fault[] {
  const world = worldOf(packs)
  const ofRegions = world.regions.flatMap((region) => checkRegion(world, region))
  return inOrder([...checkClauses(world), ...checkDocuments(world), ...checkInheritance(world), ...ofRegions])
}

function checkRegion(world: World, region: string): Fault[] {
  const days = turningDays(world, region).map((on) => ({ on, rows: rowsOn(world, region, on) }))
  const ofDays = days.flatMap(({ on, rows }) => [
    ...checkTwice({ on, rows }),
    ...checkGaps(rows),
    ...checkPremiums(rows),
    ...checkLimits(rows),
    ...checkFigures(on, rows),
    ...checkFloors(world, region, on, rows),
    ...switchesTwice(world, region, on),
  ])
  return [...ofDays, ...checkHoles(days)]
}
