import { parseArgs } from 'node:util'
import type { DrillOptions } from './restore/drill.ts'

export const usage = `npm run drill -- restore [--seconds N] [--seed N] [--keep]
  restore    a base backup while settling, the server lost, restored by what was archived, and by what was streamed
  --seconds  of settling before the backup, behind it, before the failure and after the restore, each (6)
  --seed     repeats what the clients do (1)
  --keep     leaves the folders and logs behind; they are kept anyway where something is wrong`

/** Errors: a sentence that says what to give. */
export function readOptions(args: readonly string[]): DrillOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '6' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  })
  if (positionals.length !== 1 || positionals[0] !== 'restore') throw new Error(`Name the drill: restore.\n${usage}`)
  return { seconds: whole('seconds', values.seconds), seed: whole('seed', values.seed), keep: values.keep }
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.\n${usage}`)
  return Number(text)
}
