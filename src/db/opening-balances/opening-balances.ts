import type pg from 'pg'
import type { OpenedYear } from '../../domain/ledger/opening.ts'
import type { OpeningStatus } from '../../domain/opening-balances/opening-names.ts'
import type { KeyPage } from '../ledger/rows.ts'
import { storedOpening } from '../ledger/stored.ts'
import type { Queryable } from '../sql.ts'

export interface OpeningRow {
  readonly id: string
  readonly region: string
  readonly openingNo: string
  readonly personNo: string
  readonly inputHash: string
  readonly lawRegion: string
  readonly year: number
  readonly asOf: string
  readonly source: string
  /** As it will be posted, as JSON. */
  readonly content: string
  readonly enteredAt: string
  readonly enteredBy: string
}

export interface StoredOpening extends OpeningRow {
  readonly opened: OpenedYear
  readonly status: OpeningStatus
  readonly decidedAt: string | null
  readonly decidedBy: string | null
  readonly reason: string | null
  readonly reversalNo: string | null
  readonly reversedAt: string | null
  readonly reversedBy: string | null
}

type AsStored = Omit<StoredOpening, 'opened'>

const instant = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const fields = `o.id, o.region, o.opening_no AS "openingNo", o.person_no AS "personNo", 'sha256:' || encode(o.input_hash, 'hex') AS "inputHash",
  o.law_region AS "lawRegion", o.year::int AS year, o.as_of AS "asOf", o.source, o.content::text AS content,
  ${instant('o.entered_at')} AS "enteredAt", o.entered_by AS "enteredBy", o.status, ${instant('o.decided_at')} AS "decidedAt",
  o.decided_by AS "decidedBy", o.reason, o.reversal_no AS "reversalNo", ${instant('o.reversed_at')} AS "reversedAt",
  o.reversed_by AS "reversedBy"`

const read = (row: AsStored): StoredOpening => ({ ...row, opened: storedOpening(JSON.parse(row.content)) })

/** Answers whether it is new; of a number that is known nothing is written. A second one of a year raises. */
export async function insertOpening(client: Queryable, row: OpeningRow): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO opening_balances (id, region, opening_no, input_hash, person_no, law_region, year, as_of, source, content, status,
       entered_at, entered_by)
     VALUES ($1, $2, $3, decode(substr($4, 8), 'hex'), $5, $6, $7, $8, $9, $10, 'entered', $11, $12)
     ON CONFLICT (region, opening_no) DO NOTHING`,
    [
      ...[
        row.id,
        row.region,
        row.openingNo,
        row.inputHash,
        row.personNo,
        row.lawRegion,
        row.year,
        row.asOf,
        row.source,
      ],
      ...[row.content, row.enteredAt, row.enteredBy],
    ],
  )
  return rowCount === 1
}

type Found = { readonly id: string } | { readonly region: string; readonly openingNo: string }

export async function findOpening(client: Queryable, by: Found): Promise<StoredOpening | null> {
  const [where, values] =
    'id' in by ? ['o.id = $1', [by.id]] : ['o.region = $1 AND o.opening_no = $2', [by.region, by.openingNo]]
  const { rows } = await client.query<AsStored>(`SELECT ${fields} FROM opening_balances o WHERE ${where}`, values)
  return rows[0] ? read(rows[0]) : null
}

/** The one of a person's year that is entered or stands. */
export async function findStandingOpening(
  client: Queryable,
  { personNo, lawRegion, year }: Pick<OpeningRow, 'personNo' | 'lawRegion' | 'year'>,
): Promise<StoredOpening | null> {
  const { rows } = await client.query<AsStored>(
    `SELECT ${fields} FROM opening_balances o WHERE o.person_no = $1 AND o.law_region = $2 AND o.year = $3
       AND o.status IN ('entered', 'approved')`,
    [personNo, lawRegion, year],
  )
  return rows[0] ? read(rows[0]) : null
}

/** Locked until the transaction ends, and read after the wait. */
export async function lockOpening(client: pg.ClientBase, id: string): Promise<StoredOpening | null> {
  await client.query('SELECT FROM opening_balances WHERE id = $1 FOR UPDATE', [id])
  return findOpening(client, { id })
}

export interface OpeningFilter {
  readonly regionPrefix: string
  readonly personNo: string | null
  readonly year: number | null
  readonly status: OpeningStatus | null
}

/** Newest first. */
export async function listOpeningRows(
  client: Queryable,
  { regionPrefix, personNo, year, status }: OpeningFilter,
  { after, take }: KeyPage,
): Promise<StoredOpening[]> {
  const { rows } = await client.query<AsStored>(
    `SELECT ${fields} FROM opening_balances o WHERE starts_with(o.region, $1)
       AND ($2::text IS NULL OR o.person_no = $2) AND ($3::int IS NULL OR o.year = $3) AND ($4::text IS NULL OR o.status = $4)
       AND ($5::uuid IS NULL OR o.id < $5::uuid) ORDER BY o.id DESC LIMIT $6`,
    [regionPrefix, personNo, year, status, after, take],
  )
  return rows.map(read)
}

export interface OpeningFigures {
  /** People whose year begins with what was used before, and who wait for a second pair of eyes. */
  readonly people: number
  readonly waiting: number
  /** By account of a limit, what was used before in all. */
  readonly limits: readonly { readonly name: string; readonly used: string }[]
}

/** Of a year and the people insured in a region. */
export async function readOpeningFigures(client: Queryable, year: number, prefix: string): Promise<OpeningFigures> {
  const { rows } = await client.query<OpeningFigures>(
    `SELECT count(DISTINCT o.person_no) FILTER (WHERE o.status = 'approved')::int AS people,
       count(DISTINCT o.person_no) FILTER (WHERE o.status = 'entered')::int AS waiting,
       (SELECT coalesce(json_agg(json_build_object('name', l.name, 'used', l.used::text) ORDER BY l.name), '[]') FROM (
          SELECT u.key AS name, sum(u.value::numeric) AS used FROM opening_balances p
          CROSS JOIN LATERAL json_each_text(p.content -> 'year' -> 'used') u
          WHERE p.year = $1 AND starts_with(p.region, $2) AND p.status = 'approved' GROUP BY u.key) l) AS limits
     FROM opening_balances o WHERE o.year = $1 AND starts_with(o.region, $2)`,
    [year, prefix],
  )
  return rows[0] as OpeningFigures
}

interface By {
  readonly id: string
  readonly at: string
  readonly callerId: string
}

export async function decideOpeningRow(
  client: pg.ClientBase,
  { id, at, callerId, status, reason }: By & { readonly status: OpeningStatus; readonly reason: string | null },
): Promise<void> {
  await client.query(
    'UPDATE opening_balances SET status = $2, decided_at = $3, decided_by = $4, reason = $5 WHERE id = $1',
    [id, status, at, callerId, reason],
  )
}

export async function reverseOpeningRow(
  client: pg.ClientBase,
  { id, at, callerId, reversalNo, reason }: By & { readonly reversalNo: string; readonly reason: string },
): Promise<void> {
  await client.query(
    `UPDATE opening_balances SET status = 'reversed', reversed_at = $2, reversed_by = $3, reversal_no = $4, reason = $5 WHERE id = $1`,
    [id, at, callerId, reversalNo, reason],
  )
}
