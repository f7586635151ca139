import type pg from 'pg'

export interface PaidSubsidies {
  readonly count: number
  readonly amount: string
}

/** Takes every recorded subsidy of a region and year that was not paid yet into one payment. */
export async function takeSubsidies(
  client: pg.ClientBase,
  entryId: string,
  { region, year }: { readonly region: string; readonly year: number },
): Promise<PaidSubsidies> {
  const { rows } = await client.query<PaidSubsidies>(
    `WITH taken AS (
       INSERT INTO fund_subsidies (person_no, year, entry_id)
       SELECT p.person_no, p.year, $1 FROM premium_subsidies p LEFT JOIN fund_subsidies f USING (person_no, year)
       WHERE p.region = $2 AND p.year = $3 AND p.subsidy > 0 AND f.entry_id IS NULL ORDER BY p.person_no
       RETURNING person_no, year)
     SELECT count(*)::int AS count, coalesce(sum(p.subsidy), 0.00)::text AS amount FROM taken JOIN premium_subsidies p USING (person_no, year)`,
    [entryId, region, year],
  )
  return rows[0] as PaidSubsidies
}

export async function countSubsidies(client: pg.ClientBase | pg.Pool, entryId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM fund_subsidies WHERE entry_id = $1',
    [entryId],
  )
  return rows[0]?.count ?? 0
}
