import type pg from 'pg'

/**
 * Waits until some session of the database stands before a lock, or until none does. `watcher` must be outside of a transaction: within
 * one, PostgreSQL shows the sessions as they were at its first look, and one that connects later is never seen. An error when `asked`
 * ends first, because then nobody will wait any more.
 */
export async function untilWaiting(watcher: pg.Client, is: boolean, asked?: Promise<unknown>): Promise<void> {
  let over: { readonly with: unknown } | null = null
  void asked?.then((answer) => {
    over = { with: answer }
  })
  for (;;) {
    const { rows } = await watcher.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.waiting ?? 0) > 0 === is) return
    if (over !== null) throw new Error(`it ended before it waited: ${JSON.stringify((over as { with: unknown }).with)}`)
    await new Promise((wake) => setTimeout(wake, 20))
  }
}
