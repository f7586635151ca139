import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import type { PersonYearWrite } from '../../../src/db/ledger/rows.ts'
import { freshDatabase } from '../../support/database/database.ts'
import {
  copyEntries,
  negated,
  posting,
  settlementRow,
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

const appendOnly = ['settlement_numbers', 'reversals', 'settlements', 'entries', 'limit_entries']
const partitions = ['settlements_2023', 'entries_2023', 'limit_entries_2023', 'entries_other']
const balances = ['person_years', 'limit_accounts']
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

  test.each(balances)('%s is updated but never removed', async (table) => {
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
      `SELECT relid::text FROM (VALUES ('settlements'), ('entries'), ('limit_entries')) p(parent),
         pg_partition_tree(parent::regclass) WHERE isleaf AND NOT EXISTS (
           SELECT FROM pg_trigger WHERE tgrelid = relid AND tgname = 'append_only')`,
    )
    expect(rows).toEqual([])
  })
})

const copyEntry = (change: string) => copyEntries(`'${change}'`, `person_no = 'P1' AND seq = 1`)

test('the identity of an entry is that of its explanation, and nobody can say another', async () => {
  const other = `INSERT INTO entries (person_no, region, year, seq, category) VALUES ('P1', '140500', 2023, 9, 'tekun')`
  await expect(owner.query(other)).rejects.toMatchObject({ code: '428C9' })
  const explained = copyEntries(`'{"seq": 9, "outcome": {"category": "tekun"}}'`, `person_no = 'P1' AND seq = 1`)
  await owner.query('BEGIN')
  await owner.query(`ALTER TABLE entries DISABLE TRIGGER entries_agree`)
  await owner.query(explained)
  const { rows } = await owner.query(`SELECT category FROM entries WHERE person_no = 'P1' AND seq = 9`)
  await owner.query('ROLLBACK')
  expect(rows).toEqual([{ category: 'tekun' }])
})

describe('what one row must satisfy', () => {
  test.each([
    ['entries_balanced', copyEntry('{"seq": 9, "person": 89.99}')],
    ['entries_kind', copyEntry('{"seq": 9, "kind": "gift"}')],
    ['entries_kind', copyEntry('{"seq": 9, "assistance": -10, "person": 110}')],
    ['entries_kind', copyEntry('{"seq": 9, "kind": "adjustment", "reversal_no": "X"}')],
    ['entries_kind', copyEntry('{"seq": 9, "kind": "reversal", "reversal_no": "X"}')],
    ['entries_kind', copyEntry('{"seq": 9, "reversal_no": "X"}')],
    ['entries_explained', copyEntry('{"seq": 9, "policy_hash": null}')],
    [
      'limit_entries_within',
      `INSERT INTO limit_entries VALUES ('P1', '140500', 2023, 'annual', 9, gen_random_uuid(), 1, 0, 1, 0.99)`,
    ],
    [
      'limit_entries_sum',
      `INSERT INTO limit_entries VALUES ('P1', '140500', 2023, 'annual', 9, gen_random_uuid(), 1, 0, 2, 9)`,
    ],
    [
      'limit_entries_sum',
      `INSERT INTO limit_entries VALUES ('P1', '140500', 2023, 'annual', 9, gen_random_uuid(), -1, 0, -1, 9)`,
    ],
    ['limit_accounts_used_check', `UPDATE limit_accounts SET used = -1 WHERE person_no = 'P1'`],
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
    ['an account from nothing', `INSERT INTO limit_accounts VALUES ('P3', '140500', 2023, 'annual', 6, 5, 1)`],
    [
      'an account from a stale balance',
      `UPDATE limit_accounts SET used = 6, used_before = 5, version = 9 WHERE person_no = 'P1'`,
    ],
    [
      'an account under an old version',
      `UPDATE limit_accounts SET used = 0, used_before = 0, version = 1 WHERE person_no = 'P1'`,
    ],
    ['a year from a stale version', `UPDATE person_years SET version = 9, replaced_version = 1 WHERE person_no = 'P1'`],
  ])('%s is refused', async (_, sql) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({
      code: '23514',
      message: /is not what the write started from/,
    })
  })

  test.each([
    ['a movement without its account', 'P1', "'annual', 9, gen_random_uuid(), 1, 0, 1, 9"],
    ['a movement of an account that is not there', 'P1', "'tilt', 9, gen_random_uuid(), 1, 0, 1, 9"],
  ])('%s is refused', async (_, personNo, rest) => {
    const sql = `INSERT INTO limit_entries VALUES ('${personNo}', '140500', 2023, ${rest})`
    await expect(db.pool.query(sql)).rejects.toMatchObject({ message: /balance of its account/ })
  })

  test('movements of one account that do not follow each other are refused', async () => {
    const key = someone('P4')
    const [one, two] = [posting(key, 0), posting(key, 1, { usedBefore: '11.00', usedAfter: '21.00' })]
    const gap: PersonYearWrite = {
      ...two,
      expectedVersion: 0,
      accounts: [{ name: 'annual', usedBefore: '0.00', usedAfter: '21.00' }],
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
    const stray = { ...posting(someone('P7'), 0), settlements: [settlementRow(someone('P8'), 1)] }
    await expect(write(db.pool, stray)).rejects.toMatchObject({ message: /must have the total of its claim/ })
  })
})
