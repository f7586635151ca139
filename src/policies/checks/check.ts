import type { Loaded, LoadedPack } from '../loader/load.ts'
import { checkClauses } from './clauses.ts'
import { checkDocuments } from './documents.ts'
import { checkExamples } from './examples.ts'
import { faultAt, inFileOrder, type PackFault } from './faults.ts'
import { checkFigures } from './figures.ts'
import { checkFloors } from './floors.ts'
import { checkInheritance } from './inheritance.ts'
import { checkLimits } from './limits.ts'
import { checkDepartments, checkIdentities } from './names.ts'
import { checkGaps, checkHoles, checkTwice } from './once.ts'
import { checkPremiums } from './premium-years.ts'
import { checkReached } from './reached.ts'
import { checkGrades, checkGroups } from './shapes.ts'
import { switchesTwice, switchesUnchosen } from './switches.ts'
import { warnOfAmounts } from './warnings/amounts.ts'
import { warnOfRowsApart } from './warnings/apart.ts'
import { warnOfDays } from './warnings/days.ts'
import { warnOfFigures } from './warnings/figures.ts'
import { warnOfNumbers } from './warnings/numbers.ts'
import { warnOfRegions } from './warnings/regions.ts'
import { warnOfTexts } from './warnings/texts.ts'
import { warnOfUnused } from './warnings/unused.ts'
import { rowsOn, turningDays, type World, worldOf } from './world.ts'

/**
 * Everything that keeps the packs from being settled under. While a file cannot be read the others are not
 * judged together: each clause it holds would be missed somewhere else, and the one true fault be lost.
 */
export function faultsOfPacks({ files, faults }: Loaded): PackFault[] {
  return faults.length > 0 ? inFileOrder(faults) : checkPacks(files)
}

/**
 * What is likely a mistake in packs that may be settled under: `policy:check` says it, and nothing is refused for it.
 * Each file is looked at by itself and with the others; files that are not read at all are named too.
 */
export function warningsOfPacks({ files, unread }: Pick<Loaded, 'files' | 'unread'>): PackFault[] {
  const world = worldOf(files)
  return inFileOrder([
    ...unread.map((file) => faultAt({ file, line: 1 }, 'not-read')),
    ...warnOfNumbers(world),
    ...warnOfAmounts(world),
    ...warnOfFigures(world),
    ...warnOfDays(world),
    ...warnOfTexts(world),
    ...warnOfRegions(world),
    ...warnOfUnused(world),
    ...warnOfRowsApart(world),
  ])
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
  const ofFiles = [
    ...checkClauses(world),
    ...checkDocuments(world),
    ...checkInheritance(world),
    ...checkExamples(world),
  ]
  return inFileOrder([...ofFiles, ...ofRegions])
}

function checkRegion(world: World, region: string): PackFault[] {
  const days = turningDays(world, region).map((on) => ({ on, rows: rowsOn(world, region, on) }))
  const ofDays = days.flatMap(({ on, rows }) => [
    ...checkTwice({ on, rows }),
    ...checkIdentities(rows),
    ...checkDepartments(rows),
    ...checkGrades(rows),
    ...checkGroups(rows),
    ...checkGaps(rows),
    ...checkPremiums(rows),
    ...checkLimits(rows),
    ...checkFigures(on, rows),
    ...checkFloors(world, region, on, rows),
    ...checkReached(world, region, on, rows),
    ...switchesTwice(world, region, on),
    ...switchesUnchosen(world, region, on),
  ])
  return [...ofDays, ...checkHoles(days)]
}
