import { beforeAll, expect, test } from 'vitest'
import { applyRoster } from '../../src/application/rosters/apply-roster.ts'
import { findJob } from '../../src/db/jobs/jobs.ts'
import { bureau, type Desk, openDesk } from '../support/database/desk.ts'
import { runJob } from '../support/database/jobs.ts'
import { rosterState } from '../support/database/roster-state.ts'
import { csvOf, manyNewcomers, sendRoster } from '../support/files/rosters.ts'
import { type CrashPoint, crashWorker } from '../support/processes/crash.ts'

/** Three pieces of 10,000 changes, the last of them short. */
const lines = 24_000
const portion = 10_000

/** April's list is applied; of May's a third is removed, a third stands and a third is new. */
async function startedOn(desk: Desk): Promise<string> {
  const april = manyNewcomers(lines, 0)
  await runJob(desk.service, await begin(desk, csvOf(april), '2024-04'))
  const may = april.map((row, at) => {
    if (at % 3 === 0) return { ...row, change: 'removed', to: '2024-04-30' }
    return at % 3 === 1 ? { ...row, change: 'standing' } : { ...row, change: 'removed', to: '2024-05-31' }
  })
  return begin(desk, csvOf([...may, ...manyNewcomers(8000, lines)]), '2024-05')
}

async function begin(desk: Desk, list: string, month: string): Promise<string> {
  const { id, rejected } = await sendRoster(desk.service, list, { month })
  expect(rejected).toBe(0)
  return (await applyRoster(desk.service, bureau, id)).jobId
}

let undisturbed: Awaited<ReturnType<typeof rosterState>>
beforeAll(async () => {
  const desk = await openDesk()
  await runJob(desk.service, await startedOn(desk))
  undisturbed = await rosterState(desk.service)
}, 120_000)

test('an undisturbed apply comes to what the list says', () => {
  expect(undisturbed.rosters).toMatchObject([
    { month: '2024-04', opened: lines, applied: lines, status: 'applied' },
    { month: '2024-05', opened: 8000, ended: 16_000, standing: 8000, applied: lines, conflicts: 0, status: 'applied' },
  ])
  expect(undisturbed.people).toHaveLength(lines + 8000)
  expect(undisturbed.identities.filter(({ ended }) => ended)).toHaveLength(16_000)
  expect(undisturbed.left).toEqual([])
})

const points: readonly (readonly [string, CrashPoint])[] = [
  ['before its second piece', { piece: 2, when: 'before' }],
  ['with its second piece written and not committed', { piece: 2, when: 'uncommitted' }],
  ['with its last piece written and not committed', { piece: 3, when: 'uncommitted' }],
]

test.each(points)(
  'one that is killed %s ends as an undisturbed one',
  async (_, crash) => {
    const desk = await openDesk()
    const jobId = await startedOn(desk)
    await crashWorker(desk.database, { crash })
    const pieces = 'piece' in crash ? crash.piece - 1 : 0
    expect(await findJob(desk.service.db.pool, jobId)).toMatchObject({ status: 'running', done: pieces * portion })
    await runJob(desk.service, jobId)
    expect(await rosterState(desk.service)).toEqual(undisturbed)
  },
  120_000,
)

test('two workers that hold the same job do not do it twice', async () => {
  const desk = await openDesk()
  const jobId = await startedOn(desk)
  await Promise.all([runJob(desk.service, jobId), runJob(desk.service, jobId)])
  expect(await rosterState(desk.service)).toEqual(undisturbed)
}, 120_000)
