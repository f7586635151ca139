import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { csvOf, headerInChinese, idNumberOf, newcomer, type Row } from '../../support/files/rosters.ts'

const it = testApp()
const may = 'region=140500&month=2024-05&department=civil-affairs'

interface Sending {
  readonly type?: string
  readonly key?: string
  readonly query?: string
  readonly language?: string
}

async function upload(
  content: string | Buffer,
  { type = 'text/csv', key, query = may, language = 'en' }: Sending = {},
) {
  const headers = {
    'content-type': type,
    authorization: `Bearer ${key ?? it.keys.bureau}`,
    'accept-language': language,
  }
  const payload = Readable.from([Buffer.from(content)])
  const reply = await it.app.inject({ method: 'POST', url: `/v1/rosters?${query}`, headers, payload })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const get = (url: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', url, undefined, { key, language })
const post = (url: string, key = it.keys.bureau) => send(it, 'POST', url, undefined, { key })

const broken = (place: number): Row => {
  const number = idNumberOf(place)
  return newcomer(place, { idNumber: number.slice(0, 17) + (number.endsWith('1') ? '2' : '1') })
}

test('a department’s list goes from file to register', async () => {
  const held = demoPerson('140500', 'dibao')
  const rows = [newcomer(1), broken(2), { change: '不变', personNo: held, category: '低保对象', from: '2021-01-01' }]
  const sent = await upload(gb18030(csvOf(rows, headerInChinese)), {
    type: 'text/csv; charset=GB18030',
    language: 'zh',
  })
  expect(sent.status).toBe(201)
  expect(sent.body).toMatchObject({
    region: '140500',
    month: '2024-05',
    department: 'civil-affairs',
    status: 'loaded',
    encoding: 'gb18030',
    lines: 3,
    accepted: 2,
    rejected: 1,
    newPeople: 1,
    opened: 1,
    standing: 1,
  })
  expect(sent.body.faults).toEqual([
    {
      line: 3,
      column: 'idNumber',
      reason: 'id-number-check',
      value: '1405**************',
      otherLine: null,
      foundAt: 'load',
      detail: expect.stringContaining('校验码'),
    },
  ])
  const url = `/v1/rosters/${sent.body.id}`
  expect((await get(url, it.keys.auditor)).body).toMatchObject({
    id: sent.body.id,
    faults: [{ detail: expect.stringContaining('check digit') }],
  })

  const changes = await get(`${url}/changes?type=opened`)
  expect(changes.body.items).toMatchObject([
    { personNo: newcomer(1).personNo, type: 'opened', counting: { before: null, after: 'dibao', changes: true } },
  ])

  const report = await get(`${url}/report`, it.keys.bureau, 'zh')
  expect(report.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' })
  expect(report.headers['content-disposition']).toContain('attachment')
  expect(report.body).toMatch(/^\uFEFF行号,列,值,原因代码/)
  expect(report.body).toMatch(/\r\n3,身份证号,1405\*{14},id-number-check,/)

  const started = await post(`${url}/apply`)
  expect(started).toMatchObject({ status: 202, headers: { location: started.body.job } })
  const again = await post(`${url}/apply`)
  expect(again).toMatchObject({ status: 200, body: started.body, headers: { 'idempotent-replayed': 'true' } })
  await runJob(it.service, started.body.jobId)
  expect((await get(url)).body).toMatchObject({ status: 'applied', applied: 1 })
  expectProblem(await post(`${url}/apply`), 409, 'roster-applied')
  const identities = await get(`/v1/beneficiaries/${newcomer(1).personNo}/identities`)
  expect(identities.body.items).toMatchObject([{ category: 'dibao', certifiedBy: 'civil-affairs' }])
})

test('the same bytes again answer 200 and the same roster', async () => {
  const content = csvOf([newcomer(10)])
  const first = await upload(content)
  const again = await upload(content)
  expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id])
  expect(again.headers['idempotent-replayed']).toBe('true')
})

test('NDJSON is told by its type', async () => {
  const answer = await upload(`${JSON.stringify(newcomer(11))}\n`, { type: 'application/x-ndjson' })
  expect(answer).toMatchObject({ status: 201, body: { format: 'ndjson', accepted: 1 } })
})

describe('refused whole', () => {
  test.each([
    ['columns that are not there', 'personNo,category,from,strasse\n1,2,3,4', 422, 'roster-columns-wrong'],
    [
      'a wrong encoding',
      Buffer.concat([Buffer.from(csvOf([newcomer(12)])), Buffer.from([0x0a, 0xff, 0xfe, 0x0a])]),
      422,
      'roster-encoding-wrong',
    ],
    ['nothing', '', 422, 'file-unreadable'],
  ])('%s', async (_, content, status, code) => {
    expectProblem(await upload(content as string), status as number, code as string)
  })

  test('a type that is no list, and no list elsewhere', async () => {
    expectProblem(
      await send(it, 'POST', `/v1/rosters?${may}`, {}, { key: it.keys.bureau }),
      415,
      'unsupported-media-type',
    )
    const headers = { 'content-type': 'text/csv' }
    expectProblem(
      await send(it, 'POST', '/v1/settlements', 'a,b', { key: it.keys.bureau, headers }),
      415,
      'unsupported-media-type',
    )
  })

  test.each([
    ['a month that is none', 'region=140500&month=2024-13&department=civil-affairs', '/month'],
    ['a department that is none', 'region=140500&month=2024-05&department=police', '/department'],
    ['no region', 'month=2024-05&department=civil-affairs', '/region'],
  ])('%s', async (_, query, pointer) => {
    const answer = await upload(csvOf([newcomer(13)]), { query })
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors[0].pointer).toBe(pointer)
  })

  test('a region without policy', async () => {
    expectProblem(
      await upload(csvOf([newcomer(14)]), { query: 'region=500000&month=2024-05&department=civil-affairs' }),
      422,
      'policy-missing',
    )
  })
})

describe('who may', () => {
  test('a bureau of the region alone; hospitals and auditors not', async () => {
    const { body } = await upload(csvOf([newcomer(20)]))
    const jining = await it.issue({ kind: 'bureau', name: 'test', region: '370800' })
    for (const key of [jining, it.keys.hospital, it.keys.auditor])
      expectProblem(await upload(csvOf([newcomer(21)]), { key }), 403, 'forbidden')
    for (const path of ['', '/changes', '/report']) {
      expectProblem(await get(`/v1/rosters/${body.id}${path}`, jining), 404, 'not-found')
      expectProblem(await get(`/v1/rosters/${body.id}${path}`, it.keys.hospital), 403, 'forbidden')
      expect((await get(`/v1/rosters/${body.id}${path}`, it.keys.auditor)).status).toBe(200)
    }
    expectProblem(await post(`/v1/rosters/${body.id}/apply`, jining), 404, 'not-found')
    for (const key of [it.keys.hospital, it.keys.auditor])
      expectProblem(await post(`/v1/rosters/${body.id}/apply`, key), 403, 'forbidden')
    expectProblem(await get('/v1/rosters?region=140500', jining), 403, 'forbidden')
    expectProblem(await get('/v1/rosters/none'), 404, 'not-found')
  })
})

test('a month shows whose list is in and whose is late', async () => {
  const { body } = await get('/v1/rosters?region=140500&month=2024-04', it.keys.bureau, 'zh')
  expect(body.items).toEqual([])
  expect(body.departments[0]).toMatchObject({
    department: 'civil-affairs',
    dueOn: '2024-04-07',
    receivedOn: null,
    late: true,
    warnings: [
      {
        code: 'not-received',
        text: '民政部门名单应于 2024-04-07 前报送，尚未收到。',
        clause: { id: '000000/rosters' },
      },
    ],
    clause: { status: 'reading' },
  })
})

test('no ID number is anywhere in plain: not in rows, answers, the report or the log', async () => {
  const rows = [
    newcomer(30),
    broken(31),
    newcomer(32, { name: idNumberOf(32), category: idNumberOf(33) }),
    newcomer(34, { personNo: idNumberOf(34) }),
  ]
  const { body } = await upload(csvOf(rows))
  expect(body).toMatchObject({ accepted: 1, rejected: 3 })
  const { body: started } = await post(`/v1/rosters/${body.id}/apply`)
  await runJob(it.service, started.jobId)
  const answers = await Promise.all(['', '/changes', '/report'].map((path) => get(`/v1/rosters/${body.id}${path}`)))
  const tables = [
    'rosters',
    'roster_rows',
    'roster_people',
    'roster_faults',
    'beneficiaries',
    'identities',
    'register_changes',
    'jobs',
  ]
  const stored = await Promise.all(
    tables.map((name) => it.service.db.pool.query(`SELECT t::text AS row FROM ${name} t`)),
  )
  const everything = [
    JSON.stringify([body, started, answers.map((one) => one.body)]),
    it.logged(),
    ...stored.flatMap(({ rows }) => rows.map(({ row }) => row)),
  ]
  const sent = rows
    .flatMap((row) => [row.idNumber, row.category, row.personNo])
    .filter((text) => text && isIdNumber(text))
  expect(sent.length).toBeGreaterThan(3)
  for (const number of [...sent, broken(31).idNumber ?? ''])
    expect(everything.filter((text) => text.includes(number ?? ''))).toEqual([])
})
