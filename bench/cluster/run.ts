import { cleanUpAtTheEnd } from '../faults/environment/cleanup.ts'
import { runProgram } from '../lib/run-program.ts'
import { checkCluster } from './check-cluster.ts'
import { type CheckOptions, readOptions } from './options.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** `npm run cluster:check`: exit 0 when everything holds, 1 when something does not, 2 when it could not be run. */
async function main(options: CheckOptions): Promise<number> {
  cleanUpAtTheEnd()
  const checked = await checkCluster(options, say)
  const holding = checked.filter(({ holds }) => holds)
  say(`${holding.length} of ${checked.length} hold ${checked.length} 项中 ${holding.length} 项成立`)
  return holding.length === checked.length ? 0 : 1
}

runProgram(readOptions, main)
