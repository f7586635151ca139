import type { Queryable } from '../sql.ts'
import type { KeyPage, ListedEntry, SettlementFilter, StoredSettlement } from './rows.ts'
import { asArray, entryFields, limitEntryFields, settlementsOf } from './selects.ts'
import { type AsRead, storedEntry, storedSettlement } from './stored.ts'

/** Collects conditions and their values; a filter that was not given leaves no trace in the statement. */
class Where {
  readonly values: unknown[] = []
  readonly #conditions: string[] = []

  /** `?` stands for the next value. */
  add(condition: string, ...values: unknown[]): void {
    this.#conditions.push(condition.replace(/\?/g, () => `$${this.values.push(values.shift())}`))
  }

  given(condition: string, value: unknown): void {
    if (value !== undefined && value !== null && value !== '') this.add(condition, value)
  }

  get sql(): string {
    return this.#conditions.length > 0 ? `WHERE ${this.#conditions.join(' AND ')}` : ''
  }
}

/** A day and the id of a settlement of it. */
export type SettlementKey = readonly [eventOn: string, settlementId: string]

/** The key by which a list of settlements goes on: newest day first, then newest id. */
export function settlementKey({
  eventOn,
  settlementId,
}: Pick<StoredSettlement, 'eventOn' | 'settlementId'>): [string, string] {
  return [eventOn, settlementId]
}

/** Settlements as they stand, newest day first. */
export async function listSettlementRows(
  client: Queryable,
  filter: SettlementFilter,
  page: KeyPage<SettlementKey>,
): Promise<StoredSettlement[]> {
  const { rows } = await client.query<AsRead<StoredSettlement>>(listStatement(filter, page))
  return rows.map(storedSettlement)
}

export function listStatement(
  filter: SettlementFilter,
  { after, take }: KeyPage<SettlementKey>,
): { text: string; values: unknown[] } {
  const where = conditions(filter)
  if (after !== null) pageAfter(where, after)
  const order = 's.event_on DESC, s.settlement_id DESC'
  const page = `(SELECT * FROM settlements s ${where.sql} ORDER BY ${order} LIMIT $${where.values.push(take)})`
  return { text: `${settlementsOf(page)} ORDER BY ${order}`, values: where.values }
}

/** The year is the event's (000000/G5), so days also choose the partitions that are looked into. */
function conditions(filter: SettlementFilter): Where {
  const where = new Where()
  where.given('s.hospital_code = ?', filter.hospitalCode)
  where.given('s.settlement_no = ?', filter.settlementNo)
  where.given('s.person_no = ?', filter.personNo)
  where.given('starts_with(s.insured_region, ?)', filter.regionPrefix)
  if (filter.settlementNo !== undefined && filter.hospitalCode !== undefined) {
    // Through the numbers' own key, instead of through all that the hospital ever settled.
    where.add(
      '(s.person_no, s.year, s.settlement_id) IN (SELECT n.person_no, n.year, n.settlement_id FROM settlement_numbers n WHERE n.hospital_code = ? AND n.settlement_no = ?)',
      filter.hospitalCode,
      filter.settlementNo,
    )
  }
  if (filter.from !== undefined) where.add('s.event_on >= ? AND s.year >= ?', filter.from, yearOf(filter.from))
  if (filter.to !== undefined) where.add('s.event_on <= ? AND s.year <= ?', filter.to, yearOf(filter.to))
  return where
}

function pageAfter(where: Where, [day, id]: SettlementKey): void {
  where.add('(s.event_on, s.settlement_id) < (?::date, ?::uuid) AND s.year <= ?', day, id, yearOf(day))
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

/** The key by which a list of entries goes on: by region, then in the order of posting. */
export function entryKey({ region, seq }: Pick<ListedEntry, 'region' | 'seq'>): [string, number] {
  return [region, seq]
}

/** The entries of a person's year, in the order of posting, with what each moved of the limits. */
export async function listEntries(
  client: Queryable,
  filter: {
    readonly personNo: string
    readonly year: number
    readonly region?: string | undefined
    readonly hospitalCode?: string | undefined
  },
  { after, take }: KeyPage<readonly [region: string, seq: number]>,
): Promise<ListedEntry[]> {
  const where = new Where()
  where.add('e.person_no = ? AND e.year = ?', filter.personNo, filter.year)
  where.given('e.region = ?', filter.region)
  where.given('s.hospital_code = ?', filter.hospitalCode)
  if (after !== null) where.add('(e.region, e.seq) > (?, ?::int)', ...after)
  const { rows } = await client.query<AsRead<ListedEntry>>(
    `SELECT ${entryFields}, ${limits} AS limits, s.settlement_no AS "settlementNo", s.hospital_code AS "hospitalCode",
       to_char(s.event_on, 'YYYY-MM-DD') AS "eventOn"
     FROM entries e LEFT JOIN settlements s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id ${where.sql}
     ORDER BY e.region, e.seq LIMIT $${where.values.push(take)}`,
    where.values,
  )
  return rows.map(storedEntry)
}

const limits = asArray(
  `SELECT ${limitEntryFields} FROM limit_movements l
   WHERE l.person_no = e.person_no AND l.region = e.region AND l.year = e.year AND l.seq = e.seq`,
  'r.name',
)
