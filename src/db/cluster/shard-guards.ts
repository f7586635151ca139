import type pg from 'pg'

/**
 * Citus makes no triggers of TRUNCATE on the shards of a schema, only on the table that they are reached by, so whoever names a
 * shard could empty it. They are made there too, on whichever node has them; Citus takes them along when the schema moves.
 *
 * Errors: a sentence with what a node answered.
 */
export async function guardShards(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; command: string }>(
    `SELECT tgrelid::regclass::text AS "table",
       string_agg(replace(format('CREATE OR REPLACE TRIGGER %I BEFORE TRUNCATE ON %%s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
         tgname, f.name), '%%s', '%s'), '; ') AS command
     FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
     JOIN (SELECT p.oid, format('%I.%I', nspname, proname) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace) f ON f.oid = tgfoid
     WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal AND tgtype & 32 <> 0
     GROUP BY tgrelid ORDER BY 1`,
  )
  for (const { table, command } of rows) {
    const answered = await client.query<{ success: boolean; result: string }>(
      'SELECT success, result FROM run_command_on_shards($1, $2)',
      [table, command],
    )
    const failed = answered.rows.find(({ success }) => !success)
    if (failed) throw new Error(`the shard of ${table} was not guarded: ${failed.result}`)
  }
}
