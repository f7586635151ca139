import type pg from 'pg'
import type { FaultEnvironment } from '../environment/environment.ts'
import { readLogs } from '../history/history.ts'
import { ask } from '../load/http.ts'
import { personNo, places } from '../load/people.ts'
import { adminKey } from '../load/register.ts'
import { complaint, type Scenario, wait } from './scenario.ts'

/**
 * First all connections that the server allows are taken and those of the services ended, so that they cannot come
 * back; then every connection of the services' own pools waits for a lock, longer than a settlement may wait.
 */
export const fullPool: Scenario = {
  name: 'full-pool',
  breaks: 'max_connections reached; then every pooled connection waiting for a lock',
  environment: { settings: { max_connections: '40' }, env: { YIZHAN_SETTLE_DEADLINE_MS: '1500' } },
  run: async ({ environment, seconds }) => {
    // Once the services come back, there may be no connection left to get.
    const holder = await environment.server.connect()
    await wait(seconds * 100)
    const taken = await takeAllConnections(environment, seconds * 300)
    await wait(seconds * 100)
    const answered = await holdEverything(environment, holder, Math.max(3_000, seconds * 300))
    await holder.end()
    await wait(seconds * 200)
    const late = readLogs(environment.logs).filter(({ outcome }) => outcome.kind === 'not-yet').length
    return {
      did: `${taken} connections taken, ${answered} reads held, ${late} put off as unwritten`,
      complaints: [
        ...complaint(taken === 0, 'no connection could be taken'),
        ...complaint(late === 0, 'nobody learned in time that nothing was written'),
      ],
    }
  },
}

async function takeAllConnections(environment: FaultEnvironment, ms: number): Promise<number> {
  const clerk = await environment.server.connect()
  const held: pg.Client[] = []
  const end = performance.now() + ms
  while (performance.now() < end) {
    await clerk.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'yizhan%'`)
    for (let full = false; !full; ) {
      const one = await environment.server.connect().catch(() => null)
      if (one) held.push(one)
      full = one === null
    }
    await wait(100)
  }
  for (const one of [...held, clerk]) await one.end().catch(() => undefined)
  return held.length
}

/** Reads of other people crowd the pools while nothing can be read. */
async function holdEverything(environment: FaultEnvironment, holder: pg.Client, ms: number): Promise<number> {
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE person_years, settlement_numbers IN ACCESS EXCLUSIVE MODE')
  const reads = Array.from({ length: 40 }, (_, at) => readSomebody(environment, at))
  await wait(ms)
  await holder.query('ROLLBACK')
  return (await Promise.all(reads)).length
}

async function readSomebody(environment: FaultEnvironment, at: number): Promise<void> {
  const place = places[at % places.length] as (typeof places)[number]
  const path = `/v1/beneficiaries/${personNo(place, 1 + (at % 5))}/annual-cap?year=2023`
  const port = environment.proxies[(at % 2) as 0 | 1].port
  await ask({ port, method: 'GET', path, key: adminKey, timeoutMs: 20_000 }).catch(() => undefined)
}
