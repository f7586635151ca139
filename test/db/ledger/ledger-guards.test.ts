import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import type { PersonYearWrite } from '../../../src/db/ledger/rows.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  balances,
  copyEntries,
  negated,
  type Posting,
  posting,
  someone,
  undoing,
  write,
} from '../../support/database/ledger-rows.ts'

let db: Database
let owner: pg.Client
beforeAll(async () => {
  const own = await freshDatabase()
  db = own.open({ maxConnections: 2 })
  owner = new pg.Client({ connectionString: own.url })
  await owner.connect()
  const settled = posting(someone('P1'), 0)
  await write(db.pool, settled)
  await write(db.pool, undoing(settled))
})
afterAll(() => owner.end())

const appendOnly = ['settlement_numbers', 'reversals', 'entries']
const partitions = ['entries_2023', 'entries_other']
const lasting = ['person_years']
const changes = (table: string) => [
  `UPDATE ${table} SET year = year`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
  `DELETE FROM ${table} WHERE false`,
]

describe('what is posted stays', () => {
  test.each([...appendOnly, ...partitions])('the owner may not change %s', async (table) => {
    for (const sql of changes(table)) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001', message: /is append-only/ })
    }
  })

  test.each([...appendOnly, ...partitions])('the service has no right to change %s', async (table) => {
    for (const sql of changes(table)) await expect(db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  })

  test.each(lasting)('%s is updated but never removed', async (table) => {
    for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(owner.query(sql)).rejects.toMatchObject({ code: '23001', message: /is never removed/ })
      await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('the service writes through the parents only, past their checks of the group', async () => {
    const sql = 'INSERT INTO entries_2023 (person_no) SELECT person_no FROM entries'
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
  })

  test('every partition refuses changes by itself, those of a year opened later too', async () => {
    await owner.query('SELECT ledger_open_year(2036)')
    const { rows } = await owner.query(
      `SELECT relid::text FROM (VALUES ('append_only_update'), ('append_only_delete'), ('append_only_truncate')) t(name),
         pg_partition_tree('entries'::regclass) WHERE isleaf AND NOT EXISTS (
           SELECT FROM pg_trigger WHERE tgrelid = relid AND tgname = t.name)`,
    )
    expect(rows).toEqual([])
  })
})

const copyEntry = (change: string) => copyEntries(`'${change}'`, `person_no = 'P1' AND seq = 1`)

const claim = [
  ...['insured_region', 'hospital_code', 'settlement_no', 'care', 'admitted_on', 'event_on', 'insurance', 'unfiled'],
  ...['input', 'input_hash', 'facts'],
]
const noClaim = claim.map((column) => `"${column}": null`).join(', ')

const moving = ({ amount, before, cap }: { amount: string; before: string; cap: string }) =>
  copyEntry(`{"seq": 9, "limit_amounts": [${amount}], "limit_before": [${before}], "limit_caps": [${cap}]}`)

describe('what one row must satisfy', () => {
  test.each([
    ['entries_balanced', copyEntry('{"seq": 9, "person": 89.99}')],
    ['entries_kind', copyEntry(`{"seq": 9, "kind": "gift", ${noClaim}}`)],
    ['entries_kind', copyEntry('{"seq": 9, "assistance": -10, "person": 110}')],
    ['entries_kind', copyEntry(`{"seq": 9, "kind": "adjustment", "reversal_no": "X", ${noClaim}}`)],
    ['entries_kind', copyEntry(`{"seq": 9, "kind": "reversal", "reversal_no": "X", ${noClaim}}`)],
    ['entries_kind', copyEntry('{"seq": 9, "reversal_no": "X"}')],
    ['entries_explained', copyEntry('{"seq": 9, "policy_hash": null}')],
    ['entries_claim', copyEntry('{"seq": 9, "input": null}')],
    ['entries_claim', copyEntry('{"seq": 9, "event_on": "2024-01-01"}')],
    ['entries_claim', copyEntry('{"seq": 9, "admitted_on": "2023-03-16"}')],
    ['entries_limits', moving({ amount: '1', before: '0', cap: '0.99' })],
    ['entries_limits', moving({ amount: '-1', before: '0', cap: '9' })],
    ['entries_limits', moving({ amount: '1', before: '-1', cap: '9' })],
    ['entries_limits', copyEntry('{"seq": 9, "limit_names": ["annual", "annual"]}')],
    ['entries_limits', copyEntry('{"seq": 9, "limit_names": []}')],
    [
      'entries_limits',
      copyEntry(
        '{"seq": 9, "limit_names": ["annual", "annual"], "limit_amounts": [1, 1], "limit_before": [0, 1], "limit_caps": [null, null]}',
      ),
    ],
    ['person_years_used_check', `UPDATE person_years SET used = '[]' WHERE person_no = 'P1'`],
  ])('%s', async (constraint, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({
      code: '23514',
      constraint: expect.stringContaining(constraint),
    })
  })

  test.each([
    ['entries', copyEntry('{"seq": 1}')],
    ['settlement_numbers', `INSERT INTO settlement_numbers SELECT * FROM settlement_numbers`],
    [
      'reversals',
      `INSERT INTO reversals SELECT hospital_code, 'ANOTHER', settlement_no, settlement_id, person_no, region, year, 9, reason, resettle_later, reversed_at, caller_id FROM reversals`,
    ],
  ])('%s keeps its keys unique', async (_, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '23505' })
  })

  test('giving back may stay above a limit that a change of category lowered', async () => {
    const key = someone('P2')
    await write(db.pool, posting(key, 0, { amount: '50.00', usedAfter: '50.00' }))
    const less = posting(key, 1, { usedBefore: '50.00', amount: '-5.00', usedAfter: '45.00', limitAmount: '40.00' })
    expect(await write(db.pool, less)).toEqual([true])
  })
})

describe('what a statement must satisfy as a whole', () => {
  test.each([
    [
      'a year from nothing that was something',
      `INSERT INTO person_years (person_no, region, year, version, state, head, used, replaced_version, used_before)
       SELECT 'P3', region, year, version, state, head, used, 0, '{"annual": "5.00"}' FROM person_years WHERE person_no = 'P1'`,
    ],
    [
      'a year from stale balances',
      `UPDATE person_years SET version = 9, replaced_version = version, replaced_head = head, used_before = '{"annual": "5.00"}' WHERE person_no = 'P1'`,
    ],
    [
      'a year from a stale version',
      `UPDATE person_years SET version = 9, replaced_version = 1, replaced_head = head, used_before = used WHERE person_no = 'P1'`,
    ],
    [
      'a year from a stale head',
      `UPDATE person_years SET version = 9, replaced_version = version, used_before = used, replaced_head = sha256('x') WHERE person_no = 'P1'`,
    ],
  ])('%s is refused', async (_, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({
      code: '23514',
      message: /is not what the write started from/,
    })
  })

  test.each([
    ['an entry without its year', copyEntry('{"person_no": "P3", "seq": 1}')],
    ['an entry that its year does not know of', copyEntry('{"seq": 9}')],
  ])('%s is refused', async (_, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '23514', message: /does not go with its year/ })
  })

  test.each([
    ['that starts elsewhere', { usedBefore: '5.00', usedAfter: '15.00' }],
    ['that ends elsewhere', { amount: '9.00' }],
    ['of a limit that its year does not know of', { name: 'tilt' }],
  ])('a movement %s is refused', async (why, { name = 'annual', ...change }: Posting & { name?: string }) => {
    const key = someone(why)
    const one = posting(key, 0, change)
    const moved = {
      ...one,
      ...balances('0.00', '10.00'),
      limitEntries: one.limitEntries.map((row) => ({ ...row, name })),
    }
    await expect(write(db.pool, moved)).rejects.toMatchObject({ message: /balance of its account/ })
  })

  test('movements of one account that do not follow each other are refused', async () => {
    const key = someone('P4')
    const [one, two] = [posting(key, 0), posting(key, 1, { usedBefore: '11.00', usedAfter: '21.00' })]
    const gap: PersonYearWrite = {
      ...two,
      expectedVersion: 0,
      ...balances('0.00', '21.00'),
      settlements: [...one.settlements, ...two.settlements],
      entries: [...one.entries, ...two.entries],
      limitEntries: [...one.limitEntries, ...two.limitEntries],
    }
    await expect(write(db.pool, gap)).rejects.toMatchObject({ message: /balance of its account/ })
  })
})

describe('a correction', () => {
  test.each([
    ['more than was settled', { payers: { ...negated, person: '-91.00' }, total: '-101.00' }],
    ['less than was settled', { payers: { ...negated, person: '-89.00' }, total: '-99.00' }],
    ['other payers than were asked', { payers: { ...negated, basic: '-1.00', person: '-89.00' } }],
    ['a settlement that is not there', { settlementId: '00000000-0000-7000-8000-000000000000' }],
  ])('does not reverse %s', async (why, change) => {
    const settled = posting(someone(why), 0)
    await write(db.pool, settled)
    await expect(write(db.pool, undoing(settled, change))).rejects.toMatchObject({
      code: '23514',
      message: /do not correct it/,
    })
  })

  test('does not come after a reversal', async () => {
    const settled = posting(someone('P5'), 0)
    const undone = undoing(settled)
    await write(db.pool, settled)
    await write(db.pool, undone)
    const again = posting(someone('P5'), 2)
    const [entry] = undone.entries
    const later = { ...again, settlements: [], entries: [{ ...entry, seq: 3 }] } as PersonYearWrite
    await expect(write(db.pool, later)).rejects.toMatchObject({ message: /do not correct it/ })
  })

  test('may move money between payers', async () => {
    const settled = posting(someone('P6'), 0)
    await write(db.pool, settled)
    const base = posting(someone('P6'), 1, { usedBefore: '10.00', amount: '5.00', usedAfter: '15.00' })
    const moved = { ...negated, assistance: '5.00', person: '-5.00' }
    const settlementId = settled.settlements[0]?.settlementId as string
    const adjusted = {
      ...base.entries[0],
      settlementId,
      kind: 'adjustment',
      reversalNo: 'X',
      payers: moved,
      total: '0.00',
    }
    const group = { ...base, settlements: [], entries: [adjusted] } as PersonYearWrite
    expect(await write(db.pool, group)).toEqual([true])
  })

  test('needs its settlement in the same year and region', async () => {
    const settled = posting(someone('P7'), 0)
    await write(db.pool, settled)
    const elsewhere = {
      ...undoing(settled),
      region: '140100',
      expectedVersion: 0,
      version: 1,
      ...balances('0.00', '0.00'),
    }
    const entries = elsewhere.entries.map((row) => ({ ...row, region: '140100', seq: 1 }))
    const orphan = { ...elsewhere, entries, limitEntries: [], reversals: [] }
    await expect(write(db.pool, orphan)).rejects.toMatchObject({ message: /do not correct it/ })
  })

  test('is no settlement without its claim', async () => {
    const orphan = { ...posting(someone('P8'), 0), settlements: [] }
    await expect(write(db.pool, orphan)).rejects.toMatchObject({ code: '23514', constraint: 'entries_claim' })
  })
})
