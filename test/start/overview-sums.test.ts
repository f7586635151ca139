import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startSummingUp } from '../../src/start/overview-sums.ts'
import { openDesk } from '../support/database/desk.ts'

test('the sums of the overview are taken on without anybody who asks, in processes that run jobs', async () => {
  const { service, person, settle } = await openDesk()
  await settle(await person({ as: 'dibao' }), { inScope: '1000.00' })
  const summed = async () => (await service.db.pool.query('SELECT FROM aid_summed')).rowCount
  const log = pino({ level: 'silent' })
  const stopNothing = startSummingUp({ jobs: 0 }, service, log, 10)
  await new Promise((wake) => setTimeout(wake, 100))
  await stopNothing()
  expect(await summed()).toBe(0)
  const stop = startSummingUp({ jobs: 1 }, service, log, 10)
  await expect.poll(summed, { timeout: 10_000 }).toBe(1)
  await stop()
})
