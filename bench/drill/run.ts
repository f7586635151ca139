import { cleanUpAtTheEnd } from '../faults/environment/cleanup.ts'
import { runProgram } from '../lib/run-program.ts'
import { readOptions } from './options.ts'
import { type DrillOptions, drillRestore, isRight } from './restore/drill.ts'
import { linesOf } from './restore/report.ts'
import { findTools } from './restore/tools.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** `npm run drill -- restore`: exit 0 when everything that was kept came back, 1 when not, 2 when it could not be run. */
async function main(options: DrillOptions): Promise<number> {
  cleanUpAtTheEnd()
  const tools = await findTools()
  if (typeof tools === 'string') {
    process.stderr.write(`${tools}\n`)
    return 2
  }
  const drilled = await drillRestore(options, tools, say)
  for (const line of linesOf(drilled)) say(line)
  return isRight(drilled) ? 0 : 1
}

runProgram(readOptions, main)
