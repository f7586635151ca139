import { type CallerKind, callerKinds } from '../../domain/names/caller-kinds.ts'
import { type Post, posts } from '../../domain/operators/posts.ts'
import { among, list, members, shaped } from '../shared/shape.ts'
import type { Queryable } from '../sql.ts'

export interface OperatorRow {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly kind: CallerKind
  readonly region: string
  readonly hospitalCode: string | null
  readonly posts: readonly Post[]
  /** Who they are to the provider of sign-ins; null where they have a password alone. */
  readonly subject: string | null
  readonly mustChange: boolean
  readonly passwordSetAt: Date
  readonly createdAt: Date
  readonly withdrawnAt: Date | null
}

export interface NewOperator extends Omit<OperatorRow, 'withdrawnAt' | 'mustChange' | 'passwordSetAt'> {
  readonly passwordHash: string
  readonly createdBy: string
}

export type Unread<Row extends object> = Omit<Row, 'kind' | 'posts'> & {
  readonly kind: string
  readonly posts: readonly string[]
}

const narrowed = members<Pick<OperatorRow, 'kind' | 'posts'>>({ kind: among(callerKinds), posts: list(among(posts)) })

/** With kind and posts looked at. Errors: UnreadableRow. */
export function readOperator<Row extends { readonly kind: string; readonly posts: readonly string[] }>(row: Row) {
  return { ...row, ...shaped('operators', narrowed, row) }
}

function first<Row extends { readonly kind: string; readonly posts: readonly string[] }>(rows: readonly Row[]) {
  return rows[0] === undefined ? null : readOperator(rows[0])
}

const columns = `id, username, name, kind, region, hospital_code AS "hospitalCode", posts, must_change AS "mustChange", subject,
  password_set_at AS "passwordSetAt", created_at AS "createdAt", withdrawn_at AS "withdrawnAt"`

/** Null where the user name is in use. */
export async function insertOperator(client: Queryable, operator: NewOperator): Promise<OperatorRow | null> {
  const { rows } = await client.query<Unread<OperatorRow>>(
    `INSERT INTO operators (id, username, name, kind, region, hospital_code, posts, password_hash, must_change, password_set_at,
       created_at, created_by, subject) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, $9, $9, $10, $11)
     ON CONFLICT (username) DO NOTHING RETURNING ${columns}`,
    [
      ...[operator.id, operator.username, operator.name, operator.kind, operator.region, operator.hospitalCode],
      ...[operator.posts, operator.passwordHash, operator.createdAt, operator.createdBy],
      operator.subject,
    ],
  )
  return first(rows)
}

export async function findOperator(client: Queryable, id: string): Promise<OperatorRow | null> {
  const { rows } = await client.query<Unread<OperatorRow>>(`SELECT ${columns} FROM operators WHERE id = $1`, [id])
  return first(rows)
}

/** Of those who may still sign in. */
export async function findBySubject(client: Queryable, subject: string): Promise<OperatorRow | null> {
  const { rows } = await client.query<Unread<OperatorRow>>(
    `SELECT ${columns} FROM operators WHERE subject = $1 AND withdrawn_at IS NULL`,
    [subject],
  )
  return first(rows)
}

/** With the hash that a password is compared with; of those who may still sign in. */
export async function findByUsername(
  client: Queryable,
  username: string,
): Promise<(OperatorRow & { readonly passwordHash: string }) | null> {
  const { rows } = await client.query<Unread<OperatorRow> & { passwordHash: string }>(
    `SELECT ${columns}, password_hash AS "passwordHash" FROM operators WHERE username = $1 AND withdrawn_at IS NULL`,
    [username],
  )
  return first(rows)
}

/** Those whose region begins with these digits; of one hospital where it is said. */
export async function listOperatorRows(
  client: Queryable,
  { regionPrefix, hospitalCode }: { readonly regionPrefix: string; readonly hospitalCode: string | null },
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<OperatorRow[]> {
  const { rows } = await client.query<Unread<OperatorRow>>(
    `SELECT ${columns} FROM operators
     WHERE region LIKE $1 || '%' AND ($2::text IS NULL OR hospital_code = $2) AND ($3::uuid IS NULL OR id > $3)
     ORDER BY id LIMIT $4`,
    [regionPrefix, hospitalCode, after, take],
  )
  return rows.map(readOperator)
}

export async function updateOperatorRow(
  client: Queryable,
  id: string,
  {
    name,
    posts: given,
    subject,
  }: {
    readonly name: string | null
    readonly posts: readonly string[] | null
    /** Undefined leaves it; null takes it away. */
    readonly subject: string | null | undefined
  },
): Promise<OperatorRow | null> {
  const { rows } = await client.query<Unread<OperatorRow>>(
    `UPDATE operators SET name = coalesce($2, name), posts = coalesce($3, posts), subject = CASE WHEN $4 THEN $5 ELSE subject END
     WHERE id = $1 AND withdrawn_at IS NULL RETURNING ${columns}`,
    [id, name, given, subject !== undefined, subject ?? null],
  )
  return first(rows)
}

/** `mustChange`: somebody else chose it. */
export async function setPassword(
  client: Queryable,
  id: string,
  set: { readonly passwordHash: string; readonly mustChange: boolean; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE operators SET password_hash = $2, must_change = $3, password_set_at = $4 WHERE id = $1 AND withdrawn_at IS NULL`,
    [id, set.passwordHash, set.mustChange, set.at],
  )
  return rowCount === 1
}

/** Answers whether this call was the one that did it. */
export async function withdrawOperatorRow(client: Queryable, id: string, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE operators SET withdrawn_at = $3, withdrawn_by = $2 WHERE id = $1 AND withdrawn_at IS NULL',
    [id, by, at],
  )
  return rowCount === 1
}
