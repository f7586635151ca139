import type { Pool } from 'pg'
import type { Caller as CallerRow } from '../generated/client.ts'
import type { PageOf, Registers } from '../registers/dates.ts'

export type { CallerRow }
export type FoundCaller = Pick<CallerRow, 'id' | 'kind' | 'region' | 'hospitalCode'>
export type NewCaller = Omit<CallerRow, 'revokedAt'>

export function insertCaller(registers: Registers, caller: NewCaller): Promise<CallerRow> {
  return registers.caller.create({ data: caller })
}

/**
 * The caller whose key has this SHA-256, unless it was revoked.
 *
 * Asked anew each second for every key in use, so it is a prepared statement and not Prisma's: at twenty hospitals that
 * was a fiftieth of the time of settling.
 */
export async function findCallerByKeyHash(pool: Pool, keyHash: Buffer): Promise<FoundCaller | null> {
  const { rows } = await pool.query<FoundCaller>({
    name: 'yizhan-caller',
    text: `SELECT id, kind, region, hospital_code AS "hospitalCode" FROM callers
      WHERE key_hash = $1 AND revoked_at IS NULL`,
    values: [keyHash],
  })
  return rows[0] ?? null
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
