import { runProgram } from '../lib/run-program.ts'
import { cleanUpAtTheEnd } from './environment/cleanup.ts'
import { type Options, readOptions } from './options.ts'
import { isClean, lineOf, type Result, tableOf } from './result.ts'
import { runScenario } from './run-scenario.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const maxShown = 12

/** `npm run faults`: exit 0 when every scenario holds, 1 when one does not, 2 when it could not be run. */
async function main(options: Options): Promise<number> {
  cleanUpAtTheEnd()
  const from = performance.now()
  const results: Result[] = []
  for (const scenario of options.chosen) {
    const reason = scenario.cannot?.() ?? null
    if (reason !== null) {
      say(`not played ${scenario.name}: ${reason}`)
      continue
    }
    const result = await runScenario(scenario, options)
    results.push(result)
    say(lineOf(result))
    for (const line of wrongOf(result)) say(`  ${line}`)
    if (result.folder) say(`  logs in ${result.folder}`)
  }
  say(`\n${tableOf(results)}\n`)
  const broken = results.filter((result) => !isClean(result))
  say(
    `${results.length - broken.length} of ${results.length} hold, seed ${options.seed}, ${Math.round((performance.now() - from) / 1000)} s`,
  )
  return broken.length === 0 ? 0 : 1
}

function wrongOf({ faults, complaints }: Result): string[] {
  const all = [...complaints, ...faults.map(({ subject, says }) => `${subject}: ${says}`)]
  const hidden = all.length - maxShown
  return [...all.slice(0, maxShown), ...(hidden > 0 ? [`and ${hidden} more`] : [])]
}

runProgram(readOptions, main)
