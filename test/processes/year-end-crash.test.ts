import { expect, test } from 'vitest'
import { startYearEndRun } from '../../src/application/year-end/start-year-end-run.ts'
import { linesOf, postedTo, quotaVisit, stay, underQuota } from '../support/claims/year-end.ts'
import { bureau, type Desk, openDesk } from '../support/database/desk.ts'
import { type CrashPoint, endedJob } from '../support/processes/crash.ts'

const clock = '2024-02-01T04:00:00Z'

/** Sixty people: more than twice as many as are closed at once, some near their limit, some whom nothing waits for. */
async function people(desk: Desk): Promise<void> {
  desk.setDay('2024-02-01')
  await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const personNo = await desk.person({ as: at % 3 === 0 ? 'tekun' : 'dibao', registered: underQuota })
      if (at % 4 === 1) await desk.settle(personNo, stay('85071.43'))
      // On another day, since a stay that meets another names its number, which differs from run to run.
      if (at % 5 === 4) return desk.settle(personNo, stay('1000.00', { on: '2023-06-20' }))
      await desk.settle(personNo, quotaVisit(`${1000 + at}.00`))
      return desk.settle(personNo, quotaVisit('500.05'))
    }),
  )
}

/** A run on people of its own, killed at the points one after the other and then left to end. */
async function ranWith(...crashes: CrashPoint[]) {
  const desk = await openDesk()
  const owner = await desk.owner()
  await owner.query(`UPDATE pgboss.queue SET expire_seconds = 1, retry_delay = 0, retry_backoff = false`)
  await people(desk)
  const { id } = await startYearEndRun(desk.service, bureau, { region: '140500', year: 2023 })
  const job = await endedJob(desk, { id, now: clock, crashes })
  return {
    attempts: job.attempts,
    job: { status: job.status, done: job.done, total: job.total, failures: job.failures, result: job.result },
    lines: await linesOf(desk, id),
    ledger: await postedTo(owner),
    differences: await desk.differences(),
  }
}

test('killed in the middle of a posting, before and after a piece, it ends as if nothing had been', async () => {
  const undisturbed = await ranWith()
  expect(undisturbed).toMatchObject({ attempts: 1, differences: [], job: { status: 'succeeded', done: 60, total: 60 } })
  expect(undisturbed.lines).toHaveLength(48)
  const killed = await ranWith({ posting: 25 }, { piece: 1, when: 'uncommitted' }, { piece: 1, when: 'before' })
  expect(killed.attempts).toBe(4)
  expect({ ...killed, attempts: 1 }).toEqual(undisturbed)
}, 180_000)
