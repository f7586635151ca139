import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { actingRoleOf } from '../../src/db/cluster/acting-role.ts'
import { readTopology, type Topology } from '../../src/db/cluster/topology.ts'
import { newClient } from '../../src/db/hosts/connect.ts'
import { keep, made, remove } from '../faults/environment/cleanup.ts'
import { ServiceProcess } from '../faults/environment/service.ts'
import { type Answer, ask } from '../faults/load/http.ts'
import { adminKey, type Keys, register } from '../faults/load/register.ts'
import { freePort } from '../lib/free-port.ts'
import type { CheckOptions } from './options.ts'

/** As many as the load settles for in each of the two cities; whom a step settles for comes behind them. */
export const peopleOfPlace = 12

/** One service on a schema of its own, and its owner's connection. */
export interface Checking {
  readonly options: CheckOptions
  readonly folder: string
  readonly schema: string
  /** With the schema in it. */
  readonly url: string
  readonly owner: pg.Client
  readonly service: ServiceProcess
  readonly keys: Keys
  readonly topology: () => Promise<Topology>
  readonly ask: (
    method: string,
    path: string,
    body?: object | string,
    headers?: Record<string, string>,
  ) => Promise<Answer>
}

export async function openChecking(options: CheckOptions): Promise<Checking> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-cluster-'))
  made(folder)
  const schema = `yizhan_check_${randomBytes(4).toString('hex')}`
  const url = `${options.url}${options.url.includes('?') ? '&' : '?'}schema=${schema}`
  const owner = newClient(options.url, { application_name: 'yizhan-check', connectionTimeoutMillis: 10_000 })
  owner.on('error', () => undefined)
  await owner.connect()
  const env = { DATABASE_URL: url, YIZHAN_ADMIN_KEY: adminKey, YIZHAN_DATA_KEY: randomBytes(32).toString('base64') }
  const port = await freePort()
  const service = new ServiceProcess({ name: 'service', port, logPath: join(folder, 'service.log'), env })
  const topology = () => readTopology(owner, schema)
  try {
    await service.start()
    const keys = await register(port, peopleOfPlace)
    return { options, folder, schema, url, owner, service, keys, topology, ask: asker(port) }
  } catch (error) {
    keep(folder)
    await service.kill()
    await takeAway(owner, schema)
    await owner.end()
    throw error
  }
}

const asker =
  (port: number): Checking['ask'] =>
  (method, path, body, headers = {}) => {
    const text = typeof body === 'object' ? JSON.stringify(body) : body
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const sent = text === undefined ? {} : { body: text, type }
    return ask({ port, method, path, key: adminKey, headers, timeoutMs: 60_000, ...sent })
  }

export async function closeChecking(checking: Checking, keepAll: boolean): Promise<void> {
  const { service, owner, schema, folder, options } = checking
  await service.terminate()
  if (!options.keep) await takeAway(owner, schema)
  await owner.end()
  if (keepAll || options.keep) keep(folder)
  else remove(folder)
}

/** The schema with all that is in it, and the role that was made for it. */
async function takeAway(owner: pg.Client, schema: string): Promise<void> {
  const name = pg.escapeIdentifier(schema)
  await owner.query('SET client_min_messages = error')
  await owner.query(`DROP SCHEMA IF EXISTS ${name} CASCADE`)
  const role = actingRoleOf({ kind: 'citus', node: null }, schema)
  // Asked first: whoever may make no roles is refused even where there is none.
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
  if (rowCount !== 0) await owner.query(`DROP ROLE ${role}`)
}
