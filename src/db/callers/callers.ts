import type { Pool } from 'pg'
import type { Caller as CallerRow } from '../generated/client.ts'
import type { PageOf, Registers } from '../registers/dates.ts'

export type { CallerRow }
export type FoundCaller = Pick<CallerRow, 'id' | 'kind' | 'name' | 'region' | 'hospitalCode'>
export type NewCallerRow = Omit<CallerRow, 'revokedAt'>

export function insertCaller(registers: Registers, caller: NewCallerRow): Promise<CallerRow> {
  return registers.caller.create({ data: caller })
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
  const { rows } = await pool.query<FoundCaller & { readonly keyHash: Buffer }>({
    name: 'yizhan-callers',
    text: `SELECT id, kind, name, region, hospital_code AS "hospitalCode", key_hash AS "keyHash" FROM callers
      WHERE key_hash = ANY ($1::bytea[]) AND revoked_at IS NULL`,
    values: [keyHashes],
  })
  return rows
}

/** Kind and name of callers, revoked ones too. Rows keep ids as text, and some are of callers that have no row. */
export async function findCallerNames(
  pool: Pool,
  ids: readonly string[],
): Promise<Pick<CallerRow, 'id' | 'kind' | 'name'>[]> {
  const { rows } = await pool.query<Pick<CallerRow, 'id' | 'kind' | 'name'>>({
    name: 'caller-names',
    text: `SELECT c.id, c.kind, c.name FROM unnest($1::text[]) AS asked (id)
      JOIN callers c ON c.id = CASE WHEN asked.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN asked.id::uuid END`,
    values: [ids],
  })
  return rows
}

export function findCaller(registers: Registers, id: string): Promise<CallerRow | null> {
  return registers.caller.findUnique({ where: { id } })
}

/** Answers whether this call was the one that revoked it. */
export async function revokeCallerRow(registers: Registers, id: string, revokedAt: Date): Promise<boolean> {
  const { count } = await registers.caller.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } })
  return count === 1
}

export function listCallerRows(registers: Registers, regionPrefix: string, page: PageOf): Promise<CallerRow[]> {
  return registers.caller.findMany({
    where: { region: { startsWith: regionPrefix }, ...(page.after === null ? {} : { id: { gt: page.after } }) },
    orderBy: { id: 'asc' },
    take: page.take,
  })
}
