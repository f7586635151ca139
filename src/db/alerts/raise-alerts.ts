import type pg from 'pg'
import type { PersonYearKey } from '../ledger/rows.ts'

export interface AlertRow extends PersonYearKey {
  readonly id: string
  readonly insuredRegion: string
  readonly cause: string
  readonly settlementId: string | null
  readonly category: string | null
  readonly alarm: string
  readonly line: string
  readonly burdenBefore: string
  readonly burden: string
  readonly happenedOn: string
  readonly raisedAt: string
  readonly checkBy: string
  readonly clause: object
  readonly policyHash: string
  readonly pushedTo: readonly string[]
}

/**
 * Rows as one value: departments are a list in each of them, which no array a column could hold. Names are looked up behind
 * the write, because Citus looks up nothing within RETURNING.
 */
export const raising = `WITH raised AS (INSERT INTO alerts AS a (person_no, region, year, id, insured_region, cause, settlement_id, category, alarm,
  line, burden_before, burden, happened_on, raised_at, check_by, clause, policy_hash, pushed_to)
SELECT r."personNo", r.region, r.year, r.id, r."insuredRegion", r.cause, r."settlementId", r.category, r.alarm,
  r.line, r."burdenBefore", r.burden, r."happenedOn", r."raisedAt", r."checkBy", r.clause, r."policyHash", r."pushedTo"
FROM json_to_recordset($1) AS r ("personNo" text, region text, year smallint, id uuid, "insuredRegion" text, cause text,
  "settlementId" uuid, category text, alarm text, line numeric, "burdenBefore" numeric, burden numeric, "happenedOn" date,
  "raisedAt" timestamptz, "checkBy" date, clause json, "policyHash" text, "pushedTo" text[])
ON CONFLICT (person_no, region, year) DO NOTHING
RETURNING a.id, a.person_no)
SELECT r.id, (SELECT b.name FROM beneficiaries b WHERE b.person_no = r.person_no) AS name FROM raised r`

/**
 * Writes the alerts that were not there, and answers those, by id, with the person's name for the news of it. The order is
 * that of the keys, as everywhere, so that two transactions wait for each other and never in a circle.
 */
export async function insertAlerts(client: pg.ClientBase, alerts: readonly AlertRow[]): Promise<Map<string, string>> {
  const key = ({ personNo, year, region }: AlertRow) => `${personNo}|${year}|${region}`
  const sorted = [...alerts].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const { rows } = await client.query<{ id: string; name: string }>(raising, [JSON.stringify(sorted)])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface AlertEventRow {
  readonly id: string
  readonly type: string
  readonly region: string
  readonly payload: string
  readonly happenedAt: string
}

export async function insertEvents(client: pg.ClientBase, events: readonly AlertEventRow[]): Promise<void> {
  await client.query(
    `INSERT INTO outbox_events (id, type, region, payload, happened_at)
     SELECT * FROM json_to_recordset($1) AS r (id uuid, type text, region text, payload text, "happenedAt" timestamptz)`,
    [JSON.stringify(events)],
  )
}
