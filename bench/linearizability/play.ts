import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keep, remove } from '../faults/environment/cleanup.ts'
import { Random } from '../faults/random.ts'
import { type Environment, openEnvironment } from './environment.ts'
import { type Coverage, count, noCoverage } from './history/coverage.ts'
import { idFaults } from './history/ids.ts'
import { type Operation, shown } from './history/operation.ts'
import { type Outcome, search } from './history/search.ts'
import { Clients, type Tally } from './load/clients.ts'
import type { Options } from './options.ts'

export interface Played extends Tally {
  readonly years: number
  /** Most operations of one year that were under way at once. */
  readonly atOnce: number
  /** Postings of all years, by the reads of their ledgers. */
  readonly postings: number
  /** Years that no order explains, or that the search gave up on, with what it says of them. */
  readonly wrong: readonly Wrong[]
  readonly complaints: readonly string[]
  readonly coverage: Coverage
  readonly steps: number
  readonly seconds: number
  /** Where the histories of the wrong years lie; null where all is right. */
  readonly folder: string | null
}

export interface Wrong {
  readonly personNo: string
  readonly outcome: Exclude<Outcome['kind'], 'linearizable'> | 'ids'
  readonly lines: readonly string[]
}

export interface Watching {
  readonly settings?: Readonly<Record<string, string>>
  /** Sees each history with its outcome. */
  readonly onHistory?: (history: readonly Operation[]) => void
  readonly onProgress?: (line: string) => void
}

/** Starts the services, lets the clients work, and judges every year as soon as it is over. */
export async function play(options: Options, watching: Watching = {}): Promise<Played> {
  const from = performance.now()
  const environment = await openEnvironment(watching.settings)
  const found = { years: 0, atOnce: 0, postings: 0, steps: 0, coverage: noCoverage(), wrong: [] as Wrong[] }
  const onYear = (personNo: string, history: readonly Operation[]) => {
    watching.onHistory?.(history)
    const wrong = checkYear(personNo, history, found)
    if (wrong.length > 0) writeHistory(environment, personNo, history)
    found.wrong.push(...wrong)
    if (found.years % 100 === 0) watching.onProgress?.(`${found.years} years, ${found.wrong.length} wrong`)
  }
  try {
    watching.onProgress?.(`ready after ${Math.round((performance.now() - from) / 1000)} s`)
    const random = new Random(options.seed)
    const tally = await new Clients(environment, { ...options, random, onYear }).run()
    const complaints = environment.complaints()
    const isRight = found.wrong.length === 0 && complaints.length === 0
    if (!isRight) keep(environment.folder)
    return {
      ...tally,
      ...found,
      complaints,
      seconds: (performance.now() - from) / 1000,
      folder: isRight ? null : environment.folder,
    }
  } finally {
    await environment.close()
    if (found.wrong.length === 0) remove(environment.folder)
  }
}

type Found = { years: number; atOnce: number; postings: number; steps: number; coverage: Coverage }

function checkYear(personNo: string, history: readonly Operation[], found: Found): Wrong[] {
  const outcome = search(history)
  count(found.coverage, history)
  found.years += 1
  found.steps += outcome.steps
  found.atOnce = Math.max(found.atOnce, maxAtOnce(history))
  for (const { answer } of history) if (answer?.kind === 'ledger') found.postings += answer.postings.length
  const ids = idFaults(history)
  const wrong: Wrong[] = ids.length > 0 ? [{ personNo, outcome: 'ids', lines: ids }] : []
  if (outcome.kind === 'undecided') wrong.push({ personNo, outcome: outcome.kind, lines: [] })
  if (outcome.kind === 'not-linearizable') {
    const { order, stuck } = outcome
    const lines = [...order.slice(-5).map((one) => `then  ${shown(one)}`), ...stuck.map((one) => `stuck ${shown(one)}`)]
    wrong.push({ personNo, outcome: outcome.kind, lines: [`${order.length} of ${history.length} in order`, ...lines] })
  }
  return wrong
}

function writeHistory({ folder }: Environment, personNo: string, history: readonly Operation[]): void {
  writeFileSync(join(folder, `${personNo}.jsonl`), `${history.map(shown).join('\n')}\n`)
}

/** Of those that were answered: the others are under way for ever. */
function maxAtOnce(history: readonly Operation[]): number {
  const ends = history
    .filter(({ answer }) => answer !== null)
    .flatMap(({ sentAt, answeredAt }): [number, number][] => [
      [sentAt, 1],
      [answeredAt, -1],
    ])
  let now = 0
  let max = 0
  for (const [, change] of ends.sort(([a, one], [b, other]) => a - b || one - other)) {
    now += change
    max = Math.max(max, now)
  }
  return max
}
