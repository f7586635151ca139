import { expect, test } from 'vitest'
import { enqueueJob } from '../../src/application/jobs/enqueue-job.ts'
import { stopJob } from '../../src/application/jobs/stop-job.ts'
import { getWhatIf } from '../../src/application/what-if/read-runs.ts'
import { startWhatIf } from '../../src/application/what-if/start-run.ts'
import { whatIfJobName } from '../../src/application/what-if/what-if-job.ts'
import { withTransaction } from '../../src/db/transaction.ts'
import { listWhatIfPeople } from '../../src/db/what-if/what-if-people.ts'
import { insertWhatIfJob, readWhatIfResult } from '../../src/db/what-if/what-if-runs.ts'
import { bureau, openDesk } from '../support/database/desk.ts'
import { type CrashPoint, endedJob } from '../support/processes/crash.ts'

const clock = '2024-05-05T04:00:00Z'
const lower = { clause: '140500/J4', path: '/limits/1/amount', value: '50000' }

/** A run over people of its own, in pieces of twelve, whose processes are killed at the points one after the other. */
async function ranWith(...crashes: CrashPoint[]) {
  const desk = await openDesk()
  const owner = await desk.owner()
  await owner.query('UPDATE pgboss.queue SET expire_seconds = 10, retry_delay = 0, retry_backoff = false')
  for (let at = 0; at < 40; at += 1) {
    const personNo = await desk.person({ as: at % 3 === 0 ? 'tekun' : 'dibao' })
    await desk.settle(personNo, { on: '2023-04-01', inScope: `${60_000 + at * 1000}.00` })
  }
  const { id, jobId: first } = await startWhatIf(desk.service, bureau, {
    ...{ region: '140500', year: 2023, title: '限额五万', draft: { files: [], edits: [lower] } },
    asked: { seed: 1, more: [], identities: [], sensitivity: false, contributions: false, curve: null },
  })
  await stopJob(desk.service, bureau, first)
  const input = { runId: id, after: '', done: 0, peopleInPiece: 12 }
  const jobId = await withTransaction(desk.service.db.pool, async (client) => {
    const job = { kind: whatIfJobName, region: '140500', input, callerId: bureau.id }
    const made = await enqueueJob(desk.service, job, client)
    await insertWhatIfJob(client, { jobId: made, runId: id, askedAt: clock, callerId: bureau.id })
    return made
  })
  const job = await endedJob(desk, { id: jobId, now: clock, crashes })
  const people = await listWhatIfPeople(
    desk.service.db.pool,
    { runId: id, direction: null },
    { after: null, take: 100 },
  )
  const { result } = await getWhatIf(desk.service, bureau, id)
  return {
    attempts: job.attempts,
    job: { status: job.status, done: job.done, total: job.total, failures: job.failures },
    ...{ people, result, tally: await readWhatIfResult(desk.service.db.pool, id) },
  }
}

test('killed between and within its pieces, a run ends as if nothing had been', async () => {
  const undisturbed = await ranWith()
  expect(undisturbed.job).toEqual({ status: 'succeeded', done: 40, total: 40, failures: 0 })
  expect(undisturbed.people).toHaveLength(40)
  expect(undisturbed.result?.aid.difference).not.toBe('0.00')
  const killed = await ranWith(
    { piece: 2, when: 'uncommitted' },
    { piece: 1, when: 'before' },
    { piece: 1, when: 'uncommitted' },
  )
  expect(killed.attempts).toBeGreaterThanOrEqual(4)
  expect({ ...killed, attempts: undisturbed.attempts }).toEqual(undisturbed)
}, 300_000)
