import type pg from 'pg'
import { voidSettlement } from '../settlement/void-number.ts'
import type { Queryable } from '../sql.ts'

export type Setting = 'outpatient' | 'inpatient'
export type EventKind = 'opened' | 'told' | 'ended' | 'end-undone' | 'cancelled'

export interface VisitEvent {
  readonly kind: EventKind
  readonly facts: unknown
}

/** A visit with everything that was told of it, in order. */
export interface VisitRow {
  readonly mdtrtId: string
  readonly hospitalCode: string
  readonly personNo: string
  readonly setting: Setting
  readonly version: number
  readonly events: readonly VisitEvent[]
  /** When the stay ended by the settlement that is active and said so itself; null where none did. */
  readonly endedBySettlement: string | null
  /** The last day that is settled in the middle of the stay; null where none is. */
  readonly settledUntil: string | null
}

/** Of the settlements of a visit the active ones. */
const active = `FROM visit_settlings s
   JOIN settlement_numbers n ON n.hospital_code = s.hospital_code AND n.settlement_no = s.msgid
   WHERE s.mdtrt_id = v.mdtrt_id AND n.settlement_id <> '${voidSettlement}'
     AND NOT EXISTS (SELECT FROM entries e WHERE e.person_no = n.person_no AND e.year = n.year
       AND e.settlement_id = n.settlement_id AND e.kind = 'reversal')`

/** A SELECT of visits with their events; `v` is the visit. */
export const visitRows = (where: string) => `SELECT v.mdtrt_id AS "mdtrtId", v.hospital_code AS "hospitalCode",
  v.person_no AS "personNo", v.setting, v.version,
  (SELECT json_agg(json_build_object('kind', e.kind, 'facts', e.facts) ORDER BY e.seq)
   FROM visit_events e WHERE e.mdtrt_id = v.mdtrt_id) AS events,
  (SELECT s.ended_at ${active} AND s.ended_at IS NOT NULL ORDER BY s.round DESC LIMIT 1) AS "endedBySettlement",
  (SELECT max(s.midway_until) ${active}) AS "settledUntil"
FROM visits v WHERE ${where}`

/** A number for a visit, of thirty characters: region, time and a running number. */
export async function nextVisitNumber(client: Queryable): Promise<string> {
  const text = `SELECT lpad(nextval('visit_numbers')::text, 10, '0') AS number`
  const { rows } = await client.query<{ number: string }>({ name: 'visit-number', text })
  return rows[0]?.number ?? ''
}

export async function insertVisit(
  client: pg.PoolClient,
  visit: Omit<VisitRow, 'version' | 'events' | 'endedBySettlement' | 'settledUntil'> & {
    readonly openedAt: Date
    readonly callerId: string
  },
): Promise<void> {
  await client.query({
    name: 'visit-open',
    text: `INSERT INTO visits (mdtrt_id, hospital_code, person_no, setting, version, opened_at, caller_id)
     VALUES ($1, $2, $3, $4, 1, $5, $6)`,
    values: [visit.mdtrtId, visit.hospitalCode, visit.personNo, visit.setting, visit.openedAt, visit.callerId],
  })
}

export async function insertEvent(
  client: pg.PoolClient,
  event: { mdtrtId: string; seq: number; kind: EventKind; facts: object; msgid: string; at: Date },
): Promise<void> {
  await client.query({
    name: 'visit-event',
    text: 'INSERT INTO visit_events (mdtrt_id, seq, kind, facts, msgid, at) VALUES ($1, $2, $3, $4, $5, $6)',
    values: [event.mdtrtId, event.seq, event.kind, JSON.stringify(event.facts), event.msgid, event.at],
  })
}

export async function findVisit(client: Queryable, mdtrtId: string): Promise<VisitRow | null> {
  const { rows } = await client.query<VisitRow>({
    name: 'visit',
    text: visitRows('v.mdtrt_id = $1'),
    values: [mdtrtId],
  })
  return rows[0] ?? null
}

/** Locks the visit until the transaction ends, so that what is told of one visit follows one another. */
export async function lockVisitRow(client: pg.PoolClient, mdtrtId: string): Promise<void> {
  const text = 'SELECT FROM visits WHERE mdtrt_id = $1 FOR NO KEY UPDATE'
  await client.query({ name: 'visit-lock', text, values: [mdtrtId] })
}

/** Locks the visit, then reads it: what was told while this waited is in it. */
export async function lockVisit(client: pg.PoolClient, mdtrtId: string): Promise<VisitRow | null> {
  await lockVisitRow(client, mdtrtId)
  return findVisit(client, mdtrtId)
}

/** Takes the visit on to its next event and answers its number. The visit is locked. */
export async function moveVisitOn(client: pg.PoolClient, mdtrtId: string): Promise<number> {
  const text = 'UPDATE visits SET version = version + 1 WHERE mdtrt_id = $1 RETURNING version'
  const { rows } = await client.query<{ version: number }>({ name: 'visit-move-on', text, values: [mdtrtId] })
  return rows[0]?.version ?? 0
}

/** A person's visits at one hospital, oldest first. */
export async function listVisits(
  client: Queryable,
  { personNo, hospitalCode }: { personNo: string; hospitalCode: string },
): Promise<VisitRow[]> {
  const { rows } = await client.query<VisitRow>(
    `${visitRows('v.person_no = $1 AND v.hospital_code = $2')} ORDER BY v.opened_at, v.mdtrt_id`,
    [personNo, hospitalCode],
  )
  return rows
}

/** Lets one transaction at a time look whether a person lies in a bed, and open a stay. */
export async function lockStaysOf(client: pg.PoolClient, personNo: string): Promise<void> {
  const text = `SELECT pg_advisory_xact_lock(hashtextextended('stays of ' || $1, 0))`
  await client.query({ name: 'visit-stays-lock', text, values: [personNo] })
}

/** A person's stays at every hospital, the latest first. */
export async function listStays(client: Queryable, personNo: string): Promise<VisitRow[]> {
  const text = `${visitRows("v.person_no = $1 AND v.setting = 'inpatient'")} ORDER BY v.opened_at DESC, v.mdtrt_id DESC`
  const { rows } = await client.query<VisitRow>({ name: 'visit-stays', text, values: [personNo] })
  return rows
}

/** Whether it was this message that opened the visit. */
export async function wasOpenedBy(client: Queryable, mdtrtId: string, msgid: string): Promise<boolean> {
  const text = 'SELECT FROM visit_events WHERE mdtrt_id = $1 AND seq = 1 AND msgid = $2'
  const { rowCount } = await client.query({ name: 'visit-opened-by', text, values: [mdtrtId, msgid] })
  return rowCount !== 0
}

/** Whether a 2601 called the visit off. */
export async function wasCancelledBy2601(
  client: Queryable,
  { mdtrtId, hospitalCode }: { mdtrtId: string; hospitalCode: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM visit_events e JOIN hospital_messages m ON m.hospital_code = $2 AND m.msgid = e.msgid
     WHERE e.mdtrt_id = $1 AND e.kind = 'cancelled' AND m.infno = '2601'`,
    [mdtrtId, hospitalCode],
  )
  return rowCount !== 0
}
