import type pg from 'pg'

/**
 * Keeps others from settling anything of these people, under whichever of their numbers, until the transaction ends. In one
 * order, and before any row is locked, so that two processes never wait in a circle.
 */
export async function lockJoined(client: pg.ClientBase, joined: readonly string[]): Promise<void> {
  for (const one of joined)
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('joined ' || $1, 0))`, [one])
}
