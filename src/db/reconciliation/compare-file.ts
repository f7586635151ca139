import type pg from 'pg'
import type { DifferenceType } from '../../domain/reconciliation/differences.ts'
import { type HospitalPeriod, ledgerLines } from './ledger-lines.ts'
import { chinaDayOf } from './sums.ts'

/** Parameters of everything here: $1 hospital, $2 first and $3 last day, $4 kinds of care, $5 file, $6 reconciliation. */

/**
 * The file's lines, each under the settlement that it means: by the hospital's number where the hospital used it, else
 * by our id. Without either it stands alone under what the file calls it.
 */
const fileLines = `SELECT l.*, coalesce(n.settlement_id, l.settlement_id) AS known,
  coalesce(coalesce(n.settlement_id, l.settlement_id)::text, 'no ' || l.settlement) AS key
FROM uploaded_lines l
LEFT JOIN settlement_numbers n ON n.hospital_code = $1 AND n.settlement_no = l.settlement
WHERE l.file_no = $5`

const agrees = `(h.settlement_id IS NOT NULL AND f.line_no IS NOT NULL AND h.total = f.total AND h.fund_paid = f.fund_paid
  AND f.account_paid = 0 AND coalesce(f.person_no = h.person_no, true))`

/**
 * Every settlement of either side, a row for the settlement and a row for its reversal. Of several lines for one of
 * them the line that agrees with the ledger counts (`copy` 1); the others are duplicates.
 *
 * A settlement that was made and reversed within the period comes to nothing, so a side that leaves both rows out
 * agrees with one that keeps both. `cancels_…` marks two such rows that only one side has.
 */
const compared = `here AS MATERIALIZED (${ledgerLines}),
there AS MATERIALIZED (${fileLines}),
ranked AS (
  SELECT f.*, row_number() OVER (PARTITION BY f.key, f.refunded ORDER BY ${agrees} DESC, f.line_no) AS copy
  FROM there f LEFT JOIN here h ON h.settlement_id::text = f.key AND h.refunded = f.refunded
),
paired AS (
  SELECT coalesce(h.settlement_id::text, f.key) AS key, coalesce(h.refunded, f.refunded) AS refunded,
    h.settlement_id AS here_id, h.settlement_no AS here_no, h.person_no AS here_person, h.posted_at, h.total AS here_total,
    h.fund_paid AS here_fund, f.line_no, f.settlement, f.known, f.visit_id, f.person_no AS there_person,
    f.total AS there_total, f.fund_paid AS there_fund, f.account_paid AS there_account, coalesce(f.copy, 1) AS copy,
    ${agrees} AS agrees
  FROM (SELECT *, 1::bigint AS copy FROM here) h
  FULL JOIN ranked f ON f.key = h.settlement_id::text AND f.refunded = h.refunded AND f.copy = h.copy
),
classified AS (
  SELECT p.*,
    count(*) FILTER (WHERE copy = 1) OVER whole = 2 AND count(line_no) OVER whole = 0 AS cancels_here,
    count(*) FILTER (WHERE copy = 1) OVER whole = 2 AND count(here_id) OVER whole = 0
      AND sum(there_total) FILTER (WHERE copy = 1) OVER whole = 0
      AND sum(there_fund) FILTER (WHERE copy = 1) OVER whole = 0
      AND sum(there_account) FILTER (WHERE copy = 1) OVER whole = 0 AS cancels_there
  FROM paired p WINDOW whole AS (PARTITION BY key)
),
open AS (
  SELECT j.*, n.settlement_id AS other_id, n.settlement_no AS other_no, made.care <> ALL ($4::text[]) AS elsewhere,
    CASE WHEN j.refunded THEN undone.reversed_at ELSE made.settled_at END AS other_at,
    n.settlement_id IS NOT NULL AND undone.reversal_no IS NULL AS stands
  FROM classified j
  LEFT JOIN settlement_numbers n ON j.here_id IS NULL AND n.settlement_id = j.known AND n.hospital_code = $1
  LEFT JOIN settlements made ON made.person_no = n.person_no AND made.year = n.year AND made.settlement_id = n.settlement_id
  LEFT JOIN reversals undone ON undone.hospital_code = n.hospital_code AND undone.settlement_no = n.settlement_no
  WHERE NOT j.agrees AND NOT j.cancels_here
)`

/** What a row is that does not agree, and what resolves it. */
const classification = `CASE
    WHEN copy > 1 THEN ARRAY['duplicate', 'strike-duplicate']
    WHEN here_id IS NOT NULL AND line_no IS NOT NULL AND here_total = there_total AND here_fund = there_fund AND there_account = 0
      THEN ARRAY['person-differs', 'correct-person']
    WHEN here_id IS NOT NULL AND line_no IS NOT NULL THEN ARRAY['amounts-differ', 'take-amounts']
    WHEN here_id IS NOT NULL AND refunded THEN ARRAY['reversed-here', 'record-reversal']
    WHEN here_id IS NOT NULL THEN ARRAY['only-here', 'record-settlement']
    WHEN elsewhere THEN ARRAY['only-there', 'move-type']
    WHEN refunded AND stands THEN ARRAY['reversed-there', 'reverse-settlement']
    WHEN other_id IS NOT NULL THEN ARRAY['only-there', 'move-day']
    WHEN refunded THEN ARRAY['only-there', 'strike-line']
    ELSE ARRAY['only-there', 'settle-again'] END`

const compareSql = `WITH ${compared},
written AS (
  INSERT INTO reconciliation_differences (reconciliation_id, seq, type, action, refunded, settlement_id, settlement_no,
    person_no, there_person_no, visit_id, line_no, posted_on, here_total, here_fund, here_account, there_total, there_fund, there_account)
  SELECT $6::uuid, row_number() OVER (ORDER BY coalesce(here_no, other_no, settlement), key, refunded, copy), classified[1], classified[2],
    refunded, coalesce(here_id, other_id), coalesce(here_no, other_no, settlement), coalesce(here_person, there_person),
    CASE WHEN there_person <> here_person THEN there_person END, visit_id, line_no, ${chinaDayOf('coalesce(posted_at, other_at)')}::date, here_total, here_fund,
    CASE WHEN here_id IS NOT NULL THEN 0.00 END, there_total, there_fund, there_account
  FROM (SELECT o.*, ${classification} AS classified FROM open o WHERE NOT coalesce(cancels_there AND copy = 1 AND NOT stands, false)) o
  RETURNING type
)
SELECT (SELECT count(*) FROM here)::int AS "hereCount", (SELECT coalesce(sum(total), 0.00) FROM here)::text AS "hereTotal",
  (SELECT coalesce(sum(fund_paid), 0.00) FROM here)::text AS "hereFund", (SELECT count(*) FROM there)::int AS "thereCount",
  (SELECT coalesce(sum(total), 0.00) FROM there)::text AS "thereTotal",
  (SELECT coalesce(sum(fund_paid), 0.00) FROM there)::text AS "thereFund",
  (SELECT coalesce(json_object_agg(type, count), '{}') FROM (SELECT type, count(*) FROM written GROUP BY type) c) AS types`

export interface ComparedSums {
  readonly hereCount: number
  readonly hereTotal: string
  readonly hereFund: string
  readonly thereCount: number
  readonly thereTotal: string
  readonly thereFund: string
  readonly types: Partial<Record<DifferenceType, number>>
}

/**
 * Compares a file with the ledger of a period and writes the differences, in one statement and so as of one moment. The
 * lines never leave the database: a merge of two hundred thousand takes it less time than sending them would.
 */
export async function compareFile(
  client: pg.ClientBase,
  { hospitalCode, from, to, cares }: HospitalPeriod,
  { fileNo, reconciliationId }: { readonly fileNo: string; readonly reconciliationId: string },
): Promise<ComparedSums> {
  await client.query(forLargeSets)
  const { rows } = await client.query<ComparedSums>(compareSql, [
    ...[hospitalCode, from, to, cares, fileNo, reconciliationId],
  ])
  return rows[0] as ComparedSums
}

/**
 * Two large sets meet once. Compiling the plan to machine code would take longer than running it. On a connection of the
 * pool for bulk work: those of the settlements keep one plan for single claims, and end a statement that takes long.
 */
export const forLargeSets = `SET LOCAL jit = off; SET LOCAL work_mem = '64MB'`
