import { createHash } from 'node:crypto'
import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { type ClaimBody, inputOf } from '../../../src/application/claim/claim-input.ts'
import { correctingColumns, names } from '../../../src/db/ledger/columns.ts'
import type { EntryRow, PersonYearKey, PersonYearWrite, SettlementRow } from '../../../src/db/ledger/rows.ts'
import { writePersonYears } from '../../../src/db/ledger/write-postings.ts'
import type { Facts, SettlementOutcome } from '../../../src/domain/adjudication/types.ts'
import { compactOutcome } from '../../../src/domain/ledger/compact-outcome.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal } from '../../../src/domain/money.ts'
import { type Payer, payers } from '../../../src/domain/names/payers.ts'

/** Rows as the service would post them: 100.00 of cost, `aid` of it paid from the annual limit, the rest by the person. */

const written = names(correctingColumns)

/** The entries that `where` finds once more, each with what `change`, an expression of jsonb, says of it. */
export const copyEntries = (change: string, where: string): string =>
  `INSERT INTO entries (${written}) SELECT ${written} FROM (
     SELECT (jsonb_populate_record(e, jsonb_build_object('previous_hash',
       CASE WHEN coalesce((${change}::jsonb ->> 'seq')::int, e.seq) > 1 THEN sha256('before') END) || ${change})).* FROM entries e WHERE ${where}) copy`

export const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

export const someone = (personNo: string): PersonYearKey => ({ personNo, region: '140500', year: 2023 })

const amounts = (some: Partial<Record<Payer, string>>): Record<Payer, string> =>
  ({ ...Object.fromEntries(payers.map((payer) => [payer, '0.00'])), ...some }) as Record<Payer, string>

const claim: Omit<ClaimBody, 'personNo'> = {
  ...{ hospitalCode: 'H14050000001', care: 'inpatient', admittedOn: '2023-03-01', dischargedOn: '2023-03-15' },
  costs: { total: '100.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '100.00' },
}

const facts: Facts = {
  person: { insuredRegion: '140502', enrolledTier: 1 },
  hospital: { region: '140500', level: 'two', feeClass: 'county-two', criticalDiseaseDesignated: false },
  identities: [],
  registrations: [],
}

const outcome: Omit<SettlementOutcome, 'region' | 'year'> = {
  ...{ category: null, identityId: null, limits: [], lines: [], reasons: [], warnings: [] },
  payers: amounts({ assistance: '10.00', person: '90.00' }),
  assistanceParts: { main: '10.00', floor: '0.00', offCatalogue: '0.00' },
  ...{ policy: 'test', policyHash: sha256('policy'), engine: 'test' },
}

/** Of the annual limit; nothing used is left out, as in the year's state. */
export const balances = (before: string, after: string) => {
  const of = (used: string) => (decimal(used).isZero() ? {} : { annual: used })
  return { usedBefore: of(before), used: of(after) }
}

const headAt = (version: number): string | null => (version === 0 ? null : sha256(`entry ${version}`))

const stateAt = (used: string): string => JSON.stringify(storedYear({ ...emptyYear, used: { annual: decimal(used) } }))

export function settlementRow(key: PersonYearKey, seq: number, change: Partial<SettlementRow> = {}): SettlementRow {
  return {
    ...key,
    settlementId: uuidv7(),
    insuredRegion: '140502',
    seq,
    hospitalCode: 'H14050000001',
    settlementNo: uuidv7(),
    care: 'inpatient',
    admittedOn: `${key.year}-03-01`,
    eventOn: `${key.year}-03-15`,
    insurance: null,
    unfiled: null,
    input: JSON.stringify({ ...inputOf({ ...claim, personNo: key.personNo }), note: '引号 " 与反斜杠 \\' }),
    facts: JSON.stringify(facts),
    inputHash: sha256('input'),
    settledAt: '2023-03-16T08:00:00.123+08:00',
    callerId: 'caller',
    ...change,
  }
}

export function entryRow(settlement: SettlementRow, change: Partial<EntryRow> = {}): EntryRow {
  const { personNo, region, year, seq, settlementId } = settlement
  return {
    personNo,
    region,
    year,
    seq,
    entryId: uuidv7(),
    settlementId,
    kind: 'settlement',
    reversalNo: null,
    payers: amounts({ assistance: '10.00', person: '90.00' }),
    total: '100.00',
    category: null,
    outcome: JSON.stringify(compactOutcome({ ...outcome, region, year, engine: `entry ${seq}` })),
    state: stateAt('0.00'),
    traceHash: sha256(`trace ${seq}`),
    policyHash: sha256('policy'),
    postedAt: '2023-03-16T08:00:00.123+08:00',
    callerId: 'caller',
    ...change,
  }
}

/** What takes all of the payers back. */
export const negated = amounts({ assistance: '-10.00', person: '-90.00' })

export interface Posting {
  readonly usedBefore?: string
  readonly usedAfter?: string
  readonly amount?: string
  readonly limitAmount?: string | null
  readonly settlement?: Partial<SettlementRow>
  readonly entry?: Partial<EntryRow>
}

/** One settlement that takes the person's year from `version` to the next and the annual limit ten yuan further. */
export function posting(key: PersonYearKey, version: number, change: Posting = {}): PersonYearWrite {
  const { usedBefore = '0.00', amount = '10.00', usedAfter = '10.00', limitAmount = '60000.00' } = change
  const seq = version + 1
  const settlement = settlementRow(key, seq, change.settlement)
  const entry = entryRow(settlement, change.entry)
  const limit = { ...key, name: 'annual', seq, entryId: entry.entryId, amount, usedBefore, usedAfter, limitAmount }
  return {
    ...key,
    expectedVersion: version,
    expectedHead: headAt(version),
    version: seq,
    state: stateAt(usedAfter),
    ...balances(usedBefore, usedAfter),
    settlements: [settlement],
    entries: [entry],
    limitEntries: [limit],
    reversals: [],
  }
}

/** The undoing of the posting before it. */
export function undoing(before: PersonYearWrite, change: Partial<EntryRow> = {}): PersonYearWrite {
  const { personNo, region, year, version } = before
  const key = { personNo, region, year }
  const [settlement] = before.settlements as [SettlementRow]
  const reversalNo = `R-${settlement.settlementNo}`
  const seq = version + 1
  const entry = entryRow(
    { ...settlement, seq },
    { kind: 'reversal', reversalNo, payers: negated, total: '-100.00', outcome: null, traceHash: null, ...change },
  )
  const { hospitalCode, settlementNo, settlementId } = settlement
  const reversal = { ...key, hospitalCode, reversalNo, settlementNo, settlementId, seq, callerId: 'caller' }
  const limit = { ...key, name: 'annual', seq, entryId: entry.entryId, amount: '-10.00', limitAmount: null }
  return {
    ...key,
    expectedVersion: version,
    expectedHead: headAt(version),
    version: seq,
    state: stateAt('0.00'),
    ...balances('10.00', '0.00'),
    settlements: [],
    entries: [entry],
    limitEntries: [{ ...limit, usedBefore: '10.00', usedAfter: '0.00' }],
    reversals: [{ ...reversal, reason: '录入错误', resettleLater: false, reversedAt: '2023-03-17T00:00:00.000Z' }],
  }
}

/** With the head that stands at the version that it starts from, as the service would have read it. */
async function withHead(client: pg.PoolClient, write: PersonYearWrite): Promise<PersonYearWrite> {
  const { personNo, region, year, expectedVersion } = write
  const { rows } = await client.query<{ head: string }>(
    `SELECT 'sha256:' || encode(head, 'hex') AS head FROM person_years WHERE (person_no, region, year, version) = ($1, $2, $3, $4)`,
    [personNo, region, year, expectedVersion],
  )
  return { ...write, expectedHead: rows[0]?.head ?? headAt(expectedVersion) }
}

/** Writes on a connection of the pool, as the service does. */
export async function write(pool: pg.Pool, ...writes: PersonYearWrite[]): Promise<boolean[]> {
  const client = await pool.connect()
  try {
    const read: PersonYearWrite[] = []
    for (const one of writes) read.push(await withHead(client, one))
    return await writePersonYears(client, read)
  } finally {
    client.release()
  }
}

/** How many rows each table has of a person. */
export async function rowsOf(pool: pg.Pool, personNo: string): Promise<Record<string, number>> {
  const tables = ['person_years', 'settlement_numbers', 'settlements', 'entries', 'limit_movements']
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE person_no = $1) AS ${table}`)
  const { rows } = await pool.query<Record<string, number>>(`SELECT ${counts.join(', ')}`, [personNo])
  return rows[0] as Record<string, number>
}
