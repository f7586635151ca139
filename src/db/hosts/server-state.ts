import type pg from 'pg'

/** Whether a server takes writes, and since when. */
export interface ServerState {
  readonly isStandby: boolean
  /** Besides a standby, one whose `default_transaction_read_only` was turned on. */
  readonly readsOnly: boolean
  /** Eight hexadecimal digits that grow with each promotion; '' of a standby. */
  readonly timeline: string
}

/** Errors: what the driver throws; the connection is cut where no answer comes in time. */
export async function askServer(client: pg.Client, timeoutMs: number): Promise<ServerState> {
  const timer = setTimeout(() => client.connection.stream.destroy(tooLate(timeoutMs)), timeoutMs)
  try {
    const { rows } = await client.query<ServerState>(
      `SELECT pg_is_in_recovery() AS "isStandby", current_setting('transaction_read_only') = 'on' AS "readsOnly",
         CASE WHEN pg_is_in_recovery() THEN '' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`,
    )
    return rows[0] ?? { isStandby: true, readsOnly: true, timeline: '' }
  } finally {
    clearTimeout(timer)
  }
}

function tooLate(timeoutMs: number): Error {
  const error = new Error(`no answer within ${timeoutMs} ms`)
  return Object.assign(error, { code: 'ETIMEDOUT', errno: -110, syscall: 'read' })
}
