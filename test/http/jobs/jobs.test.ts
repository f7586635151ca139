import { describe, expect, test } from 'vitest'
import { enqueueJob } from '../../../src/application/jobs/enqueue-job.ts'
import type { JsonObject } from '../../../src/application/jobs/job-kind.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { sampleJobs } from '../../support/processes/sample-jobs.ts'

const it = testApp()

const job = (kind: string, input: JsonObject = {}, region = '140500') =>
  enqueueJob(it.service, { kind, region, input, callerId: 'somebody' })
const run = (id: string, pieces?: number) =>
  runJob(it.service, id, { kinds: sampleJobs, ...(pieces ? { pieces } : {}) })
const get = (path: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', path, undefined, { key, language })
const post = (path: string, key = it.keys.bureau) => send(it, 'POST', path, undefined, { key })

describe('GET /v1/jobs/{id}', () => {
  test('shows how far a job is, and what it came to', async () => {
    const id = await job('counting', { pieces: 3 })
    expect((await get(`/v1/jobs/${id}`)).body).toMatchObject({
      id,
      kind: 'counting',
      status: 'queued',
      done: 0,
      total: null,
    })
    await run(id, 2)
    expect((await get(`/v1/jobs/${id}`)).body).toMatchObject({ status: 'running', done: 2, total: 3, finishedAt: null })
    await run(id)
    expect((await get(`/v1/jobs/${id}`)).body).toMatchObject({
      region: '140500',
      input: { pieces: 3 },
      status: 'succeeded',
      done: 3,
      failures: 0,
      result: { pieces: 3 },
      problem: null,
      createdBy: 'somebody',
      finishedAt: '2024-05-05T12:00:00.000+08:00',
    })
  })

  test('says why it failed, in the caller’s language', async () => {
    const id = await job('refusing')
    await run(id)
    const { body } = await get(`/v1/jobs/${id}`)
    expect(body.problem).toEqual({
      type: '/problems/period-reversed',
      code: 'period-reversed',
      title: 'The period ends before it begins',
      detail: 'From 2024-02-01 to 2024-01-01; send an end on or after the beginning.',
    })
    expect((await get(`/v1/jobs/${id}`, it.keys.bureau, 'zh')).body.problem.title).toBe('起止日期有误')
  })

  test('is for bureaus and auditors of the region', async () => {
    const [here, elsewhere] = [await job('counting'), await job('counting', {}, '500243')]
    expect((await get(`/v1/jobs/${here}`, it.keys.auditor)).status).toBe(200)
    expectProblem(await get(`/v1/jobs/${elsewhere}`, it.keys.auditor), 404, 'not-found')
    expectProblem(await get(`/v1/jobs/${here}`, it.keys.hospital), 403, 'forbidden')
    expectProblem(await get('/v1/jobs', it.keys.hospital), 403, 'forbidden')
    expectProblem(await get('/v1/jobs/0190f5fe-7c00-7a00-8000-000000000001'), 404, 'not-found')
    expectProblem(await get('/v1/jobs/nonsense'), 400, 'invalid-request')
  })
})

describe('GET /v1/jobs', () => {
  test('lists the newest first, by kind, region and status, a page at a time', async () => {
    const ids = [await job('failing'), await job('failing'), await job('failing', {}, '500243')]
    const all = await get('/v1/jobs?kind=failing')
    expect(all.body.items.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse())
    const first = await get('/v1/jobs?kind=failing&limit=2')
    const next = await get(`/v1/jobs?kind=failing&limit=2&cursor=${first.body.nextCursor}`)
    expect(next.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]])
    expect((await get('/v1/jobs?kind=failing&region=500243')).body.items).toHaveLength(1)
    expect((await get('/v1/jobs?kind=failing&status=succeeded')).body.items).toEqual([])
    expect((await get('/v1/jobs?kind=failing', it.keys.auditor)).body.items).toHaveLength(2)
    expectProblem(await get('/v1/jobs?region=500243', it.keys.auditor), 403, 'forbidden')
    expectProblem(await get('/v1/jobs?status=lost'), 400, 'invalid-request')
  })
})

describe('POST /v1/jobs/{id}/cancel', () => {
  test('ends a job after the piece in hand, and once', async () => {
    const id = await job('counting', { pieces: 9 })
    await run(id, 2)
    const cancelled = await post(`/v1/jobs/${id}/cancel`)
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', done: 2 } })
    expect(await run(id)).toMatchObject({ done: 2, status: 'cancelled' })
    expect((await post(`/v1/jobs/${id}/cancel`)).body).toEqual(cancelled.body)
    const { rows } = await it.service.db.pool.query(
      `SELECT action, caller_id FROM register_changes WHERE detail ->> 'id' = $1 ORDER BY id`,
      [id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['job.started', 'job.cancelled'])
  })

  test('is refused for a job that has ended, and to auditors', async () => {
    const id = await job('counting', { pieces: 1 })
    await run(id)
    expectProblem(await post(`/v1/jobs/${id}/cancel`), 409, 'job-finished')
    expectProblem(await post(`/v1/jobs/${id}/cancel`, it.keys.auditor), 403, 'forbidden')
  })
})
