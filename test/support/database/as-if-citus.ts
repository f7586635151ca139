import pg from 'pg'
import type { ServerNode } from '../../../src/db/cluster/topology.ts'

/**
 * What Citus says of itself in its catalogue, on any PostgreSQL: which nodes there are, and on which one a schema lies. The
 * server goes on as it is, so this shows what the service makes of it and not what Citus does.
 */
export async function asIfCitus(owner: pg.ClientBase, nodes: readonly ServerNode[]): Promise<void> {
  await owner.query(`SET allow_system_table_mods = on;
    INSERT INTO pg_extension SELECT 99999, 'citus', extowner, extnamespace, true, '13.2', NULL, NULL FROM pg_extension LIMIT 1;
    CREATE TABLE pg_catalog.pg_dist_schema (schemaid oid, colocationid int);
    CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass, colocationid int);
    CREATE TABLE pg_catalog.pg_dist_shard (logicalrelid regclass, shardid bigint);
    CREATE TABLE pg_catalog.pg_dist_placement (shardid bigint, groupid int);
    CREATE TABLE pg_catalog.pg_dist_node (groupid int, nodename text, nodeport int, noderole text);
    CREATE TABLE public.run_on_shards (relation text, command text);
    CREATE FUNCTION pg_catalog.run_command_on_shards(relation regclass, command text)
      RETURNS TABLE (success boolean, result text) LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO public.run_on_shards VALUES (relation::text, command);
        EXECUTE replace(command, '%s', relation::text);
        RETURN QUERY SELECT true, '';
      END $$`)
  for (const [at, { host, port }] of nodes.entries())
    await owner.query(`INSERT INTO pg_dist_node VALUES ($1, $2, $3, 'primary')`, [at + 1, host, port])
}

/** The schema lies on the node of this number, counted from 1. */
export async function placeOn(owner: pg.ClientBase, schema: string, node: number): Promise<void> {
  const [name, table] = [schema, `${schema}.entries`].map(pg.escapeLiteral)
  await owner.query(`BEGIN;
    DELETE FROM pg_dist_schema; DELETE FROM pg_dist_partition; DELETE FROM pg_dist_shard; DELETE FROM pg_dist_placement;
    INSERT INTO pg_dist_schema VALUES (${name}::regnamespace, 1);
    INSERT INTO pg_dist_partition VALUES (${table}::regclass, 1);
    INSERT INTO pg_dist_shard VALUES (${table}::regclass, 1);
    INSERT INTO pg_dist_placement VALUES (1, ${node});
    COMMIT`)
}
