import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { enqueueJob } from '../../src/application/jobs/enqueue-job.ts'
import type { JsonObject } from '../../src/application/jobs/job-kind.ts'
import { cancelJob } from '../../src/application/jobs/read-jobs.ts'
import { findJob, type JobRow } from '../../src/db/jobs/jobs.ts'
import { bureau, type Desk, openDesk } from '../support/database/desk.ts'
import { crashWorker, JobWorker } from '../support/processes/crash.ts'

// What a process left behind is taken over by the library's own rounds, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let desk: Desk
let owner: Awaited<ReturnType<Desk['owner']>>
const others: JobWorker[] = []

beforeAll(async () => {
  desk = await openDesk()
  owner = await desk.owner()
  // So that a test waits for a second where a bureau waits for a minute. The backing off is the library's.
  await owner.query(
    `UPDATE pgboss.queue SET expire_seconds = 1, retry_delay = 0, retry_backoff = false, retry_limit = 2`,
  )
})

beforeEach(() => async () => {
  await Promise.all(others.splice(0).map((worker) => worker.stop()))
})

async function worker(): Promise<JobWorker> {
  const started = await JobWorker.start(desk.database)
  others.push(started)
  return started
}

const job = (kind: string, input: JsonObject = {}) =>
  enqueueJob(desk.service, { kind, region: '140500', input, callerId: bureau.id })

async function becomes(id: string, is: (row: JobRow) => boolean): Promise<JobRow> {
  for (;;) {
    const row = await findJob(desk.service.db.pool, id)
    if (row && is(row)) return row
    await new Promise((wake) => setTimeout(wake, 30))
  }
}
const ends = (id: string) => becomes(id, ({ finishedAt }) => finishedAt !== null)

async function pieces(id: string): Promise<{ piece: number; pid: number }[]> {
  const { rows } = await owner.query<{ detail: { piece: number; pid: number } }>(
    `SELECT detail FROM register_changes WHERE caller_id = $1 AND action = 'counted' ORDER BY id`,
    [id],
  )
  return rows.map(({ detail }) => detail)
}
const each = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

test('a job is there before any process takes it up, and then runs to its end', async () => {
  const id = await job('counting', { pieces: 3 })
  expect(await findJob(desk.service.db.pool, id)).toMatchObject({
    status: 'queued',
    done: 0,
    attempts: 0,
    startedAt: null,
  })
  await worker()
  const ended = await ends(id)
  expect(ended).toMatchObject({
    status: 'succeeded',
    done: 3,
    total: 3,
    attempts: 1,
    result: { pieces: 3 },
    problem: null,
  })
  expect((await pieces(id)).map(({ piece }) => piece)).toEqual([1, 2, 3])
})

test('a job longer than its task goes on in further ones, and shows how far it is', async () => {
  const id = await job('counting', { pieces: 30, ms: 60 })
  await worker()
  const half = await becomes(id, ({ done }) => done >= 10)
  expect(half).toMatchObject({ total: 30 })
  expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 30, attempts: 1 })
  expect((await pieces(id)).map(({ piece }) => piece)).toEqual(each(30))
})

describe('after kill -9', () => {
  test.each(['before', 'uncommitted'] as const)('%s a piece another process takes over where it was', async (when) => {
    const id = await job('counting', { pieces: 6 })
    await crashWorker(desk.database, { crash: { piece: 4, when } })
    expect(await pieces(id)).toHaveLength(3)
    await worker()
    expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 6, attempts: 2 })
    const done = await pieces(id)
    expect(done.map(({ piece }) => piece)).toEqual(each(6))
    expect(new Set(done.map(({ pid }) => pid)).size).toBe(2)
  })

  test('of every process that took it up, the job fails and says so', async () => {
    const id = await job('counting', { pieces: 6 })
    for (const _ of each(3)) await crashWorker(desk.database, { crash: { piece: 1, when: 'before' } })
    await worker()
    expect(await ends(id)).toMatchObject({ status: 'failed', attempts: 3, problem: { code: 'job-interrupted' } })
    expect(await pieces(id)).toEqual([])
  })
})

describe('a piece that fails', () => {
  test('is tried again from where it began, and nothing of it is left', async () => {
    const id = await job('failing', { times: 2 })
    await worker()
    expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 3, attempts: 3, problem: null })
    const { rows } = await owner.query(`SELECT FROM register_changes WHERE caller_id = $1 AND action = 'undone'`, [id])
    expect(rows).toHaveLength(3)
  })

  test('again and again fails the job, in both languages, and repeats no words of the error', async () => {
    const id = await job('failing', { times: 99 })
    const running = await worker()
    // While it is tried again it says what it met last.
    expect(await becomes(id, ({ problem }) => problem !== null)).toMatchObject({
      done: 1,
      problem: { code: 'job-failed' },
    })
    const ended = await ends(id)
    expect(ended).toMatchObject({ status: 'failed', done: 1, attempts: 3 })
    expect(ended.problem).toMatchObject({
      title: { zh: '任务出错' },
      detail: { zh: expect.any(String), en: expect.any(String) },
    })
    const { rows } = await owner.query(`SELECT output::text FROM pgboss.job WHERE data ->> 'jobId' = $1`, [id])
    expect(JSON.stringify([ended, rows])).not.toMatch(/张三|410101/)
    expect(running.said).toContain(id)
  })

  test('by a refusal fails the job at once', async () => {
    const id = await job('refusing')
    await worker()
    const ended = await ends(id)
    expect(ended).toMatchObject({ status: 'failed', attempts: 1, problem: { code: 'period-reversed' } })
    expect(ended.problem?.detail).toEqual({
      zh: '起 2024-02-01，止 2024-01-01；截止日期不能早于起始日期。',
      en: 'From 2024-02-01 to 2024-01-01; send an end on or after the beginning.',
    })
  })

  test('because the database let go of the connection is tried again by the same process', async () => {
    const id = await job('counting', { pieces: 20, ms: 60 })
    const running = await worker()
    await becomes(id, ({ done }) => done >= 3)
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'yizhan-bulk'`,
    )
    expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 20 })
    expect((await pieces(id)).map(({ piece }) => piece)).toEqual(each(20))
    expect(running.child.exitCode).toBe(null)
  })

  test('because this version does not know the kind fails the job in the end', async () => {
    const id = await job('unheard-of')
    await worker()
    expect(await ends(id)).toMatchObject({ status: 'failed', problem: { code: 'job-failed' } })
  })
})

test('told to stop, a process finishes its piece and leaves the rest to another at once', async () => {
  const id = await job('counting', { pieces: 20, ms: 100 })
  const first = await worker()
  await becomes(id, ({ done }) => done >= 2)
  expect(await first.stop()).toMatchObject({ code: 0 })
  const left = await findJob(desk.service.db.pool, id)
  expect(left).toMatchObject({ status: 'running' })
  expect(await pieces(id)).toHaveLength(left?.done ?? 0)
  await worker()
  expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 20, attempts: 1 })
})

test('several processes share the jobs, and no piece is done twice', async () => {
  const ids = await Promise.all(each(4).map(() => job('counting', { pieces: 12, ms: 80 })))
  await Promise.all([worker(), worker()])
  for (const id of ids) expect(await ends(id)).toMatchObject({ status: 'succeeded', done: 12 })
  const done = []
  for (const id of ids) done.push(await pieces(id))
  for (const ofJob of done) expect(ofJob.map(({ piece }) => piece)).toEqual(each(12))
  expect(new Set(done.flat().map(({ pid }) => pid)).size).toBe(2)
})

test('a job that is cancelled ends after the piece in hand', async () => {
  const id = await job('counting', { pieces: 1000, ms: 50 })
  await worker()
  await becomes(id, ({ done }) => done >= 2)
  const cancelled = await cancelJob(desk.service, bureau, id)
  expect(cancelled).toMatchObject({ status: 'cancelled' })
  expect(await pieces(id)).toHaveLength(cancelled.done)
  // The next one is only reached once the process has let go of the cancelled one.
  const next = await job('counting', { pieces: 1 })
  await ends(next)
  expect(await pieces(id)).toHaveLength(cancelled.done)
})
