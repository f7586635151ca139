import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import { jobKinds } from '../../src/application/jobs/job-kinds.ts'
import { runPiece } from '../../src/application/jobs/run-piece.ts'
import { putHospital } from '../../src/application/registers/hospitals.ts'
import type { Service } from '../../src/application/service.ts'
import { settle } from '../../src/application/settlement/settle.ts'
import { startYearEndRun } from '../../src/application/year-end/start-year-end-run.ts'
import { sumsOf } from '../../src/db/year-end/year-end-runs.ts'
import { copyLedger } from '../data/fill.ts'
import { personNo, registerPeople } from '../data/registers.ts'
import { log } from '../lib/environment.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { watchMemory } from '../lib/memory.ts'
import { inDatabase } from '../lib/postgres.ts'

/**
 * `npm run bench:year-end [-- --people 200000]`: a year-end run over people with four visits under a quota and a stay each,
 * every eighth person without an identity: first what it would come to, then the run, then one that finds nothing. Prints
 * people and visits a second, the maxMs that a settlement beside the run waited, and the most memory held.
 */
const { values } = parseArgs({ options: { people: { type: 'string', default: '200000' } } })
const people = Number(values.people)
const models = Math.min(1000, people)

const hospitalCode = 'HBENCH00001'
const year = 2023

async function fill(service: Service, url: string): Promise<void> {
  const kind = { region: '140502', level: 'three', feeClass: 'class-one', designated: true } as const
  await putHospital(service, bureau, { hospitalCode, name: '示例医院', ...kind, criticalDiseaseDesignated: false })
  await inDatabase(url, async (client) => {
    await registerPeople(client, randomBytes(32), people)
    await client.query(`UPDATE registrations SET management = 'quota'`)
    // Those whom art. 12 does not name would make the run look faster than it is.
    await client.query(`DELETE FROM identities WHERE category = 'severely-disabled'`)
    await client.query(`UPDATE identities SET category = 'dibao' WHERE category NOT IN ('tekun', 'poverty-returned')`)
  })
  log(`settling the year of ${models} people`)
  for (let index = 0; index < models; index += 50) {
    const indices = Array.from({ length: Math.min(50, models - index) }, (_, at) => index + at)
    await Promise.all(indices.flatMap((one) => billsOf(one).map((bill) => settle(service, bureau, bill, 'en'))))
  }
  await inDatabase(url, async (client) => {
    await copyLedger(client, { people, models }, log)
    await client.query('VACUUM ANALYZE')
  })
}

function billsOf(index: number): ClaimBody[] {
  const chronic = [1, 2, 3, 4].map((month) => ({
    ...claim(index, `Q${month}`, `${300 + ((index * 7 + month) % 900)}.${String(index % 100).padStart(2, '0')}`),
    care: 'outpatient-chronic' as const,
    servedOn: `2023-0${month}-10`,
    diseaseCode: 'E11.900',
  }))
  const stay = { care: 'inpatient' as const, admittedOn: '2023-05-01', dischargedOn: '2023-05-09' }
  // Every tenth uses the annual limit up, so that the tilt is reached too.
  return [...chronic, { ...claim(index, 'S', index % 10 === 3 ? '95000.00' : '8000.00'), ...stay }]
}

function claim(index: number, no: string, total: string) {
  const costs = { total, inScope: total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
  const paid = { basic: '100.00', criticalIllness: '0.00' }
  return { settlementNo: `B-${index}-${no}`, personNo: personNo(index), hospitalCode, costs, paid }
}

/** What a hospital meets meanwhile: one settlement after the other, of people of their own. Answers the maxMs wait, in ms. */
function settlingBeside(service: Service): () => Promise<{ settled: number; maxMs: number }> {
  let on = true
  let settled = 0
  let maxMs = 0
  const work = (async () => {
    while (on) {
      const began = performance.now()
      const stay = { care: 'inpatient' as const, admittedOn: '2024-01-01', dischargedOn: '2024-01-09' }
      const total = `${1000 + settled}.00`
      const bill = { ...claim(settled % people, `L${++settled}-${began}`, total), ...stay }
      await settle(service, bureau, bill, 'en')
      maxMs = Math.max(maxMs, performance.now() - began)
      await new Promise((wake) => setTimeout(wake, 20))
    }
  })()
  return async () => {
    on = false
    await work
    return { settled, maxMs }
  }
}

async function run(service: Service, name: string, dryRun: boolean): Promise<void> {
  const watch = await watchMemory(service.db.pool)
  const beside = settlingBeside(service)
  const start = performance.now()
  const { id } = await startYearEndRun(service, bureau, { region: '140500', year, dryRun })
  let maxPieceMs = 0
  for (let outcome = 'more'; outcome === 'more'; ) {
    const began = performance.now()
    outcome = await runPiece(service, jobKinds, id)
    maxPieceMs = Math.max(maxPieceMs, performance.now() - began)
  }
  const seconds = (performance.now() - start) / 1000
  const { settled, maxMs } = await beside()
  const { process, database } = await watch.peak()
  watch.stop()
  const sums = await sumsOf(service.db.pool, id)
  const each = (count: number) => `${count} (${(count / seconds).toFixed(0)}/s)`
  console.log(
    `${name}: ${seconds.toFixed(1)} s, people ${each(people)}, closed ${each(sums.people)}, visits ${each(sums.visits)}, ` +
      `aid ${sums.assistance} of ${sums.due} due, tilt ${sums.tilt}, failures ${sums.problems}; maxMs piece ${maxPieceMs.toFixed(0)} ms; ` +
      `${settled} settlements beside it, the slowest ${maxMs.toFixed(0)} ms; memory ${process.toFixed(0)} MB, database ${database.toFixed(0)} MB`,
  )
}

await inProcess(
  'year_end',
  () => new Date('2024-02-01T04:00:00Z'),
  async ({ service, url }) => {
    await fill(service, url)
    await run(service, 'dry run', true)
    await run(service, 'run', false)
    await run(service, 'run again', false)
  },
)
