import { voidSettlement } from '../settlement/void-number.ts'
import type { Queryable } from '../sql.ts'

/** A message of a hospital that wrote something. `output` is the JSON text that was answered. */
export interface MessageRow {
  readonly hospitalCode: string
  readonly msgid: string
  readonly infno: string
  readonly bodyHash: Buffer
  readonly refmsgid: string
  readonly personNo: string | null
  readonly mdtrtId: string | null
  readonly output: string | null
  readonly warning: string | null
}

const fields = `hospital_code AS "hospitalCode", msgid, infno, body_hash AS "bodyHash", refmsgid,
  person_no AS "personNo", mdtrt_id AS "mdtrtId", output::text AS output, warning`

/**
 * A SELECT of what a message was answered with. One that settled a visit is known by its attempt: its answer is the
 * settlement's, and what changed since the quote is said anew. `hospitalCode` and `msgid` are the places of its number.
 */
export const knownMessage = (hospitalCode: string, msgid: string) => `
  SELECT ${fields} FROM hospital_messages WHERE hospital_code = ${hospitalCode} AND msgid = ${msgid}
  UNION ALL (
    SELECT a.hospital_code, a.msgid, a.infno, a.body_hash, a.refmsgid, n.person_no, a.mdtrt_id,
      json_build_object('settlementNo', a.msgid, 'medType', a.med_type)::text, NULL
    FROM visit_settlings a
    JOIN settlement_numbers n ON n.hospital_code = a.hospital_code AND n.settlement_no = a.msgid
    WHERE a.hospital_code = ${hospitalCode} AND a.msgid = ${msgid} AND n.settlement_id <> '${voidSettlement}'
    ORDER BY a.begun_at DESC, a.round DESC LIMIT 1)
  LIMIT 1`

export async function findMessage(
  client: Queryable,
  { hospitalCode, msgid }: { hospitalCode: string; msgid: string },
): Promise<MessageRow | null> {
  const { rows } = await client.query<MessageRow>({
    name: 'message',
    text: knownMessage('$1', '$2'),
    values: [hospitalCode, msgid],
  })
  return rows[0] ?? null
}

/** Errors: 23505 when the number is there already: another copy of the message was first. */
export async function insertMessage(
  client: Queryable,
  row: MessageRow & { readonly answeredAt: Date; readonly callerId: string },
): Promise<void> {
  await client.query({
    name: 'message-keep',
    text: `INSERT INTO hospital_messages (hospital_code, msgid, infno, body_hash, refmsgid, person_no, mdtrt_id, output, warning,
       answered_at, caller_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::json, $9, $10, $11)`,
    values: [
      ...[row.hospitalCode, row.msgid, row.infno, row.bodyHash, row.refmsgid, row.personNo, row.mdtrtId],
      ...[row.output, row.warning, row.answeredAt, row.callerId],
    ],
  })
}

/** Whether a sign-in of the hospital was answered with this number. */
export async function isSignedIn(client: Queryable, hospitalCode: string, refmsgid: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM hospital_messages WHERE hospital_code = $1 AND refmsgid = $2 AND infno = '9001'`,
    [hospitalCode, refmsgid],
  )
  return rowCount !== 0
}
