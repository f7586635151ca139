import type pg from 'pg'

/** Whether this transaction alone sweeps; another process that does is left to it. */
export async function soleSweeper(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ sole: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('sweep of uploads', 0)) AS sole`,
  )
  return rows[0]?.sole === true
}

/**
 * Removes the oldest file from before an instant that no reconciliation compared, with its lines. Answers its number, or
 * null where there is none. A reconciliation that is being written holds the file's row, and then the removal fails.
 */
export async function removeOldFile(client: pg.ClientBase, before: string): Promise<string | null> {
  const { rows } = await client.query<{ fileNo: string }>(
    `DELETE FROM uploaded_files WHERE file_no = (
       SELECT file_no FROM uploaded_files f
       WHERE uploaded_at < $1 AND NOT EXISTS (SELECT FROM reconciliations r WHERE r.file_no = f.file_no)
       ORDER BY uploaded_at LIMIT 1)
     RETURNING file_no AS "fileNo"`,
    [before],
  )
  const fileNo = rows[0]?.fileNo ?? null
  if (fileNo === null) return null
  await client.query('DELETE FROM uploaded_lines WHERE file_no = $1', [fileNo])
  await client.query('DELETE FROM uploaded_line_faults WHERE file_no = $1', [fileNo])
  return fileNo
}

/**
 * Lets the oldest list from before an instant expire that was loaded and never applied. Its lines go, and the people whom
 * it would have registered; its own row stays. Answers its id, or null where there is none.
 */
export async function expireOldRoster(client: pg.ClientBase, before: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE rosters SET status = 'expired' WHERE status = 'loaded' AND id = (
       SELECT id FROM rosters WHERE status = 'loaded' AND uploaded_at < $1 ORDER BY uploaded_at LIMIT 1)
     RETURNING id`,
    [before],
  )
  const id = rows[0]?.id ?? null
  if (id === null) return null
  for (const table of ['roster_rows', 'roster_faults', 'roster_people'])
    await client.query(`DELETE FROM ${table} WHERE roster_id = $1`, [id])
  return id
}
