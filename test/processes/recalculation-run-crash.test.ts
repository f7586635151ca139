import { expect, test } from 'vitest'
import { getRecalculationRun, recalculatedLines } from '../../src/application/recalculation-runs/read-runs.ts'
import { approveRecalculationRun, startRecalculationRun } from '../../src/application/recalculation-runs/start-run.ts'
import { postedTo } from '../support/claims/year-end.ts'
import { bureau, openDesk } from '../support/database/desk.ts'
import { type CrashPoint, endedJob } from '../support/processes/crash.ts'

const clock = '2024-05-05T04:00:00Z'
const reviewer = { ...bureau, id: '00000000-0000-7000-8000-000000000002' }

/** A run over people of its own, whose list and postings are killed at the points one after the other and then left to end. */
async function ranWith({ listing, posting }: { listing: CrashPoint[]; posting: CrashPoint[] }) {
  const desk = await openDesk()
  const { service } = desk
  const owner = await desk.owner()
  await owner.query(`UPDATE pgboss.queue SET expire_seconds = 10, retry_delay = 0, retry_backoff = false`)
  for (let at = 0; at < 45; at += 1) {
    const personNo = await desk.person()
    await desk.settle(personNo, { on: '2023-04-01', inScope: `${1000 + at}.00` })
    if (at % 3 > 0) await desk.identity(personNo, { category: 'dibao', from: '2023-03-01' })
  }
  const asked = { region: '140500', runNo: 'CS-1', year: 2023, reason: '名单追溯认定' }
  const { run } = await startRecalculationRun(service, bureau, asked)
  const list = await endedJob(desk, { id: run.listing?.jobId ?? '', now: clock, crashes: listing })
  const approved = await approveRecalculationRun(service, reviewer, run.id)
  const post = await endedJob(desk, { id: approved.run.posting?.jobId ?? '', now: clock, crashes: posting })
  const { items } = await recalculatedLines(service, bureau, { id: run.id, stage: 'posting', limit: 500 }, 'en')
  const end = await getRecalculationRun(service, bureau, run.id)
  return {
    attempts: list.attempts + post.attempts,
    jobs: [list, post].map(({ status, done, total, failures }) => ({ status, done, total, failures })),
    sums: [end.listing, end.posting].map((stage) => [stage?.people, stage?.personGetsBack, stage?.gaining]),
    lines: items.map(({ settlementId: _, settlementNo: __, ...line }) => line),
    ledger: await postedTo(owner),
    differences: await desk.differences(),
  }
}

test('killed in the middle of its list and of its postings, a run ends as if nothing had been', async () => {
  const undisturbed = await ranWith({ listing: [], posting: [] })
  expect(undisturbed).toMatchObject({
    differences: [],
    jobs: [
      { status: 'succeeded', done: 45, total: 45, failures: 0 },
      { status: 'succeeded', done: 30, total: 30, failures: 0 },
    ],
  })
  expect(undisturbed.lines).toHaveLength(30)
  const killed = await ranWith({
    listing: [{ piece: 1, when: 'uncommitted' }],
    posting: [{ posting: 7 }, { piece: 1, when: 'uncommitted' }],
  })
  expect(killed.attempts).toBeGreaterThanOrEqual(5)
  expect({ ...killed, attempts: undisturbed.attempts }).toEqual(undisturbed)
}, 300_000)
