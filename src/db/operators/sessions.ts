import type { Queryable } from '../sql.ts'
import { type OperatorRow, readOperator, type Unread } from './operators.ts'

export interface SessionRow {
  readonly id: string
  readonly operatorId: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | null
  readonly address: string
  readonly agent: string
  /** Opened by the provider's word: no password of ours was asked for. */
  readonly byProvider: boolean
}

export interface OpenSession extends SessionRow {
  readonly operator: Pick<
    OperatorRow,
    'id' | 'username' | 'name' | 'kind' | 'region' | 'hospitalCode' | 'posts' | 'mustChange'
  >
}

const columns = `s.id, s.operator_id AS "operatorId", s.created_at AS "createdAt", s.seen_at AS "seenAt", s.ends_at AS "endsAt",
  s.ended_at AS "endedAt", s.address, s.agent, s.by_provider AS "byProvider"`

export async function insertSession(
  client: Queryable,
  session: Omit<SessionRow, 'endedAt' | 'seenAt'> & { readonly tokenHash: Buffer },
): Promise<void> {
  await client.query(
    `INSERT INTO sessions (id, token_hash, operator_id, created_at, seen_at, ends_at, address, agent, by_provider)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
    [
      ...[session.id, session.tokenHash, session.operatorId, session.createdAt],
      ...[session.endsAt, session.address, session.agent, session.byProvider],
    ],
  )
}

/** The session of a cookie with who holds it, unless it has ended, was idle since before `idleSince`, or they were withdrawn. */
export async function findOpenSession(
  client: Queryable,
  tokenHash: Buffer,
  { now, idleSince }: { readonly now: Date; readonly idleSince: Date },
): Promise<OpenSession | null> {
  const { rows } = await client.query<SessionRow & { readonly operator: Unread<OpenSession['operator']> }>({
    name: 'open-session',
    text: `SELECT ${columns}, json_build_object('id', o.id, 'username', o.username, 'name', o.name, 'kind', o.kind,
        'region', o.region, 'hospitalCode', o.hospital_code, 'posts', o.posts, 'mustChange', o.must_change) AS operator
      FROM sessions s JOIN operators o ON o.id = s.operator_id
      WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.ends_at > $2 AND s.seen_at > $3 AND o.withdrawn_at IS NULL`,
    values: [tokenHash, now, idleSince],
  })
  const [found] = rows
  return found === undefined ? null : { ...found, operator: readOperator(found.operator) }
}

export async function markSeen(client: Queryable, id: string, at: Date): Promise<void> {
  await client.query('UPDATE sessions SET seen_at = greatest(seen_at, $2) WHERE id = $1 AND ended_at IS NULL', [id, at])
}

/** Answers whether this call was the one that ended it. */
export async function endSessionRow(client: Queryable, id: string, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE sessions SET ended_at = $3, ended_by = $2 WHERE id = $1 AND ended_at IS NULL',
    [id, by, at],
  )
  return rowCount === 1
}

/** All of an operator's but one. */
export async function endSessionsOf(
  client: Queryable,
  operatorId: string,
  { by, at, except }: { readonly by: string; readonly at: Date; readonly except: string | null },
): Promise<void> {
  await client.query(
    `UPDATE sessions SET ended_at = $3, ended_by = $2
     WHERE operator_id = $1 AND ended_at IS NULL AND ($4::uuid IS NULL OR id <> $4)`,
    [operatorId, by, at, except],
  )
}

export interface ListedSession extends SessionRow {
  readonly username: string
  readonly name: string
  readonly region: string
  readonly hospitalCode: string | null
}

const listed = `${columns}, o.username, o.name, o.region, o.hospital_code AS "hospitalCode"`

export async function findSession(client: Queryable, id: string): Promise<ListedSession | null> {
  const { rows } = await client.query<ListedSession>(
    `SELECT ${listed} FROM sessions s JOIN operators o ON o.id = s.operator_id WHERE s.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** Open sessions, newest first. */
export async function listOpenSessions(
  client: Queryable,
  of: {
    readonly regionPrefix: string
    readonly hospitalCode: string | null
    readonly now: Date
    readonly idleSince: Date
  },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<ListedSession[]> {
  const { rows } = await client.query<ListedSession>(
    `SELECT ${listed} FROM sessions s JOIN operators o ON o.id = s.operator_id
     WHERE o.region LIKE $1 || '%' AND ($2::text IS NULL OR o.hospital_code = $2) AND s.ended_at IS NULL
       AND s.ends_at > $3 AND s.seen_at > $4 AND o.withdrawn_at IS NULL AND ($5::uuid IS NULL OR s.id < $5)
     ORDER BY s.id DESC LIMIT $6`,
    [of.regionPrefix, of.hospitalCode, of.now, of.idleSince, after, take],
  )
  return rows
}
