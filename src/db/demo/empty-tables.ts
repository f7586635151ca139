import pg from 'pg'

/** Who may call and who signs in, the keys that seal what is stored, the packs that are kept, and what Prisma records of migrations. */
const kept = ['callers', 'operators', 'sessions', 'data_keys', 'policy_packs', '_prisma_migrations']

/**
 * Empties every table that holds people, visits or money, and the queue of jobs. No user of the service may do that, and the ledger
 * refuses it: it is done as the owner of the embedded server, whose people are none.
 */
export async function emptyTables(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'yizhan-demo-reset' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(relname) AS name FROM pg_class
       WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname <> ALL ($1) ORDER BY relname`,
      [kept],
    )
    await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')} RESTART IDENTITY`)
    await client.query('ALTER SEQUENCE visit_numbers RESTART')
    await client.query('DELETE FROM pgboss.job')
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}
