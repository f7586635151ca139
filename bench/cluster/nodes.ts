import type pg from 'pg'

export interface NodeOfCluster {
  readonly host: string
  readonly port: number
  /** Whether schemas may lie there; the coordinator has none unless it is told so. */
  readonly hasShards: boolean
}

export async function clusterNodes(owner: pg.ClientBase): Promise<NodeOfCluster[]> {
  const { rows } = await owner.query<NodeOfCluster>(
    `SELECT nodename AS host, nodeport AS port, shouldhaveshards AS "hasShards" FROM pg_dist_node
     WHERE noderole = 'primary' AND isactive ORDER BY groupid`,
  )
  return rows
}
