import type pg from 'pg'
import { voidSettlement } from '../settlement/void-number.ts'
import type { Queryable } from '../sql.ts'

/** 经办人, as the envelope of a message names the one who sends it. */
export interface MessageOperator {
  readonly opterId: string | null
  readonly opterName: string | null
}

/** A message that set out to settle a visit. The settlement's number is the message's. */
export interface SettlementAttemptRow extends MessageOperator {
  readonly mdtrtId: string
  readonly round: number
  readonly hospitalCode: string
  readonly msgid: string
  readonly infno: string
  readonly bodyHash: Buffer
  readonly refmsgid: string
  readonly medType: string | null
  /** `exp_content` where it is text of the hospital's own. */
  readonly note: string | null
  /** When the stay ended, where the message says so itself. */
  readonly endedAt: string | null
  /** The last day that it covers, of a settlement in the middle of a stay; null for one at its end. */
  readonly midwayUntil: string | null
}

/** What became of an attempt: `open` is under way, or its process ended before it could settle. */
export type AttemptState = 'open' | 'refused' | 'void' | 'settled' | 'reversed'

export interface SettlementAttempt extends SettlementAttemptRow {
  readonly state: AttemptState
  readonly begunAt: Date
}

const fields = `a.mdtrt_id AS "mdtrtId", a.round, a.hospital_code AS "hospitalCode", a.msgid, a.infno,
  a.body_hash AS "bodyHash", a.refmsgid, a.med_type AS "medType", a.note, a.ended_at AS "endedAt", a.midway_until AS "midwayUntil", a.opter_id AS "opterId", a.opter_name AS "opterName",
  a.begun_at AS "begunAt"`

/** Decided by the number alone, which every settlement writes and which can be made void. */
const state = `CASE
    WHEN n.settlement_id = '${voidSettlement}' THEN 'void'
    WHEN n.settlement_id IS NOT NULL AND EXISTS (SELECT FROM entries e WHERE e.person_no = n.person_no AND e.year = n.year
      AND e.settlement_id = n.settlement_id AND e.kind = 'reversal') THEN 'reversed'
    WHEN n.settlement_id IS NOT NULL THEN 'settled'
    WHEN r.round IS NOT NULL THEN 'refused'
    ELSE 'open' END AS state`

const attempts = `SELECT ${fields}, ${state} FROM visit_settlings a
  LEFT JOIN settlement_numbers n ON n.hospital_code = a.hospital_code AND n.settlement_no = a.msgid
  LEFT JOIN refused_attempts r ON r.mdtrt_id = a.mdtrt_id AND r.round = a.round`

/** A SELECT of the last message that set out to settle a visit; `mdtrtId` is the place of its number. */
export const lastAttempt = (mdtrtId: string) =>
  `${attempts} WHERE a.mdtrt_id = ${mdtrtId} ORDER BY a.round DESC LIMIT 1`

/** The last message that set out to settle a visit, whatever became of it; null where none did. */
export async function latestAttempt(client: Queryable, mdtrtId: string): Promise<SettlementAttempt | null> {
  const { rows } = await client.query<SettlementAttempt>({
    name: 'attempt-of-visit',
    text: lastAttempt('$1'),
    values: [mdtrtId],
  })
  return rows[0] ?? null
}

/** The last round that a message began; null when it never came to that. */
export async function attemptOf(
  client: Queryable,
  { hospitalCode, msgid }: { hospitalCode: string; msgid: string },
): Promise<SettlementAttempt | null> {
  const text = `${attempts} WHERE a.hospital_code = $1 AND a.msgid = $2 ORDER BY a.begun_at DESC, a.round DESC LIMIT 1`
  const { rows } = await client.query<SettlementAttempt>({
    name: 'attempt-of-message',
    text,
    values: [hospitalCode, msgid],
  })
  return rows[0] ?? null
}

/** The last settlement of a visit that stands; null where none does. */
export async function latestActive(client: Queryable, mdtrtId: string): Promise<SettlementAttempt | null> {
  const { rows } = await client.query<SettlementAttempt>({
    name: 'attempt-active',
    text: `SELECT * FROM (${attempts} WHERE a.mdtrt_id = $1) a WHERE a.state = 'settled' ORDER BY a.round DESC LIMIT 1`,
    values: [mdtrtId],
  })
  return rows[0] ?? null
}

export async function insertAttempt(
  client: pg.PoolClient,
  row: SettlementAttemptRow & { readonly begunAt: Date },
): Promise<void> {
  await client.query({
    name: 'attempt-begin',
    text: `INSERT INTO visit_settlings (mdtrt_id, round, hospital_code, msgid, infno, body_hash, refmsgid, med_type, note, ended_at, midway_until, begun_at,
       opter_id, opter_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      ...[row.mdtrtId, row.round, row.hospitalCode, row.msgid, row.infno, row.bodyHash, row.refmsgid, row.medType],
      row.note,
      row.endedAt,
      row.midwayUntil,
      row.begunAt,
      row.opterId,
      row.opterName,
    ],
  })
}

/** Says of an attempt that it was refused. Nothing was written under its number, which may be sent again. */
export async function noteRefused(
  client: Queryable,
  { mdtrtId, round }: Pick<SettlementAttemptRow, 'mdtrtId' | 'round'>,
  at: Date,
): Promise<void> {
  await client.query('INSERT INTO refused_attempts (mdtrt_id, round, refused_at) VALUES ($1, $2, $3)', [
    mdtrtId,
    round,
    at,
  ])
}
