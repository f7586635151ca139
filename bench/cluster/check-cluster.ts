import { closeChecking, openChecking } from './environment.ts'
import { guarded } from './guards.ts'
import { moving } from './moving.ts'
import { office, verified } from './office.ts'
import type { CheckOptions } from './options.ts'
import { settling } from './settling.ts'
import type { Step } from './step.ts'

export interface Checked {
  readonly step: string
  readonly holds: boolean
  readonly seen: string
}

const steps: readonly Step[] = [...settling, ...office, moving, guarded, verified]

/** Every step, also behind one that does not hold; what each saw is said as it ends. */
export async function checkCluster(options: CheckOptions, say: (line: string) => void): Promise<Checked[]> {
  const checking = await openChecking(options)
  const checked: Checked[] = []
  try {
    const { kind, ...found } = await checking.topology()
    const node = 'node' in found && found.node ? `, on ${found.node.host}:${found.node.port}` : ''
    say(`schema ${checking.schema} on ${kind === 'citus' ? 'Citus' : 'one PostgreSQL'}${node}`)
    for (const { en, zh, run } of steps) {
      const from = performance.now()
      const result = await run(checking).then(
        (seen) => ({ holds: true, seen: seen ?? '' }),
        (error: unknown) => ({ holds: false, seen: error instanceof Error ? error.message : String(error) }),
      )
      checked.push({ step: en, ...result })
      const seconds = ((performance.now() - from) / 1000).toFixed(1)
      say(`${result.holds ? 'holds' : 'FAILS'}  ${en} ${zh}: ${result.seen} (${seconds} s)`)
    }
  } finally {
    const wrong = checked.length < steps.length || checked.some(({ holds }) => !holds)
    await closeChecking(checking, wrong)
    if (wrong || options.keep) say(`logs in ${checking.folder}`)
    say(options.keep ? `schema ${checking.schema} is left` : `schema ${checking.schema} is taken away`)
  }
  return checked
}
