import type pg from 'pg'
import type { SubsidyRow } from './subsidy-records.ts'

/** What a person of a run is given, before it is posted. Yuan in text. */
export type SubsidyPosting = Omit<SubsidyRow, 'recordedAt' | 'recordedBy' | 'year'> & {
  /** Of the posting that it corrects; 0 for a record. */
  readonly after: number
  /** What it posts: the whole of a record, the difference of a correction. */
  readonly amount: string
}

export interface PostedBy {
  readonly year: number
  readonly recordedAt: string
  readonly recordedBy: string
}

const columns = `person_no, year, tier, region, category, contribution, subsidy, person_pays, clause_id, policy, policy_hash,
  recorded_at, recorded_by`
const values = `r."personNo", $2::smallint, r.tier, r.region, r.category, r.contribution, r.subsidy, r."personPays", r."clauseId",
  r.policy, r."policyHash", $3::timestamptz, $4`
const rowsOf = `json_to_recordset($1::json) AS r("personNo" text, tier smallint, region text, category text, contribution numeric,
  subsidy numeric, "personPays" numeric, "clauseId" text, policy text, "policyHash" text, after int, amount numeric)`

/** One run at a time posts for a year, so that each starts from what the others left. Locked until the transaction ends. */
export async function lockYear(client: pg.ClientBase, year: number): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('premium-subsidy-runs'), $1)`, [year])
}

/** Records what nobody has recorded yet, and answers whose it recorded: a single request may have been first. */
export async function insertRecords(
  client: pg.ClientBase,
  postings: readonly SubsidyPosting[],
  by: PostedBy,
): Promise<Set<string>> {
  if (postings.length === 0) return new Set()
  const { rows } = await client.query<{ personNo: string }>(
    `INSERT INTO premium_subsidies (${columns}) SELECT ${values} FROM ${rowsOf} ORDER BY r."personNo"
     ON CONFLICT (person_no, year) DO NOTHING RETURNING person_no AS "personNo"`,
    [JSON.stringify(postings), by.year, by.recordedAt, by.recordedBy],
  )
  return new Set(rows.map(({ personNo }) => personNo))
}

export async function insertCorrections(
  client: pg.ClientBase,
  postings: readonly SubsidyPosting[],
  by: PostedBy,
): Promise<void> {
  if (postings.length === 0) return
  await client.query(
    `INSERT INTO premium_subsidy_entries (${columns}, seq, insured_region, amount)
     SELECT ${values}, r.after + 1, b.insured_region, r.amount FROM ${rowsOf} JOIN beneficiaries b ON b.person_no = r."personNo"
     ORDER BY r."personNo"`,
    [JSON.stringify(postings), by.year, by.recordedAt, by.recordedBy],
  )
}
