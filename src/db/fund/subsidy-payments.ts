import type pg from 'pg'
import type { Queryable } from '../sql.ts'

export interface PaidSubsidies {
  readonly count: number
  readonly amount: string
}

/**
 * Takes every posting of a fund and year that was not paid yet into one payment: records and their corrections, so that
 * what was given too much and paid is set off against what is to be paid.
 */
export async function takeSubsidies(
  client: pg.ClientBase,
  entryId: string,
  { region, law, year }: { readonly region: string; readonly law: string; readonly year: number },
): Promise<PaidSubsidies> {
  const { rows } = await client.query<PaidSubsidies>(
    `WITH taken AS (
       INSERT INTO fund_subsidies (person_no, year, seq, entry_id)
       SELECT p.person_no, p.year, p.seq, $1 FROM premium_subsidy_entries p LEFT JOIN fund_subsidies f USING (person_no, year, seq)
       WHERE p.region = $4 AND fund_of(p.region, p.insured_region) = $2 AND p.year = $3 AND p.amount <> 0 AND f.entry_id IS NULL ORDER BY p.person_no, p.seq
       RETURNING person_no, year, seq)
     SELECT count(DISTINCT p.person_no)::int AS count, coalesce(sum(p.amount), 0.00)::text AS amount
     FROM taken JOIN premium_subsidy_entries p USING (person_no, year, seq)`,
    [entryId, region, year, law],
  )
  return rows[0] as PaidSubsidies
}

export async function countSubsidies(client: pg.ClientBase | pg.Pool, entryId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(DISTINCT person_no)::int AS count FROM fund_subsidies WHERE entry_id = $1',
    [entryId],
  )
  return rows[0]?.count ?? 0
}

/** What a payment was of one person; yuan in text. */
export interface PaidSubsidyRow {
  readonly personNo: string
  readonly insuredRegion: string
  readonly year: number
  readonly category: string | null
  readonly tier: number | null
  readonly amount: string
}

/** The people of a payment, by their numbers; corrections of one person are added up, and told by the last. */
export async function listPaidSubsidies(
  client: Queryable,
  entryId: string,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<PaidSubsidyRow[]> {
  const { rows } = await client.query<PaidSubsidyRow>(
    `SELECT p.person_no AS "personNo", p.year, (array_agg(p.insured_region ORDER BY p.seq DESC))[1] AS "insuredRegion",
       (array_agg(p.category ORDER BY p.seq DESC))[1] AS category, (array_agg(p.tier ORDER BY p.seq DESC))[1] AS tier,
       sum(p.amount)::text AS amount
     FROM fund_subsidies f JOIN premium_subsidy_entries p USING (person_no, year, seq)
     WHERE f.entry_id = $1 AND p.person_no > $2 GROUP BY p.person_no, p.year ORDER BY p.person_no LIMIT $3`,
    [entryId, after ?? '', take],
  )
  return rows
}
