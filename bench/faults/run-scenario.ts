import { join } from 'node:path'
import { keep, remove, unmount } from './environment/cleanup.ts'
import { type FaultEnvironment, openEnvironment } from './environment/environment.ts'
import { verify } from './environment/verify.ts'
import { check, countsOf } from './history/checker.ts'
import { readLogs } from './history/history.ts'
import { limitsOf } from './load/people.ts'
import { readLedger } from './load/read-ledger.ts'
import { Random } from './random.ts'
import type { Result } from './result.ts'
import type { Scenario } from './scenarios/scenario.ts'

export interface RunOptions {
  readonly seed: number
  readonly seconds: number
  readonly keep: boolean
}

/** Builds an environment of its own, breaks it under load, puts it right, and asks the clients and the ledger what happened. */
export async function runScenario(
  scenario: Scenario,
  options: RunOptions,
): Promise<Result & { folder: string | null }> {
  const from = performance.now()
  const environment = await openEnvironment({ ...scenario.environment, random: new Random(options.seed) })
  let result: Result
  try {
    result = await measured(scenario, environment, options.seconds, from)
  } catch (error) {
    keep(environment.folder)
    throw new Error(`${scenario.name} could not be run to its end; logs in ${environment.folder}`, { cause: error })
  } finally {
    await environment.close()
    unmount(join(environment.folder, 'database'))
  }
  const isWorthKeeping = options.keep || result.faults.length > 0 || result.complaints.length > 0
  if (isWorthKeeping) keep(environment.folder)
  else remove(environment.folder)
  return { ...result, folder: isWorthKeeping ? environment.folder : null }
}

async function measured(
  scenario: Scenario,
  environment: FaultEnvironment,
  seconds: number,
  from: number,
): Promise<Result> {
  const load = environment.load(scenario.load)
  const { did, complaints } = await scenario.run({ environment, load, seconds })
  // Whoever ended by itself is complained of below; the ledger is still to be read.
  for (const service of environment.services) if (service.hasExited) await service.start()
  await load.finish()
  const attempts = readLogs(environment.logs)
  const ledger = await readLedger(environment.services[1].port, environment.mix.peopleOfPlace)
  const differences = await verify(environment.database.url)
  // Where the services name two servers they do not come through the lines, which then count nothing.
  const writes = environment.lines[0].writes + environment.lines[1].writes
  return {
    name: scenario.name,
    did,
    ...countsOf(attempts),
    perWrite: writes === 0 ? 0 : ledger.entries.length / writes,
    faults: check(attempts, ledger, limitsOf),
    complaints: [
      ...complaints,
      ...processComplaints(environment),
      ...(differences === '' ? [] : [`ledger:verify: ${differences}`]),
    ],
    verified: differences === '',
    seconds: (performance.now() - from) / 1000,
  }
}

/** A service that ended by itself, or an error that nobody caught, is wrong even where the ledger is right. */
function processComplaints({ services }: FaultEnvironment): string[] {
  const accidents = services.flatMap((service) => service.accidents)
  const uncaught = services.flatMap(({ name, log }) =>
    log
      .split('\n')
      .filter((line) => /unhandled|uncaught|service\.failed/i.test(line))
      .map((line) => `${name}: ${line.slice(0, 600)}`),
  )
  return [...accidents, ...uncaught.slice(0, 5)]
}
