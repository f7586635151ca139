import type pg from 'pg'

/** A server by its address, as other servers know it. */
export interface ServerNode {
  readonly host: string
  readonly port: number
}

/**
 * What keeps the tables of a schema: one server, or Citus, on which a schema lies whole on one node and can be moved to another.
 * `node` is null where Citus is installed and keeps this schema on the server that was asked, like any PostgreSQL.
 */
export type Topology = { readonly kind: 'server' } | { readonly kind: 'citus'; readonly node: ServerNode | null }

/** Asked of the catalogue, which every node of a cluster has. */
export async function readTopology(client: pg.ClientBase, schema: string): Promise<Topology> {
  if (!(await isCitus(client))) return { kind: 'server' }
  return { kind: 'citus', node: await nodeOf(client, schema) }
}

export async function isCitus(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM pg_extension WHERE extname = 'citus'`)
  return rowCount === 1
}

/** All tables of a schema have one placement, so any of them says where it is. */
async function nodeOf(client: pg.ClientBase, schema: string): Promise<ServerNode | null> {
  const { rows } = await client.query<ServerNode>(
    `SELECT n.nodename AS host, n.nodeport AS port FROM pg_dist_schema s
     JOIN pg_dist_partition t ON t.colocationid = s.colocationid
     JOIN pg_dist_shard d ON d.logicalrelid = t.logicalrelid
     JOIN pg_dist_placement p ON p.shardid = d.shardid
     JOIN pg_dist_node n ON n.groupid = p.groupid AND n.noderole = 'primary'
     WHERE s.schemaid = to_regnamespace($1) LIMIT 1`,
    [schema],
  )
  return rows[0] ?? null
}
