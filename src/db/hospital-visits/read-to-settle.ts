import type { Day } from '../../domain/calendar.ts'
import type { Queryable } from '../sql.ts'
import { type FeeLineRow, selectActiveLines } from './fee-lines.ts'
import { knownMessage, type MessageRow } from './messages.ts'
import type { RegistrationInForce } from './patients.ts'
import { lastAttempt, type SettlementAttempt } from './settlement-attempts.ts'
import { type VisitRow, visitRows } from './visits.ts'

/** Everything a message that settles a visit needs of what hospitals have sent, and of the registers. */
export interface ReadToSettle {
  readonly visit: VisitRow | null
  readonly lines: readonly FeeLineRow[]
  readonly registrations: readonly RegistrationInForce[]
  /** Transfers of the person to this hospital that are not cancelled and wait for nobody. */
  readonly referrals: readonly { readonly from: Day; readonly to: Day | null }[]
  /** The last quote of the visit. */
  readonly quoted: unknown
  /** What the message was answered with before; null where it is new. */
  readonly message: MessageRow | null
  /** The last message that set out to settle the visit. */
  readonly attempt: SettlementAttempt | null
}

/** JSON has no bytes: they come as PostgreSQL writes them, `\\x…`. */
type Hashed<Row extends { bodyHash: Buffer }> = Omit<Row, 'bodyHash'> & { readonly bodyHash: string }

interface Raw extends Omit<ReadToSettle, 'message' | 'attempt'> {
  readonly message: Hashed<MessageRow> | null
  readonly attempt: (Omit<Hashed<SettlementAttempt>, 'begunAt'> & { readonly begunAt: string }) | null
}

const asList = (select: string) => `(SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (${select}) r)`
const asRow = (select: string) => `(SELECT row_to_json(r) FROM (${select}) r)`

/** One statement, one moment: under the visit's lock what it says stays so until the transaction ends. */
const text = `SELECT
  ${asRow(visitRows('v.mdtrt_id = $1'))} AS visit,
  ${asList(selectActiveLines('$1'))} AS lines,
  ${asList(`SELECT kind, disease_code AS "diseaseCode", valid_from AS "from", valid_to AS "to"
    FROM registrations WHERE person_no = $2 ORDER BY id`)} AS registrations,
  ${asList(`SELECT valid_from AS "from", valid_to AS "to" FROM referrals
    WHERE person_no = $2 AND to_hospital = $3 AND cancelled_at IS NULL AND status IN ('filed', 'confirmed') ORDER BY id`)} AS referrals,
  (SELECT answer FROM visit_quotes WHERE mdtrt_id = $1 ORDER BY quoted_at DESC, id DESC LIMIT 1) AS quoted,
  ${asRow(knownMessage('$3', '$4'))} AS message,
  ${asRow(lastAttempt('$1'))} AS attempt`

export async function readToSettle(
  client: Queryable,
  of: { readonly mdtrtId: string; readonly personNo: string; readonly hospitalCode: string; readonly msgid: string },
): Promise<ReadToSettle> {
  const values = [of.mdtrtId, of.personNo, of.hospitalCode, of.msgid]
  const { rows } = await client.query<Raw>({ name: 'visit-to-settle', text, values })
  const { message, attempt, ...read } = rows[0] as Raw
  return {
    ...read,
    message: message && { ...message, bodyHash: bytesOf(message.bodyHash) },
    attempt: attempt && { ...attempt, bodyHash: bytesOf(attempt.bodyHash), begunAt: new Date(attempt.begunAt) },
  }
}

function bytesOf(written: string): Buffer {
  return Buffer.from(written.slice(2), 'hex')
}
