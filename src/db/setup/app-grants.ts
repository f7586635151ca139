import type pg from 'pg'
import { appRole, codeOf, insufficientPrivilege } from './app-role.ts'
import { SetupError } from './setup-error.ts'

/** The statements of a migration that give rights to the service's role or take them away, each on one line. */
export function grantsIn(sql: string): string[] {
  return (
    sql
      .split(';')
      .map((piece) => piece.split('\n').filter((line) => line !== '' && !line.startsWith('--')))
      // What is indented stands in the body of a function.
      .filter(([first = '']) => /^(GRANT|REVOKE) /.test(first))
      .map((lines) => `${lines.join(' ').trim().replace(/\s+/g, ' ')};`)
      .filter((statement) => statement.endsWith(` ${appRole};`))
  )
}

/**
 * Gives the role its rights anew where a restore lost them: on a server without the role, pg_restore makes every table and
 * grants nothing. What the migrations say in order is what the rights are; a test compares the two.
 *
 * Errors: SetupError with the SQL for the administrator when the connected user may not grant them.
 */
export async function ensureAppGrants(client: pg.ClientBase, migrations: readonly string[]): Promise<void> {
  if (!(await lacksRights(client))) return
  const statements = migrations.flatMap(grantsIn)
  if (statements.length === 0) return
  await client.query('BEGIN')
  try {
    await client.query(statements.join('\n'))
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    if (codeOf(error) !== insufficientPrivilege) throw error
    throw new SetupError(refusal(statements), { cause: error })
  }
}

/**
 * Migrations and grants are for the owner of the tables. Restored by somebody else, they may belong to a user of the server
 * that they came from, or to an administrator.
 */
export async function requireOwnTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ owner: string; user: string }>(
    `SELECT pg_get_userbyid(relowner) AS owner, current_user AS user FROM pg_class
     WHERE oid = to_regclass('_prisma_migrations') AND NOT pg_has_role(relowner, 'USAGE')`,
  )
  if (rows[0]) throw new SetupError(notOwner(rows[0]))
}

function notOwner({ owner, user }: { owner: string; user: string }): string {
  return [
    `The tables of this database belong to "${owner}", and DATABASE_URL names "${user}", who may not migrate them. Name "${owner}" in DATABASE_URL, or restore the backup as "${user}" with: pg_restore --no-owner. docs/operations/backup.md has the order.`,
    `此数据库的表属于“${owner}”，而 DATABASE_URL 所用的是“${user}”，无权迁移。请在 DATABASE_URL 中使用“${owner}”，或以“${user}”的身份用 pg_restore --no-owner 恢复备份；步骤见 docs/operations/backup.md。`,
  ].join('\n')
}

/** A user who may not even make a table: since PostgreSQL 15 only the owner of a database may, unless it is granted. */
export function refuseStranger(error: unknown): never {
  if (codeOf(error) !== insufficientPrivilege) throw error
  throw new SetupError(
    [
      'The user of DATABASE_URL may not make tables in this database. Ask the database administrator to run once, in this database and with that user\'s name: GRANT CREATE ON SCHEMA public TO "user";',
      'DATABASE_URL 所用的用户无权在此数据库中建表。请数据库管理员在此数据库中执行一次（换成该用户名）：GRANT CREATE ON SCHEMA public TO "user";',
    ].join('\n'),
    { cause: error },
  )
}

/** Every table may at least be read. */
async function lacksRights(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ lacks: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND NOT has_table_privilege($1, c.oid, 'SELECT')) AS lacks`,
    [appRole],
  )
  return rows[0]?.lacks === true
}

function refusal(statements: readonly string[]): string {
  return [
    `The role ${appRole}, which the service acts as, has lost its rights, as after a restore on a server that did not have it, and this database user may not grant them. Ask the owner of the tables to run in this database:`,
    ...statements,
    `服务所用角色 ${appRole} 缺少权限（例如恢复备份时服务器上尚无此角色），而当前数据库用户无权授予。请由表的所有者在此数据库中执行以上语句。`,
  ].join('\n')
}
