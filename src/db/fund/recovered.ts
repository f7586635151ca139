import type pg from 'pg'
import { figureSql } from '../reconciliation/sums.ts'
import type { Queryable } from '../sql.ts'

/** Aid of a settlement of a clearing: what the fund paid of it by now, and what of that came back. */
export interface RecoverableRow {
  readonly settlementId: string
  readonly settlementNo: string
  readonly paid: string
  readonly recovered: string
}

export interface RecoveredPart {
  readonly settlementId: string
  readonly amount: string
}

/**
 * One at a time recovers from a fund's payments or approves what is owed of them, until the transaction ends: what was
 * recovered and what is set off are then never the same yuan twice.
 */
export async function lockRecoveries(client: pg.ClientBase, region: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`recoveries ${region}`])
}

/** The settlements that a clearing paid for, or those of them that are named, in the order of their numbers. */
export async function readRecoverable(
  client: Queryable,
  clearingId: string,
  settlementIds: readonly string[] | null,
): Promise<RecoverableRow[]> {
  const { rows } = await client.query<RecoverableRow>(
    `SELECT s.settlement_id AS "settlementId", s.settlement_no AS "settlementNo",
       settlement_aid_paid(s.settlement_id)::text AS paid,
       (SELECT coalesce(sum(r.amount), 0.00) FROM fund_recovered r WHERE r.settlement_id = s.settlement_id)::text AS recovered
     FROM (
       SELECT e.person_no, e.year, e.settlement_id FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq)
       WHERE k.clearing_id = $1 AND ($2::uuid[] IS NULL OR e.settlement_id = ANY ($2))
       GROUP BY 1, 2, 3 HAVING sum(${figureSql.aidPaid('e')}) > 0) e
     JOIN settlements s USING (person_no, year, settlement_id)
     ORDER BY s.settlement_no, s.settlement_id`,
    [clearingId, settlementIds],
  )
  return rows
}

export async function insertRecovered(
  client: pg.ClientBase,
  entryId: string,
  parts: readonly RecoveredPart[],
): Promise<void> {
  await client.query(
    `INSERT INTO fund_recovered (entry_id, settlement_id, amount)
     SELECT $1, part.* FROM unnest($2::uuid[], $3::numeric[]) AS part`,
    [entryId, parts.map(({ settlementId }) => settlementId), parts.map(({ amount }) => amount)],
  )
}

/**
 * What a clearing takes back of settlements and has come back already is set off, once. Answers the sum, as the clearing
 * now has it.
 */
export async function setOffRecovered(client: pg.ClientBase, clearingId: string): Promise<string> {
  const { rows } = await client.query<{ amount: string }>(
    `WITH taken AS (
       SELECT e.settlement_id, -sum(${figureSql.aidPaid('e')}) AS amount
       FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq) WHERE k.clearing_id = $1
       GROUP BY e.settlement_id HAVING sum(${figureSql.aidPaid('e')}) < 0),
     set_off AS (
       INSERT INTO clearing_set_offs (clearing_id, settlement_id, amount)
       SELECT $1, t.settlement_id, least(t.amount, r.amount - coalesce(o.amount, 0))
       FROM taken t
       JOIN (SELECT settlement_id, sum(amount) AS amount FROM fund_recovered GROUP BY settlement_id) r USING (settlement_id)
       LEFT JOIN (SELECT settlement_id, sum(amount) AS amount FROM clearing_set_offs GROUP BY settlement_id) o USING (settlement_id)
       WHERE r.amount > coalesce(o.amount, 0)
       RETURNING amount)
     SELECT coalesce(sum(amount), 0.00)::text AS amount FROM set_off`,
    [clearingId],
  )
  return rows[0]?.amount ?? '0.00'
}
