import type { Pool } from 'pg'
import { type CallerKind, callerKinds } from '../../domain/names/caller-kinds.ts'
import type { Caller as StoredCaller } from '../generated/client.ts'
import type { PageOf, Registers } from '../registers/dates.ts'
import { among, shaped } from '../shared/shape.ts'

export type CallerRow = Omit<StoredCaller, 'kind'> & { kind: CallerKind }
export type FoundCaller = Pick<CallerRow, 'id' | 'kind' | 'name' | 'region' | 'hospitalCode'>
export type NewCallerRow = Omit<CallerRow, 'revokedAt'>

const aKind = among(callerKinds)

/** With its kind looked at. Errors: UnreadableRow. */
function read<Row extends { readonly kind: string }>(row: Row): Omit<Row, 'kind'> & { kind: CallerKind } {
  return { ...row, kind: shaped('callers.kind', aKind, row.kind) }
}

export async function insertCaller(registers: Registers, caller: NewCallerRow): Promise<CallerRow> {
  return read(await registers.caller.create({ data: caller }))
}

/**
 * The callers whose keys have these SHA-256 digests, unless they were revoked; by digest.
 *
 * Asked anew each second for every key in use, so it is a prepared statement and not Prisma's: at twenty hospitals that
 * was a fiftieth of the time of settling.
 */
export async function findCallersByKeyHash(
  pool: Pool,
  keyHashes: readonly Buffer[],
): Promise<(FoundCaller & { readonly keyHash: Buffer })[]> {
  const { rows } = await pool.query<Pick<StoredCaller, keyof FoundCaller> & { readonly keyHash: Buffer }>({
    name: 'yizhan-callers',
    text: `SELECT id, kind, name, region, hospital_code AS "hospitalCode", key_hash AS "keyHash" FROM callers
      WHERE key_hash = ANY ($1::bytea[]) AND revoked_at IS NULL`,
    values: [keyHashes],
  })
  return rows.map(read)
}

/** Kind and name of callers and of people who sign in, revoked ones too. Rows keep ids as text, and some are of callers that have no row. */
export async function findCallerNames(
  pool: Pool,
  ids: readonly string[],
): Promise<Pick<CallerRow, 'id' | 'kind' | 'name'>[]> {
  const { rows } = await pool.query<Pick<StoredCaller, 'id' | 'kind' | 'name'>>({
    name: 'caller-names',
    text: `SELECT who.id, who.kind, who.name FROM unnest($1::text[]) AS asked (id)
      JOIN (SELECT id, kind, name FROM callers UNION ALL SELECT id, kind, name FROM operators) who
        ON who.id = CASE WHEN asked.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN asked.id::uuid END`,
    values: [ids],
  })
  return rows.map(read)
}

export async function findCaller(registers: Registers, id: string): Promise<CallerRow | null> {
  const row = await registers.caller.findUnique({ where: { id } })
  return row && read(row)
}

/** Answers whether this call was the one that revoked it. */
export async function revokeCallerRow(registers: Registers, id: string, revokedAt: Date): Promise<boolean> {
  const { count } = await registers.caller.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } })
  return count === 1
}

export async function listCallerRows(registers: Registers, regionPrefix: string, page: PageOf): Promise<CallerRow[]> {
  const rows = await registers.caller.findMany({
    where: { region: { startsWith: regionPrefix }, ...(page.after === null ? {} : { id: { gt: page.after } }) },
    orderBy: { id: 'asc' },
    take: page.take,
  })
  return rows.map(read)
}
