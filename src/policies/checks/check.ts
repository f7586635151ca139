import type { Loaded, LoadedPack } from '../loader/load.ts'
import { checkClauses } from './clauses.ts'
import { checkDocuments } from './documents.ts'
import { inFileOrder, type PackFault } from './faults.ts'
import { checkFigures } from './figures.ts'
import { checkFloors } from './floors.ts'
import { checkInheritance } from './inheritance.ts'
import { checkLimits } from './limits.ts'
import { checkIdentities } from './names.ts'
import { checkGaps, checkHoles, checkTwice } from './once.ts'
import { checkPremiums } from './premium-years.ts'
import { checkGrades } from './shapes.ts'
import { switchesTwice } from './switches.ts'
import { rowsOn, turningDays, type World, worldOf } from './world.ts'

/**
 * Everything that keeps the packs from being settled under. While a file cannot be read the others are not
 * judged together: each clause it holds would be missed somewhere else, and the one true fault be lost.
 */
export function faultsOfPacks({ files, faults }: Loaded): PackFault[] {
  return faults.length > 0 ? inFileOrder(faults) : checkPacks(files)
}

/**
 * What is wrong with packs that are each well written, taken together as the law of their regions.
 *
 * First what documents and clauses say of themselves; then the merged law of each region, on every
 * day on which it may change. An empty answer means that the packs may be settled under.
 */
export function checkPacks(packs: readonly LoadedPack[]): PackFault[] {
  const world = worldOf(packs)
  const ofRegions = world.regions.flatMap((region) => checkRegion(world, region))
  return inFileOrder([...checkClauses(world), ...checkDocuments(world), ...checkInheritance(world), ...ofRegions])
}

function checkRegion(world: World, region: string): PackFault[] {
  const days = turningDays(world, region).map((on) => ({ on, rows: rowsOn(world, region, on) }))
  const ofDays = days.flatMap(({ on, rows }) => [
    ...checkTwice({ on, rows }),
    ...checkIdentities(rows),
    ...checkGrades(rows),
    ...checkGaps(rows),
    ...checkPremiums(rows),
    ...checkLimits(rows),
    ...checkFigures(on, rows),
    ...checkFloors(world, region, on, rows),
    ...switchesTwice(world, region, on),
  ])
  return [...ofDays, ...checkHoles(days)]
}
