import type pg from 'pg'
import type { Purpose, Source } from '../../domain/fund/fund-names.ts'
import type { FundScope } from '../../domain/policies/funds.ts'
import type { Queryable } from '../sql.ts'

/** A fund's budget of a year as it was entered, the last of its versions counting. Yuan in text. */
export interface BudgetRow {
  readonly region: string
  readonly year: number
  readonly version: number
  readonly documentNo: string
  readonly note: string
  readonly sources: Readonly<Record<Source, string>>
  readonly purposes: Readonly<Record<Purpose, string>>
  readonly enteredAt: string
  readonly callerId: string
}

const selectBudgets = `SELECT b.region, b.year, b.version, b.document_no AS "documentNo", b.note, b.sources, b.purposes,
    to_char(b.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "enteredAt", b.caller_id AS "callerId"
  FROM fund_budgets b WHERE b.region = $1 AND b.year = $2`

export async function lastBudget(client: Queryable, region: string, year: number): Promise<BudgetRow | null> {
  const { rows } = await client.query<BudgetRow>(`${selectBudgets} ORDER BY b.version DESC LIMIT 1`, [region, year])
  return rows[0] ?? null
}

/** Every version of a fund's budget of a year, the newest first. */
export async function listBudgetVersions(client: Queryable, region: string, year: number): Promise<BudgetRow[]> {
  const { rows } = await client.query<BudgetRow>(`${selectBudgets} ORDER BY b.version DESC`, [region, year])
  return rows
}

/** One at a time enters a fund's budget, until the transaction ends: two at once would otherwise be the same version. */
export async function lockBudgets(client: pg.ClientBase, region: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`budgets ${region}`])
}

/** Under `lockBudgets`, after the version was read. */
export async function insertBudget(client: pg.ClientBase, budget: BudgetRow): Promise<void> {
  await client.query(
    `INSERT INTO fund_budgets (region, year, version, document_no, note, sources, purposes, entered_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[budget.region, budget.year, budget.version, budget.documentNo, budget.note, JSON.stringify(budget.sources)],
      ...[JSON.stringify(budget.purposes), budget.enteredAt, budget.callerId],
    ],
  )
}

/** What a fund's aid of a year comes to by the month of the visit, corrections with the visit that they are of. Yuan in text. */
export async function aidByVisitMonth(
  client: Queryable,
  { first, last, law }: FundScope,
  year: number,
): Promise<{ readonly month: number; readonly aid: string }[]> {
  const within = law === null ? 's.region BETWEEN $2 AND $3' : 's.region = $4 AND s.insured_region BETWEEN $2 AND $3'
  const { rows } = await client.query<{ month: number; aid: string }>(
    `SELECT extract(month FROM s.event_on)::int AS month, sum(e.assistance + e.re_aid + e.tilt)::text AS aid
     FROM entries s JOIN entries e ON e.person_no = s.person_no AND e.region = s.region AND e.year = s.year AND e.settlement_id = s.settlement_id
     WHERE s.kind = 'settlement' AND s.year = $1 AND e.year = $1 AND ${within} GROUP BY 1 ORDER BY 1`,
    law === null ? [year, first, last] : [year, first, last, law],
  )
  return rows
}
