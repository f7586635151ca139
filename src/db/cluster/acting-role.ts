import pg from 'pg'
import { appRole, changeRoles, codeOf, insufficientPrivilege, mayActAs } from '../setup/app-role.ts'
import { SetupError } from '../setup/setup-error.ts'
import type { Topology } from './topology.ts'

/**
 * The role that a service acts as. Between the nodes of Citus whoever is acted as logs in, and what a trigger calls is looked for
 * by the settings of that login, not by those of the session; so each schema there has a role of its own, which may log in,
 * looks into that schema, and has the rights of `yizhan_app`.
 */
export function actingRoleOf({ kind }: Topology, schema: string): string {
  return kind === 'citus' ? `${appRole}_${schema}` : appRole
}

/** In the order in which an administrator runs them, who may have to. */
const statementsFor = (schema: string, user: string) => {
  const role = actingRoleOf({ kind: 'citus', node: null }, schema)
  return [
    `CREATE ROLE ${role} LOGIN`,
    `GRANT ${appRole} TO ${role}`,
    `ALTER ROLE ${role} SET search_path = ${pg.escapeIdentifier(schema)}`,
    `GRANT ${role} TO ${user}`,
  ]
}

/**
 * Makes the role of a schema on Citus, on every node, and lets the connected user act as it.
 *
 * Errors: SetupError with the SQL for the administrator when the user may not.
 */
export async function ensureActingRole(client: pg.ClientBase, schema: string): Promise<void> {
  if (await isReady(client, schema)) return
  for (const sql of statementsFor(schema, 'CURRENT_USER'))
    await changeRoles(client, sql).catch(async (error: unknown) => {
      if (codeOf(error) !== insufficientPrivilege) throw error
      const { rows } = await client.query<{ user: string }>('SELECT quote_ident(current_user) AS "user"')
      throw new SetupError(refusal(statementsFor(schema, rows[0]?.user ?? '')), { cause: error })
    })
}

async function isReady(client: pg.ClientBase, schema: string): Promise<boolean> {
  const role = actingRoleOf({ kind: 'citus', node: null }, schema)
  const { rowCount } = await client.query(
    `SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin AND pg_has_role(oid, $2, 'USAGE')
       AND EXISTS (SELECT FROM unnest(rolconfig) AS setting WHERE setting LIKE 'search\\_path=%')`,
    [role, appRole],
  )
  return rowCount === 1 && mayActAs(client, role)
}

function refusal(statements: readonly string[]): string {
  const sql = `${statements.join('; ')};`
  return [
    `On Citus the service acts as a role of its schema, which the user of DATABASE_URL may not set up. Ask the database administrator to run once, on the coordinator: ${sql}`,
    `在 Citus 上，服务以其 schema 专用的角色运行，而 DATABASE_URL 所用的用户无权建立该角色。请数据库管理员在协调节点上执行一次：${sql}`,
  ].join('\n')
}
