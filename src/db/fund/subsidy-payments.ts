import type pg from 'pg'

export interface PaidSubsidies {
  readonly count: number
  readonly amount: string
}

/**
 * Takes every posting of a region and year that was not paid yet into one payment: records and their corrections, so that
 * what was given too much and paid is set off against what is to be paid.
 */
export async function takeSubsidies(
  client: pg.ClientBase,
  entryId: string,
  { region, year }: { readonly region: string; readonly year: number },
): Promise<PaidSubsidies> {
  const { rows } = await client.query<PaidSubsidies>(
    `WITH taken AS (
       INSERT INTO fund_subsidies (person_no, year, seq, entry_id)
       SELECT p.person_no, p.year, p.seq, $1 FROM premium_subsidy_entries p LEFT JOIN fund_subsidies f USING (person_no, year, seq)
       WHERE p.region = $2 AND p.year = $3 AND p.amount <> 0 AND f.entry_id IS NULL ORDER BY p.person_no, p.seq
       RETURNING person_no, year, seq)
     SELECT count(DISTINCT p.person_no)::int AS count, coalesce(sum(p.amount), 0.00)::text AS amount
     FROM taken JOIN premium_subsidy_entries p USING (person_no, year, seq)`,
    [entryId, region, year],
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
