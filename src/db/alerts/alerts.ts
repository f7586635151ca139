import type pg from 'pg'
import type { AlertCause, AlertStatus, FollowUpResult } from '../../domain/alerts/alert-names.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Department } from '../../domain/names/departments.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import type { KeyPage } from '../ledger/rows.ts'
import { regionRange } from '../registers/region-range.ts'
import type { Queryable } from '../sql.ts'

export interface StoredFollowUp {
  readonly seq: number
  readonly result: FollowUpResult
  readonly on: string
  readonly from: string | null
  readonly category: Category | null
  readonly reason: string | null
  readonly recordedAt: string
  readonly callerId: string
  /** The identity of that category in force on the day, where the register has one. */
  readonly identityId: string | null
}

export interface StoredAlert {
  readonly id: string
  readonly personNo: string
  readonly name: string
  readonly region: string
  readonly year: number
  readonly insuredRegion: string
  readonly cause: AlertCause
  readonly settlementId: string | null
  readonly category: Category | null
  readonly alarm: 'return' | 'fall'
  readonly line: string
  readonly burdenBefore: string
  readonly burden: string
  /** As the year stands now: reversals and later settlements move it, the alert stays. */
  readonly burdenNow: string
  readonly happenedOn: string
  readonly raisedAt: string
  /** By when it is to be checked. */
  readonly checkBy: string
  readonly clause: ClauseRef
  readonly policyHash: string
  readonly pushedTo: readonly Department[]
  readonly status: AlertStatus
  readonly followUps: readonly StoredFollowUp[]
}

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const followUps = `coalesce((SELECT json_agg(json_build_object('seq', f.seq, 'result', f.result, 'on', f.happened_on,
    'from', f.included_from, 'category', f.category, 'reason', f.reason, 'recordedAt', ${instant('f.recorded_at')},
    'callerId', f.caller_id, 'identityId', (SELECT i.id FROM valid_identities i WHERE i.person_no = a.person_no
      AND i.category = f.category AND i.valid_from <= f.included_from
      AND (i.valid_to IS NULL OR i.valid_to >= f.included_from) ORDER BY i.id LIMIT 1)) ORDER BY f.seq)
  FROM alert_follow_ups f WHERE f.alert_id = a.id), '[]')`

/** The burden of the year as it stands now. */
const burdenNow = `(SELECT y.state->>'personBurden' FROM person_years y
   WHERE y.person_no = a.person_no AND y.region = a.region AND y.year = a.year)`

/** An alert that nobody has followed up goes by the year as it stands: a bill that is undone takes it along. */
export const alertStatusNow = `CASE WHEN a.status = 'open' AND coalesce(${burdenNow}::numeric, 0) <= a.line THEN 'undone' ELSE a.status END`

const fields = `a.id, a.person_no AS "personNo", (SELECT b.name FROM beneficiaries b WHERE b.person_no = a.person_no) AS name,
  a.region, a.year, a.insured_region AS "insuredRegion", a.cause, a.settlement_id AS "settlementId", a.category,
  a.alarm, a.check_by::text AS "checkBy", a.line::text, a.burden_before::text AS "burdenBefore", a.burden::text,
  ${burdenNow} AS "burdenNow",
  a.happened_on::text AS "happenedOn", ${instant('a.raised_at')} AS "raisedAt", a.clause, a.policy_hash AS "policyHash",
  a.pushed_to AS "pushedTo", ${alertStatusNow} AS status, ${followUps} AS "followUps"`

export interface AlertFilter {
  /** The first digits of where people are insured; empty for everywhere. */
  readonly regionPrefix: string
  readonly year: number | null
  readonly status: AlertStatus | null
  readonly personNo: string | null
  /** Instants: raised from the first on, and before the second. */
  readonly from: string | null
  readonly before: string | null
  readonly department: Department | null
}

/** Newest first. */
export async function listAlertRows(
  client: Queryable,
  { regionPrefix, year, status, personNo, from, before, department }: AlertFilter,
  { after, take }: KeyPage,
): Promise<StoredAlert[]> {
  const { rows } = await client.query<StoredAlert>(
    `SELECT ${fields} FROM alerts a
     WHERE a.insured_region BETWEEN $1 AND $2 AND ($3::int IS NULL OR a.year = $3) AND ($4::text IS NULL OR ${alertStatusNow} = $4)
       AND ($5::timestamptz IS NULL OR a.raised_at >= $5) AND ($6::timestamptz IS NULL OR a.raised_at < $6)
       AND ($7::text IS NULL OR $7 = ANY (a.pushed_to)) AND ($8::uuid IS NULL OR a.id < $8)
       AND ($9::text IS NULL OR a.person_no = $9)
     ORDER BY a.id DESC LIMIT $10`,
    [...regionRange(regionPrefix), year, status, from, before, department, after, personNo, take],
  )
  return rows
}

export async function findAlert(client: Queryable, id: string): Promise<StoredAlert | null> {
  const { rows } = await client.query<StoredAlert>(`SELECT ${fields} FROM alerts a WHERE a.id = $1`, [id])
  return rows[0] ?? null
}

/** Locked until the transaction ends, and read after the wait. */
export async function lockAlert(client: pg.ClientBase, id: string): Promise<StoredAlert | null> {
  await client.query('SELECT FROM alerts WHERE id = $1 FOR UPDATE', [id])
  return findAlert(client, id)
}

/** Writes what was found out, and with it where the alert stands. */
export async function writeFollowUp(
  client: pg.ClientBase,
  alertId: string,
  row: Omit<StoredFollowUp, 'identityId'>,
): Promise<void> {
  await client.query(
    `INSERT INTO alert_follow_ups (alert_id, seq, result, happened_on, included_from, category, reason, recorded_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [alertId, row.seq, row.result, row.on, row.from, row.category, row.reason, row.recordedAt, row.callerId],
  )
  await client.query('UPDATE alerts SET status = $2 WHERE id = $1', [alertId, row.result])
}

export interface SealedPerson {
  readonly personNo: string
  readonly name: string
  readonly idType: string
  readonly idNumberEnc: Buffer
}

/** The people of a page of alerts, their numbers still sealed: for the file that a department is sent. */
export async function sealedPeople(
  client: Queryable,
  personNos: readonly string[],
): Promise<Map<string, SealedPerson>> {
  const { rows } = await client.query<SealedPerson>(
    `SELECT person_no AS "personNo", name, id_type AS "idType", id_number_enc AS "idNumberEnc"
     FROM beneficiaries WHERE person_no = ANY ($1::text[])`,
    [personNos],
  )
  return new Map(rows.map((row) => [row.personNo, row]))
}
