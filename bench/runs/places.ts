import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { onStop, stopAll } from '../../src/start/stack.ts'
import { claimOf, type Population, randomOf } from '../data/claims.ts'
import { type Hospital, personNo, registerPeople } from '../data/registers.ts'
import { inDatabase, makeDatabase, type Server, startServer } from '../lib/postgres.ts'
import { type Running, registerHospitals, startService } from '../lib/service.ts'
import { closedLoop } from '../load/closed.ts'

/**
 * `npm run bench:places [-- --seconds 5] [-- --turns 5]`: what places cost. Four services on one server take turns: one database as ever; the same
 * configured as a place; three places whose hospitals settle for their own people; and three where one claim in five is for
 * somebody of another place. Two workers each, 64 connections. Printed is each over the first, the median of the turns.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, turns: { type: 'string', default: '5' } },
})
const [seconds, turns] = [Number(values.seconds), Number(values.turns)]
const people = 9_000
const counties = ['140502', '140581', '140525']
const adminKey = 'bench-places-admin-key-0123'
const dataKey = randomBytes(32)

interface Measured {
  readonly name: string
  readonly goal: number | null
  readonly service: Running
  readonly next: () => string
  readonly rates: number[]
}

async function main(): Promise<void> {
  const server = await startServer()
  onStop(server.stop)
  const plain = await oneDatabase(server)
  const alone = await places(server, 'alone', ['140502'])
  const three = await places(server, 'three', counties)
  const atHome = local(three.hospitals, counties, 3)
  const measured: Measured[] = [
    { name: 'one database', goal: null, ...plain, next: local(plain.hospitals, ['140502'], 1), rates: [] },
    { name: 'one place', goal: 0.97, ...alone, next: local(alone.hospitals, ['140502'], 2), rates: [] },
    { name: 'three places, people of the hospital’s own', goal: 0.85, ...three, next: atHome, rates: [] },
    {
      name: 'three places, one in five of another',
      goal: 0.7,
      ...three,
      next: mixed(three.hospitals, atHome),
      rates: [],
    },
  ]
  // The first turn is for warming up.
  for (let turn = 0; turn <= turns; turn += 1)
    for (const one of measured) {
      const rate = await load(one)
      if (turn > 0) one.rates.push(rate)
    }
  console.log('| measured | settlements/s | over one database | goal | |\n| --- | --- | --- | --- | --- |')
  for (const one of measured) print(one, measured[0]?.rates ?? [])
}

/** Each turn over the same turn of the first. */
function print({ name, goal, rates }: Measured, first: readonly number[]): void {
  const ratio = median(rates.map((rate, turn) => rate / (first[turn] ?? Number.NaN)))
  const row = [name, Math.round(median(rates)), `${ratio.toFixed(2)}×`]
  if (goal === null) {
    console.log(`| ${row.join(' | ')} | | |`)
    return
  }
  const isHeld = ratio >= goal
  if (!isHeld) process.exitCode = 1
  console.log(`| ${row.join(' | ')} | ≥ ${goal}× | ${isHeld ? 'holds' : 'SHORT'} |`)
}

async function load({ name, service, next }: Measured): Promise<number> {
  const figures = await closedLoop({ port: service.port, connections: 64, warmUpSeconds: 1, seconds, next })
  const { perSecond, refused, firstRefusal } = figures
  console.error(`${name}: ${Math.round(perSecond)}/s, p50 ${figures.p50.toFixed(1)} ms`)
  if (refused > 0) throw new Error(`${refused} claims of ${name} were not settled: ${firstRefusal}`)
  return perSecond
}

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

const common = { adminKey, dataKey: dataKey.toString('base64'), workers: 2 } as const

async function oneDatabase(server: Server) {
  const url = await makeDatabase(server, 'plain')
  const service = await startService({ ...common, url, folder: server.folder, name: 'plain' })
  onStop(service.stop)
  await inDatabase(url, (client) => registerPeople(client, dataKey, people))
  return { service, hospitals: await registerHospitals(service, adminKey) }
}

/** A place a county; the first has all the rest. */
async function places(server: Server, name: string, of: readonly string[]) {
  const urls = await Promise.all(of.map((county) => makeDatabase(server, `${name}_${county}`)))
  const file = join(server.folder, `${name}.json`)
  const listed = of.map((county, at) => ({
    ...{ name: `county-${county}`, url: urls[at] },
    regions: at === 0 ? [county, '000000'] : [county],
  }))
  await writeFile(file, JSON.stringify({ common: `county-${of[0]}`, places: listed }))
  const service = await startService({ ...common, url: '', places: file, folder: server.folder, name })
  onStop(service.stop)
  for (const [at, url] of urls.entries()) {
    const theirs = { insuredRegion: of[at] ?? '', isOf: (index: number) => index % of.length === at }
    await inDatabase(url, (client) => registerPeople(client, dataKey, people, theirs))
  }
  return { service, hospitals: await registerHospitals(service, adminKey, of) }
}

/** The people of the county at `at`: the first half is settled for at home, the second elsewhere. */
function half(hospitals: readonly Hospital[], of: number, at: number, from: 0 | 1): Population {
  const each = people / of / 2
  return { hospitals, people: each, personNo: (index) => personNo((from * each + index) * of + at) }
}

const hospitalsOf = (hospitals: readonly Hospital[], of: number, at: number) =>
  hospitals.filter((_, index) => index % of === at)

function local(hospitals: readonly Hospital[], of: readonly string[], seed: number): () => string {
  const random = randomOf(seed)
  const homes = of.map((_, at) => half(hospitalsOf(hospitals, of.length, at), of.length, at, 0))
  let sent = 0
  return () => drawn(homes[sent++ % homes.length] as Population, random)
}

/** Four of five as `atHome` draws them. */
function mixed(hospitals: readonly Hospital[], atHome: () => string): () => string {
  const random = randomOf(4)
  const away = counties.map((_, at) =>
    half(hospitalsOf(hospitals, counties.length, (at + 1) % counties.length), counties.length, at, 1),
  )
  let sent = 0
  return () => {
    sent += 1
    return sent % 5 === 0 ? drawn(away[(sent / 5) % away.length] as Population, random) : atHome()
  }
}

const drawn = (population: Population, random: (sides: number) => number) =>
  claimOf(population, random(population.people), random)

try {
  await main()
} catch (error) {
  console.error(error)
  process.exitCode = 2
} finally {
  await stopAll()
}
