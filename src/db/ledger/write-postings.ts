import type pg from 'pg'
import { rowArray } from './binary-arrays.ts'
import { chain } from './chain.ts'
import {
  type Column,
  cells,
  correctingColumns,
  names,
  personYearColumns,
  postingColumns,
  reversalColumns,
  settlementColumns,
  typed,
} from './columns.ts'
import type { PersonYearKey, PersonYearWrite, PostingRow } from './rows.ts'

/** The row's person-year by its place in the group, counted from 1 as PostgreSQL does. */
type Placed<Row> = readonly [row: Row, place: number]

const numberColumns = settlementColumns.filter(({ name }) =>
  ['hospital_code', 'settlement_no', 'input_hash', 'person_no', 'year', 'settlement_id'].includes(name),
)

/**
 * A parameter a table: its rows, in a row type of the write's own, so that PostgreSQL scans one array a table and not one
 * a column. Cells go by their order, so it is the type's. A type is never changed, because a process of the version
 * before may be writing while a new one is rolled out: new columns are a new type.
 */
export const rowTypes = {
  written_year: personYearColumns,
  written_entry: correctingColumns,
  written_reversal: reversalColumns,
} as const

/** `unnest($2::written_account[])` */
function rowsOf(type: keyof typeof rowTypes): string {
  return `unnest($${Object.keys(rowTypes).indexOf(type) + 1}::${type}[])`
}

/** Rows of a table whose person-year was written; the flags are read once, not joined. */
const ofWritten = 'WHERE (SELECT places FROM written)[t.place]'

/**
 * A whole group in one statement.
 *
 * `moved` takes each person-year on from the head that was read, in key order, so that two processes wait for each
 * other and never in a circle; a row whose head has moved is left alone. `written` says which places matched, and
 * nothing else is inserted than what belongs to those. No stored table is joined, so the plan is the same for one
 * settlement and for a hundred, in an empty database and in a full one. Two groups may bring the same two numbers: inserted
 * in one order, they wait for each other and never in a circle.
 */
function statement({ reversing }: { reversing: boolean }): string {
  const posted = reversing ? correctingColumns : postingColumns
  const settling = `WITH wanted AS MATERIALIZED (SELECT * FROM ${rowsOf('written_year')} WITH ORDINALITY AS t(${names(personYearColumns)}, place)),
moved AS (
  INSERT INTO person_years AS p (${names(personYearColumns)})
  SELECT ${typed(personYearColumns, 't')} FROM wanted t
  ON CONFLICT (person_no, region, year) DO UPDATE
    SET version = excluded.version, state = excluded.state, head = excluded.head, used = excluded.used,
      replaced_version = excluded.replaced_version, replaced_head = excluded.replaced_head, used_before = excluded.used_before
    WHERE p.head = excluded.replaced_head
  RETURNING p.person_no, p.region, p.year),
written AS MATERIALIZED (
  SELECT array_agg(m.year IS NOT NULL ORDER BY w.place) AS places
  FROM wanted w LEFT JOIN moved m ON (m.person_no, m.region, m.year) = (w.person_no, w.region, w.year)),
posted AS MATERIALIZED (SELECT * FROM ${rowsOf('written_entry')} t ${ofWritten}),
used_numbers AS (
  INSERT INTO settlement_numbers (${names(numberColumns)})
  SELECT ${typed(numberColumns, 't')} FROM posted t WHERE t.kind = 'settlement'
  ORDER BY t.hospital_code COLLATE "C", t.settlement_no COLLATE "C"),
entry_rows AS (
  INSERT INTO entries (${names(posted)}) SELECT ${typed(posted, 't')} FROM posted t)`
  const reversals = () => `,
reversal_rows AS (
  INSERT INTO reversals (${names(reversalColumns)})
  SELECT ${typed(reversalColumns, 't')} FROM ${rowsOf('written_reversal')} t ${ofWritten})`
  return `${settling}${reversing ? reversals() : ''}
SELECT places FROM written`
}

/** Reversals and adjustments are rare, and a group of settlements does without their columns and their table. */
export const writeStatements = {
  settling: { name: 'yizhan-write', text: statement({ reversing: false }) },
  reversing: { name: 'yizhan-write-reversing', text: statement({ reversing: true }) },
} as const

/**
 * Writes person-years, each whole or not at all, and answers for each whether it was written.
 *
 * False means that its version is no longer the one that was read: nothing of it was written, the others were.
 * A person-year stands in the group once; several settlements of it are folded into one write.
 * Errors: a number used twice, a limit passed, a balance that is not what was read, an unbalanced entry raise
 * PostgreSQL's own error (`code` 23505 or 23514) and nothing of the whole group is written.
 */
export async function writePersonYears(client: pg.ClientBase, writes: readonly PersonYearWrite[]): Promise<boolean[]> {
  if (writes.length === 0) return []
  const order = writes
    .map((_, index) => index)
    .sort((a, b) => byKey(writes[a] as PersonYearWrite, writes[b] as PersonYearWrite))
  const sorted = order.map((index) => writes[index] as PersonYearWrite)
  const reversals = gather(sorted, (write) => write.reversals)
  const corrects =
    reversals.length > 0 ||
    sorted.some((write) => write.entries.some(({ cause, toPerson }) => cause !== undefined || toPerson !== undefined))
  const { name, text } = corrects ? writeStatements.reversing : writeStatements.settling
  const values = [...parameters(sorted), ...(corrects ? [placed(reversalColumns, reversals)] : [])]
  const result = await client.query<{ places: boolean[] }>({ name, text, values })
  const places = result.rows[0]?.places ?? []
  const written = new Array<boolean>(writes.length).fill(false)
  order.forEach((index, place) => {
    written[index] = places[place] === true
  })
  return written
}

function parameters(writes: readonly PersonYearWrite[]): Buffer[] {
  const chains = writes.map(chain)
  return [
    rowArray(writes.map((write, at) => cells(personYearColumns, { head: chains[at]?.head as string, ...write }))),
    placed(
      correctingColumns,
      chains.flatMap(({ postings }, at) => postings.map((posting): Placed<PostingRow> => [posting, at + 1])),
    ),
  ]
}

function gather<Row>(
  writes: readonly PersonYearWrite[],
  rowsOf: (write: PersonYearWrite) => readonly Row[],
): Placed<Row>[] {
  return writes.flatMap((write, index) => rowsOf(write).map((row): Placed<Row> => [row, index + 1]))
}

function placed<Row>(columns: readonly Column<Row>[], placedRows: readonly Placed<Row>[]): Buffer {
  return rowArray(placedRows.map(([row, place]) => cells(columns, row, place)))
}

/** By bytes, as the columns are collated. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order in which every process locks, in the write and in the locking read. */
function byKey(a: PersonYearKey, b: PersonYearKey): number {
  return compare(a.personNo, b.personNo) || a.year - b.year || compare(a.region, b.region)
}
