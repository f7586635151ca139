import type pg from 'pg'
import type { PayoutStatus } from '../../domain/payouts/payout-names.ts'
import type { Invoice } from '../../domain/reimbursements/invoices.ts'
import type { PaperKind, ReimbursementStatus } from '../../domain/reimbursements/reimbursement-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import { payoutStatusOf } from '../payouts/payouts.ts'
import type { Queryable } from '../sql.ts'

export interface ReimbursementRow {
  readonly id: string
  readonly region: string
  /** The bureau's own number. */
  readonly reimbursementNo: string
  /** What the person holds. */
  readonly receiptNo: string
  readonly personNo: string
  readonly inputHash: string
  /** As it was handed in, as JSON. */
  readonly content: string
  readonly total: string
  readonly receivedOn: string
  readonly receivedAt: string
  readonly receivedBy: string
  readonly invoices: readonly Invoice[]
}

export interface PaperRow {
  readonly id: string
  readonly kind: PaperKind
  readonly mediaType: string
  readonly bytes: number
  readonly addedAt: string
}

/** A payout that holds some of its money. */
export interface PaymentOfBill {
  readonly payoutId: string
  readonly payoutNo: string
  readonly status: PayoutStatus
  readonly paidOn: string | null
  readonly amount: string
}

export interface StoredReimbursement extends Omit<ReimbursementRow, 'content'> {
  /** Not looked at. */
  readonly content: unknown
  readonly status: ReimbursementStatus
  readonly checkedAt: string | null
  readonly checkedBy: string | null
  readonly findings: string | null
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly settlementId: string | null
  readonly reversedAt: string | null
  readonly papers: readonly PaperRow[]
  /** All of it that goes to the person by now; null where it is not settled. */
  readonly amount: string | null
  /** Oldest first. */
  readonly payments: readonly PaymentOfBill[]
}

const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Of its settlement, which the number of every settlement finds. */
const entriesOf = `FROM settlement_numbers n JOIN entries e ON e.person_no = n.person_no AND e.year = n.year
  AND e.settlement_id = n.settlement_id`

const fields = `r.id, r.region, r.reimbursement_no AS "reimbursementNo", r.receipt_no AS "receiptNo", r.person_no AS "personNo",
  'sha256:' || encode(r.input_hash, 'hex') AS "inputHash", r.content, r.total::text AS total, r.received_on AS "receivedOn",
  ${instant('r.received_at')} AS "receivedAt", r.received_by AS "receivedBy", r.status, ${instant('r.checked_at')} AS "checkedAt",
  r.checked_by AS "checkedBy", r.findings, ${instant('r.decided_at')} AS "decidedAt", r.decided_by AS "decidedBy",
  r.settlement_id AS "settlementId", ${instant('r.reversed_at')} AS "reversedAt",
  (SELECT json_agg(json_build_object('code', i.invoice_code, 'number', i.invoice_no, 'amount', i.amount::text, 'issuedOn', i.issued_on)
     ORDER BY i.line_no) FROM reimbursement_invoices i WHERE i.reimbursement_id = r.id) AS invoices,
  (SELECT coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'mediaType', d.media_type, 'bytes', d.bytes,
     'addedAt', ${instant('d.added_at')}) ORDER BY d.added_at, d.id), '[]')
     FROM reimbursement_documents d WHERE d.reimbursement_id = r.id) AS papers,
  (SELECT sum(e.to_person)::text ${entriesOf} WHERE n.settlement_id = r.settlement_id) AS amount,
  (SELECT coalesce(json_agg(json_build_object('payoutId', p.id, 'payoutNo', p.payout_no, 'status', ${payoutStatusOf('p')},
      'amount', held.amount::text,
      'paidOn', (SELECT l.paid_on FROM payout_batch_lines l WHERE l.payout_id = p.id AND l.state = 'paid')) ORDER BY p.id), '[]')
     FROM (SELECT t.payout_id, sum(t.amount) AS amount ${entriesOf} JOIN payout_entries t ON t.person_no = e.person_no
         AND t.region = e.region AND t.year = e.year AND t.seq = e.seq AND t.released_at IS NULL
       WHERE n.settlement_id = r.settlement_id GROUP BY t.payout_id) held
     JOIN payouts p ON p.id = held.payout_id) AS payments`

/** Answers whether it is new; of a number that is known nothing is written. An invoice that is used elsewhere raises. */
export async function insertReimbursement(client: pg.ClientBase, row: ReimbursementRow): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO reimbursements (id, region, reimbursement_no, receipt_no, input_hash, person_no, content, total, status, received_on,
       received_at, received_by)
     VALUES ($1, $2, $3, $4, decode(substr($5, 8), 'hex'), $6, $7, $8, 'received', $9, $10, $11)
     ON CONFLICT (region, reimbursement_no) DO NOTHING`,
    [
      ...[row.id, row.region, row.reimbursementNo, row.receiptNo, row.inputHash, row.personNo, row.content, row.total],
      ...[row.receivedOn, row.receivedAt, row.receivedBy],
    ],
  )
  if (rowCount !== 1) return false
  const { invoices } = row
  // In the order of the key, so that two bills with the same invoices wait for each other and never in a circle.
  await client.query(
    `INSERT INTO reimbursement_invoices (reimbursement_id, line_no, invoice_code, invoice_no, amount, issued_on)
     SELECT $1, i.line_no, i.code, i.number, i.amount, i.issued_on
     FROM unnest($2::text[], $3::text[], $4::numeric[], $5::date[]) WITH ORDINALITY AS i (code, number, amount, issued_on, line_no)
     ORDER BY i.number, i.code`,
    [
      row.id,
      invoices.map(({ code }) => code),
      invoices.map(({ number }) => number),
      invoices.map(({ amount }) => amount),
      invoices.map(({ issuedOn }) => issuedOn),
    ],
  )
  return true
}

export interface UsedInvoice {
  readonly code: string
  readonly number: string
  readonly region: string
  readonly reimbursementNo: string
  readonly status: ReimbursementStatus
  readonly receivedOn: string
}

/** Which of these invoices stand in a bill that is under way or paid, and where. */
export async function findUsedInvoices(
  client: Queryable,
  invoices: readonly Pick<Invoice, 'code' | 'number'>[],
): Promise<UsedInvoice[]> {
  const { rows } = await client.query<UsedInvoice>(
    `SELECT i.invoice_code AS code, i.invoice_no AS number, r.region, r.reimbursement_no AS "reimbursementNo", r.status,
       r.received_on AS "receivedOn"
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a (code, number, place)
     JOIN reimbursement_invoices i ON ltrim(i.invoice_no, '0') = ltrim(a.number, '0') AND i.invoice_code = a.code AND i.released_at IS NULL
     JOIN reimbursements r ON r.id = i.reimbursement_id ORDER BY a.place`,
    [invoices.map(({ code }) => code), invoices.map(({ number }) => number)],
  )
  return rows
}

/** What was handed in of a person, also what somebody else approves at this moment; not looked at. */
export async function listContentsOfPerson(client: Queryable, personNo: string): Promise<unknown[]> {
  const { rows } = await client.query<{ content: unknown }>('SELECT content FROM reimbursements WHERE person_no = $1', [
    personNo,
  ])
  return rows.map(({ content }) => content)
}

type Found = { readonly id: string } | { readonly receiptNo: string } | { readonly region: string; readonly no: string }

export async function findReimbursement(client: Queryable, by: Found): Promise<StoredReimbursement | null> {
  const [where, values] =
    'id' in by
      ? ['r.id = $1', [by.id]]
      : 'receiptNo' in by
        ? ['r.receipt_no = $1', [by.receiptNo]]
        : ['r.region = $1 AND r.reimbursement_no = $2', [by.region, by.no]]
  const { rows } = await client.query<StoredReimbursement>(
    `SELECT ${fields} FROM reimbursements r WHERE ${where}`,
    values,
  )
  return rows[0] ?? null
}

/** Locked until the transaction ends, and read after the wait. */
export async function lockReimbursement(client: pg.ClientBase, id: string): Promise<StoredReimbursement | null> {
  await client.query('SELECT FROM reimbursements WHERE id = $1 FOR UPDATE', [id])
  return findReimbursement(client, { id })
}

export interface ReimbursementFilter {
  readonly regionPrefix: string
  readonly personNo: string | null
  readonly reimbursementNo: string | null
  readonly status: ReimbursementStatus | null
}

/** Newest first. */
export async function listReimbursementRows(
  client: Queryable,
  { regionPrefix, personNo, reimbursementNo, status }: ReimbursementFilter,
  { after, take }: KeyPage,
): Promise<StoredReimbursement[]> {
  const { rows } = await client.query<StoredReimbursement>(
    `SELECT ${fields} FROM reimbursements r WHERE starts_with(r.region, $1)
       AND ($2::text IS NULL OR r.person_no = $2) AND ($3::text IS NULL OR r.status = $3) AND ($4::uuid IS NULL OR r.id < $4::uuid)
       AND ($6::text IS NULL OR r.reimbursement_no = $6)
     ORDER BY r.id DESC LIMIT $5`,
    [regionPrefix, personNo, status, after, take, reimbursementNo],
  )
  return rows
}

interface Step {
  readonly id: string
  readonly at: string
  readonly callerId: string
  readonly findings: string | null
}

export async function checkReimbursementRow(
  client: pg.ClientBase,
  { id, at, callerId, findings }: Step,
): Promise<void> {
  await client.query(
    `UPDATE reimbursements SET status = 'checked', checked_at = $2, checked_by = $3, findings = $4 WHERE id = $1`,
    [id, at, callerId, findings],
  )
}

/** Refused or withdrawn: its invoices are free again. */
export async function endReimbursementRow(
  client: pg.ClientBase,
  { id, at, callerId, findings, status }: Step & { readonly status: 'refused' | 'withdrawn' },
): Promise<void> {
  await client.query(
    `UPDATE reimbursements SET status = $2, decided_at = $3, decided_by = $4, findings = $5 WHERE id = $1`,
    [id, status, at, callerId, findings],
  )
  await releaseInvoices(client, id, at)
}

async function releaseInvoices(client: pg.ClientBase, id: string, at: string | Date): Promise<void> {
  await client.query('UPDATE reimbursement_invoices SET released_at = $2 WHERE reimbursement_id = $1', [id, at])
}

export interface ApprovedBill {
  readonly reimbursementId: string
  readonly settlementId: string
  readonly at: string
  readonly callerId: string
}

/** Null where it was approved; else where it stands instead. */
export async function approveReimbursementRow(
  client: pg.ClientBase,
  { reimbursementId, settlementId, at, callerId }: ApprovedBill,
): Promise<Standing | null> {
  const { rowCount } = await client.query(
    `UPDATE reimbursements SET status = 'approved', decided_at = $2, decided_by = $3, settlement_id = $4
     WHERE id = $1 AND status = 'checked'`,
    [reimbursementId, at, callerId, settlementId],
  )
  if (rowCount === 1) return null
  const { rows } = await client.query<Standing>(
    `SELECT reimbursement_no AS "reimbursementNo", status FROM reimbursements WHERE id = $1`,
    [reimbursementId],
  )
  return rows[0] as Standing
}

export type Standing = Pick<StoredReimbursement, 'reimbursementNo' | 'status'>

/** With the reversal of its settlement, in its transaction. */
export async function reverseReimbursementRow(client: pg.ClientBase, settlementId: string, at: Date): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE reimbursements SET status = 'reversed', reversed_at = $2 WHERE settlement_id = $1 RETURNING id`,
    [settlementId, at],
  )
  for (const { id } of rows) await releaseInvoices(client, id, at)
}
