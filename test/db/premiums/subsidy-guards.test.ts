import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordPremium } from '../../../src/application/premiums/quote-premium.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { subsidise } from '../../support/database/subsidies.ts'

let desk: Desk
let owner: pg.Client
let personNo: string
let runId: string

beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  personNo = await desk.person({ as: 'dibao', enrolledTier: 1 })
  runId = await subsidise(desk)
})

const app = (sql: string) => desk.service.db.pool.query(sql)

/** An entry of the person's year: 304.00 stands. */
function entry(change: Record<string, string> = {}): string {
  const row: Record<string, string> = {
    ...{ person_no: `'${personNo}'`, year: '2024', seq: '2', region: `'140500'`, insured_region: `'140502'` },
    ...{ category: `'tekun'`, tier: 'NULL', contribution: '380', subsidy: '380', person_pays: '0', amount: '76' },
    ...{ clause_id: 'NULL', policy: `'p'`, policy_hash: `'h'`, recorded_at: 'now()', recorded_by: `'test'`, ...change },
  }
  return `INSERT INTO premium_subsidy_entries (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`
}

describe('a posting of a subsidy', () => {
  test.each([
    ['that posts more than the difference', { amount: '77' }],
    ['that leaves out a number', { seq: '3' }],
    ['of another fund', { region: `'370800'` }],
    ['that changes nothing', { category: `'dibao'`, subsidy: '304', person_pays: '76', amount: '0' }],
    ['that does not add up', { person_pays: '1' }],
    ['below nothing', { subsidy: '-1', person_pays: '381', amount: '-305' }],
    ['of nobody’s record', { person_no: `'nobody'`, seq: '1', amount: '380' }],
  ])('%s is refused', async (_, change) => {
    await expect(owner.query(entry(change))).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
  })

  test('is taken once, and a second from the same entry is refused', async () => {
    await owner.query('BEGIN')
    await owner.query(entry())
    await expect(owner.query(entry())).rejects.toMatchObject({ code: '23505' })
    await owner.query('ROLLBACK')
  })

  test('comes with every record, whoever writes it, and not in another amount', async () => {
    const other = await desk.person({ as: 'tekun', enrolledTier: 1 })
    await recordPremium(desk.service, bureau, { personNo: other, year: 2024 })
    const { rows } = await owner.query(`SELECT seq, amount FROM premium_subsidy_entries WHERE person_no = '${other}'`)
    expect(rows).toEqual([{ seq: 1, amount: '380.00' }])
    const again = entry({ person_no: `'${other}'`, seq: '1', subsidy: '379', person_pays: '1', amount: '379' })
    await expect(owner.query(again)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) })
  })
})

test('a payment takes an entry that is there, once', async () => {
  const pay = (seq: number) =>
    `INSERT INTO fund_subsidies (person_no, year, seq, entry_id) VALUES ('${personNo}', 2024, ${seq}, gen_random_uuid())`
  await expect(owner.query(pay(2))).rejects.toMatchObject({ code: '23503' })
  await expect(owner.query(pay(1))).rejects.toMatchObject({ constraint: 'fund_subsidies_entry_id_fkey' })
})

describe('what is written stays', () => {
  test.each(['premium_subsidy_entries', 'premium_subsidy_runs', 'premium_subsidy_lines'])('%s', async (table) => {
    const column = { premium_subsidy_runs: 'year', premium_subsidy_lines: 'amount' }[table] ?? 'year'
    for (const sql of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
      await expect(app(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('a line of a run', () => {
  const line = (status: string, due: string, before: string, amount: string, enrolled = 'true') =>
    `INSERT INTO premium_subsidy_lines (run_id, person_no, status, insured_region, enrolled, due, before, amount, reasons)
     VALUES ('RUN', 'x', '${status}', '140502', ${enrolled}, ${due}, ${before}, ${amount}, '[]')`
  test.each([
    ['a record of another amount than is due', line('recorded', '304', 'NULL', '303')],
    ['a record over one that stood', line('recorded', '304', '1', '304')],
    ['a correction of more than the difference', line('corrected', '380', '304', '380')],
    ['nothing changed, and something posted', line('unchanged', '304', '304', '1')],
    ['not enrolled, who is', line('not-enrolled', '304', 'NULL', '0')],
    ['nothing due, and something is', line('nothing', '1', 'NULL', '0')],
    ['left open, and something is due', line('left-open', '1', 'NULL', '0')],
    ['a record of an unknown amount', line('recorded', 'NULL', 'NULL', '0')],
    ['a word that nobody knows', line('done', '304', 'NULL', '304')],
  ])('%s is refused', async (_, sql) => {
    await expect(owner.query(sql.replace('RUN', runId))).rejects.toMatchObject({ code: '23514' })
  })

  test('is of a person once', async () => {
    const sql = line('nothing', '0', 'NULL', '0').replace(`'x'`, `'${personNo}'`)
    await expect(owner.query(sql.replace('RUN', runId))).rejects.toMatchObject({ code: '23505' })
  })
})

test('ledger:verify names a record that lost its posting', async () => {
  expect(await desk.differences()).toEqual([])
  await owner.query('BEGIN')
  await owner.query('ALTER TABLE premium_subsidy_entries DISABLE TRIGGER USER')
  await owner.query(
    `UPDATE premium_subsidy_entries SET amount = 303, subsidy = 303, person_pays = 77 WHERE person_no = '${personNo}' AND seq = 1`,
  )
  await owner.query('ALTER TABLE premium_subsidy_entries ENABLE TRIGGER USER')
  await owner.query('COMMIT')
  expect(await desk.differences()).toMatchObject([{ personNo, year: 2024, what: 'entries of the premium subsidy' }])
})
