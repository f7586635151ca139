import type pg from 'pg'
import { rowArray } from './binary-arrays.ts'
import {
  type AccountRow,
  accountColumns,
  type Column,
  causeColumns,
  cells,
  entryColumns,
  limitEntryColumns,
  names,
  payerColumns,
  personYearColumns,
  reversalColumns,
  settlementColumns,
  typed,
} from './columns.ts'
import type { PersonYearKey, PersonYearWrite, SettlementRow } from './rows.ts'

/** The row's person-year by its place in the group, counted from 1 as PostgreSQL does. */
type Placed<Row> = readonly [row: Row, place: number]

const entryAndPayers = [...entryColumns, ...payerColumns]
const correcting = [...entryAndPayers, ...causeColumns]
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
  written_account: accountColumns,
  written_settlement: settlementColumns,
  written_entry: correcting,
  written_limit_entry: limitEntryColumns,
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
 * `moved` takes each person-year on from the version that was read, in key order, so that two processes wait for each
 * other and never in a circle; a row whose version has moved is left alone. `written` says which places matched, and
 * nothing else is inserted than what belongs to those. No stored table is joined, so the plan is the same for one
 * settlement and for a hundred, in an empty database and in a full one.
 */
function statement({ reversing }: { reversing: boolean }): string {
  const posted = reversing ? correcting : entryAndPayers
  const settling = `WITH wanted AS MATERIALIZED (SELECT * FROM ${rowsOf('written_year')} WITH ORDINALITY AS t(${names(personYearColumns)}, place)),
moved AS (
  INSERT INTO person_years AS p (${names(personYearColumns)})
  SELECT ${typed(personYearColumns, 't')} FROM wanted t
  ON CONFLICT (person_no, region, year) DO UPDATE
    SET replaced_version = excluded.replaced_version, version = excluded.version, state = excluded.state
    WHERE p.version = excluded.replaced_version
  RETURNING p.person_no, p.region, p.year),
written AS MATERIALIZED (
  SELECT array_agg(m.year IS NOT NULL ORDER BY w.place) AS places
  FROM wanted w LEFT JOIN moved m ON (m.person_no, m.region, m.year) = (w.person_no, w.region, w.year)),
accounts AS (
  INSERT INTO limit_accounts (${names(accountColumns)})
  SELECT ${typed(accountColumns, 't')} FROM ${rowsOf('written_account')} t ${ofWritten}
  ON CONFLICT (person_no, region, year, name) DO UPDATE
    SET used = excluded.used, used_before = excluded.used_before, version = excluded.version),
settled AS MATERIALIZED (SELECT * FROM ${rowsOf('written_settlement')} t ${ofWritten}),
used_numbers AS (
  INSERT INTO settlement_numbers (${names(numberColumns)}) SELECT ${typed(numberColumns, 't')} FROM settled t),
settlement_rows AS (
  INSERT INTO settlements (${names(settlementColumns)}) SELECT ${typed(settlementColumns, 't')} FROM settled t),
entry_rows AS (
  INSERT INTO entries (${names(posted)})
  SELECT ${typed(posted, 't')} FROM ${rowsOf('written_entry')} t ${ofWritten}),
limit_rows AS (
  INSERT INTO limit_entries (${names(limitEntryColumns)})
  SELECT ${typed(limitEntryColumns, 't')} FROM ${rowsOf('written_limit_entry')} t ${ofWritten})`
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
    reversals.length > 0 || sorted.some((write) => write.entries.some(({ cause }) => cause !== undefined))
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
  return [
    rowArray(writes.map((write) => cells(personYearColumns, write))),
    placed(accountColumns, gather(writes, accountRows)),
    placed(settlementColumns, gather(writes, (write) => write.settlements).sort(byNumber)),
    placed(
      correcting,
      gather(writes, (write) => write.entries),
    ),
    placed(
      limitEntryColumns,
      gather(writes, (write) => write.limitEntries),
    ),
  ]
}

function accountRows({ personNo, region, year, version, accounts }: PersonYearWrite): AccountRow[] {
  return accounts.map((account) => ({ personNo, region, year, version, ...account }))
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

/** Two groups may bring the same two numbers: inserted in one order, they wait for each other and never in a circle. */
function byNumber([a]: Placed<SettlementRow>, [b]: Placed<SettlementRow>): number {
  return compare(a.hospitalCode, b.hospitalCode) || compare(a.settlementNo, b.settlementNo)
}
