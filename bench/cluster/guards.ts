import type pg from 'pg'
import { newClient } from '../../src/db/hosts/connect.ts'
import { codeOf } from '../../src/db/setup/app-role.ts'
import type { Checking } from './environment.ts'
import { clusterNodes, type NodeOfCluster } from './nodes.ts'
import { must, type Step } from './step.ts'

/** What is never rewritten, and of the last what is never taken away. */
const kept = ['entries', 'entries_2023', 'settlement_numbers', 'reversals', 'person_years'] as const
const refusedByTrigger = '23001'

export const guarded: Step = {
  en: 'DELETE, UPDATE and TRUNCATE by the owner, on every node',
  zh: '各节点上所有者的删改与清空',
  run: async (checking) => {
    const { kind } = await checking.topology()
    if (kind === 'server') {
      await tried(
        checking.owner,
        kept.map((table) => `${checking.schema}.${table}`),
      )
      return `refused, ${kept.length} tables`
    }
    const nodes = await clusterNodes(checking.owner)
    let shards = 0
    for (const node of nodes) shards += await onNode(checking, node)
    must(shards >= kept.length, `${shards} shards were found on ${nodes.length} nodes`)
    return `refused on ${nodes.length} nodes, ${kept.length} tables each, and ${shards} shards by their own names`
  },
}

async function onNode({ options, schema }: Checking, { host, port }: NodeOfCluster): Promise<number> {
  const client = newClient(options.url, { application_name: 'yizhan-check', connectionTimeoutMillis: 10_000 })
  Object.assign(client, { host, port })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await tried(
      client,
      kept.map((table) => `${schema}.${table}`),
    )
    const { rows } = await client.query<{ shard: string }>(
      `SELECT $1 || '.' || shard_name(t.logicalrelid, d.shardid)::text AS shard FROM pg_dist_partition t
       JOIN pg_class c ON c.oid = t.logicalrelid AND c.relnamespace = $1::regnamespace AND c.relname = ANY ($2)
       JOIN pg_dist_shard d USING (logicalrelid) JOIN pg_dist_placement p USING (shardid)
       WHERE p.groupid = (SELECT groupid FROM pg_dist_local_group)`,
      [schema, [...kept]],
    )
    // Whoever changes shards by hand has to say so first; what is refused then is refused by our own triggers.
    await client.query('SET citus.enable_manual_changes_to_shards = on')
    const shards = rows.map(({ shard }) =>
      shard.startsWith(`${schema}.${schema}.`) ? shard.slice(schema.length + 1) : shard,
    )
    await tried(client, shards)
    return shards.length
  } finally {
    await client.end()
  }
}

/** Rolled back whatever happens. Errors: names the statement that was not refused by a trigger. */
async function tried(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const update = `UPDATE ${table} SET year = year`
    for (const sql of [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      ...(table.includes('person_years') ? [] : [update]),
    ]) {
      await client.query('BEGIN')
      const code = await client.query(sql).then(
        () => 'done',
        (error: unknown) => codeOf(error),
      )
      await client.query('ROLLBACK')
      must(code === refusedByTrigger, `${sql} at ${client.host}:${client.port}: ${code}`)
    }
  }
}
