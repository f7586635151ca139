import type { Queryable } from '../sql.ts'

/** How much work of each kind stands where; of what has arrived nothing is counted, because that is nearly all. */
export interface Waiting {
  readonly what: 'jobs' | 'deliveries' | 'events'
  readonly status: string
  readonly count: number
}

/** Each part by an index of what has not ended, but for jobs, of which there are few. */
export async function readWaiting(client: Queryable): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `SELECT 'jobs' AS what, status::text, count(*) AS count FROM jobs GROUP BY status
     UNION ALL SELECT 'deliveries', status, count(*) FROM webhook_deliveries WHERE status <> 'delivered' GROUP BY status
     UNION ALL SELECT 'events', 'waiting', count(*) FROM outbox_events WHERE relayed_at IS NULL`,
  )
  return rows
}
