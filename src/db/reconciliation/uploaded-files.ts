import type pg from 'pg'
import type { FaultyLine, FileLine } from '../../domain/reconciliation/file-line.ts'
import { intArray, textArray } from '../ledger/binary-arrays.ts'
import type { Queryable } from '../sql.ts'

export interface UploadedFile {
  readonly fileNo: string
  readonly hospitalCode: string
  readonly fileName: string
  readonly bytes: number
  /** All lines but the header, the faulty ones included. */
  readonly rows: number
  readonly faults: number
  readonly uploadedAt: string
  readonly callerId: string
}

export type StoredLine = FileLine & { readonly settlementId: string | null }

const fileFields = `file_no AS "fileNo", hospital_code AS "hospitalCode", file_name AS "fileName", bytes, rows, faults,
  to_char(uploaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "uploadedAt", caller_id AS "callerId"`

export async function findFile(client: Queryable, fileNo: string): Promise<UploadedFile | null> {
  const { rows } = await client.query<UploadedFile>(`SELECT ${fileFields} FROM uploaded_files WHERE file_no = $1`, [
    fileNo,
  ])
  return rows[0] ?? null
}

export async function findFileByContent(
  client: Queryable,
  hospitalCode: string,
  hash: Buffer,
): Promise<UploadedFile | null> {
  const { rows } = await client.query<UploadedFile>(
    `SELECT ${fileFields} FROM uploaded_files WHERE hospital_code = $1 AND content_hash = $2`,
    [hospitalCode, hash],
  )
  return rows[0] ?? null
}

/** Lines that were uploaded for a hospital since an instant, by files that are still kept. */
export async function countLinesSince(client: Queryable, hospitalCode: string, since: string): Promise<number> {
  const { rows } = await client.query<{ lines: number }>(
    `SELECT coalesce(sum(rows), 0)::bigint AS lines FROM uploaded_files WHERE hospital_code = $1 AND uploaded_at > $2`,
    [hospitalCode, since],
  )
  return rows[0]?.lines ?? 0
}

export async function insertFile(client: pg.ClientBase, file: UploadedFile, hash: Buffer): Promise<void> {
  await client.query(
    `INSERT INTO uploaded_files (file_no, hospital_code, content_hash, file_name, bytes, rows, faults, uploaded_at, caller_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      file.fileNo,
      file.hospitalCode,
      hash,
      file.fileName,
      file.bytes,
      file.rows,
      file.faults,
      file.uploadedAt,
      file.callerId,
    ],
  )
}

/** A portion of a file's lines in one statement: an array a column, as in the ledger's own write. */
export async function insertFileLines(
  client: pg.ClientBase,
  fileNo: string,
  lines: readonly StoredLine[],
): Promise<void> {
  const texts = (of: (line: StoredLine) => string | null) => textArray(lines.map(of))
  await client.query({
    name: 'uploaded-lines',
    text: `INSERT INTO uploaded_lines (file_no, line_no, settlement, settlement_id, visit_id, person_no, refunded, total, fund_paid, account_paid)
     SELECT $1, line_no, settlement, settlement_id::uuid, visit_id, person_no, refunded::boolean, total::numeric, fund_paid::numeric, account_paid::numeric
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       AS line (line_no, settlement, settlement_id, visit_id, person_no, refunded, total, fund_paid, account_paid)`,
    values: [
      fileNo,
      intArray(lines.map(({ lineNo }) => lineNo)),
      texts(({ settlement }) => settlement),
      texts(({ settlementId }) => settlementId),
      texts(({ visitId }) => visitId),
      texts(({ personNo }) => personNo),
      texts(({ refunded }) => String(refunded)),
      texts(({ total }) => total),
      texts(({ fundPaid }) => fundPaid),
      texts(({ accountPaid }) => accountPaid),
    ],
  })
}

export async function insertFileFaults(
  client: pg.ClientBase,
  fileNo: string,
  faults: readonly FaultyLine[],
): Promise<void> {
  await client.query(
    `INSERT INTO uploaded_line_faults (file_no, line_no, column_name, reason)
     SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[])`,
    [
      fileNo,
      intArray(faults.map(({ lineNo }) => lineNo)),
      textArray(faults.map(({ column }) => column)),
      textArray(faults.map(({ reason }) => reason)),
    ],
  )
}

export async function listFileFaults(client: Queryable, fileNo: string, take: number): Promise<FaultyLine[]> {
  const { rows } = await client.query<FaultyLine>(
    `SELECT line_no AS "lineNo", column_name AS "column", reason FROM uploaded_line_faults
     WHERE file_no = $1 ORDER BY line_no LIMIT $2`,
    [fileNo, take],
  )
  return rows
}
