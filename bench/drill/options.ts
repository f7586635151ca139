import { parseArgs } from 'node:util'
import type { FailoverOptions } from './failover/drill.ts'
import type { DrillOptions } from './restore/drill.ts'

export const usage = `npm run drill -- restore [--seconds N] [--seed N] [--keep]
npm run drill -- failover [--times N] [--patroni] [--seconds N] [--seed N] [--keep]
  restore    a base backup while settling, the server lost, restored by what was archived, and by what was streamed
  failover   a primary with a standby that confirms each commit: killed while settling, the standby takes over; then a planned change
  --seconds  of settling before the backup, behind it, before the failure and after the restore, each; before each change of primary (6)
  --times    failovers in a row, the old primary brought back in between (1)
  --patroni  the change is made by Patroni with etcd, not by the drill itself
  --seed     repeats what the clients do (1)
  --keep     leaves the folders and logs behind; they are kept anyway where something is wrong`

export type AskedDrill =
  | ({ readonly drill: 'restore' } & DrillOptions)
  | ({ readonly drill: 'failover'; readonly keep: boolean; readonly patroni: boolean } & FailoverOptions)

/** Errors: a sentence that says what to give. */
export function readOptions(args: readonly string[]): AskedDrill {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '6' },
      seed: { type: 'string', default: '1' },
      times: { type: 'string' },
      patroni: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  })
  const shared = { seconds: whole('seconds', values.seconds), seed: whole('seed', values.seed), keep: values.keep }
  const [drill] = positionals
  if (positionals.length === 1 && drill === 'failover')
    return { drill, ...shared, patroni: values.patroni, times: whole('times', values.times ?? '1') }
  if (positionals.length === 1 && drill === 'restore' && values.times === undefined && !values.patroni)
    return { drill, ...shared }
  throw new Error(`Name the drill, restore or failover, and nothing that it does not take.\n${usage}`)
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.\n${usage}`)
  return Number(text)
}
