import { parseArgs } from 'node:util'

export interface Options {
  readonly seed: number
  readonly requests: number
  /** A run ends then, however many were sent. */
  readonly stopAfterSeconds: number
  readonly workers: number
  /** Requests at the same time. */
  readonly concurrency: number
  /** An answer that takes longer is a finding. */
  readonly slowMs: number
  /** One walk alone, to see a finding again. */
  readonly walk: number | null
  readonly keep: boolean
}

export const usage = `npm run fuzz -- [options]
  --seed N        repeats what is sent; interleaving and ids stay the machine's (a new one each run, printed)
  --requests N    how many (100000)
  --stop-after N  seconds (1800)
  --workers N     processes of the service (2)
  --concurrency N requests at the same time (8)
  --slow N        milliseconds above which an answer is a finding (10000)
  --walk N        only this walk, as a finding names it
  --keep          leaves the data folder and the log behind; they are kept anyway where something is found`

/** Errors: a sentence that names the option. */
export function readOptions(args: readonly string[], newSeed: number): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ seed: text, requests: text, 'stop-after': text, workers: text, concurrency: text, slow: text, walk: text },
      keep: { type: 'boolean', default: false },
    },
  })
  const whole = (name: keyof typeof values, otherwise: number): number => {
    const given = values[name]
    if (given === undefined) return otherwise
    if (!/^\d{1,10}$/.test(String(given))) throw new Error(`--${name} must be a whole number.\n${usage}`)
    return Number(given)
  }
  return {
    seed: whole('seed', newSeed),
    requests: whole('requests', 100_000),
    stopAfterSeconds: whole('stop-after', 1_800),
    workers: whole('workers', 2),
    concurrency: whole('concurrency', 8),
    slowMs: whole('slow', 10_000),
    walk: values.walk === undefined ? null : whole('walk', 0),
    keep: values.keep,
  }
}
