import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerNode } from '../../src/db/cluster/topology.ts'
import { newClient } from '../../src/db/hosts/connect.ts'
import { check, countsOf } from '../faults/history/checker.ts'
import { readLogs } from '../faults/history/history.ts'
import { startLoad } from '../faults/load/load.ts'
import { ordinary } from '../faults/load/operations.ts'
import { limitsOf } from '../faults/load/people.ts'
import { readLedger } from '../faults/load/read-ledger.ts'
import { Random } from '../faults/random.ts'
import { type Checking, peopleOfPlace } from './environment.ts'
import { clusterNodes } from './nodes.ts'
import { must, type Step, until } from './step.ts'

/** Settled for by clients that note each answer; the ledger is compared with their notes. */
export const moving: Step = {
  en: 'settled for while the schema moves to another node: nothing lost, nothing twice',
  zh: '结算过程中迁移 schema：不丢失、不重复',
  run: async (checking) => {
    const { options, service, keys, folder } = checking
    const logs = join(folder, 'clients')
    const mix = { ...ordinary, peopleOfPlace }
    const load = startLoad({
      ...{ folder: logs, random: new Random(options.seed), keys, mix, clients: 6, burst: 4, pauseMs: 200 },
      targets: [{ name: service.name, port: service.port }],
      ...{ timeoutMs: 60_000, patienceMs: 120_000 },
    })
    await sleep(options.seconds * 1000)
    const moved = await move(checking).catch((error: unknown) => ({ failed: String(error) }))
    await sleep(options.seconds * 1000)
    if ('to' in moved && moved.to) await follows(checking, moved.to)
    await load.finish()
    const attempts = readLogs(logs)
    const faults = check(attempts, await readLedger(service.port, peopleOfPlace), limitsOf)
    must(
      faults.length === 0,
      faults
        .slice(0, 5)
        .map(({ subject, says }) => `${subject}: ${says}`)
        .join('; '),
    )
    must(!('failed' in moved), 'failed' in moved ? moved.failed : '')
    const { acknowledged, unknown } = countsOf(attempts)
    const counts = `${acknowledged} acknowledged, 0 lost, 0 twice, ${unknown} sent again without an answer`
    return `${'says' in moved ? moved.says : ''}; ${counts}`
  },
}

interface Moved {
  readonly says: string
  readonly to: ServerNode | null
}

async function move({ owner, schema, topology }: Checking): Promise<Moved> {
  const found = await topology()
  if (found.kind === 'server') return { says: 'one server, so nothing was moved', to: null }
  const from = found.node
  const to = (await clusterNodes(owner)).find(
    ({ host, port, hasShards }) => hasShards && (host !== from?.host || port !== from?.port),
  )
  if (!from || !to) return { says: 'one node alone has schemas, so nothing was moved', to: null }
  const began = performance.now()
  await owner.query('SELECT citus_schema_move($1::regnamespace, $2::text, $3::int)', [schema, to.host, to.port])
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  return { says: `moved from ${from.host}:${from.port} to ${to.host}:${to.port} in ${seconds} s`, to }
}

/** The service's own connections are at the node that has the schema by now. */
async function follows({ options, schema }: Checking, { host, port }: ServerNode): Promise<void> {
  const there = newClient(options.url, { application_name: 'yizhan-check', connectionTimeoutMillis: 10_000 })
  Object.assign(there, { host, port })
  await there.connect()
  const sql = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'yizhan' AND query LIKE '%' || $1 || '%'
    OR pid IN (SELECT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relnamespace = to_regnamespace($1))`
  try {
    const count = async () => (await there.query<{ count: number }>(sql, [schema])).rows[0]?.count ?? 0
    await until(count, (connections) => connections > 0)
  } finally {
    await there.end()
  }
}
