import { chinaDayStart, everyRegion } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

/** A settlement of a hospital that was recalculated without its doing. */
export interface AdjustedSettlement {
  readonly settlementNo: string
  readonly personNo: string
  readonly postedAt: string
}

/** What was recalculated of a hospital's settlements in days of posting, oldest first. */
export async function adjustedSettlements(
  client: Queryable,
  of: { readonly hospitalCode: string; readonly from: string; readonly to: string },
): Promise<AdjustedSettlement[]> {
  const { rows } = await client.query<AdjustedSettlement>(
    `SELECT s.settlement_no AS "settlementNo", e.person_no AS "personNo", max(e.posted_at) AS "postedAt"
     FROM entries e JOIN settlements s ON s.person_no = e.person_no AND s.region = e.region AND s.year = e.year
       AND s.settlement_id = e.settlement_id
     WHERE e.region = ${everyRegion} AND e.kind = 'adjustment' AND s.hospital_code = $1
       AND e.posted_at >= ${chinaDayStart('$2')} AND e.posted_at < ${chinaDayStart('($3::date + 1)')}
     GROUP BY 1, 2 ORDER BY 3, 1 LIMIT 21`,
    [of.hospitalCode, of.from, of.to],
  )
  return rows
}

/** The settlement that a reversal of the person undid, by the reversal's own id; null where it is none. */
export async function reversedBy(
  client: Queryable,
  { personNo, entryId }: { readonly personNo: string; readonly entryId: string },
): Promise<string | null> {
  const { rows } = await client.query<{ settlementId: string }>(
    `SELECT settlement_id AS "settlementId" FROM entries WHERE person_no = $1 AND entry_id = $2 AND kind = 'reversal'`,
    [personNo, entryId],
  )
  return rows[0]?.settlementId ?? null
}
