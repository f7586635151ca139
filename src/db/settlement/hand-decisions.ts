import type pg from 'pg'
import type { HandAmount, HandPayer, RunAid } from '../../domain/adjudication/types.ts'
import type { Queryable } from '../sql.ts'

/** What a bureau gave by hand of a settlement, and why. Yuan in text. */
export interface HandDecisionRow {
  readonly settlementId: string
  readonly decisionNo: string
  readonly personNo: string
  readonly payer: HandPayer | RunAid
  readonly amount: string
  readonly grounds: string
  /** RFC 3339. */
  readonly decidedAt: string
  readonly callerId: string
}

const columns = `d.settlement_id AS "settlementId", d.decision_no AS "decisionNo", d.person_no AS "personNo", d.payer,
  d.amount::text AS amount, d.grounds, to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt",
  d.caller_id AS "callerId"`

export async function insertHandDecision(client: pg.ClientBase, row: HandDecisionRow): Promise<void> {
  await client.query(
    `INSERT INTO hand_decisions (settlement_id, decision_no, person_no, payer, amount, grounds, decided_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[row.settlementId, row.decisionNo, row.personNo, row.payer, row.amount, row.grounds],
      ...[row.decidedAt, row.callerId],
    ],
  )
}

/** The decisions on a settlement, the first first. */
export async function handDecisionsOf(client: Queryable, settlementId: string): Promise<HandDecisionRow[]> {
  const { rows } = await client.query<HandDecisionRow>(
    `SELECT ${columns} FROM hand_decisions d WHERE d.settlement_id = $1 ORDER BY d.position`,
    [settlementId],
  )
  return rows
}

/** What now counts of each settlement of a person: the last decision of each payer. */
export async function handAmountsOf(client: Queryable, personNo: string): Promise<Map<string, HandAmount[]>> {
  const { rows } = await client.query<HandDecisionRow>(
    `SELECT DISTINCT ON (d.settlement_id, d.payer) ${columns}
     FROM hand_decisions d WHERE d.person_no = $1 ORDER BY d.settlement_id, d.payer, d.position DESC`,
    [personNo],
  )
  const bySettlement = new Map<string, HandAmount[]>()
  for (const { settlementId, payer, amount, decisionNo } of rows)
    bySettlement.set(settlementId, [...(bySettlement.get(settlementId) ?? []), { payer, amount, decisionNo }])
  return bySettlement
}
