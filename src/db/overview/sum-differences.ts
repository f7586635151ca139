import type { Database } from '../database.ts'
import type { FoundDifference } from '../ledger/found-difference.ts'
import { withTransaction } from '../transaction.ts'
import { balancesOf, cellsOf, movedOf } from './posted.ts'
import { countEntries, never, type Recorded, readRecorded } from './summed.ts'

const said = (one: string) =>
  ['settlements', 'assistance', 're_aid', 'tilt', 'hospital']
    .map((column) => `coalesce(${one}.${column}, 0)${column === 'settlements' ? '' : '::numeric(20, 2)'}`)
    .join(` || ' ' || `)

/** Settlements, assistance, re-aid, tilt and what hospitals bear, of each sum that is not what the entries give. */
const sumsSql = (recent: boolean) => `WITH ${cellsOf('ledger')}
  SELECT '-' AS "personNo", insured_region AS region, year, NULL::int AS seq,
    'sums of the overview, ' || breakdown || ' ' || coalesce(nullif(key, ''), '-') AS what, ${said('a')} AS stored, ${said('c')} AS computed
  FROM (SELECT * FROM aid_sums WHERE recent = ${recent}) a FULL JOIN cells c USING (year, insured_region, breakdown, key)
  WHERE ${said('a')} <> ${said('c')} ORDER BY year, insured_region, breakdown, key`

const balance = (one: string) => `coalesce(${one}.used || ' / ' || coalesce(${one}.cap::text, '-'), '-')`

/** What is used of a limit, and the limit. */
const balancesSql = `WITH ${movedOf('ledger')}, ${balancesOf('ledger')}
  SELECT person_no AS "personNo", region, year, NULL::int AS seq, 'balance of a limit, ' || name AS what,
    ${balance('l')} AS stored, ${balance('b')} AS computed
  FROM limit_balances l FULL JOIN balances b USING (year, region, person_no, name)
  WHERE ${balance('l')} <> ${balance('b')} ORDER BY year, region, person_no, name`

/**
 * Where the overview's sums are not those of the entries that they were made of, by year, place and breakdown. Reads the ledger whole.
 * Sums to whose time something came late are made anew soon, the settled ones at the next count: nothing is compared till then.
 */
export function sumDifferences({ bulk }: Pick<Database, 'bulk'>): Promise<FoundDifference[]> {
  return withTransaction(
    bulk,
    async (client) => {
      const recorded = (await readRecorded(client)) ?? nothing
      const { through, recentThrough } = recorded
      const posted = await countEntries(client, never, through)
      if (posted > recorded.entries) return []
      const recent = await countEntries(client, through, recentThrough)
      const isLate = recent > recorded.recent
      const differing = async (sql: string, ...span: readonly [after: string, through: string]) =>
        (await client.query<FoundDifference>(sql, [...span])).rows
      return [
        ...(await differing(sumsSql(false), never, through)),
        ...(isLate ? [] : await differing(sumsSql(true), through, recentThrough)),
        ...(isLate ? [] : await differing(balancesSql, never, recentThrough)),
        ...entriesDiffer(`entries summed up through ${through}`, recorded.entries, posted),
        ...(isLate ? [] : entriesDiffer(`recent entries summed up through ${recentThrough}`, recorded.recent, recent)),
      ]
    },
    { snapshot: true },
  )
}

const nothing: Recorded = { through: never, entries: 0, recentThrough: never, recent: 0 }

function entriesDiffer(what: string, stored: number, computed: number): FoundDifference[] {
  if (stored === computed) return []
  return [{ personNo: '-', region: '', year: 0, seq: null, what, stored: String(stored), computed: String(computed) }]
}
