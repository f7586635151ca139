import type pg from 'pg'
import type { Queryable } from '../sql.ts'

/** One line of a visit's cost. Yuan in text; `count` has four decimals and `price` six. */
export interface FeeLineRow {
  readonly lineNo: string
  /** The line that this one gives back; null for a charge. */
  readonly refundedNo: string | null
  readonly batchNo: string | null
  readonly itemCode: string | null
  readonly occurredAt: string
  readonly count: string
  readonly price: string
  readonly total: string
  readonly offCatalogue: string
  readonly overLimit: string
  readonly preSelfPay: string
  readonly inScope: string
  /** Who says of what it is made up; `settlement` leaves it to the message that settles the visit. */
  readonly partsFrom: 'message' | 'catalogue' | 'settlement'
}

const columns = [
  ['line_no', 'lineNo', 'text'],
  ['refunded_no', 'refundedNo', 'text'],
  ['batch_no', 'batchNo', 'text'],
  ['item_code', 'itemCode', 'text'],
  ['occurred_at', 'occurredAt', 'text'],
  ['count', 'count', 'numeric'],
  ['price', 'price', 'numeric'],
  ['total', 'total', 'numeric'],
  ['off_catalogue', 'offCatalogue', 'numeric'],
  ['over_limit', 'overLimit', 'numeric'],
  ['pre_self_pay', 'preSelfPay', 'numeric'],
  ['in_scope', 'inScope', 'numeric'],
  ['parts_from', 'partsFrom', 'text'],
] as const satisfies readonly (readonly [string, keyof FeeLineRow, string])[]

const names = columns.map(([name]) => name).join(', ')
const read = columns
  .map(([name, field, type]) => `${name}${type === 'numeric' ? '::text' : ''} AS "${field}"`)
  .join(', ')

/** A SELECT of the active lines of a visit, oldest first; `mdtrtId` is the place of its number. */
export const selectActiveLines = (mdtrtId: string) =>
  `SELECT ${read} FROM fee_lines WHERE mdtrt_id = ${mdtrtId} AND withdrawn_at IS NULL ORDER BY id`

/** Lines that stand, oldest first. */
export async function activeLines(client: Queryable, mdtrtId: string): Promise<FeeLineRow[]> {
  const { rows } = await client.query<FeeLineRow>({
    name: 'fee-lines',
    text: selectActiveLines('$1'),
    values: [mdtrtId],
  })
  return rows
}

/** Of the lines that stand, those that new ones have to agree with: of the same number, the charges they refund, and other refunds of these. */
export async function linesToCheck(
  client: Queryable,
  mdtrtId: string,
  lines: readonly Pick<FeeLineRow, 'lineNo' | 'refundedNo'>[],
): Promise<FeeLineRow[]> {
  const refunded = lines.map((line) => line.refundedNo).filter((no) => no !== null)
  const { rows } = await client.query<FeeLineRow>({
    name: 'fee-lines-to-check',
    text: `SELECT ${read} FROM fee_lines
     WHERE mdtrt_id = $1 AND withdrawn_at IS NULL AND (line_no = ANY ($2) OR refunded_no = ANY ($3)) ORDER BY id`,
    values: [mdtrtId, [...lines.map((line) => line.lineNo), ...refunded], refunded],
  })
  return rows
}

/** What the lines of a visit that stand come to. */
export async function totalOfLines(client: Queryable, mdtrtId: string): Promise<string> {
  const { rows } = await client.query<{ total: string }>({
    name: 'fee-lines-total',
    text: 'SELECT coalesce(sum(total), 0.00)::text AS total FROM fee_lines WHERE mdtrt_id = $1 AND withdrawn_at IS NULL',
    values: [mdtrtId],
  })
  return rows[0]?.total ?? '0.00'
}

/** Errors: 23505 when a line of that number stands already. */
export async function insertFeeLines(
  client: pg.PoolClient,
  at: { mdtrtId: string; msgid: string; recordedAt: Date },
  lines: readonly (FeeLineRow & { readonly id: string })[],
): Promise<void> {
  const arrays = columns.map(([, field]) => lines.map((line) => line[field]))
  const taken = columns.map(([, , type], index) => `$${index + 5}::${type}[]`).join(', ')
  await client.query({
    name: 'fee-lines-add',
    text: `INSERT INTO fee_lines (mdtrt_id, msgid, recorded_at, id, ${names})
     SELECT $1, $2, $3, t.* FROM unnest($4::uuid[], ${taken}) AS t`,
    values: [at.mdtrtId, at.msgid, at.recordedAt, lines.map((line) => line.id), ...arrays],
  })
}

export interface WithdrawnLine {
  readonly lineNo: string
  readonly occurredAt: string
}

/** Withdraws lines by their numbers, or those of batches, or all that came up after a day (`null`). Answers those withdrawn. */
export async function withdrawLines(
  client: pg.PoolClient,
  which: {
    mdtrtId: string
    lineNos: readonly string[] | null
    batchNos: readonly string[] | null
    after: string | null
  },
  by: { msgid: string; at: Date },
): Promise<WithdrawnLine[]> {
  const { rows } = await client.query<WithdrawnLine>(
    `UPDATE fee_lines SET withdrawn_at = $4, withdrawn_by = $5
     WHERE mdtrt_id = $1 AND withdrawn_at IS NULL
       AND ($2::text[] IS NULL OR line_no = ANY ($2)) AND ($3::text[] IS NULL OR batch_no = ANY ($3))
       AND ($6::text IS NULL OR left(occurred_at, 10) COLLATE "C" > $6)
     RETURNING line_no AS "lineNo", occurred_at AS "occurredAt"`,
    [which.mdtrtId, which.lineNos, which.batchNos, by.at, by.msgid, which.after],
  )
  return rows
}
