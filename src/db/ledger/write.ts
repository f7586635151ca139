import type pg from 'pg'
import { intArray } from './arrays.ts'
import {
  type AccountRow,
  accountColumns,
  arrays,
  type Column,
  causeColumns,
  entryColumns,
  limitEntryColumns,
  names,
  parameters,
  payerColumns,
  personYearColumns,
  reversalColumns,
  settlementColumns,
  typed,
} from './columns.ts'
import type { EntryRow, PersonYearKey, PersonYearWrite, SettlementRow } from './types.ts'

/** The row's person-year by its place in the group, counted from 1 as PostgreSQL does. */
type Placed<Row> = readonly [row: Row, place: number]

const entryAndPayers = [...entryColumns, ...payerColumns]
const correcting = [...entryAndPayers, ...causeColumns]
const numberColumns = settlementColumns.filter(({ name }) =>
  ['hospital_code', 'settlement_no', 'input_hash', 'person_no', 'year', 'settlement_id'].includes(name),
)

/** Gives each table its parameters, one after another: an array a column and, for what belongs to a year, its places. */
function numbered() {
  let next = 1
  return (columns: readonly Column<never>[], placed: boolean): string => {
    const list = parameters(columns, next)
    next += columns.length
    if (!placed) return `unnest(${list}) WITH ORDINALITY AS t(${names(columns)}, place)`
    return `unnest(${list}, $${next++}::int[]) AS t(${names(columns)}, place)`
  }
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
  const rows = numbered()
  const settling = `WITH wanted AS MATERIALIZED (SELECT * FROM ${rows(personYearColumns, false)}),
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
  SELECT ${typed(accountColumns, 't')} FROM ${rows(accountColumns, true)} ${ofWritten}
  ON CONFLICT (person_no, region, year, name) DO UPDATE
    SET used = excluded.used, used_before = excluded.used_before, version = excluded.version),
settled AS MATERIALIZED (SELECT * FROM ${rows(settlementColumns, true)} ${ofWritten}),
used_numbers AS (
  INSERT INTO settlement_numbers (${names(numberColumns)}) SELECT ${typed(numberColumns, 't')} FROM settled t),
settlement_rows AS (
  INSERT INTO settlements (${names(settlementColumns)}) SELECT ${typed(settlementColumns, 't')} FROM settled t),
entry_rows AS (
  INSERT INTO entries (${names(posted)})
  SELECT ${typed(posted, 't')} FROM ${rows(posted, true)} ${ofWritten}),
limit_rows AS (
  INSERT INTO limit_entries (${names(limitEntryColumns)})
  SELECT ${typed(limitEntryColumns, 't')} FROM ${rows(limitEntryColumns, true)} ${ofWritten})`
  const reversals = () => `,
reversal_rows AS (
  INSERT INTO reversals (${names(reversalColumns)})
  SELECT ${typed(reversalColumns, 't')} FROM ${rows(reversalColumns, true)} ${ofWritten})`
  return `${settling}${reversing ? reversals() : ''}
SELECT places FROM written`
}

/** Reversals and adjustments are rare, and a group of settlements does without their parameters. */
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
  const posted = corrects ? correcting : entryAndPayers
  const parameters = [...values(sorted, posted), ...(corrects ? placed(reversalColumns, reversals) : [])]
  const result = await client.query<{ places: boolean[] }>({ name, text, values: parameters })
  const places = result.rows[0]?.places ?? []
  const written = new Array<boolean>(writes.length).fill(false)
  order.forEach((index, place) => {
    written[index] = places[place] === true
  })
  return written
}

function values(writes: readonly PersonYearWrite[], posted: readonly Column<EntryRow>[]): Buffer[] {
  return [
    ...arrays(personYearColumns, writes),
    ...placed(accountColumns, gather(writes, accountRows)),
    ...placed(settlementColumns, gather(writes, (write) => write.settlements).sort(byNumber)),
    ...placed(
      posted,
      gather(writes, (write) => write.entries),
    ),
    ...placed(
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

function placed<Row>(columns: readonly Column<Row>[], rows: readonly Placed<Row>[]): Buffer[] {
  const plain = rows.map(([row]) => row)
  return [...arrays(columns, plain), intArray(rows.map(([, place]) => place))]
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
