import type pg from 'pg'

/** What a database has, by its name: `column public.entries.total` → `numeric(16,2) NOT NULL`. */
export type Schema = ReadonlyMap<string, string>

/** The service's own tables and those of its queue; what PostgreSQL brings along is the server's. */
const namespaces = `('public', 'pgboss')`

/** Rights, sorted, because the order in which they were granted says nothing. The owner's name is whoever migrates. */
const rights = (acl: string) => `coalesce((SELECT string_agg(g.right, ', ' ORDER BY g.right) FROM (
  SELECT CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END || ' ' || privilege_type
    || CASE WHEN is_grantable THEN ' with grant option' ELSE '' END AS right
  FROM aclexplode(${acl})) g), '-')`

const comment = (catalog: string, oid: string, part = '0') =>
  `coalesce((SELECT d.description FROM pg_description d
    WHERE d.classoid = '${catalog}'::regclass AND d.objoid = ${oid} AND d.objsubid = ${part}), '-')`

const relation = `n.nspname || '.' || c.relname`
const inOurs = `n.nspname IN ${namespaces}`

/**
 * One query a kind of thing, each answering `name` and `says`.
 *
 * Not compared: the order of a table's columns, since nothing reads them by position; NOT VALID, which says of a constraint
 * only that rows from before it were not looked at, and a new database has none; the names of NOT NULL constraints, which
 * PostgreSQL 18 makes up. The order of a row type's attributes is compared: rows of it are written by position.
 */
const queries: Readonly<Record<string, string>> = {
  schema: `SELECT n.nspname AS name, ${rights('n.nspacl')} || ' ' || ${comment('pg_namespace', 'n.oid')} AS says
    FROM pg_namespace n WHERE ${inOurs}`,
  table: `SELECT ${relation} AS name, concat_ws(' ', c.relkind, c.relpersistence,
      (SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o), pg_get_partkeydef(c.oid),
      (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid),
      pg_get_expr(c.relpartbound, c.oid), c.relrowsecurity, c.relreplident,
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
      ${rights('c.relacl')}, ${comment('pg_class', 'c.oid')}) AS says
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inOurs} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  column: `SELECT ${relation} || '.' || a.attname AS name, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || a.attcollation::regcollation END,
      CASE WHEN a.attnotnull THEN 'NOT NULL' END, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
      a.attstorage, a.attcompression, a.attoptions::text, ${rights('a.attacl')}, ${comment('pg_class', 'c.oid', 'a.attnum')}) AS says
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${inOurs} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped`,
  constraint: `SELECT ${relation} || '.' || k.conname AS name,
      regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') || ' ' || ${comment('pg_constraint', 'k.oid')} AS says
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inOurs} AND k.contype <> 'n'`,
  index: `SELECT ${relation} AS name, concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered,
      i.indisreplident, ${comment('pg_class', 'c.oid')}) AS says
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${inOurs}`,
  sequence: `SELECT ${relation} AS name, concat_ws(' ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin,
      s.seqmax, s.seqcache, s.seqcycle,
      (SELECT d.refobjid::regclass || '.' || a.attname FROM pg_depend d
       JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
       WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')),
      ${rights('c.relacl')}, ${comment('pg_class', 'c.oid')}) AS says
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${inOurs}`,
  trigger: `SELECT ${relation} || '.' || t.tgname AS name,
      concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, ${comment('pg_trigger', 't.oid')}) AS says
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inOurs} AND NOT t.tgisinternal`,
  function: `SELECT p.oid::regprocedure::text AS name,
      concat_ws(' ', pg_get_functiondef(p.oid), ${rights('p.proacl')}, ${comment('pg_proc', 'p.oid')}) AS says
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${inOurs} AND p.prokind IN ('f', 'p')`,
  type: `SELECT n.nspname || '.' || t.typname AS name, concat_ws(' ', t.typtype,
      (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
       FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
      ${rights('t.typacl')}, ${comment('pg_type', 't.oid')}) AS says
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE ${inOurs} AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')`,
  'row policy': `SELECT p.schemaname || '.' || p.tablename || '.' || p.policyname AS name, to_jsonb(p)::text AS says
    FROM pg_policies p WHERE p.schemaname IN ${namespaces}`,
  'extended statistics': `SELECT s.stxname::text AS name, pg_get_statisticsobjdef(s.oid) AS says FROM pg_statistic_ext s`,
  extension: `SELECT e.extname::text AS name, e.extversion AS says FROM pg_extension e`,
  'default rights': `SELECT concat_ws(' ', d.defaclnamespace::regnamespace, d.defaclobjtype) AS name, ${rights('d.defaclacl')} AS says
    FROM pg_default_acl d`,
  role: `SELECT rolname::text AS name, concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
      rolreplication, rolbypassrls, rolconnlimit, rolconfig::text) AS says
    FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user`,
}

/** Everything that makes up a database before anybody has used it, the rows that its migrations put there among it. */
export async function readSchema(client: pg.ClientBase): Promise<Schema> {
  const schema = new Map<string, string>()
  for (const [kind, sql] of Object.entries(queries)) {
    const { rows } = await client.query<{ name: string; says: string }>(sql)
    for (const { name, says } of rows) schema.set(`${kind} ${name}`, says)
  }
  for (const table of await tablesWithRows(client)) schema.set(`rows ${table}`, await rowsOf(client, table))
  return schema
}

/** The record of the migrations themselves differs, of course. */
async function tablesWithRows(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${inOurs} AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Without instants, which are those of the migration. */
async function rowsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${table} t`)
  const { rows: instants } = await client.query<{ name: string }>(
    `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $1::regclass AND atttypid = 'timestamptz'::regtype`,
    [table],
  )
  const passedOver = new Set(instants.map(({ name }) => name))
  const kept = (row: Record<string, unknown>) => Object.entries(row).filter(([name]) => !passedOver.has(name))
  return rows
    .map(({ row }) => JSON.stringify(kept(row).sort()))
    .sort()
    .join('\n')
}

/** Each thing that only one of two databases has, or that they have differently; empty when they are alike. */
export function differences(before: Schema, now: Schema): string[] {
  const names = [...new Set([...before.keys(), ...now.keys()])].sort()
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), now.get(name)]
    if (was === is) return []
    if (is === undefined) return [`${name} is gone; it was:\n  ${was}`]
    if (was === undefined) return [`${name} is new:\n  ${is}`]
    return [`${name} was:\n  ${was}\nand is:\n  ${is}`]
  })
}
