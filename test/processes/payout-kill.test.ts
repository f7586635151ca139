import type pg from 'pg'
import { expect, test, vi } from 'vitest'
import { give } from '../support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../support/database/desk.ts'
import { payoutDesk } from '../support/database/payout-desk.ts'
import { untilWaiting } from '../support/database/waiting.ts'
import { dataKey, ServiceProcess } from '../support/processes/service-process.ts'

// Starts processes, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 480_000, hookTimeout: 300_000 })

const people = 4

async function approvedBatch(desk: Desk): Promise<string> {
  const it = payoutDesk(desk)
  await give(desk, '500000.00')
  const payouts: string[] = []
  for (let at = 0; at < people; at++) payouts.push((await it.pay((await it.owed()).personNo)).id)
  const { id } = await it.batch(payouts)
  await it.approve(id)
  return id
}

const start = ({ database }: Desk) =>
  ServiceProcess.start({ DATABASE_URL: database.url, YIZHAN_DATA_KEY: dataKey, HOST: '127.0.0.1', YIZHAN_WORKERS: '1' })

/** Asks for a step and kills the process while the step is half written; then asks another process for the same. */
async function killed(desk: Desk, owner: pg.Client, path: string, body: object) {
  const first = await start(desk)
  await owner.query('BEGIN')
  await owner.query('LOCK TABLE fund_balances IN EXCLUSIVE MODE')
  const cut = first.ask('POST', path, body).catch(() => null)
  const watcher = await desk.owner()
  await untilWaiting(watcher, true, cut)
  await first.stop('SIGKILL')
  await owner.query('ROLLBACK')
  await untilWaiting(watcher, false)
  expect(await cut).toBeNull()
  const second = await start(desk)
  const done = await second.ask('POST', path, body)
  await second.stop()
  return done
}

async function told(desk: Desk, owner: pg.Client, ask: (path: string, body: object) => Promise<{ body: unknown }>) {
  const id = await approvedBatch(desk)
  const answers = [
    await ask(`/v1/payout-batches/${id}/send`, {}),
    await ask(`/v1/payout-batches/${id}/returns`, { lines: [1, 2].map((lineNo) => ({ lineNo, outcome: 'paid' })) }),
    await ask(`/v1/payout-batches/${id}/returns`, {
      lines: [2, 3].map((lineNo) => ({ lineNo, outcome: 'returned', reason: '账号不存在' })),
    }),
    await ask(`/v1/payout-batches/${id}/returns`, { lines: [{ lineNo: 4, outcome: 'paid' }] }),
  ]
  const states = await owner.query('SELECT line_no, state FROM payout_batch_lines ORDER BY line_no')
  const balances = await owner.query('SELECT account, balance::text FROM fund_balances ORDER BY account')
  const journal = await owner.query(
    `SELECT e.kind, l.account, l.amount::text FROM fund_entries e JOIN fund_lines l USING (entry_id) ORDER BY e.entry_id, l.line_no`,
  )
  const counts = answers.map(({ body }) => {
    const { paid, returned, repeated } = body as { paid: unknown; returned: unknown; repeated?: unknown }
    return repeated === undefined ? null : { paid, returned, repeated }
  })
  const kept = { states: states.rows, balances: balances.rows, journal: journal.rows }
  return { counts, ...kept, differences: await desk.differences() }
}

test('killed while a batch is sent, confirmed and returned, it ends as the undisturbed one', async () => {
  const calm = await openDesk()
  const service = await start(calm)
  const undisturbed = await told(calm, await calm.owner(), (path, body) => service.ask('POST', path, body))
  await service.stop()
  expect(undisturbed.differences).toEqual([])
  expect(undisturbed.states.map(({ state }) => state)).toEqual(['paid', 'returned', 'returned', 'paid'])
  expect(undisturbed.balances).toContainEqual({ account: 'fund:140500', balance: '466000.00' })

  const desk = await openDesk()
  const owner = await desk.owner()
  expect(await told(desk, owner, (path, body) => killed(desk, owner, path, body))).toEqual(undisturbed)
})
