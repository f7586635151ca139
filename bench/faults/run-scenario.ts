import { join } from 'node:path'
import { keep, remove, unmount } from './environment/cleanup.ts'
import { openStage, type Stage } from './environment/stage.ts'
import { verify } from './environment/verify.ts'
import { check, countsOf } from './history/checker.ts'
import { readLogs } from './history/history.ts'
import { mostOf } from './load/people.ts'
import { readBooks } from './load/read-books.ts'
import { Random } from './random.ts'
import type { Result } from './result.ts'
import type { Scenario } from './scenarios/scenario.ts'

export interface RunOptions {
  readonly seed: number
  readonly seconds: number
  readonly keep: boolean
}

/** Builds a stage of its own, breaks it under load, puts it right, and asks the clients and the books what happened. */
export async function runScenario(
  scenario: Scenario,
  options: RunOptions,
): Promise<Result & { folder: string | null }> {
  const from = performance.now()
  const stage = await openStage({ ...scenario.stage, random: new Random(options.seed) })
  let result: Result
  try {
    result = await played(scenario, stage, options.seconds, from)
  } catch (error) {
    keep(stage.folder)
    throw new Error(`${scenario.name} could not be played to its end; logs in ${stage.folder}`, { cause: error })
  } finally {
    await stage.close()
    unmount(join(stage.folder, 'database'))
  }
  const isWorthKeeping = options.keep || result.faults.length > 0 || result.complaints.length > 0
  if (isWorthKeeping) keep(stage.folder)
  else remove(stage.folder)
  return { ...result, folder: isWorthKeeping ? stage.folder : null }
}

async function played(scenario: Scenario, stage: Stage, seconds: number, from: number): Promise<Result> {
  const load = stage.load(scenario.load)
  const { did, complaints } = await scenario.play({ stage, load, seconds })
  // Whoever ended by itself is complained of below; the books are still to be read.
  for (const service of stage.services) if (service.hasExited) await service.start()
  await load.finish()
  const attempts = readLogs(stage.logs)
  const books = await readBooks(stage.services[1].port, stage.mix.peopleOfPlace)
  const differences = await verify(stage.server.url)
  return {
    name: scenario.name,
    did,
    ...countsOf(attempts),
    perWrite: books.entries.length / Math.max(1, stage.lines[0].writes + stage.lines[1].writes),
    faults: check(attempts, books, mostOf),
    complaints: [
      ...complaints,
      ...processComplaints(stage),
      ...(differences === '' ? [] : [`ledger:verify: ${differences}`]),
    ],
    verified: differences === '',
    seconds: (performance.now() - from) / 1000,
  }
}

/** A service that ended by itself, or an error that nobody caught, is wrong even where the books are right. */
function processComplaints({ services }: Stage): string[] {
  const accidents = services.flatMap((service) => service.accidents)
  const uncaught = services.flatMap(({ name, log }) =>
    log
      .split('\n')
      .filter((line) => /unhandled|uncaught|service\.failed/i.test(line))
      .map((line) => `${name}: ${line.slice(0, 600)}`),
  )
  return [...accidents, ...uncaught.slice(0, 5)]
}
