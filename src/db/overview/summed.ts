import type pg from 'pg'
import { everyRegion } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'
import { balancesOf, cellsOf, movedOf } from './posted.ts'

/** The span that nothing lies before. */
export const never = '-infinity'

/** How the sums stand: up to which instant of posting. */
export interface Summed {
  readonly through: string
  /** The newest instant that they may go to: nothing is posted before it any more. */
  readonly latest: string
  /** They go further than the clock: it went back, and what is posted from now on would be missing. */
  readonly ahead: boolean
  /** So much time has passed since that they should be taken on. */
  readonly old: boolean
}

/**
 * A posting is committed within seconds of its own instant, which is a service's clock: what is posted is left alone for two
 * minutes, by that clock and the server's. What comes later still, from a machine whose clock is behind, is counted.
 */
const settled = `least($1::timestamptz, now()) - INTERVAL '2 minutes'`
const oldAfter = `INTERVAL '1 minute'`
const postedUpTo = (through: string) => `e.region = ${everyRegion} AND e.posted_at <= ${through}::timestamptz`
const lately = (through: string, from: string) => `${postedUpTo(through)} AND e.posted_at > ${from}`
/** How far back every reading looks for what came late: as far as it has few entries to count. */
const spans = ['2 days', '6 hours', '1 hour', '10 minutes'] as const
const fewEntries = 20_000

/** By the clock of the service. */
export async function readSummed(client: Queryable, clock: Date): Promise<Summed> {
  const { rows } = await client.query<Summed>(
    `SELECT coalesce(s.through, '${never}')::text AS through, (${settled})::text AS latest,
       coalesce(s.through > least($1::timestamptz, now()), false) AS ahead, coalesce(s.through < ${settled} - ${oldAfter}, true) AS old
     FROM (SELECT) one LEFT JOIN aid_summed s ON true`,
    [clock],
  )
  return rows[0] as Summed
}

/** Whether the time before they end has as many entries as it had when they were summed up. */
export async function noneCameLate(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ none: boolean }>(
    `SELECT coalesce((SELECT s.lately = (SELECT count(*) FROM entries e WHERE ${lately('s.through', 's.lately_from')}) FROM aid_summed s), true) AS none`,
  )
  return rows[0]?.none ?? false
}

/** What was recorded of the last summing up; null before one. */
export async function readRecorded(client: Queryable): Promise<{ through: string; entries: number } | null> {
  const { rows } = await client.query<{ through: string; entries: number }>(
    'SELECT through::text AS through, entries FROM aid_summed',
  )
  return rows[0] ?? null
}

/** From an index. */
export async function countEntries(client: Queryable, after: string, through: string): Promise<number> {
  const { rows } = await client.query<{ entries: number }>(
    `SELECT count(*) AS entries FROM entries e WHERE ${postedUpTo('$2')} AND e.posted_at > $1::timestamptz`,
    [after, through],
  )
  return rows[0]?.entries ?? 0
}

/** Whether as many entries were posted up to it as were summed up. */
async function isWhole(client: Queryable): Promise<boolean> {
  const recorded = await readRecorded(client)
  return recorded === null || recorded.entries === (await countEntries(client, never, recorded.through))
}

/** Nothing is summed up any more; the next one begins anew. In a transaction. */
export async function forgetSums(client: Queryable): Promise<void> {
  await client.query('LOCK TABLE aid_summed IN SHARE ROW EXCLUSIVE MODE')
  await client.query('DELETE FROM limit_balances')
  await client.query('DELETE FROM aid_sums')
  await client.query('DELETE FROM aid_summed')
}

export interface SumUpOptions {
  /** Whether to count all entries too, and not only those of the time before the sums end. */
  readonly counted: boolean
}

/**
 * Takes the sums on to what is settled by now, in a snapshot of its own: one at a time, all or nothing, and the same whoever does
 * it how often. Sums that something came late to, or that are ahead of the clock, are made anew.
 * In a transaction of REPEATABLE READ whose first statement this is: the lock is there before the snapshot.
 */
export async function sumUp(client: pg.ClientBase, clock: () => Date, { counted }: SumUpOptions): Promise<Summed> {
  await client.query('LOCK TABLE aid_summed IN SHARE ROW EXCLUSIVE MODE')
  const found = await readSummed(client, clock())
  const right = !found.ahead && (await noneCameLate(client)) && (!counted || (await isWhole(client)))
  if (right && !found.old) return found
  const through = right ? found.through : never
  if (!right) await forgetSums(client)
  const span: Span = [through, found.latest]
  await addCells(client, span)
  await moveBalances(client, span)
  await recordSummed(client, span)
  return { ...found, through: found.latest }
}

type Span = readonly [after: string, through: string]

type Cell = Readonly<
  Record<'year' | 'insured_region' | 'breakdown' | 'key' | 'settlements' | (typeof amounts)[number], unknown>
>

const amounts = ['assistance', 're_aid', 'tilt', 'hospital'] as const
const cellColumns = `year, insured_region, breakdown, key, settlements, ${amounts.join(', ')}`
/** Cells a statement: a province's first have some hundred thousand. */
const cellsAtOnce = 5_000

/** Reads and writes are two statements: one that may lock rows reads no partitioned table. */
async function addCells(client: pg.ClientBase, span: Span): Promise<void> {
  const { rows } = await client.query<Cell>(`WITH ${cellsOf('ledger')} SELECT ${cellColumns} FROM cells`, [...span])
  for (let at = 0; at < rows.length; at += cellsAtOnce)
    await client.query(
      `INSERT INTO aid_sums AS a (${cellColumns})
       SELECT ${cellColumns} FROM json_populate_recordset(NULL::aid_sums, $1)
       ON CONFLICT (year, insured_region, breakdown, key) DO UPDATE SET settlements = a.settlements + excluded.settlements,
         ${amounts.map((name) => `${name} = a.${name} + excluded.${name}`).join(', ')}`,
      [JSON.stringify(rows.slice(at, at + cellsAtOnce))],
    )
}

/** Of whose year something was posted to, the balances are read again. */
async function moveBalances(client: pg.ClientBase, span: Span): Promise<void> {
  if (span[0] !== never) {
    const { rows } = await client.query<{ keys: string }>(
      `WITH ${movedOf('ledger')} SELECT coalesce(json_agg(moved), '[]')::text AS keys FROM moved`,
      [...span],
    )
    await client.query(
      `DELETE FROM limit_balances u USING json_populate_recordset(NULL::limit_balances, $1) m
       WHERE u.year = m.year AND u.region = m.region AND u.person_no = m.person_no`,
      [rows[0]?.keys],
    )
  }
  await client.query(
    `WITH ${movedOf('ledger')}, ${balancesOf('ledger')}
     INSERT INTO limit_balances (year, region, person_no, name, used, cap) SELECT year, region, person_no, name, used, cap FROM balances`,
    [...span],
  )
}

async function recordSummed(client: pg.ClientBase, [after, through]: Span): Promise<void> {
  const before = (await readRecorded(client))?.entries ?? 0
  const entries = before + (await countEntries(client, after, through))
  for (const span of spans) {
    const { rows } = await client.query<{ from: string; lately: number }>(
      `SELECT f."from"::text AS "from", (SELECT count(*) FROM entries e WHERE ${lately('$1', 'f."from"')}) AS lately
       FROM (SELECT $1::timestamptz - $2::interval AS "from") f`,
      [through, span],
    )
    const { from, lately: last } = rows[0] as { from: string; lately: number }
    if (last > fewEntries && span !== spans.at(-1)) continue
    await client.query(
      `INSERT INTO aid_summed AS s (through, entries, lately, lately_from) VALUES ($1, $2, $3, $4)
       ON CONFLICT (only_row) DO UPDATE SET through = excluded.through, entries = excluded.entries, lately = excluded.lately,
         lately_from = excluded.lately_from`,
      [through, entries, last, from],
    )
    return
  }
}
