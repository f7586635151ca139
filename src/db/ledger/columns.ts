import { payers } from '../../domain/names/payers.ts'
import type { BinaryCell } from './binary-arrays.ts'
import type {
  ChainedEntry,
  EntryRow,
  LimitEntryRow,
  PersonYearKey,
  PersonYearWrite,
  PostingRow,
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
  jsonb: { write: cast('jsonb'), read: asIs },
  texts: { write: cast('text[]'), read: asIs },
  amounts: { write: cast('numeric[]'), read: cast('text[]') },
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

/** A person-year as it is written: with the hash of the last entry that it then has. */
export type PersonYearRow = PersonYearWrite & { readonly head: string }

export const personYearColumns: readonly Column<PersonYearRow>[] = [
  ...key<PersonYearRow>(),
  column('version', 'int', 'version'),
  column('state', 'json', 'state'),
  { name: 'used', kind: 'jsonb', field: 'used', value: ({ used }) => JSON.stringify(used) },
  column('replaced_version', 'int', 'expectedVersion'),
  { name: 'used_before', kind: 'jsonb', field: 'usedBefore', value: ({ usedBefore }) => JSON.stringify(usedBefore) },
  column('replaced_head', 'hash', 'expectedHead'),
  column('head', 'hash', 'head'),
]

export const settlementColumns: readonly Column<SettlementRow>[] = [
  ...key<SettlementRow>(),
  column('settlement_id', 'uuid', 'settlementId'),
  column('insured_region', 'text', 'insuredRegion'),
  column('seq', 'int', 'seq'),
  column('hospital_code', 'text', 'hospitalCode'),
  column('settlement_no', 'text', 'settlementNo'),
  column('care', 'text', 'care'),
  column('admitted_on', 'day', 'admittedOn'),
  column('event_on', 'day', 'eventOn'),
  column('insurance', 'text', 'insurance'),
  column('unfiled', 'boolean', 'unfiled'),
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
  column('category', 'text', 'category'),
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
  { name: 'to_person', kind: 'money', field: 'toPerson', value: (row) => row.toPerson ?? '0.00' },
]

export const chainColumns: readonly Column<ChainedEntry>[] = [column('previous_hash', 'hash', 'previousHash')]

const entryOf = ({ value, ...column }: Column<ChainedEntry>): Column<PostingRow> => ({
  ...column,
  value: ({ entry }) => value(entry),
})

/** Of its own, a settlement's row has these; the rest is the entry's. */
const ownOfSettlement = [
  ...['insured_region', 'hospital_code', 'settlement_no', 'care', 'admitted_on', 'event_on', 'insurance', 'unfiled'],
  ...['input', 'input_hash'],
]

const claimColumns = ownOfSettlement.map((name): Column<PostingRow> => {
  const { value, ...column } = settlementColumns.find((one) => one.name === name) as Column<SettlementRow>
  const opened = ({ opening }: ChainedEntry) =>
    name === 'input' ? (opening?.input ?? null) : name === 'input_hash' ? (opening?.inputHash ?? null) : null
  return { ...column, value: ({ entry, settlement }) => (settlement ? value(settlement) : opened(entry)) }
})

/** `{annual,annual/dibao}`, as PostgreSQL reads an array and writes it again: it quotes what could mean something else, and no more. */
const arrayOf = (cells: readonly string[]): string => `{${cells.map(quoted).join(',')}}`

function quoted(cell: string): string {
  const isPlain = cell !== '' && !/[{}",\\ \t\n\r\v\f]/.test(cell) && !/^null$/i.test(cell)
  return isPlain ? cell : `"${cell.replace(/["\\]/g, '\\$&')}"`
}

const amountsOf = (cells: readonly (string | null)[]): string => `{${cells.map((cell) => cell ?? 'NULL').join(',')}}`

const movementColumns: readonly Column<PostingRow>[] = [
  {
    name: 'limit_names',
    kind: 'texts',
    field: 'limitNames',
    value: ({ movements }) => arrayOf(movements.map(({ name }) => name)),
  },
  {
    name: 'limit_amounts',
    kind: 'amounts',
    field: 'limitAmounts',
    value: ({ movements }) => amountsOf(movements.map(({ amount }) => amount)),
  },
  {
    name: 'limit_before',
    kind: 'amounts',
    field: 'limitBefore',
    value: ({ movements }) => amountsOf(movements.map(({ usedBefore }) => usedBefore)),
  },
  {
    name: 'limit_caps',
    kind: 'amounts',
    field: 'limitCaps',
    value: ({ movements }) => amountsOf(movements.map(({ limitAmount }) => limitAmount)),
  },
]

/** What a settlement's row is written with. */
export const postingColumns: readonly Column<PostingRow>[] = [
  ...[...entryColumns, ...payerColumns].map(entryOf),
  ...claimColumns,
  {
    name: 'facts',
    kind: 'json',
    field: 'facts',
    value: ({ entry, settlement }) => settlement?.facts ?? entry.cause?.facts ?? null,
  },
  ...movementColumns,
  ...chainColumns.map(entryOf),
]

/** What a correction's row is written with besides. */
export const correctingColumns: readonly Column<PostingRow>[] = [...postingColumns, ...causeColumns.map(entryOf)]

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

/** `ARRAY[e.seq::text, …]`: the columns as the texts that are hashed, alike for what is to be written and what was read. */
export function texts<Row>(columns: readonly Column<Row>[], alias: string): string {
  const text = ({ name, kind }: Column<Row>) => {
    const sql = `${alias}.${name}`
    return kind === 'instant' || kind === 'day' || kind === 'hash' ? kinds[kind].read(sql) : `${sql}::text`
  }
  return `ARRAY[${columns.map(text).join(', ')}]`
}

/** A row as it travels; its place in the group comes last, where it has one. */
export function cells<Row>(columns: readonly Column<Row>[], row: Row, place?: number): BinaryCell[] {
  const values = columns.map(({ value }) => value(row))
  if (place !== undefined) values.push(place)
  return values
}
