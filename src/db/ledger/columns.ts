import { payers } from '../../domain/names/payers.ts'
import type { BinaryCell } from './binary-arrays.ts'
import type {
  AccountMove,
  EntryRow,
  LimitEntryRow,
  PersonYearKey,
  PersonYearWrite,
  ReversalRow,
  SettlementRow,
} from './rows.ts'

/**
 * How one column travels: as a text or an integer of a row in, as text out.
 *
 * `write` is SQL that makes the column's type from the row's; `read` is SQL that makes the row's text from
 * the column, the same whatever date style or time zone the session has.
 */
interface Kind {
  readonly write: (sql: string) => string
  readonly read: (sql: string) => string
}

const asIs = (sql: string) => sql
const cast = (type: string) => (sql: string) => `${sql}::${type}`

const kinds = {
  text: { write: asIs, read: asIs },
  int: { write: asIs, read: asIs },
  smallint: { write: cast('smallint'), read: asIs },
  boolean: { write: cast('boolean'), read: asIs },
  uuid: { write: cast('uuid'), read: cast('text') },
  money: { write: cast('numeric'), read: cast('text') },
  json: { write: cast('json'), read: asIs },
  day: { write: cast('date'), read: (sql) => `to_char(${sql}, 'YYYY-MM-DD')` },
  instant: {
    write: cast('timestamptz'),
    read: (sql) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  },
  // 32 bytes stored, `sha256:` and 64 hex digits outside.
  hash: {
    write: (sql) => `decode(substr(${sql}, 8), 'hex')`,
    read: (sql) => `'sha256:' || encode(${sql}, 'hex')`,
  },
} as const satisfies Record<string, Kind>

export interface Column<Row> {
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly field: string
  readonly value: (row: Row) => BinaryCell
}

function column<Row, Field extends keyof Row & string>(
  name: string,
  kind: keyof typeof kinds,
  field: Field,
): Column<Row> {
  return { name, kind, field, value: (row) => plain(row[field]) }
}

function plain(value: unknown): BinaryCell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return String(value)
}

const key = <Row extends PersonYearKey>(): Column<Row>[] => [
  column('person_no', 'text', 'personNo'),
  column('region', 'text', 'region'),
  column('year', 'smallint', 'year'),
]

export const personYearColumns: readonly Column<PersonYearWrite>[] = [
  ...key<PersonYearWrite>(),
  column('replaced_version', 'int', 'expectedVersion'),
  column('version', 'int', 'version'),
  column('state', 'json', 'state'),
]

/** An account's row has the key and version of the person-year that it was written with. */
export type AccountRow = AccountMove & PersonYearKey & { readonly version: number }

export const accountColumns: readonly Column<AccountRow>[] = [
  ...key<AccountRow>(),
  column('name', 'text', 'name'),
  column('used', 'money', 'usedAfter'),
  column('used_before', 'money', 'usedBefore'),
  column('version', 'int', 'version'),
]

export const settlementColumns: readonly Column<SettlementRow>[] = [
  ...key<SettlementRow>(),
  column('settlement_id', 'uuid', 'settlementId'),
  column('insured_region', 'text', 'insuredRegion'),
  column('seq', 'int', 'seq'),
  column('hospital_code', 'text', 'hospitalCode'),
  column('settlement_no', 'text', 'settlementNo'),
  column('care', 'text', 'care'),
  column('event_on', 'day', 'eventOn'),
  column('input', 'json', 'input'),
  column('facts', 'json', 'facts'),
  column('input_hash', 'hash', 'inputHash'),
  column('settled_at', 'instant', 'settledAt'),
  column('caller_id', 'text', 'callerId'),
]

/** The same words, as the database spells them: criticalIllness is critical_illness. */
export const payerColumns: readonly Column<EntryRow>[] = payers.map((payer) => ({
  name: payer.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  kind: 'money',
  field: payer,
  value: (row) => row.payers[payer],
}))

/** The payers excepted, which follow them in the table. */
export const entryColumns: readonly Column<EntryRow>[] = [
  ...key<EntryRow>(),
  column('seq', 'int', 'seq'),
  column('entry_id', 'uuid', 'entryId'),
  column('settlement_id', 'uuid', 'settlementId'),
  column('kind', 'text', 'kind'),
  column('reversal_no', 'text', 'reversalNo'),
  column('total', 'money', 'total'),
  column('outcome', 'json', 'outcome'),
  column('state', 'json', 'state'),
  column('trace_hash', 'hash', 'traceHash'),
  column('policy_hash', 'text', 'policyHash'),
  column('posted_at', 'instant', 'postedAt'),
  column('caller_id', 'text', 'callerId'),
]

/** Of adjustments that no reversal caused, and what of a correction goes to the person. The settlement path's INSERT does not name them. */
export const causeColumns: readonly Column<EntryRow>[] = [
  { name: 'cause', kind: 'text', field: 'cause', value: (row) => row.cause?.kind ?? null },
  { name: 'cause_no', kind: 'text', field: 'causeNo', value: (row) => row.cause?.no ?? null },
  { name: 'facts', kind: 'json', field: 'facts', value: (row) => row.cause?.facts ?? null },
  { name: 'to_person', kind: 'money', field: 'toPerson', value: (row) => row.toPerson ?? '0.00' },
]

export const limitEntryColumns: readonly Column<LimitEntryRow>[] = [
  ...key<LimitEntryRow>(),
  column('name', 'text', 'name'),
  column('seq', 'int', 'seq'),
  column('entry_id', 'uuid', 'entryId'),
  column('amount', 'money', 'amount'),
  column('used_before', 'money', 'usedBefore'),
  column('used_after', 'money', 'usedAfter'),
  column('limit_amount', 'money', 'limitAmount'),
]

export const reversalColumns: readonly Column<ReversalRow>[] = [
  column('hospital_code', 'text', 'hospitalCode'),
  column('reversal_no', 'text', 'reversalNo'),
  column('settlement_no', 'text', 'settlementNo'),
  column('settlement_id', 'uuid', 'settlementId'),
  ...key<ReversalRow>(),
  column('seq', 'int', 'seq'),
  column('reason', 'text', 'reason'),
  column('resettle_later', 'boolean', 'resettleLater'),
  column('reversed_at', 'instant', 'reversedAt'),
  column('caller_id', 'text', 'callerId'),
]

/** `person_no, region, …` */
export function names<Row>(columns: readonly Column<Row>[]): string {
  return columns.map(({ name }) => name).join(', ')
}

/** `t.person_no, t.year::smallint, …`: the columns in their own types. */
export function typed<Row>(columns: readonly Column<Row>[], alias: string): string {
  return columns.map(({ name, kind }) => kinds[kind].write(`${alias}.${name}`)).join(', ')
}

/** `s.person_no AS "personNo", …`: what makes a row's fields of the columns. */
export function fields<Row>(columns: readonly Column<Row>[], alias: string): string {
  return columns.map(({ name, kind, field }) => `${kinds[kind].read(`${alias}.${name}`)} AS "${field}"`).join(', ')
}

/** A row as it travels; its place in the group comes last, where it has one. */
export function cells<Row>(columns: readonly Column<Row>[], row: Row, place?: number): BinaryCell[] {
  const values = columns.map(({ value }) => value(row))
  if (place !== undefined) values.push(place)
  return values
}
