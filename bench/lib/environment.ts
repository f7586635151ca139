import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { onStop } from '../../src/start/stack.ts'
import { claimsOfEach, type Population } from '../data/claims.ts'
import { copyLedger } from '../data/fill.ts'
import { personNo, registerOverApi, registerPeople } from '../data/registers.ts'
import { sendAll } from '../load/closed.ts'
import type { Options } from './options.ts'
import { scripts, type Texts, tpcb } from './pgbench.ts'
import { inDatabase, makeDatabase, type Server, startServer } from './postgres.ts'
import { type Running, registerHospitals, startService } from './service.ts'

/** One service on a database of its own, with the people it may be asked about. */
export interface Deployment {
  readonly service: Running
  readonly population: Population
  readonly url: string
}

export interface Environment {
  readonly server: Server
  /** What a stored settlement holds, for the ceilings to write. Set once some are stored. */
  texts: Texts
  readonly small: Deployment
  readonly large: Deployment | null
  /** The same service on the small database, with the ledger written by Prisma. */
  readonly prisma: Deployment | null
  /** The service of another checkout, on a database of its own with the same people. */
  readonly beside: Deployment | null
}

/** Of a bureau that sees everything. */
export const adminKey = randomBytes(24).toString('base64url')
const dataKey = randomBytes(32)
const prismaServer = fileURLToPath(new URL('../baselines/prisma-server.ts', import.meta.url))

export const log = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`)

/**
 * Everything that is measured stands at once, so that the repetitions can take turns; idle services cost nothing. What
 * is started is ended by `stopAll`, also when the setting up fails half way.
 */
export async function setUp(options: Options, wants: (row: string) => boolean): Promise<Environment> {
  const server = await startServer()
  onStop(server.stop)
  if (wants('ceilings')) await makeCeilings(server)
  if (wants('yardsticks') || wants('latency') || wants('ceilings'))
    await runScript(await makeDatabase(server, 'bare'), 'bare/schema.sql')
  if (wants('yardsticks')) await makeYardsticks(server, options.pgledger)
  const small = await deploy(server, 'small', options.smallPeople)
  const prisma = wants('ceilings') ? await deployPrisma(server, small) : null
  const { beside: dir, smallPeople } = options
  const beside = dir === null ? null : await deploy(server, 'beside', smallPeople, join(dir, 'dist/main.js'))
  const large = wants('size') ? await deployLarge(server, options) : null
  return { server, texts: {}, small, prisma, beside, large }
}

/** The ledger's own tables, for its own write. */
async function makeCeilings(server: Server): Promise<void> {
  const ledger = await makeDatabase(server, 'ceiling')
  await migrate({ url: ledger })
  await runScript(ledger, 'people.sql')
}

/** Tables that do not change with the ledger's. */
async function makeYardsticks(server: Server, pgledger: string | null): Promise<void> {
  await runScript(await makeDatabase(server, 'double_entry'), 'double-entry.sql')
  await makeDatabase(server, 'tpcb')
  await tpcb.make(server, 'tpcb')
  if (pgledger === null) return
  const url = await makeDatabase(server, 'pgledger')
  for (const script of ['vendor/scoville-pgsql-ulid/uuid-to-ulid.sql', 'pgledger.sql'])
    await runScript(url, join(pgledger, script))
  await runScript(url, 'pgledger-accounts.sql')
}

async function runScript(url: string, script: string): Promise<void> {
  const sql = await readFile(resolve(scripts, script), 'utf8')
  await inDatabase(url, async (client) => {
    await client.query(sql)
    await client.query('VACUUM ANALYZE')
  })
}

/** A settlement of the middle size among those stored: what a ceiling writes is as large as what the service writes. */
export function storedTexts({ url }: Deployment): Promise<Texts> {
  return inDatabase(url, async (client) => {
    const { rows } = await client.query<Texts>(`WITH recent AS (
        SELECT person_no, year, settlement_id, outcome::text AS outcome, state::text AS state, total::text AS total
        FROM entries WHERE kind = 'settlement' ORDER BY posted_at DESC LIMIT 1001)
      SELECT outcome, state, recent.total, input::text AS input, facts::text AS facts, input::text AS body
      FROM recent JOIN settlements USING (person_no, year, settlement_id)
      ORDER BY length(outcome) OFFSET 500 LIMIT 1`)
    if (!rows[0]) throw new Error('too few settlements are stored to take one for the ceilings')
    return rows[0]
  })
}

async function deploy(server: Server, name: string, people: number, entry?: string): Promise<Deployment> {
  const url = await makeDatabase(server, `yizhan_${name}`)
  log(`${name}: registering ${people} people`)
  const options = { url, folder: server.folder, name, adminKey, dataKey: dataKey.toString('base64'), workers: 2 }
  const service = await startService({ ...options, ...(entry ? { entry } : {}) })
  onStop(service.stop)
  const hospitals = await registerHospitals(service, adminKey)
  if (entry) await registerOverApi(service.port, adminKey, people)
  else await inDatabase(url, (client) => registerPeople(client, dataKey, people))
  return { service, url, population: { hospitals, people, personNo } }
}

async function deployPrisma(server: Server, { url, population }: Deployment): Promise<Deployment> {
  const service = await startService({
    ...{ url, folder: server.folder, name: 'prisma', adminKey, dataKey: dataKey.toString('base64'), workers: 2 },
    entry: prismaServer,
    nodeFlags: ['--import', import.meta.resolve('tsx')],
  })
  onStop(service.stop)
  return { service, url, population }
}

/** A year of a city: the ledgers of a few thousand people, settled over HTTP, and copies of them for everybody else. */
export async function deployLarge(
  server: Server,
  options: Pick<Options, 'people' | 'settlementsEach' | 'smallPeople'>,
): Promise<Deployment> {
  const { people, settlementsEach, smallPeople: models } = options
  const deployment = await deploy(server, 'large', people)
  const first = { ...deployment.population, people: models }
  log(`large: settling ${models * settlementsEach} visits of ${models} people over HTTP`)
  const refused = await sendAll(deployment.service.port, 64, claimsOfEach(first, settlementsEach, 3))
  if (refused > 0) throw new Error(`${refused} of the settlements to copy from were refused`)
  await inDatabase(deployment.url, async (client) => {
    await copyLedger(client, { people, models }, (line) => log(`large: ${line}`))
    log('large: vacuum, memory, checkpoint')
    await client.query('VACUUM (FREEZE, ANALYZE)')
    await intoMemory(client)
    await client.query('CHECKPOINT')
  })
  return deployment
}

/**
 * What settlements look up: the registers, the balances and the keys, as a server has them in memory that has been
 * settling for a day. What was stored before lies on the disk; nothing on the settlement path reads it.
 */
async function intoMemory(client: pg.Client): Promise<void> {
  await client.query('CREATE EXTENSION pg_prewarm')
  await client.query(`SELECT pg_prewarm(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND (relkind = 'i' OR (relkind = 'r' AND relname IN (
      'beneficiaries', 'identities', 'registrations', 'hospitals', 'person_years')))`)
}
