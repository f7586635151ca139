import type { FundRange } from '../fund/journal.ts'
import type { Queryable } from '../sql.ts'

/** What a fund took in and gave out beside aid, on a day. Yuan in text. */
export interface FundDay {
  readonly on: string
  readonly received: string
  readonly otherwiseSpent: string
}

/** Where a fund stood before a day, and what moved it within some days: aid itself is left to whoever reckons it. */
export async function readFundDays(
  client: Queryable,
  { first, last }: FundRange,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ readonly opening: string; readonly days: readonly FundDay[] }> {
  const ofFund = `e.region BETWEEN $1 AND $2 AND l.account = 'fund:' || e.region`
  const { rows: before } = await client.query<{ opening: string }>(
    `SELECT coalesce(sum(l.amount), 0.00)::text AS opening FROM fund_entries e JOIN fund_lines l USING (entry_id)
     WHERE ${ofFund} AND e.happened_on < $3`,
    [first, last, from],
  )
  const { rows: days } = await client.query<FundDay>(
    `SELECT e.happened_on AS on,
       coalesce(sum(l.amount) FILTER (WHERE e.kind IN ('receipt', 'receipt-withdrawn')), 0.00)::text AS received,
       coalesce(-sum(l.amount) FILTER (WHERE e.kind = 'subsidy-paid'), 0.00)::text AS "otherwiseSpent"
     FROM fund_entries e JOIN fund_lines l USING (entry_id)
     WHERE ${ofFund} AND e.happened_on BETWEEN $3 AND $4 GROUP BY e.happened_on ORDER BY e.happened_on`,
    [first, last, from, to],
  )
  return { opening: before[0]?.opening ?? '0.00', days }
}
