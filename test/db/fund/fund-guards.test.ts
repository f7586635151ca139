import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { balanceOf, clearingDesk, give, stay } from '../../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'

let desk: Desk
let owner: pg.Client
let clearingId = ''
let appliedId = ''
beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  const it = await clearingDesk(desk)
  await give(desk, '7000.00')
  clearingId = await it.approved()
  await it.decide(clearingId, 'pay')
  await it.settle()
  appliedId = (await it.apply(stay)).clearing.id
  await give(desk, '100.00')
})

const hash = `decode(repeat('00', 32), 'hex')`
const app = (sql: string) => desk.service.db.pool.query(sql)

/** A journal entry of a test's own with the lines that are given, in one transaction of the service's own role. */
async function post(
  lines: string,
  { kind = 'receipt', recovers = 'NULL', withdraws = 'NULL', round = 1 } = {},
): Promise<unknown> {
  const client = await desk.service.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO fund_entries (entry_id, region, kind, reference, recovers, happened_on, posted_at, note, input_hash, caller_id, withdraws, round)
       VALUES ('00000000-0000-7000-8000-0000000000aa', '140500', '${kind}', 'G', ${recovers}, '2024-05-05', now(), 'x', ${hash}, 'c', ${withdraws}, ${round})`,
    )
    if (lines) await client.query(`INSERT INTO fund_lines VALUES ${lines}`)
    return await client.query('COMMIT')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const line = (no: number, account: string, amount: string) =>
  `('00000000-0000-7000-8000-0000000000aa', ${no}, '${account}', ${amount})`

describe('what is written stays', () => {
  const appendOnly = [
    ...['reconciliations', 'reconciliation_differences'],
    ...['clearing_decisions', 'fund_entries', 'fund_lines', 'fund_subsidies', 'fund_recovered', 'clearing_set_offs'],
  ]
  test.each(appendOnly)('the owner may not change %s', async (table) => {
    // An upload that nothing was compared with goes when its time is over; test/application/uploads has what stays.
    const isUpload = table.startsWith('uploaded_')
    for (const sql of [
      `UPDATE ${table} SET caller_id = caller_id`,
      ...(isUpload ? [] : [`DELETE FROM ${table}`]),
      `TRUNCATE ${table} CASCADE`,
    ]) {
      const column = {
        reconciliation_differences: 'seq',
        fund_lines: 'line_no',
        fund_subsidies: 'year',
        fund_recovered: 'amount',
        clearing_set_offs: 'amount',
      }[table]
      await expect(owner.query(sql.replaceAll('caller_id', column ?? 'caller_id')), sql).rejects.toMatchObject({
        code: '23001',
      })
    }
  })

  // Files that nothing refers to are removed in time; what is in one never changes.
  test.each(['uploaded_files', 'uploaded_lines', 'uploaded_line_faults'])('nor what %s holds', async (table) => {
    for (const sql of [`UPDATE ${table} SET file_no = file_no`, `TRUNCATE ${table} CASCADE`])
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
  })

  test.each(['clearings', 'clearing_entries', 'fund_balances'])('%s is never removed', async (table) => {
    for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(owner.query(sql), sql).rejects.toMatchObject({ code: '23001' })
      await expect(app(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })

  test.each([
    ['a balance', 'UPDATE fund_balances SET balance = 1'],
    ['a balance of its own', `INSERT INTO fund_balances VALUES ('140500', 'source:city', 1)`],
    ['the amounts of a clearing', 'UPDATE clearings SET aid_paid = 0'],
    ['which entries a clearing holds', 'UPDATE clearing_entries SET seq = seq'],
  ])('the service may not write %s', async (_, sql) => {
    await expect(app(sql)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a journal entry', () => {
  test.each([
    ['that does not cancel out', line(1, 'fund:140500', '5'), 'fund_lines_balanced'],
    ['of one line', line(1, 'fund:140500', '0.01'), 'fund_lines_balanced'],
    [
      'that cancels out, but in two statements',
      `${line(1, 'fund:140500', '5')}; INSERT INTO fund_lines VALUES ${line(2, 'source:city', '-5')}`,
      'fund_lines_balanced',
    ],
    ['of another region’s fund', `${line(1, 'fund:370800', '5')}, ${line(2, 'source:city', '-5')}`, 'fund_lines_own'],
    [
      'that overdraws the fund',
      `${line(1, 'fund:140500', '-100.01')}, ${line(2, 'purpose:aid', '100.01')}`,
      'fund_never_overdrawn',
    ],
    [
      'of an account that is none',
      `${line(1, 'fund:140500', '5')}, ${line(2, 'pocket:me', '-5')}`,
      'fund_lines_account_check',
    ],
    ['of nothing', `${line(1, 'fund:140500', '0')}, ${line(2, 'source:city', '0')}`, 'fund_lines_amount_check'],
  ])('%s is refused', async (_, lines, constraint) => {
    await expect(post(lines)).rejects.toMatchObject({ code: '23514', constraint })
  })

  test('without lines is refused', async () => {
    await expect(post('')).rejects.toMatchObject({ code: '23514', message: expect.stringMatching(/has no lines/) })
  })

  test('that takes a receipt back in part, or no receipt, is refused; so is a second round without a first', async () => {
    const { rows } = await app(
      `SELECT entry_id, kind, round FROM fund_entries WHERE kind IN ('receipt', 'clearing-paid') ORDER BY kind DESC`,
    )
    const [receipt, paid] = [rows[0].entry_id, rows.at(-1).entry_id]
    const part = `${line(1, 'fund:140500', '-1')}, ${line(2, 'source:city', '1')}`
    for (const of of [receipt, paid])
      await expect(post(part, { kind: 'receipt-withdrawn', withdraws: `'${of}'` })).rejects.toMatchObject({
        constraint: 'fund_receipt_whole',
      })
    await expect(post(part, { kind: 'receipt-withdrawn' })).rejects.toMatchObject({
      constraint: 'fund_entries_withdrawal',
    })
    const more = `${line(1, 'fund:140500', '1')}, ${line(2, 'source:city', '-1')}`
    await expect(post(more, { round: 2 })).rejects.toMatchObject({ constraint: 'fund_receipt_rounds' })
  })

  test('that recovers of a clearing without saying of which settlements is refused', async () => {
    const { rows } = await app(`SELECT entry_id FROM fund_entries WHERE kind = 'clearing-paid'`)
    const recovers = `'${rows[0].entry_id}'`
    const lines = `${line(1, 'fund:140500', '1.00')}, ${line(2, 'purpose:aid', '-1.00')}`
    await expect(post(lines, { kind: 'recovery', recovers })).rejects.toMatchObject({
      constraint: 'fund_recovered_named',
    })
  })

  test('that recovers more of a settlement than was paid for it is refused', async () => {
    const { rows } = await app(
      `SELECT p.entry_id, e.settlement_id FROM fund_entries p JOIN clearing_entries k ON k.clearing_id::text = p.reference
       JOIN entries e ON (e.person_no, e.region, e.year, e.seq) = (k.person_no, k.region, k.year, k.seq) WHERE p.kind = 'clearing-paid'`,
    )
    const lines = `${line(1, 'fund:140500', '7000.01')}, ${line(2, 'purpose:aid', '-7000.01')};
      INSERT INTO fund_recovered VALUES ('00000000-0000-7000-8000-0000000000aa', '${rows[0].settlement_id}', 7000.01)`
    const recovery = post(lines, { kind: 'recovery', recovers: `'${rows[0].entry_id}'` })
    await expect(recovery).rejects.toMatchObject({ constraint: 'fund_recovered_within' })
  })

  test('of a set-off of what never came back is refused', async () => {
    const { rows } = await app(
      `SELECT k.clearing_id, e.settlement_id FROM clearing_entries k JOIN entries e USING (person_no, region, year, seq) LIMIT 1`,
    )
    const setOff = `INSERT INTO clearing_set_offs VALUES ('${rows[0].clearing_id}', '${rows[0].settlement_id}', 1)`
    await expect(app(setOff)).rejects.toMatchObject({ constraint: 'clearing_set_offs_within' })
  })

  test('can spend what is there to the last fen, and is taken back by a rollback', async () => {
    expect(await balanceOf(desk)).toBe('100.00')
    await post(`${line(1, 'fund:140500', '-100.00')}, ${line(2, 'purpose:aid', '100.00')}`)
    expect(await balanceOf(desk)).toBe('0.00')
  })
})

describe('a clearing', () => {
  const copy = (change: string) =>
    `INSERT INTO clearings SELECT (jsonb_populate_record(c, '{"id": "00000000-0000-7000-8000-0000000000bb", "application_no": "G"${change}}')).* FROM clearings c WHERE id = '${appliedId}'`

  test('cannot hold an entry that another one holds', async () => {
    await app(copy(''))
    const steal = `INSERT INTO clearing_entries SELECT '00000000-0000-7000-8000-0000000000bb', person_no, region, year, seq FROM clearing_entries WHERE clearing_id = '${appliedId}'`
    await expect(app(steal)).rejects.toMatchObject({ code: '23505', constraint: 'clearing_entries_once' })
  })

  test('must be the sum of what it holds', async () => {
    const it = await clearingDesk(desk)
    await it.settle()
    const client = await desk.service.db.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(
        copy(`, "hospital_code": "${it.hospitalCode}", "aid_paid": 7000.01, "person_paid": 2999.99`).replace(
          '00bb',
          '00cc',
        ),
      )
      const take = `INSERT INTO clearing_entries SELECT '00000000-0000-7000-8000-0000000000cc', e.person_no, e.region, e.year, e.seq
        FROM entries e JOIN settlements s USING (person_no, year, settlement_id) WHERE s.hospital_code = '${it.hospitalCode}'`
      await expect(client.query(take)).rejects.toMatchObject({ code: '23514', message: /sum of the entries/ })
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })

  test.each([
    ['paid', 'approved'],
    ['applied', 'paid'],
    ['paid', 'withdrawn'],
  ])('does not go from %s to %s', async (from, to) => {
    const id = from === 'paid' ? clearingId : appliedId
    await expect(app(`UPDATE clearings SET status = '${to}' WHERE id = '${id}'`)).rejects.toMatchObject({
      code: '23001',
    })
  })

  test('keeps its entries until it is withdrawn', async () => {
    const release = `UPDATE clearing_entries SET released_at = now() WHERE clearing_id = '${clearingId}'`
    await expect(app(release)).rejects.toMatchObject({ code: '23001' })
  })
})

describe('ledger:verify', () => {
  test.each([
    [
      'a balance',
      `UPDATE fund_balances SET balance = balance + 1 WHERE account = 'fund:140500'`,
      /^balance of fund:140500/,
    ],
    [
      'a line',
      `UPDATE fund_lines SET amount = amount + 1 WHERE account LIKE 'payable:%' AND amount > 0`,
      /does not balance|clearing .* clearing-paid/,
    ],
    [
      'a clearing',
      'UPDATE clearings SET aid_paid = aid_paid + 1, person_paid = person_paid - 1',
      /its entries|clearing-/,
    ],
  ])('names damage to %s', async (_, damage, what) => {
    const own = await openDesk()
    const it = await clearingDesk(own)
    await give(own, '7000.00')
    await it.decide(await it.approved(), 'pay')
    expect(await own.differences()).toEqual([])
    const hand = await own.owner()
    await hand.query(`SET session_replication_role = replica; ${damage}`)
    const found = await own.differences()
    expect(found.length).toBeGreaterThan(0)
    expect(found.some((one) => what.test(one.what))).toBe(true)
  })
})
