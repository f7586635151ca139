import { cleanUpAtTheEnd } from '../faults/environment/cleanup.ts'
import { runProgram } from '../lib/run-program.ts'
import { type Options, readOptions } from './options.ts'
import { type Played, play } from './play.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const maxShown = 5

/** `npm run linearizability`: exit 0 when an order explains every year, 1 when one has none, 2 when it is not known. */
async function main(options: Options): Promise<number> {
  cleanUpAtTheEnd()
  const played = await play(options, { onProgress: (line) => void process.stderr.write(`${line}\n`) })
  for (const { personNo, outcome, lines } of played.wrong.slice(0, maxShown)) {
    say(`${personNo}: ${outcome}`)
    for (const line of lines) say(`  ${line}`)
  }
  for (const complaint of played.complaints) say(complaint)
  if (played.folder) say(`histories and logs in ${played.folder}`)
  for (const [name, times] of Object.entries(played.coverage)) say(`${name}: ${times}`)
  say(summaryOf(options, played))
  if (played.wrong.some(({ outcome }) => outcome !== 'undecided') || played.complaints.length > 0) return 1
  return played.wrong.length > 0 ? 2 : 0
}

function summaryOf({ seed, clients, people }: Options, played: Played): string {
  const { operations, open, putOff, years, atOnce, postings, wrong, steps, seconds } = played
  return [
    `${wrong.length === 0 ? 'linearizable' : 'NOT SHOWN TO BE LINEARIZABLE'}: ${operations} operations`,
    `${open} never answered, ${putOff} put off as unwritten`,
    `${years} person-years, ${postings} postings, at most ${atOnce} at once on one year`,
    `${wrong.length} years wrong, ${steps} steps of search`,
    `seed ${seed}, ${clients} clients, ${people} people at a time, ${Math.round(seconds)} s`,
  ].join('; ')
}

runProgram(readOptions, main)
