import { expect, test } from 'vitest'
import { postCorrection } from '../../src/application/policy-corrections/start-correction.ts'
import { settle } from '../../src/application/settlement/settle.ts'
import { correctedLines, listed, mistaken } from '../support/claims/policy-corrections.ts'
import { postedTo } from '../support/claims/year-end.ts'
import { billOf, bureau, openDesk } from '../support/database/desk.ts'
import { type CrashPoint, endedJob } from '../support/processes/crash.ts'

const clock = '2024-05-05T04:00:00Z'

/** A correction of people of its own, whose posting is killed at the points one after the other and then left to end. */
async function ranWith(...crashes: CrashPoint[]) {
  const desk = await openDesk()
  const owner = await desk.owner()
  await owner.query(`UPDATE pgboss.queue SET expire_seconds = 10, retry_delay = 0, retry_backoff = false`)
  const wrong = await desk.under(mistaken)
  for (let at = 0; at < 60; at += 1) {
    const personNo = await desk.person({ as: at % 3 === 0 ? 'tekun' : 'dibao' })
    await settle(wrong, bureau, billOf(personNo, { on: '2023-04-01', inScope: `${1000 + at}.00` }), 'en')
  }
  const { id } = await listed(desk.service)
  const { posting } = await postCorrection(desk.service, bureau, id)
  const job = await endedJob(desk, { id: posting?.jobId ?? '', now: clock, crashes })
  const lines = await correctedLines(desk.service, id, 'posting')
  return {
    attempts: job.attempts,
    job: { status: job.status, done: job.done, total: job.total, failures: job.failures },
    lines: lines.map(({ settlementId: _, settlementNo: __, ...line }) => line),
    ledger: await postedTo(owner),
    differences: await desk.differences(),
  }
}

test('killed in the middle of a posting, before and after a piece, it ends as if nothing had been', async () => {
  const undisturbed = await ranWith()
  expect(undisturbed).toMatchObject({ differences: [], job: { status: 'succeeded', done: 40, total: 40 } })
  expect(undisturbed.lines).toHaveLength(40)
  const killed = await ranWith({ posting: 15 }, { piece: 1, when: 'uncommitted' }, { piece: 1, when: 'before' })
  expect(killed.attempts).toBeGreaterThanOrEqual(4)
  expect({ ...killed, attempts: undisturbed.attempts }).toEqual(undisturbed)
}, 300_000)
