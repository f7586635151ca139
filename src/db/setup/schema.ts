import pg from 'pg'
import { questionsOfAddress } from '../../config/database-address.ts'
import { codeOf, insufficientPrivilege } from './app-role.ts'
import { SetupError } from './setup-error.ts'

/** Where the tables lie unless the address says otherwise, and the queue then has a schema beside it. */
const defaultSchema = 'public'
const defaultQueue = 'pgboss'

/** A name that needs no care anywhere it may be written, with room for what PostgreSQL and we put behind it. */
const schemaName = /^(?!pg_)[a-z][a-z0-9_]{0,47}$/

/**
 * The schema in which the tables of a database address lie: what `?schema=jincheng` says, as Prisma writes it, or `public`.
 * A schema of one's own holds the queue too, so that several services share a database and nothing in it.
 *
 * Errors: SetupError for a name that is no plain one.
 */
export function schemaOf(url: string): string {
  const named = questionsOfAddress(url).getAll('schema')
  const [schema = defaultSchema] = named
  if (named.length > 1 || !schemaName.test(schema) || schema === defaultQueue) throw new SetupError(noSchema)
  return schema
}

const noSchema = [
  'The schema in the database address must be named once, by small letters, digits and underscores, beginning with a letter and not with pg_, in at most 48 characters, and not pgboss, such as ?schema=jincheng.',
  '数据库地址中的 schema 只写一次，限小写字母、数字和下划线，以字母开头且不以 pg_ 开头，最多 48 个字符，且不为 pgboss，例如 ?schema=jincheng。',
].join('\n')

/** The schema of the queue that belongs to the tables of `schema`. */
export function queueSchemaOf(schema: string): string {
  return schema === defaultSchema ? defaultQueue : schema
}

/** What a session has to be set to, so that plain SQL and what triggers call find the tables of `schema`. */
export function searchPathOf(schema: string): { readonly search_path?: string } {
  return schema === defaultSchema ? {} : { search_path: pg.escapeIdentifier(schema) }
}

/**
 * A migration as it is to be run for `schema`. The files name `public` and `pgboss`, as Prisma's own tools run them; a test
 * holds that they do so for nothing else.
 */
export function inSchema(sql: string, schema: string): string {
  if (schema === defaultSchema) return sql
  const name = pg.escapeIdentifier(schema)
  return sql.replace(/^CREATE SCHEMA IF NOT EXISTS pgboss;$/m, '').replace(/\b(public|pgboss)\b/g, name)
}

/** Makes a schema of one's own where it is not there yet, and looks there from now on. */
export async function enterSchema(client: pg.ClientBase, schema: string): Promise<void> {
  if (schema === defaultSchema) return
  const name = pg.escapeIdentifier(schema)
  // Asked first: whoever may not make one in this database may still use one that an administrator made.
  const { rows } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema])
  if (rows.length === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${name}`).catch(refuseMaking(name))
  await client.query(`SET search_path = ${name}`)
}

/** Since PostgreSQL has databases, only their owners make schemas in them, unless it is granted. */
const refuseMaking = (name: string) => (error: unknown) => {
  if (codeOf(error) !== insufficientPrivilege) throw error
  const sql = `CREATE SCHEMA ${name} AUTHORIZATION "user";`
  throw new SetupError(
    [
      `The user of DATABASE_URL may not make the schema ${name}. Ask the database administrator to run once, in this database and with that user's name: ${sql}`,
      `DATABASE_URL 所用的用户无权建立 schema ${name}。请数据库管理员在此数据库中执行一次（换成该用户名）：${sql}`,
    ].join('\n'),
    { cause: error },
  )
}

const schemas = new WeakMap<pg.ClientBase, string>()

/** Which schema a connection of ours works in: what is sent to the queue in a transaction is sent to that of its place. */
export function rememberSchema(client: pg.ClientBase, schema: string): void {
  schemas.set(client, schema)
}

export function schemaOfSession(client: pg.ClientBase): string {
  return schemas.get(client) ?? defaultSchema
}
