import type pg from 'pg'
import type { Department } from '../../domain/names/departments.ts'
import type { Month } from '../../domain/rosters/roster-month.ts'
import type { RosterStatus } from '../../domain/rosters/roster-status.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'
import type { Counts } from './classify-lines.ts'

export interface RosterKey {
  readonly region: string
  readonly month: Month
  readonly department: Department
}

/** How a list was read. */
export interface ReadAs {
  /** The line that the columns were named by. */
  readonly headerLine: number
  /** Columns that nobody reads here, by their names. */
  readonly columnsPassedOver: readonly string[]
  /** Lines about nobody: titles, sums, signatures, a header that is repeated. */
  readonly linesPassedOver: number
}

export interface NewRoster extends RosterKey, Counts {
  readonly id: string
  readonly format: 'csv' | 'ndjson' | 'xlsx'
  readonly readAs: ReadAs
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
  /** The applied list of the department before this month. */
  readonly previousId: string | null
  readonly uploadedAt: string
  readonly callerId: string
}

export interface RosterRow extends NewRoster {
  readonly lines: number
  readonly previousMembers: number | null
  readonly status: RosterStatus
  readonly jobId: string | null
  readonly appliedThrough: string | null
  readonly applied: number
  readonly conflicts: number
  readonly appliedAt: string | null
  /** New people without a person number in the list of whom nobody has decided yet. */
  readonly toReview: number
}

const instant = (name: string) => `to_char(r.${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const select = `SELECT r.id, r.region, r.month, r.department, r.format, r.encoding, r.lines, r.accepted, r.rejected,
    r.new_people AS "newPeople", r.numbers_made AS "numbersMade", r.read_as AS "readAs", r.opened, r.ended, r.standing, r.missing, r.counting_changes AS "countingChanges", r.members,
    r.previous_id AS "previousId", before.members AS "previousMembers",
    CASE WHEN r.status = 'applying' AND job.finished_at IS NOT NULL THEN 'interrupted' ELSE r.status END AS status, ${instant('uploaded_at')} AS "uploadedAt",
    r.caller_id AS "callerId", r.job_id AS "jobId", r.applied_through AS "appliedThrough", r.applied, r.conflicts,
    ${instant('applied_at')} AS "appliedAt",
    (SELECT count(*)::int FROM roster_people p WHERE p.roster_id = r.id AND p.number_made AND p.decision IS NULL) AS "toReview"
  FROM rosters r LEFT JOIN rosters before ON before.id = r.previous_id LEFT JOIN jobs job ON job.id = r.job_id`

export async function findRoster(client: Queryable, id: string): Promise<RosterRow | null> {
  const { rows } = await client.query<RosterRow>(`${select} WHERE r.id = $1`, [id])
  return rows[0] ?? null
}

/** Locked until the transaction ends, so that two appliers of one list take turns. */
export async function lockRoster(client: pg.ClientBase, id: string): Promise<RosterRow | null> {
  await client.query('SELECT FROM rosters WHERE id = $1 FOR UPDATE', [id])
  return findRoster(client, id)
}

/** Two loads, or an apply and a load, of one department's lists follow one another. */
export async function lockDepartment(
  client: pg.ClientBase,
  { region, department }: Omit<RosterKey, 'month'>,
): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`roster ${region} ${department}`])
}

export async function findRosterByContent(client: Queryable, key: RosterKey, hash: Buffer): Promise<RosterRow | null> {
  const { rows } = await client.query<RosterRow>(
    `${select} WHERE r.region = $1 AND r.month = $2 AND r.department = $3 AND r.content_hash = $4
       AND r.status NOT IN ('expired', 'withdrawn')`,
    [key.region, key.month, key.department, hash],
  )
  return rows[0] ?? null
}

/** The department's list that was applied last for a month before this one; null where there is none. */
export async function findPrevious(
  client: Queryable,
  { region, month, department }: RosterKey,
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM rosters WHERE region = $1 AND department = $2 AND month < $3 AND status = 'applied'
     ORDER BY month DESC, id DESC LIMIT 1`,
    [region, department, month],
  )
  return rows[0]?.id ?? null
}

/**
 * A list of the department that was begun and not finished, or else one that was applied, also in part, and is newer: a
 * later month, or sent later for the same one.
 */
export async function findInTheWay(
  client: Queryable,
  of: RosterKey & { readonly id: string },
): Promise<RosterRow | null> {
  const { rows } = await client.query<RosterRow>(
    `${select} WHERE r.region = $1 AND r.department = $2 AND r.id <> $4
       AND (r.status = 'applying' OR ((r.status = 'applied' OR (r.status = 'withdrawn' AND r.applied_through IS NOT NULL))
         AND (r.month, r.id) > ($3, $4)))
     ORDER BY r.status <> 'applying', r.month DESC, r.id DESC LIMIT 1`,
    [of.region, of.department, of.month, of.id],
  )
  return rows[0] ?? null
}

export async function insertRoster(client: pg.ClientBase, roster: NewRoster, hash: Buffer): Promise<void> {
  await client.query(
    `INSERT INTO rosters (id, region, month, department, content_hash, format, encoding, lines, accepted, rejected, new_people,
       opened, ended, standing, missing, counting_changes, members, previous_id, status, uploaded_at, caller_id, numbers_made, read_as)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'loaded', $19, $20, $21, $22)`,
    [
      ...[roster.id, roster.region, roster.month, roster.department, hash, roster.format, roster.encoding],
      ...[roster.accepted + roster.rejected, roster.accepted, roster.rejected, roster.newPeople, roster.opened],
      ...[roster.ended, roster.standing, roster.missing, roster.countingChanges, roster.members, roster.previousId],
      ...[roster.uploadedAt, roster.callerId, roster.numbersMade, JSON.stringify(roster.readAs)],
    ],
  )
}

export interface RosterFilter {
  readonly regionPrefix: string
  readonly month: Month | null
}

/** Newest first. */
export async function listRosterRows(
  client: Queryable,
  { regionPrefix, month }: RosterFilter,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<RosterRow[]> {
  const { rows } = await client.query<RosterRow>(
    `${select} WHERE r.region BETWEEN $1 AND $2 AND ($3::text IS NULL OR r.month = $3) AND ($4::uuid IS NULL OR r.id < $4)
     ORDER BY r.id DESC LIMIT $5`,
    [...regionRange(regionPrefix), month, after, take],
  )
  return rows
}

/** The first list that came of each department for a month. */
export async function listArrivals(client: Queryable, region: string, month: Month): Promise<RosterRow[]> {
  const { rows } = await client.query<RosterRow>(
    `SELECT DISTINCT ON (department) * FROM (${select} WHERE r.region = $1 AND r.month = $2) arrived ORDER BY department, id`,
    [region, month],
  )
  return rows
}

export async function startApplying(client: pg.ClientBase, id: string, jobId: string): Promise<void> {
  await client.query(`UPDATE rosters SET status = 'applying', job_id = $2 WHERE id = $1`, [id, jobId])
}

/** Gives up what is left of a list. The people whom it would still have registered are forgotten. */
export async function giveUpRoster(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`UPDATE rosters SET status = 'withdrawn' WHERE id = $1`, [id])
  await client.query('DELETE FROM roster_people WHERE roster_id = $1', [id])
}
