import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { ClaimBody } from '../../src/application/claim/claim-input.ts'
import { putHospital } from '../../src/application/registers/hospitals.ts'
import type { Service } from '../../src/application/service.ts'
import { settle } from '../../src/application/settlement/settle.ts'
import type { WhatIfAsked } from '../../src/application/what-if/asked.ts'
import { copyLedger } from '../data/fill.ts'
import { personNo, registerPeople } from '../data/registers.ts'
import { built } from '../engine/yizhan.ts'
import { log } from '../lib/environment.ts'
import { bureau, inProcess } from '../lib/in-process.ts'
import { watchMemory } from '../lib/memory.ts'
import { inDatabase } from '../lib/postgres.ts'
import { madeYears, replaysPerSecond } from '../what-if/years.ts'

/**
 * `npm run bench:what-if [-- --people 60000 --seconds 6]`: settlements a second by the engine with its trace on one core and without on two
 * threads, the same years; then a city's year out of the ledger, five settlements a person, under a draft; then a sweep of twenty
 * points. Each line says what it holds against.
 */
const { values } = parseArgs({
  options: { people: { type: 'string', default: '60000' }, seconds: { type: 'string', default: '6' } },
})
const people = Number(values.people)
const seconds = Number(values.seconds)
const threads = 2
const year = 2023
const hospitalCode = 'HBENCH00001'
const models = Math.min(1000, people)

function told(name: string, measured: string, goal: string, holds: boolean): void {
  console.log(`| ${name} | ${measured} | ${goal} | ${holds ? 'holds' : 'SHORT'} |`)
  if (!holds) process.exitCode = 1
}

async function engine(): Promise<void> {
  const traced = await replaysPerSecond(await madeYears(2000), true, seconds)
  const each = await Promise.all(Array.from({ length: threads }, onThread))
  const untraced = each.reduce((sum, one) => sum + one, 0)
  const ratio = untraced / traced
  console.log(
    `with trace on one core ${traced.toFixed(0)}/s; without on ${threads} threads ${each.map((one) => one.toFixed(0)).join(' + ')}/s`,
  )
  told('settlements a second, no trace, two threads', untraced.toFixed(0), '≥ 100000', untraced >= 100_000)
  told('against the engine with trace on one core', `${ratio.toFixed(2)}×`, '≥ 2.50×', ratio >= 2.5)
}

function onThread(): Promise<number> {
  const script = new URL('../what-if/thread.ts', import.meta.url).href
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script)}) })`
  const worker = new Worker(load, { eval: true, execArgv: [], workerData: { people: 2000, seconds } })
  return new Promise((done, failed) => {
    worker.once('message', done)
    worker.once('error', failed)
  })
}

async function fill(service: Service, url: string): Promise<void> {
  const kind = { region: '140502', level: 'three', feeClass: 'class-one', designated: true } as const
  await putHospital(service, bureau, { hospitalCode, name: '示例医院', ...kind, criticalDiseaseDesignated: false })
  await inDatabase(url, async (client) => {
    await registerPeople(client, randomBytes(32), people)
  })
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
    ...{ care: 'outpatient-chronic' as const, servedOn: `2023-0${month}-10`, diseaseCode: 'E11.900' },
  }))
  const stay = { care: 'inpatient' as const, admittedOn: '2023-05-01', dischargedOn: '2023-05-09' }
  return [...chronic, { ...claim(index, 'S', index % 10 === 3 ? '95000.00' : '8000.00'), ...stay }]
}

function claim(index: number, no: string, total: string) {
  const costs = { total, inScope: total, offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00' }
  const paid = { basic: '100.00', criticalIllness: '0.00' }
  return { settlementNo: `B-${index}-${no}`, personNo: personNo(index), hospitalCode, costs, paid }
}

const plain: WhatIfAsked = { seed: 1, more: [], identities: [], sensitivity: false, contributions: false, curve: null }
const limit = { clause: '140500/J4', path: '/limits/1/amount' }

/** What a run does of its people, without a job around it. */
async function walk(
  service: Service,
  url: string,
  asked: WhatIfAsked,
): Promise<{ seconds: number; settlements: number; memoryMb: number }> {
  const { WalkingThreads } =
    await built<typeof import('../../src/application/what-if/threads.ts')>('application/what-if/threads')
  const { draftDocuments } =
    await built<typeof import('../../src/application/what-if/draft.ts')>('application/what-if/draft')
  const { nextYears } = await built<typeof import('../../src/db/what-if/settled-years.ts')>('db/what-if/settled-years')
  const base = service.library.pack('140500').files
  const drafted = draftDocuments(base, { files: [], edits: [{ ...limit, value: '50000' }] })
  const watch = await watchMemory(service.db.pool)
  const walking = new WalkingThreads(
    { url, walk: { base, drafted, asked, period: { from: '2023-01-01', to: '2023-12-31' } } },
    threads,
  )
  const began = performance.now()
  let [settlements, after] = [0, '']
  for (;;) {
    const next = await nextYears(service.db.bulk, { region: '140500', year, after }, 8000)
    if (next.length === 0) break
    for (const { visits } of await walking.over({ region: '140500', year, after }, next)) settlements += visits
    after = next.at(-1) ?? after
  }
  const took = (performance.now() - began) / 1000
  await walking.stop()
  const { process: memoryMb } = await watch.peak()
  watch.stop()
  return { seconds: took, settlements, memoryMb }
}

await engine()
await inProcess(
  'what_if',
  () => new Date('2024-02-01T04:00:00Z'),
  async ({ service, url }) => {
    await fill(service, url)
    const once = await walk(service, url, plain)
    const each = (once.settlements / once.seconds).toFixed(0)
    const scale = once.settlements / 300_000
    told(
      `a year of ${once.settlements} settlements out of the ledger (${each}/s)`,
      `${once.seconds.toFixed(1)} s`,
      `≤ ${(5 * scale).toFixed(1)} s`,
      once.seconds <= 5 * scale,
    )
    const points = Array.from({ length: 20 }, (_, at) => String(40_000 + at * 2000))
    const sweep = await walk(service, url, { ...plain, curve: { ...limit, values: points } })
    told(
      'a sweep of 20 points',
      `${sweep.seconds.toFixed(1)} s`,
      `≤ ${(120 * scale).toFixed(0)} s`,
      sweep.seconds <= 120 * scale,
    )
    const memory = Math.max(once.memoryMb, sweep.memoryMb)
    told('memory of the process', `${memory.toFixed(0)} MB`, '≤ 1024 MB', memory <= 1024)
  },
)
