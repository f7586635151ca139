import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** How much is measured. The defaults are the full run; `--quick` is a smoke run whose ratios say little. */
export interface Options {
  readonly repetitions: number
  /** Of each measurement, in seconds. */
  readonly seconds: number
  /** Before each measurement, and before all of them. */
  readonly warmUpSeconds: number
  readonly warmUpSettlements: number
  readonly people: number
  readonly settlementsEach: number
  /** The people of the small database, and the models of the large one. */
  readonly smallPeople: number
  readonly soakSeconds: number
  /** Settlements whose size is looked at. */
  readonly stored: number
  /** Another checkout, built, whose service is measured in turns with this one; null for none. */
  readonly beside: string | null
  /** A checkout of pgledger, whose SQL is not ours to keep; null leaves its row out. */
  readonly pgledger: string | null
  /** Rows to measure; all where none is named. */
  readonly only: readonly string[]
}

const full: Options = {
  repetitions: 3,
  seconds: 10,
  warmUpSeconds: 2,
  warmUpSettlements: 100_000,
  people: 1_000_000,
  settlementsEach: 5,
  smallPeople: 10_000,
  soakSeconds: 600,
  stored: 20_000,
  beside: null,
  pgledger: null,
  only: [],
}

const quick: Options = {
  ...full,
  seconds: 2,
  warmUpSeconds: 1,
  warmUpSettlements: 5_000,
  people: 5_000,
  smallPeople: 1_000,
  soakSeconds: 20,
  stored: 2_000,
}

export const usage = `npm run bench -- [options]
  --quick          a smoke run: two seconds each, a small large database, a short soak
  --rows=a,b       only these: yardsticks, batches, cpu, latency, hot, storage, size, ceilings, engine, soak
  --seconds=N      of each measurement
  --people=N       in the large database, five settlements each
  --beside=DIR     another checkout, built: its service takes turns with this one on the same server
  --pgledger=DIR   a checkout of pgledger, for the row of its own functions
  --soak=N         seconds of load for the memory row`

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      rows: { type: 'string' },
      seconds: { type: 'string' },
      people: { type: 'string' },
      soak: { type: 'string' },
      beside: { type: 'string' },
      pgledger: { type: 'string' },
    },
  })
  const base = values.quick ? quick : full
  return {
    ...base,
    seconds: whole(values.seconds, base.seconds),
    people: whole(values.people, base.people),
    soakSeconds: whole(values.soak, base.soakSeconds),
    beside: values.beside === undefined ? null : resolve(values.beside),
    pgledger: values.pgledger === undefined ? null : resolve(values.pgledger),
    only: values.rows?.split(',') ?? [],
  }
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Error(`"${text}" is no whole number above 0.\n${usage}`)
}
