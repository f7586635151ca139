import type { Queryable } from '../sql.ts'

/** What the transaction of a snapshot sees, for `registersWritten` to ask later. */
export async function readSnapshot(client: Queryable): Promise<string> {
  const { rows } = await client.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot')
  return rows[0]?.snapshot ?? ''
}

/** Whether this transaction sees a write of beneficiaries, identities or person facts that the snapshot did not see. */
export async function registersWritten(client: Queryable, snapshot: string): Promise<boolean> {
  const { rows } = await client.query<{ written: boolean }>(
    `SELECT EXISTS (SELECT FROM register_writes w WHERE w.transaction >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
       AND NOT pg_visible_in_snapshot(w.transaction::text::xid8, $1::pg_snapshot)) AS written`,
    [snapshot],
  )
  return rows[0]?.written ?? true
}

/** Nobody keeps a count that was made a day ago. */
export async function removeOldRegisterWrites(client: Queryable): Promise<void> {
  await client.query(`DELETE FROM register_writes WHERE written_at < now() - INTERVAL '1 day'`)
}
