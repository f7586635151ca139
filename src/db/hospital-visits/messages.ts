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

export async function findMessage(
  client: Queryable,
  { hospitalCode, msgid }: { hospitalCode: string; msgid: string },
): Promise<MessageRow | null> {
  const { rows } = await client.query<MessageRow>({
    name: 'message',
    text: `SELECT ${fields} FROM hospital_messages WHERE hospital_code = $1 AND msgid = $2`,
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
