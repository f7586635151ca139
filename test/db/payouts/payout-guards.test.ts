import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { give } from '../../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../support/database/desk.ts'
import { payoutDesk } from '../../support/database/payout-desk.ts'

let desk: Desk
let owner: pg.Client
let openId = ''
let paidId = ''
let batchId = ''
let sentId = ''
beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  await give(desk, '100000.00')
  const it = payoutDesk(desk)
  const payout = async () => (await it.pay((await it.owed()).personNo)).id
  openId = await payout()
  paidId = await payout()
  batchId = (await it.sent([paidId])).id
  await it.tell(batchId, { outcome: 'paid' })
  sentId = (await it.sent([await payout()])).id
})

/** Something wrong in a transaction of the service's own role, to its end. */
async function app(...statements: string[]): Promise<void> {
  const client = await desk.service.db.pool.connect()
  try {
    await client.query('BEGIN')
    for (const sql of statements) await client.query(sql)
    await client.query('COMMIT')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const hash = `decode(repeat('00', 32), 'hex')`
const fake = '00000000-0000-7000-8000-0000000000aa'
const payoutOf = (amount: string) =>
  `INSERT INTO payouts SELECT '${fake}', 'FAKE', region, person_no, payee_kind, payee_name, grounds, ${amount}, received_on, ${hash},
     now(), 'c' FROM payouts WHERE id = '${openId}'`
const batchOf = (id: string) =>
  `INSERT INTO payout_batches VALUES ('${fake}', 'FAKE', '140500', 'made', 1, 17000, ${hash}, now(), 'c');
   INSERT INTO payout_batch_lines VALUES ('${fake}', 1, '${id}', 1, 17000, 'waiting')`

describe('what was written stays', () => {
  test.each([
    'payouts',
    'payout_entries',
    'payout_accounts',
    'payout_batches',
    'payout_batch_lines',
    'payout_answers',
    'payout_templates',
  ])('the owner may not remove rows of %s', async (table) => {
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/)
    await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/)
  })

  test.each([
    ['the amount of a payout', `UPDATE payouts SET amount = amount + 1 WHERE id = 'ID'`],
    ['who is paid', `UPDATE payouts SET payee_name = '别人' WHERE id = 'ID'`],
    ['what it holds', `UPDATE payout_entries SET amount = amount + 1 WHERE payout_id = 'ID'`],
    ['where the money goes', `UPDATE payout_accounts SET tail = '9999' WHERE payout_id = 'ID'`],
  ])('nobody changes %s', async (_, sql) => {
    await expect(owner.query(sql.replace('ID', openId))).rejects.toThrow()
  })
})

describe('nothing is paid twice, or that is not owed', () => {
  test.each([
    ['a payout of nothing that is owed', () => [payoutOf('17000')], /sum of what the ledger owes/],
    [
      'an entry in a second payout',
      () => [
        payoutOf('17000'),
        `INSERT INTO payout_entries SELECT '${fake}', person_no, region, year, seq, amount FROM payout_entries WHERE payout_id = '${openId}'`,
      ],
      /payout_entries_once/,
    ],
    [
      'an entry that its payout keeps, released',
      () => [`UPDATE payout_entries SET released_at = now() WHERE payout_id = '${openId}'`],
      /sum of what the ledger owes/,
    ],
    ['a paid payout in another batch', () => [batchOf(paidId)], /payout_batch_lines_/],
    [
      'a paid payout withdrawn',
      () => [
        `UPDATE payouts SET withdrawn_at = now(), withdrawn_by = 'c', withdrawn_reason = 'x' WHERE id = '${paidId}'`,
      ],
      /under way or paid/,
    ],
    [
      'a batch approved by whoever made it',
      () => [
        batchOf(openId),
        `UPDATE payout_batches SET status = 'approved', approved_at = now(), approved_by = 'c' WHERE id = '${fake}'`,
      ],
      /payout_batches_second/,
    ],
    [
      'a batch approved and not booked',
      () => [
        batchOf(openId),
        `UPDATE payout_batches SET status = 'approved', approved_at = now(), approved_by = 'd' WHERE id = '${fake}'`,
      ],
      /do not agree/,
    ],
    [
      'a batch sent before it is approved',
      () => [
        batchOf(openId),
        `UPDATE payout_batches SET status = 'sent', sent_at = now(), sent_by = 'd', sent_on = '2024-05-05' WHERE id = '${fake}'`,
      ],
      /cannot go from made to sent/,
    ],
    [
      'a line paid that nobody booked',
      () => [
        `INSERT INTO payout_answers VALUES ('${fake}', '${sentId}', 1, 0, now(), 'c')`,
        `UPDATE payout_batch_lines SET state = 'paid', paid_answer = '${fake}', paid_on = '2024-05-05' WHERE batch_id = '${sentId}'`,
      ],
      /do not agree/,
    ],
    [
      'a paid line waiting again',
      () => [
        `UPDATE payout_batch_lines SET state = 'waiting', paid_answer = NULL, paid_on = NULL WHERE batch_id = '${batchId}'`,
      ],
      /cannot go from paid to waiting/,
    ],
    [
      'a batch closed while the bank has said nothing',
      () => [`UPDATE payout_batches SET status = 'closed' WHERE id = '${sentId}'`],
      /do not agree/,
    ],
    [
      'an entry of the journal without a batch',
      () => [
        `INSERT INTO fund_entries (entry_id, region, kind, reference, happened_on, posted_at, note, input_hash, caller_id) VALUES ('${fake}', '140500', 'payout-sent', 'G', '2024-05-05', now(), 'x', ${hash}, 'c')`,
        `INSERT INTO fund_lines VALUES ('${fake}', 1, 'transit:140500', 1), ('${fake}', 2, 'fund:140500', -1)`,
      ],
      /no batch is behind entry/,
    ],
  ])('%s is refused', async (_, statements, message) => {
    await expect(app(...statements())).rejects.toThrow(message)
    expect(await desk.differences()).toEqual([])
  })
})

describe('what somebody changed behind the guards is found', () => {
  test.each([
    ['a payout', `UPDATE payouts SET amount = amount + 1 WHERE id = '$open'`, 'payout $open and its entries'],
    ['a batch', `UPDATE payout_batches SET amount = amount + 1 WHERE id = '$sent'`, 'batch $sent and its lines'],
    [
      'a line that counts as paid',
      `UPDATE payout_batch_lines SET state = 'waiting' WHERE batch_id = '$batch'`,
      'money with the bank and promised to people',
    ],
    [
      'an answer',
      `UPDATE payout_batch_lines SET paid_answer = NULL, paid_on = NULL WHERE batch_id = '$batch'`,
      'answer ',
    ],
  ])('%s', async (_, sql, what) => {
    const named = (text: string) => text.replace('$open', openId).replace('$sent', sentId).replace('$batch', batchId)
    await owner.query('BEGIN')
    await owner.query(`SET LOCAL session_replication_role = replica`)
    await owner.query('ALTER TABLE payout_batch_lines DROP CONSTRAINT IF EXISTS payout_batch_lines_told')
    await owner.query(named(sql))
    await owner.query('COMMIT')
    try {
      expect((await desk.differences()).map((found) => found.what).join('; ')).toContain(named(what))
    } finally {
      await owner.query('BEGIN')
      await owner.query(`SET LOCAL session_replication_role = replica`)
      await owner.query(`UPDATE payouts SET amount = 17000; UPDATE payout_batches SET amount = 17000`)
      await owner.query(
        `UPDATE payout_batch_lines l SET state = 'paid', paid_on = '2024-05-05',
           paid_answer = (SELECT a.id FROM payout_answers a WHERE a.batch_id = l.batch_id) WHERE batch_id = '${batchId}'`,
      )
      await owner.query('COMMIT')
    }
    expect(await desk.differences()).toEqual([])
  })
})
