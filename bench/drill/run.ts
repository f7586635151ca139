import { cleanUpAtTheEnd } from '../faults/environment/cleanup.ts'
import { runProgram } from '../lib/run-program.ts'
import { isHeld } from './failover/drill.ts'
import { failoverLines } from './failover/report.ts'
import { drillFailover } from './failover/run.ts'
import { type AskedDrill, readOptions } from './options.ts'
import { drillRestore, isRight } from './restore/drill.ts'
import { linesOf } from './restore/report.ts'
import { findTools } from './restore/tools.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** `npm run drill`: exit 0 when nothing was lost and everything came back in time, 1 when not, 2 when it could not be run. */
async function main(options: AskedDrill): Promise<number> {
  cleanUpAtTheEnd()
  if (options.drill === 'failover') {
    const drilled = await drillFailover(options, say)
    if (typeof drilled === 'string') return cannot(drilled)
    for (const line of failoverLines(drilled)) say(line)
    return isHeld(drilled) ? 0 : 1
  }
  const tools = await findTools()
  if (typeof tools === 'string') return cannot(tools)
  const drilled = await drillRestore(options, tools, say)
  for (const line of linesOf(drilled)) say(line)
  return isRight(drilled) ? 0 : 1
}

function cannot(why: string): number {
  process.stderr.write(`${why}\n`)
  return 2
}

runProgram(readOptions, main)
