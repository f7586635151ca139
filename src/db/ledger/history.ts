import type { Queryable } from '../sql.ts'
import { fields, reversalColumns } from './columns.ts'
import type { PersonYearHistory, PersonYearKey, ReversalRow, StoredEntry, StoredSettlement } from './rows.ts'
import { asArray, entryFields, limitEntryFields, settlementsOf } from './selects.ts'
import { type AsRead, type HistoryAsRead, storedEntry, storedHistory, storedSettlement } from './stored.ts'

export { entryKey, listEntries, listSettlementRows, settlementKey } from './lists.ts'

const ofYear = (alias: string) => `${alias}.person_no = $1 AND ${alias}.region = $2 AND ${alias}.year = $3`

const history = `SELECT coalesce(y.version, 0) AS version, y.state, 'sha256:' || encode(y.head, 'hex') AS head,
  coalesce((SELECT json_agg(json_build_object('name', u.key, 'used', u.value) ORDER BY u.key) FROM jsonb_each_text(y.used) u), '[]') AS accounts,
  ${asArray(settlementsOf(`(SELECT * FROM settlements s WHERE ${ofYear('s')})`, ofYear('e')), 'r.seq')} AS settlements,
  ${asArray(`SELECT ${entryFields} FROM entries e WHERE ${ofYear('e')}`, 'r.seq')} AS entries,
  ${asArray(`SELECT ${limitEntryFields} FROM limit_movements l WHERE ${ofYear('l')}`, 'r.seq, r.name')} AS "limitEntries",
  ${asArray(
    `SELECT ${fields(reversalColumns, 'u')} FROM reversals u
     WHERE ${ofYear('u')} AND (u.hospital_code, u.settlement_no) IN (
       SELECT s.hospital_code, s.settlement_no FROM settlements s WHERE ${ofYear('s')})`,
    'r.seq',
  )} AS reversals
FROM (SELECT) AS one LEFT JOIN person_years y ON ${ofYear('y')}`

/**
 * A person's year whole, as of one moment.
 *
 * With `lock`, inside a transaction, the year is held first and read after the wait, so nothing can be posted to it
 * until the transaction ends. A year without a row cannot be held; then the version in the write decides.
 */
export async function readHistory(
  client: Queryable,
  key: PersonYearKey & { readonly lock: boolean },
): Promise<PersonYearHistory> {
  return storedHistory(await readHistoryAsStored(client, key))
}

/**
 * The same as it is stored, for the audit: it looks for what was changed by hand, and names it better than a fault would.
 * Prepared, since to plan it takes ten times as long as to run it.
 */
export async function readHistoryAsStored(
  client: Queryable,
  { personNo, region, year, lock }: PersonYearKey & { readonly lock: boolean },
): Promise<HistoryAsRead> {
  const values = [personNo, region, year]
  if (lock) await client.query(`SELECT FROM person_years y WHERE ${ofYear('y')} FOR UPDATE`, values)
  const { rows } = await client.query<HistoryAsRead>({ name: 'person-year', text: history, values })
  return rows[0] as HistoryAsRead
}

/**
 * A settlement by our id or by the hospital's number, with its entries in order; null when there is none. Prepared, since
 * to plan it takes longer than to run it: the year is known only on the way, so the plan names every year's partitions.
 */
export async function findSettlement(
  client: Queryable,
  by: { readonly settlementId: string } | { readonly hospitalCode: string; readonly settlementNo: string },
): Promise<{ settlement: StoredSettlement; entries: StoredEntry[] } | null> {
  const [name, where, values] =
    'settlementId' in by
      ? ['settlement-by-id', 'n.settlement_id = $1', [by.settlementId]]
      : ['settlement-by-number', 'n.hospital_code = $1 AND n.settlement_no = $2', [by.hospitalCode, by.settlementNo]]
  const source = `(SELECT s.* FROM settlement_numbers n
    JOIN settlements s USING (person_no, year, settlement_id) WHERE ${where})`
  const entries = asArray(
    `SELECT ${entryFields} FROM entries e WHERE e.person_no = f."personNo" AND e.region = f.region AND e.year = f.year
     AND e.settlement_id = f."settlementId"::uuid`,
    'r.seq',
  )
  const text = `SELECT f.*, ${entries} AS entries FROM (${settlementsOf(source)}) f`
  const { rows } = await client.query<AsRead<StoredSettlement> & { entries: AsRead<StoredEntry>[] }>({
    name,
    text,
    values,
  })
  if (!rows[0]) return null
  const { entries: posted, ...settlement } = rows[0]
  return { settlement: storedSettlement(settlement), entries: posted.map(storedEntry) }
}

/** A reversal by its own number, or by that of the settlement that it reversed; null when there is none. */
export async function findReversal(
  client: Queryable,
  by: { readonly hospitalCode: string } & ({ readonly reversalNo: string } | { readonly settlementNo: string }),
): Promise<ReversalRow | null> {
  const [column, value] =
    'reversalNo' in by ? (['reversal_no', by.reversalNo] as const) : (['settlement_no', by.settlementNo] as const)
  const { rows } = await client.query<ReversalRow>(
    `SELECT ${fields(reversalColumns, 'u')} FROM reversals u WHERE u.hospital_code = $1 AND u.${column} = $2`,
    [by.hospitalCode, value],
  )
  return rows[0] ?? null
}

/**
 * Every person-year in order of its key, read in portions, each a statement of its own: a walk over a province's ledger
 * holds no transaction open. What is settled behind the walk is met by the next one.
 */
export async function* eachPersonYear(
  client: Queryable,
  { year = null, batch = 500 }: { readonly year?: number | null; readonly batch?: number } = {},
): AsyncGenerator<PersonYearKey & { readonly version: number }> {
  let last = { personNo: '', region: '', year: 0 }
  while (true) {
    const { rows } = await client.query<PersonYearKey & { version: number }>(
      `SELECT person_no AS "personNo", region, year, version FROM person_years
       WHERE (person_no, region, year) > ($1, $2, $3) AND ($4::int IS NULL OR year = $4)
       ORDER BY person_no, region, year LIMIT $5`,
      [last.personNo, last.region, last.year, year, batch],
    )
    yield* rows
    const end = rows.at(-1)
    if (!end || rows.length < batch) return
    last = end
  }
}
