import type pg from 'pg'
import type { TraceRemark } from '../../domain/adjudication/types.ts'
import type { ReasonCode } from '../../domain/names/codes.ts'
import type { Department } from '../../domain/names/departments.ts'
import type { LineStatus } from '../../domain/premiums/decide-subsidy.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import type { Queryable } from '../sql.ts'

/** What a run found of a person. Yuan in text; null where nothing could be said, or nothing stood. */
export interface SubsidyLineRow {
  readonly personNo: string
  readonly status: LineStatus
  readonly insuredRegion: string
  readonly category: string | null
  readonly department: Department | null
  readonly enrolled: boolean
  readonly tier: number | null
  readonly contribution: string | null
  readonly due: string | null
  readonly before: string | null
  readonly amount: string
  readonly clauseId: string | null
  readonly reasons: readonly TraceRemark<ReasonCode | ErrorCode>[]
}

/** A person who moved while the run was under way is met twice; what was found first stays. */
export async function insertSubsidyLines(
  client: pg.ClientBase,
  runId: string,
  lines: readonly SubsidyLineRow[],
): Promise<void> {
  if (lines.length === 0) return
  await client.query(
    `INSERT INTO premium_subsidy_lines (run_id, person_no, status, insured_region, category, department, enrolled, tier,
       contribution, due, before, amount, clause_id, reasons)
     SELECT $1, r."personNo", r.status, r."insuredRegion", r.category, r.department, r.enrolled, r.tier, r.contribution, r.due,
       r.before, r.amount, r."clauseId", r.reasons
     FROM json_to_recordset($2::json) AS r("personNo" text, status text, "insuredRegion" text, category text, department text,
       enrolled boolean, tier smallint, contribution numeric, due numeric, before numeric, amount numeric, "clauseId" text,
       reasons json)
     ON CONFLICT (run_id, person_no) DO NOTHING`,
    [runId, JSON.stringify(lines)],
  )
}

export interface LineFilter {
  readonly runId: string
  readonly status?: LineStatus | null | undefined
  readonly department?: string | null | undefined
}

const fields = `l.person_no AS "personNo", l.status, l.insured_region AS "insuredRegion", l.category, l.department, l.enrolled,
  l.tier, l.contribution, l.due, l.before, l.amount, l.clause_id AS "clauseId", l.reasons`

/** With the name that the register has today. */
export type NamedLine = SubsidyLineRow & { readonly name: string }

export async function listSubsidyLineRows(
  client: Queryable,
  { runId, status = null, department = null }: LineFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<NamedLine[]> {
  const narrowed = [
    ...(status === null ? [] : [`AND l.status = '${status}'`]),
    ...(department === null ? [] : ['AND l.department = $4']),
  ].join(' ')
  const { rows } = await client.query<NamedLine>(
    `SELECT l.*, b.name FROM (
       SELECT ${fields} FROM premium_subsidy_lines l
       WHERE l.run_id = $1 AND l.person_no > $2 ${narrowed} ORDER BY l.person_no LIMIT $3) l
     JOIN beneficiaries b ON b.person_no = l."personNo" ORDER BY l."personNo"`,
    [runId, after ?? '', take, ...(department === null ? [] : [department])],
  )
  return rows
}

/** How many people a run found in each way, and what they come to. */
export interface LineSum {
  readonly status: LineStatus
  readonly category: string | null
  readonly tier: number | null
  readonly people: number
  readonly due: string
  readonly before: string
  readonly amount: string
}

export async function sumLines(client: Queryable, runId: string): Promise<LineSum[]> {
  const { rows } = await client.query<LineSum>(
    `SELECT status, category, tier, count(*) AS people, coalesce(sum(due), 0.00) AS due, coalesce(sum(before), 0.00) AS before,
       sum(amount) AS amount
     FROM premium_subsidy_lines WHERE run_id = $1 GROUP BY status, category, tier ORDER BY status, category, tier`,
    [runId],
  )
  return rows
}
