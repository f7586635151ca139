import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { jobKinds } from '../../src/application/jobs/job-kinds.ts'
import { runPiece } from '../../src/application/jobs/run-piece.ts'
import { getRun } from '../../src/application/premiums/read-subsidy-runs.ts'
import { startSubsidyRun } from '../../src/application/premiums/start-subsidy-run.ts'
import type { Service } from '../../src/application/service.ts'
import { listSubsidyLineRows } from '../../src/db/premiums/subsidy-lines.ts'
import { registerPeople } from '../data/registers.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { watchMemory } from '../lib/memory.ts'
import { inDatabase } from '../lib/postgres.ts'

/**
 * `npm run bench:premiums [-- --people 200000]`: a premium-subsidy run over people who are all enrolled, seven eighths of
 * whom hold an identity; then one that finds nothing new, and its list read from end to end by pages. Prints people a
 * second and the most memory held.
 */
const { values } = parseArgs({ options: { people: { type: 'string', default: '200000' } } })
const people = Number(values.people)
const [region, year] = ['140500', 2024]

async function run(service: Service, name: string): Promise<string> {
  const watch = await watchMemory(service.db.pool)
  const start = performance.now()
  const { runId, jobId } = await startSubsidyRun(service, bureau, { region, year, dryRun: false })
  while ((await runPiece(service, jobKinds, jobId)) === 'more');
  const seconds = (performance.now() - start) / 1000
  const { process, database } = await watch.peak()
  watch.stop()
  const { totals } = await getRun(service, bureau, runId)
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${(people / seconds).toFixed(0)} people/s, ${totals.amount} posted; ` +
      `memory ${process.toFixed(0)} MB, database ${database.toFixed(0)} MB`,
  )
  return runId
}

async function readLines(service: Service, runId: string): Promise<void> {
  const start = performance.now()
  let lines = 0
  for (let after: string | null = null; ; ) {
    const page = await listSubsidyLineRows(service.db.bulk, { runId }, { after, take: 1000 })
    lines += page.length
    after = page.at(-1)?.personNo ?? null
    if (after === null) break
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`list: ${lines} lines in ${seconds.toFixed(1)} s`)
}

await inProcess(
  'subsidies',
  () => new Date('2024-02-01T04:00:00Z'),
  async ({ service, url }) => {
    await inDatabase(url, async (client) => {
      await registerPeople(client, randomBytes(32), people)
      await client.query(`UPDATE beneficiaries SET enrolled_tier = 1`)
      await client.query('VACUUM ANALYZE')
    })
    const runId = await run(service, 'run')
    await run(service, 'run again')
    await readLines(service, runId)
  },
)
