import { parseArgs } from 'node:util'
import { operationsOfAYear } from './load/person-year.ts'

export interface Options {
  /** Of all clients together, at least; what ends a year is read on top of it. */
  readonly operations: number
  readonly clients: number
  /** Whose years are worked on at a time. */
  readonly people: number
  readonly seed: number
  /** After so many, no new operation is begun. */
  readonly seconds: number
}

export const usage = `npm run linearizability -- [--operations N] [--clients N] [--people N] [--seed N] [--seconds N]
  --operations  of all clients together (20000)
  --clients     each waits for its answer before it goes on (16)
  --people      at a time; after ${operationsOfAYear} operations each makes room for the next (4)
  --seed        repeats what the clients ask; how they interleave stays the machine's (1)
  --seconds     begins no new operation after so many (1500)`

/** Errors: a sentence that names the option. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      operations: { type: 'string', default: '20000' },
      clients: { type: 'string', default: '16' },
      people: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '1500' },
    },
  })
  return {
    operations: whole('operations', values.operations),
    clients: whole('clients', values.clients),
    people: whole('people', values.people),
    seed: whole('seed', values.seed),
    seconds: whole('seconds', values.seconds),
  }
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.\n${usage}`)
  return Number(text)
}
