import type pg from 'pg'
import { SetupError } from './setup-error.ts'

/** The role that the service acts as. It owns nothing, so nothing that is append-only can be changed through it. */
export const appRole = 'yizhan_app'

/** What a database administrator runs when the service's own user may not. */
function byHand(user: string): string {
  return `CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO "${user.replaceAll('"', '""')}";`
}

/**
 * Makes the role if it is not there and lets the connected user act as it.
 *
 * Roles belong to the whole server, so a dump restored elsewhere, or a second database, meets them in any state.
 * Errors: a plain sentence with the SQL for the administrator when the user lacks CREATEROLE.
 */
export async function ensureAppRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ user: string; exists: boolean }>(
    `SELECT current_user AS user, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists`,
    [appRole],
  )
  const user = rows[0]?.user ?? ''
  const told = (error: unknown) => {
    if (codeOf(error) !== insufficientPrivilege) throw error
    throw new SetupError(refusal(user), { cause: error })
  }
  if (!rows[0]?.exists) await changeRoles(client, `CREATE ROLE ${appRole} NOLOGIN`).catch(told)
  if (!(await mayActAs(client, appRole))) await changeRoles(client, `GRANT ${appRole} TO CURRENT_USER`).catch(told)
}

/** Asked by trying: what a membership allows is spelt differently before and after PostgreSQL 16. */
export async function mayActAs(client: pg.ClientBase, role: string): Promise<boolean> {
  try {
    await client.query('BEGIN')
    await client.query(`SET LOCAL ROLE ${role}`)
    return true
  } catch (error) {
    if (codeOf(error) === insufficientPrivilege) return false
    throw error
  } finally {
    await client.query('ROLLBACK')
  }
}

export const insufficientPrivilege = '42501'
/** Another database of this server made the role (duplicate_object, unique_violation) at this moment. */
const alreadyThere = new Set(['42710', '23505'])
/** Two databases granted it at the same moment: "tuple concurrently updated". Trying again settles it. */
const internalError = 'XX000'
const attempts = 5

/** Errors: what the driver throws, where trying again does not settle it. */
export async function changeRoles(client: pg.ClientBase, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(sql)
      return
    } catch (error) {
      const code = codeOf(error)
      if (alreadyThere.has(code)) return
      if (code !== internalError || attempt === attempts) throw error
    }
  }
}

function refusal(user: string): string {
  return `The database user "${user}" may not set up the role ${appRole} that the service acts as. Ask the database administrator to run once: ${byHand(user)}`
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
