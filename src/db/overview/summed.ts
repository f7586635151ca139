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
  /** So much that nobody does but who reads them. */
  readonly neglected: boolean
  /** Up to which instant what was posted after is summed up as well, beside them. */
  readonly recentThrough: string
  /** The newest instant that those may go to: most of what is posted before it is there, and what is not is seen by its absence. */
  readonly newest: string
  /** They go further than `latest`. */
  readonly isRecentLater: boolean
}

/**
 * A posting is committed within seconds of its own instant, which is a service's clock: what is posted is left alone for two
 * minutes, by that clock and the server's. What comes later still, from a machine whose clock is behind, is counted.
 */
const clockNow = 'least($1::timestamptz, now())'
const settled = `${clockNow} - INTERVAL '2 minutes'`
const oldAfter = `INTERVAL '1 minute'`
const neglectedAfter = `INTERVAL '2 minutes'`
const recentAfter = `INTERVAL '3 seconds'`
const postedUpTo = (through: string) => `e.region = ${everyRegion} AND e.posted_at <= ${through}::timestamptz`
const lately = (through: string, from: string) => `${postedUpTo(through)} AND e.posted_at > ${from}`
/** How far back every reading looks for what came late: as far as it has few entries to count. */
const spans = ['2 days', '6 hours', '1 hour', '10 minutes'] as const
const fewEntries = 20_000

/** By the clock of the service. */
export async function readSummed(client: Queryable, clock: Date): Promise<Summed> {
  const { rows } = await client.query<Summed>(
    `SELECT coalesce(s.through, '${never}')::text AS through, (${settled})::text AS latest,
       coalesce(s.through > ${clockNow}, false) AS ahead, coalesce(s.through < ${settled} - ${oldAfter}, true) AS old,
       coalesce(s.through < ${settled} - ${neglectedAfter}, true) AS neglected,
       coalesce(s.recent_through, '${never}')::text AS "recentThrough",
       greatest(s.recent_through, ${clockNow} - ${recentAfter})::text AS newest, coalesce(s.recent_through > ${settled}, false) AS "isRecentLater"
     FROM (SELECT) one LEFT JOIN aid_summed s ON true`,
    [clock],
  )
  return rows[0] as Summed
}

/** Whether the time before an end has as many entries as it had when they were summed up. */
export interface NoneCameLate {
  readonly settled: boolean
  readonly recent: boolean
}

export async function noneCameLate(client: Queryable): Promise<NoneCameLate> {
  const count = (from: string, through: string) => `(SELECT count(*) FROM entries e WHERE ${lately(through, from)})`
  const { rows } = await client.query<NoneCameLate>(
    `SELECT s.lately = ${count('s.lately_from', 's.through')} AS settled, s.recent = ${count('s.through', 's.recent_through')} AS recent
     FROM aid_summed s`,
  )
  return rows[0] ?? { settled: true, recent: true }
}

/** What was recorded of the last summing up. */
export interface Recorded {
  readonly through: string
  readonly entries: number
  readonly recentThrough: string
  readonly recent: number
}

/** Null before the first. */
export async function readRecorded(client: Queryable): Promise<Recorded | null> {
  const { rows } = await client.query<Recorded>(
    `SELECT through::text AS through, entries, recent_through::text AS "recentThrough", recent FROM aid_summed`,
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
  /** How many entries have to wait before what is recent is summed up as well; fewer are read as fast. */
  readonly waiting: number
}

/**
 * Takes the sums on to what is settled by now, and beside them to what is recent, in a snapshot of its own: one at a time, all or nothing,
 * and the same whoever does it how often. Sums that something came late to, or that are ahead of the clock, are made anew.
 * In a transaction of REPEATABLE READ whose first statement this is: the lock is there before the snapshot.
 */
export async function sumUp(
  client: pg.ClientBase,
  clock: () => Date,
  { counted, waiting }: SumUpOptions,
): Promise<Summed> {
  await client.query('LOCK TABLE aid_summed IN SHARE ROW EXCLUSIVE MODE')
  const found = await readSummed(client, clock())
  const right = await noneCameLate(client)
  if (found.through === never || found.ahead || !right.settled || (counted && !(await isWhole(client)))) {
    await forgetSums(client)
    await settleSums(client, await readSummed(client, clock()))
  } else {
    if (!right.recent) await forgetRecent(client)
    const recent = right.recent ? {} : { recentThrough: found.through, isRecentLater: false }
    if (found.old) await settleSums(client, { ...found, ...recent })
  }
  const { newest } = await readSummed(client, clock())
  // Where the recent sums were wrong the balances have been read as far as those went, and are again.
  const through = right.recent ? newest : found.newest
  await sumUpRecent(client, through, right.recent ? waiting : 0)
  return readSummed(client, clock())
}

/** Takes the settled sums on to `latest`. What was recent before that is not recent any more. */
async function settleSums(
  client: pg.ClientBase,
  { through, latest, recentThrough, isRecentLater }: Summed,
): Promise<void> {
  const span: Span = [through, latest]
  const cells = await readCells(client, span)
  await addCells(client, cells)
  if (isRecentLater) await addCells(client, cells, { recent: true, times: -1 })
  else {
    await client.query('DELETE FROM aid_sums WHERE recent')
    await moveBalances(client, [recentThrough, latest])
  }
  await recordSettled(client, span, isRecentLater)
}

async function forgetRecent(client: Queryable): Promise<void> {
  await client.query('DELETE FROM aid_sums WHERE recent')
  await client.query('UPDATE aid_summed SET recent_through = through, recent = 0')
}

async function sumUpRecent(client: pg.ClientBase, newest: string, waiting: number): Promise<void> {
  const span: Span = [(await readRecorded(client))?.recentThrough ?? never, newest]
  const entries = await countEntries(client, ...span)
  if (entries < Math.max(waiting, 1)) return
  await addCells(client, await readCells(client, span), { recent: true })
  await moveBalances(client, span)
  await client.query('UPDATE aid_summed SET recent_through = $1, recent = recent + $2', [newest, entries])
}

type Span = readonly [after: string, through: string]

type Cell = Readonly<
  Record<'year' | 'insured_region' | 'breakdown' | 'key' | 'settlements' | (typeof amounts)[number], unknown>
>

const amounts = ['assistance', 're_aid', 'tilt', 'hospital'] as const
const added = ['settlements', ...amounts] as const
const cellColumns = `year, insured_region, breakdown, key, ${added.join(', ')}`
/** Cells a statement: a province's first have some hundred thousand. */
const cellsAtOnce = 5_000

/** Reads and writes are two statements: one that may lock rows reads no partitioned table. */
async function readCells(client: pg.ClientBase, span: Span): Promise<Cell[]> {
  const { rows } = await client.query<Cell>(`WITH ${cellsOf('ledger')} SELECT ${cellColumns} FROM cells`, [...span])
  return rows
}

async function addCells(
  client: pg.ClientBase,
  cells: readonly Cell[],
  { recent = false, times = 1 } = {},
): Promise<void> {
  for (let at = 0; at < cells.length; at += cellsAtOnce)
    await client.query(
      `INSERT INTO aid_sums AS a (${cellColumns}, recent)
       SELECT year, insured_region, breakdown, key, ${added.map((name) => `$3::int * ${name}`).join(', ')}, $2
       FROM json_populate_recordset(NULL::aid_sums, $1)
       ON CONFLICT (year, insured_region, breakdown, key, recent) DO UPDATE SET
         ${added.map((name) => `${name} = a.${name} + excluded.${name}`).join(', ')}`,
      [JSON.stringify(cells.slice(at, at + cellsAtOnce)), recent, times],
    )
}

/** Of whom something kept may have moved, the balances are read again. */
async function moveBalances(client: pg.ClientBase, span: Span): Promise<void> {
  const columns = 'year, region, person_no, name, used, cap'
  const insert = `INSERT INTO limit_balances (${columns}) SELECT ${columns} FROM balances`
  if (span[0] === never) {
    await client.query(`WITH ${movedOf('ledger')}, ${balancesOf('ledger')} ${insert}`, [...span])
    return
  }
  const { rows } = await client.query<{ keys: string }>(
    `WITH ${movedOf('ledger')} SELECT coalesce(json_agg(moved), '[]')::text AS keys FROM moved`,
    [...span],
  )
  const keys = rows[0]?.keys ?? '[]'
  if (keys === '[]') return
  const given = (parameter: string) => `json_populate_recordset(NULL::limit_balances, ${parameter})`
  await client.query(
    `DELETE FROM limit_balances u USING ${given('$1')} m WHERE u.year = m.year AND u.region = m.region AND u.person_no = m.person_no`,
    [keys],
  )
  await client.query(
    `WITH moved AS (SELECT person_no, region, year FROM ${given('$1')}), ${balancesOf('ledger')} ${insert}`,
    [keys, span[1]],
  )
}

async function recordSettled(client: pg.ClientBase, [after, through]: Span, isRecentLater: boolean): Promise<void> {
  const before = await readRecorded(client)
  const settledNow = await countEntries(client, after, through)
  const entries = (before?.entries ?? 0) + settledNow
  const [recentThrough, recent] =
    before && isRecentLater ? [before.recentThrough, before.recent - settledNow] : [through, 0]
  for (const span of spans) {
    const { rows } = await client.query<{ from: string; lately: number }>(
      `SELECT f."from"::text AS "from", (SELECT count(*) FROM (SELECT FROM entries e WHERE ${lately('$1', 'f."from"')} LIMIT $3) e) AS lately
       FROM (SELECT $1::timestamptz - $2::interval AS "from") f`,
      [through, span, span === spans.at(-1) ? null : fewEntries + 1],
    )
    const { from, lately: last } = rows[0] as { from: string; lately: number }
    if (last > fewEntries && span !== spans.at(-1)) continue
    await client.query(
      `INSERT INTO aid_summed AS s (through, entries, lately, lately_from, recent_through, recent) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (only_row) DO UPDATE SET through = excluded.through, entries = excluded.entries, lately = excluded.lately,
         lately_from = excluded.lately_from, recent_through = excluded.recent_through, recent = excluded.recent`,
      [through, entries, last, from, recentThrough, recent],
    )
    return
  }
}
