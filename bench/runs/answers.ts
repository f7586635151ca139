import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { onStop, stopAll } from '../../src/start/stack.ts'
import { type Compared, differences } from '../answers/compare.ts'
import { visitsEach, yearOf } from '../answers/corpus.ts'
import { type Hospital, registerOverApi } from '../data/registers.ts'
import { adminKey, log } from '../lib/environment.ts'
import { makeDatabase, type Server, startServer } from '../lib/postgres.ts'
import { type Running, registerHospitals, startService } from '../lib/service.ts'

/**
 * `npm run bench:answers -- --beside=DIR [--here=DIR] [--visits=100000] [--seed=1] [--hashes]`: the same random visits to this
 * service, or that of the checkout named by `here`, and to another checkout's (both built), and where their answers differ,
 * field by field but for ids and times. Ends with 1 where they do. What a change of the law changes differs too: it says which
 * fields, how often, and the first visit of each.
 */
const usage = 'npm run bench:answers -- --beside=DIR [--here=DIR] [--visits=N] [--seed=N] [--hashes]'
const { values } = parseArgs({
  options: {
    beside: { type: 'string' },
    here: { type: 'string' },
    visits: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    hashes: { type: 'boolean', default: false },
  },
})
if (values.beside === undefined) throw new Error(`--beside says which other checkout.\n${usage}`)
const people = Math.ceil(whole(values.visits) / visitsEach)
const seed = whole(values.seed)
const entryOf = (dir: string | undefined) => (dir === undefined ? undefined : resolve(dir, 'dist/main.js'))
/** People whose years are under way at once; a person's visits go one after another. */
const atOnce = 16

function whole(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new Error(`"${text}" is no whole number from 1 to 9999999.\n${usage}`)
}

interface Side {
  readonly service: Running
  readonly hospitals: readonly Hospital[]
}

async function side(server: Server, name: string, dataKey: string, entry?: string): Promise<Side> {
  const url = await makeDatabase(server, name)
  const options = { url, folder: server.folder, name, adminKey, dataKey, workers: 1 }
  const service = await startService({ ...options, ...(entry === undefined ? {} : { entry }) })
  onStop(service.stop)
  const hospitals = await registerHospitals(service, adminKey)
  log(`${name}: registering ${people} people`)
  await registerOverApi(service.port, adminKey, people)
  return { service, hospitals }
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function ask({ service }: Side, key: string, path: string, body: object): Promise<Answer> {
  const reply = await fetch(`http://127.0.0.1:${service.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, body: await reply.json() }
}

interface Found {
  readonly first: string
  readonly here: unknown
  readonly beside: unknown
  times: number
}
const found = new Map<string, Found>()
const tally = { visits: 0, settled: 0, refused: 0, reversed: 0, different: 0 }

function note(number: string, list: readonly Compared[]): void {
  if (list.length > 0) tally.different += 1
  for (const { path, here, beside } of list) {
    const before = found.get(path)
    if (before) before.times += 1
    else found.set(path, { first: number, here, beside, times: 1 })
  }
}

async function both(sides: readonly [Side, Side], hospital: number, path: string, body: object): Promise<Answer> {
  const [here, other] = await Promise.all(
    sides.map((one) => ask(one, (one.hospitals[hospital] as Hospital).key, path, body)),
  )
  note(`${path} ${JSON.stringify(body)}`, differences(here, other, values.hashes))
  return here as Answer
}

async function year(sides: readonly [Side, Side], index: number): Promise<void> {
  for (const { hospital, settlementNo, body, isReversed } of yearOf(index, sides[0].hospitals, seed)) {
    const { status } = await both(sides, hospital, '/v1/settlements', body)
    tally.visits += 1
    if (status !== 201) tally.refused += 1
    else tally.settled += 1
    if (!isReversed || status !== 201) continue
    const { hospitalCode } = body as { hospitalCode: string }
    const undone = { hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入有误' }
    await both(sides, hospital, '/v1/reversals', undone)
    tally.reversed += 1
  }
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 300) ?? 'nothing'

try {
  const server = await startServer()
  onStop(server.stop)
  const dataKey = randomBytes(32).toString('base64')
  const sides = [
    await side(server, 'here', dataKey, entryOf(values.here)),
    await side(server, 'beside', dataKey, entryOf(values.beside)),
  ] as const
  let next = 0
  const work = async () => {
    for (let index = next++; index < people; index = next++) {
      await year(sides, index)
      if (index % 1000 === 999) log(`${(index + 1) * visitsEach} visits`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const { visits, settled, refused, reversed, different } = tally
  console.log(`${visits} visits: ${settled} settled, ${refused} refused by both or one, ${reversed} reversed`)
  console.log(different === 0 ? 'every answer is the same' : `${different} answers differ`)
  for (const [path, { times, first, here, beside }] of [...found].sort(([, a], [, b]) => b.times - a.times))
    console.log(`${times} × ${path}: ${shown(here)} | ${shown(beside)}\n  first: ${first}`)
  process.exitCode = different === 0 ? 0 : 1
} finally {
  await stopAll()
}
