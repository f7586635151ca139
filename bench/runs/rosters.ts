import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { jobKinds } from '../../src/application/jobs/job-kinds.ts'
import { runPiece } from '../../src/application/jobs/run-piece.ts'
import { applyRoster } from '../../src/application/rosters/apply-roster.ts'
import { getRoster, type ShownRoster } from '../../src/application/rosters/read-rosters.ts'
import { uploadRoster } from '../../src/application/rosters/upload-roster.ts'
import type { Service } from '../../src/application/service.ts'
import { firstList, nextList } from '../data/roster-list.ts'
import { log } from '../lib/environment.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { watchMemory } from '../lib/memory.ts'

/**
 * `npm run bench:rosters [-- --lines 1500000] [--seed 1]`: a department's first list, in which everybody is new, and the list
 * of the month after. Prints for each what loading it with its comparison and applying it took, and the most memory that
 * this process and the database held.
 */
const { values } = parseArgs({
  options: { lines: { type: 'string', default: '1500000' }, seed: { type: 'string', default: '1' } },
})
const lines = Number(values.lines)

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - start) / 1000 }
}

async function apply(service: Service, roster: ShownRoster): Promise<ShownRoster> {
  const { jobId } = await applyRoster(service, bureau, roster.id)
  for (let outcome = 'more'; outcome === 'more'; ) outcome = await runPiece(service, jobKinds, jobId)
  return getRoster(service, bureau, roster.id)
}

const rate = (seconds: number) => `${seconds.toFixed(1)} s, ${(lines / seconds).toFixed(0)} lines/s`

async function measure(service: Service, path: string, month: string): Promise<void> {
  const memory = await watchMemory(service.db.bulk)
  const said = async () => {
    const { process, database } = await memory.peak()
    return `memory at most ${process.toFixed(0)} MB here, ${database.toFixed(0)} MB in the database`
  }
  const upload = { region: '140500', month, department: 'civil-affairs', encoding: null } as const
  const sent = () => uploadRoster(service, bureau, { ...upload, content: createReadStream(path) })
  await memory.peak()
  const loaded = await timed(sent)
  const { accepted, rejected, opened, ended, standing, newPeople, missing } = loaded.result
  console.log(`${month} load and compare: ${rate(loaded.seconds)}; ${await said()}`)
  console.log(JSON.stringify({ accepted, rejected, newPeople, opened, ended, standing, missing }))
  const applied = await timed(() => apply(service, loaded.result))
  console.log(`${month} apply: ${rate(applied.seconds)}; ${await said()}`)
  const again = await timed(sent)
  console.log(`${month} the same list again: ${again.seconds.toFixed(1)} s`)
  console.log(
    `${month} load, compare and apply together: ${rate(loaded.seconds + applied.seconds)}, ${applied.result.status}`,
  )
  memory.stop()
}

async function written(path: string, list: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(list), createWriteStream(path))
  log(`${path.slice(path.lastIndexOf('/') + 1)}: ${((await stat(path)).size / 1_000_000).toFixed(0)} MB`)
}

await inProcess(
  'roster',
  () => new Date('2024-06-03T04:00:00Z'),
  async ({ server, service }) => {
    const [may, june] = [join(server.folder, 'may.csv'), join(server.folder, 'june.csv')]
    await written(may, firstList(lines, '2024-05-01'))
    const days = { from: '2024-05-01', added: '2024-06-01', removed: '2024-05-31' }
    await written(june, nextList(lines, Number(values.seed), days))
    await measure(service, may, '2024-05')
    await measure(service, june, '2024-06')
  },
)
