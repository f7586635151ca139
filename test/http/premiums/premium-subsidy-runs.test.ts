import { expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const bureau = (method: 'GET' | 'POST', url: string, body?: object, language?: string) =>
  send(it, method, url, body, { key: it.keys.bureau, ...(language ? { language } : {}) })

test('a run from the request to the department’s file', async () => {
  const started = await bureau('POST', '/v1/premium-subsidy-runs', { region: '140500', year: 2024 })
  expect(started).toMatchObject({ status: 202, body: { region: '140500', year: 2024, dryRun: false } })
  const { runId, jobId, run } = started.body
  expect(started.headers.location).toBe(run)
  const again = await bureau('POST', '/v1/premium-subsidy-runs', { region: '140500', year: 2024 })
  expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: { runId } })
  expect((await bureau('GET', run)).body).toMatchObject({ status: 'queued', done: 0, total: null, finishedAt: null })
  await runJob(it.service, jobId)

  const found = await bureau('GET', run)
  expect(found).toMatchObject({
    status: 200,
    body: { id: runId, status: 'succeeded', failures: 0, job: `/v1/jobs/${jobId}` },
  })
  expect(found.body.totals.people).toBeGreaterThan(0)
  expect((await bureau('GET', `/v1/jobs/${jobId}`)).body.result).toMatchObject({ runId, run })
  const runs = await bureau('GET', '/v1/premium-subsidy-runs?region=140500&year=2024')
  expect(runs.body.items.map(({ id }: { id: string }) => id)).toEqual([runId])

  const open = await bureau('GET', `${run}/lines?status=left-open`, undefined, 'zh')
  const youfu = open.body.items.find(({ personNo }: { personNo: string }) => personNo === demoPerson('140500', 'youfu'))
  expect(youfu).toMatchObject({ due: '0.00', reasons: [{ code: 'left-open', clause: { id: '140500/J3' } }] })
  expect(youfu.reasons[0].text).toMatch(/晋城市原有的资助参保文件/)
  expect(youfu.name).toMatch(/\*/)
  const first = await bureau('GET', `${run}/lines?limit=1`)
  const second = await bureau('GET', `${run}/lines?limit=1&cursor=${first.body.nextCursor}`)
  expect(second.body.items[0].personNo > first.body.items[0].personNo).toBe(true)

  const file = await bureau('GET', `${run}/export?department=civil-affairs`, undefined, 'zh')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  const lines = String(file.body).trimEnd().split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFF人员编号,姓名,/)
  expect(lines.slice(1).every((line) => line.includes(',civil-affairs,民政部门,'))).toBe(true)
  const dibao = lines.find((line) => line.startsWith(demoPerson('140500', 'dibao')))
  expect(dibao).toMatch(/,dibao,低保对象,civil-affairs,民政部门,/)
  const whole = String((await bureau('GET', `${run}/export`)).body)
    .trimEnd()
    .split('\r\n')
  expect(whole).toHaveLength(found.body.totals.people + 1)
  expect(it.logged()).not.toMatch(/140502\d{11}[\dX]/)
})

test('the rate of enrolment and who is missing', async () => {
  const found = await bureau('GET', '/v1/enrolment?region=140500&year=2024')
  expect(found).toMatchObject({ status: 200, body: { line: '99.00', clause: { id: '140000/J20' } } })
  const list = await bureau('GET', found.body.notEnrolled)
  expect(list).toMatchObject({ status: 200 })
  expect(list.body.items).toHaveLength(found.body.people - found.body.enrolled)
  const file = await bureau('GET', '/v1/enrolment/not-enrolled.csv?region=140500&year=2024')
  expect(String(file.body).trimEnd().split('\r\n')).toHaveLength(list.body.items.length + 1)
})

test('the overview of a year', async () => {
  const found = await send(it, 'GET', '/v1/overview?region=140500&year=2024', undefined, { key: it.keys.auditor })
  expect(found).toMatchObject({ status: 200, body: { region: '140500', on: '2024-05-05', fund: { region: '140500' } } })
  expect((await bureau('GET', '/v1/overview?region=140502&year=2024')).body.fund).toBeNull()
})

test('what is wrong is said, in the caller’s language, and nothing is started', async () => {
  const start = (body: object) => bureau('POST', '/v1/premium-subsidy-runs', body)
  const bad: readonly (readonly [object, string])[] = [
    [{ region: '1405', year: 2024 }, '/region'],
    [{ region: '140500' }, '/year'],
    [{ region: '140500', year: '2024' }, '/year'],
    [{ region: '140500', year: 2024, dryrun: true }, '/dryrun'],
  ]
  for (const [body, pointer] of bad) {
    const refused = await start(body)
    expectProblem(refused, 400, 'invalid-request')
    expect(refused.body.errors[0].pointer).toBe(pointer)
  }
  expectProblem(await start({ region: '140500', year: 2027 }), 422, 'figure-missing')
  expectProblem(await bureau('GET', '/v1/premium-subsidy-runs/none'), 404, 'not-found')
  expectProblem(await bureau('GET', '/v1/premium-subsidy-runs/none/export'), 404, 'not-found')
  expectProblem(await bureau('GET', '/v1/overview?region=140500'), 400, 'invalid-request')
  expectProblem(await bureau('GET', '/v1/overview?region=140500&year=2024&on=2023-01-01'), 400, 'invalid-request')
  expectProblem(await bureau('GET', '/v1/enrolment?region=140500&year=2024&on=2024-02-30'), 400, 'invalid-request')
  const zh = await bureau('GET', '/v1/premium-subsidy-runs?region=晋城', undefined, 'zh')
  expect(zh.body.errors[0].detail).toMatch(/[一-龥]/)
})

test('a hospital and another region are refused everywhere', async () => {
  const elsewhere = await it.issue({ kind: 'bureau', name: 'other', region: '370800' })
  const asked = [
    '/v1/premium-subsidy-runs?region=140500',
    '/v1/enrolment?region=140500&year=2024',
    '/v1/enrolment/not-enrolled?region=140500&year=2024',
    '/v1/enrolment/not-enrolled.csv?region=140500&year=2024',
    '/v1/overview?region=140500&year=2024',
  ]
  for (const key of [it.keys.hospital, elsewhere])
    for (const url of asked) expectProblem(await send(it, 'GET', url, undefined, { key }), 403, 'forbidden')
  const body = { region: '140500', year: 2024 }
  for (const key of [it.keys.hospital, it.keys.auditor, elsewhere])
    expectProblem(await send(it, 'POST', '/v1/premium-subsidy-runs', body, { key }), 403, 'forbidden')
  expectProblem(await send(it, 'GET', '/v1/overview?region=140500&year=2024'), 401, 'unauthenticated')
})
