import pg from 'pg'
import { newClient } from '../hosts/connect.ts'
import { SetupError } from './setup-error.ts'

/** What a session is to have set, by PostgreSQL's names; times in milliseconds. */
export type SessionSettings = Readonly<Record<string, string>>

/**
 * Not the sessions that the service works with. The code is that of a failed connection, so that a request that meets it
 * may be sent again.
 */
class SessionRefused extends SetupError {
  readonly code = '08000'
}

/**
 * The sessions of one service's pools. Their settings are set by statements, not asked for at the connection's start,
 * because a pooler drops that without a word: instants were eight hours off then, and nothing was append-only.
 */
export class Sessions {
  readonly #held = new Map<pg.ClientBase, number>()

  /** Errors: SetupError when what was set does not stay, or another client of ours has the same session. */
  async prepare(client: pg.ClientBase, settings: SessionSettings, role: string): Promise<void> {
    await client.query(settingStatement(settings, role))
    const { pid, differing } = await readBack(client, settings, role)
    if (differing.length > 0) throw new SessionRefused(notKept(differing))
    // Told at the login by PostgreSQL itself, a process number is its own, and no two sessions have the same.
    if (numberAtLogin(client) !== pid && [...this.#held.values()].includes(pid)) throw new SessionRefused(shared)
    this.#held.set(client, pid)
  }

  forget(client: pg.ClientBase): void {
    this.#held.delete(client)
  }
}

function settingStatement(settings: SessionSettings, role: string): string {
  // The role comes last, because it might not be allowed to set what the user of the address may.
  const all = [...Object.entries(settings), ['role', role] as const]
  const calls = all.map(([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, false)`)
  return `SELECT ${calls.join(', ')}`
}

interface ReadBack {
  readonly pid: number
  readonly user: string
  readonly settings: SessionSettings
}

async function readBack(
  client: pg.ClientBase,
  wanted: SessionSettings,
  role: string,
): Promise<{ pid: number; differing: readonly string[] }> {
  const names = Object.keys(wanted)
  const { rows } = await client.query<ReadBack>(
    `SELECT pg_backend_pid() AS pid, current_user AS user, json_object_agg(name, setting) AS settings
     FROM pg_settings WHERE name IN (${names.map(pg.escapeLiteral).join(', ')})`,
  )
  const [{ pid, user, settings } = { pid: 0, user: '', settings: {} }] = rows
  const differing = names.filter((name) => settings[name] !== wanted[name])
  return { pid, differing: user === role ? differing : ['role', ...differing] }
}

/** The types of `pg` leave it out. */
function numberAtLogin(client: pg.ClientBase): number | null {
  return (client as unknown as { processID: number | null }).processID
}

/**
 * Refuses a pooler that lends connections by transaction, before anything is written through it: two clients that ask in
 * turn are answered there by one server process, or one of them by several.
 *
 * Errors: SetupError; what the driver throws when there is no second connection.
 */
export async function requireOwnSessions(client: pg.Client, url: string): Promise<void> {
  const second = newClient(url, { connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
  second.on('error', () => {})
  await second.connect()
  try {
    const seen: [number, number][] = []
    for (let turn = 0; turn < 3; turn++) seen.push([await processOf(client), await processOf(second)])
    const [ours, theirs] = [0, 1].map((side) => new Set(seen.map((pair) => pair[side])))
    if (ours?.size !== 1 || theirs?.size !== 1 || seen[0]?.[0] === seen[0]?.[1]) throw new SessionRefused(shared)
  } finally {
    await second.end().catch(() => {})
  }
}

async function processOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return rows[0]?.pid ?? 0
}

const shared = [
  'DATABASE_URL leads to a pooler that shares its connections between transactions (pgbouncer: pool_mode = transaction or statement).',
  'What the service sets for its sessions, the role, the time zone and the time limits, would be lost there or meet somebody else. Set pool_mode = session for this database, or name the PostgreSQL server itself. docs/operations/postgresql.md says more.',
  'DATABASE_URL 指向按事务共享连接的连接池（pgbouncer 的 pool_mode = transaction 或 statement）：服务为会话设置的角色、时区和时限在那里会丢失或落到他人会话。',
  '请将此数据库设为 pool_mode = session，或直接填写 PostgreSQL 服务器的地址。详见 docs/operations/postgresql.md。',
].join('\n')

function notKept(names: readonly string[]): string {
  return [
    `What stands between the service and PostgreSQL does not keep what a session sets: ${names.join(', ')}. Use a pooler that keeps a session for its client (pgbouncer: pool_mode = session), or name the PostgreSQL server itself in DATABASE_URL.`,
    `服务与 PostgreSQL 之间的连接池不保留会话设置：${names.join('、')}。请使用按会话分配连接的连接池（pgbouncer 的 pool_mode = session），或在 DATABASE_URL 中直接填写 PostgreSQL 服务器的地址。`,
  ].join('\n')
}
