import type pg from 'pg'
import type { PersonYearKey } from '../ledger/rows.ts'
import type { Queryable } from '../sql.ts'

/** A person's years recalculated under one number. */
export interface RecalculationRow {
  readonly personNo: string
  readonly resettleNo: string
  /** The application whose approval was the reason; null for any other. */
  readonly applicationId: string | null
  readonly firstYear: number
  readonly lastYear: number
  readonly reason: string
  /** Settlements that were recalculated, and those of them that came out differently. */
  readonly considered: number
  readonly adjusted: number
  readonly resettledAt: string
  readonly callerId: string
}

const instant = `to_char(r.resettled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export async function findRecalculation(
  client: Queryable,
  { personNo, resettleNo }: Pick<RecalculationRow, 'personNo' | 'resettleNo'>,
): Promise<RecalculationRow | null> {
  const { rows } = await client.query<RecalculationRow>(
    `SELECT r.person_no AS "personNo", r.resettle_no AS "resettleNo", r.application_id AS "applicationId",
       r.first_year AS "firstYear", r.last_year AS "lastYear", r.reason, r.considered, r.adjusted,
       ${instant} AS "resettledAt", r.caller_id AS "callerId"
     FROM resettlements r WHERE r.person_no = $1 AND r.resettle_no = $2`,
    [personNo, resettleNo],
  )
  return rows[0] ?? null
}

/** After the entries that it posted: the database compares their number with `adjusted`. */
export async function insertRecalculation(client: pg.ClientBase, row: RecalculationRow): Promise<void> {
  await client.query(
    `INSERT INTO resettlements (person_no, resettle_no, application_id, first_year, last_year, reason, considered, adjusted,
       resettled_at, caller_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.personNo, row.resettleNo, row.applicationId, row.firstYear, row.lastYear, row.reason],
      ...[row.considered, row.adjusted, row.resettledAt, row.callerId],
    ],
  )
}

/**
 * Locks the person until the transaction ends, as those do who change identities: what is read after it are the
 * identities that the settlements are recalculated with, and two who recalculate the same person come one after the other.
 */
export async function lockPersonRow(client: pg.ClientBase, personNo: string): Promise<void> {
  await client.query('SELECT FROM beneficiaries WHERE person_no = $1 FOR NO KEY UPDATE', [personNo])
}

/** Who has a year under a region's law, by number. */
export async function keysOfYear(
  client: Queryable,
  { regions, year }: { readonly regions: readonly string[]; readonly year: number },
  after: string | null,
  take: number,
): Promise<Pick<PersonYearKey, 'personNo'>[]> {
  const { rows } = await client.query<Pick<PersonYearKey, 'personNo'>>(
    `SELECT DISTINCT y.person_no AS "personNo" FROM person_years y
     WHERE ${regions.length === 1 ? 'y.region = ($1::text[])[1]' : 'y.region = ANY ($1::text[])'} AND y.year = $2
       AND y.person_no > $3 COLLATE "C" ORDER BY y.person_no LIMIT $4`,
    [regions, year, after ?? '', take],
  )
  return rows
}

/** The person's years in which anything was settled, in the order in which every process locks them. */
export async function yearsOfPerson(
  client: Queryable,
  { personNo, firstYear, lastYear }: Pick<RecalculationRow, 'personNo' | 'firstYear' | 'lastYear'>,
): Promise<PersonYearKey[]> {
  const { rows } = await client.query<PersonYearKey>(
    `SELECT y.person_no AS "personNo", y.region, y.year FROM person_years y
     WHERE y.person_no = $1 AND y.year BETWEEN $2 AND $3 ORDER BY y.year, y.region`,
    [personNo, firstYear, lastYear],
  )
  return rows
}
