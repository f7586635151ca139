import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { runJob } from '../../support/database/jobs.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const app = testApp()
const personNo = '14050000000000009001'
const idNumber = '140502197503120016'
const name = '=张三丰'
let id = ''

const as = (key: string) => ({ key, language: 'zh' })
const bureau = () => as(app.keys.bureau)
const get = (url: string, who = bureau()) => send(app, 'GET', url, undefined, who)

beforeAll(async () => {
  const card = { name, idType: '01', idNumber, birthDate: '1975-03-12', insuredRegion: '140502', enrolledTier: 1 }
  expect((await send(app, 'PUT', `/v1/beneficiaries/${personNo}`, card, bureau())).status).toBe(201)
  await settle('2023-06-15', '20000.01')
})

async function settle(on: string, offCatalogue: string) {
  const body = {
    ...{ settlementNo: `A-${on}-${offCatalogue}`, personNo, hospitalCode: 'H14050000001', care: 'inpatient' },
    ...{ admittedOn: on, dischargedOn: on, paid: { basic: '0.00', criticalIllness: '0.00' } },
    costs: { total: offCatalogue, offCatalogue, overLimit: '0.00', preSelfPay: '0.00', inScope: '0.00' },
  }
  const { status, body: answer } = await send(app, 'POST', '/v1/settlements', body, bureau())
  expect(status).toBe(201)
  return answer
}

describe('GET /v1/alerts', () => {
  test('lists who passed the line, masked, with what the documents say', async () => {
    const { status, body } = await get('/v1/alerts?region=140502&year=2023&status=open&from=2024-05-05&to=2024-05-05')
    expect(status).toBe(200)
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      ...{ personNo, region: '140500', year: 2023, insuredRegion: '140502', line: '20000.00', burden: '20000.01' },
      ...{ burdenBefore: '0.00', burdenNow: '20000.01', category: null, status: 'open', followUps: [] },
      clause: { id: '140500/J17' },
      pushedTo: ['civil-affairs', 'rural-revitalization'],
      raisedAt: '2024-05-05T12:00:00.000+08:00',
    })
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${idNumber}|张三丰`))
    expect(body.watched).toMatchObject([{ region: '140500', says: 'lines' }])
    id = body.items[0].id
    expect((await get(`/v1/alerts/${id}`)).body).toEqual(body.items[0])
  })

  test.each([
    ['another county', 'region=140521'],
    ['another year', 'year=2022'],
    ['another status', 'status=checked'],
    ['days before', 'to=2024-05-04'],
    ['days after', 'from=2024-05-06'],
  ])('leaves out %s', async (_, query) => {
    expect((await get(`/v1/alerts?${query}`)).body.items.filter((one: { id: string }) => one.id === id)).toEqual([])
  })

  test('says by name that Pengshui leaves the line open, and that Jining does too', async () => {
    const { body } = await get('/v1/alerts?region=500243')
    expect(body).toMatchObject({
      items: [],
      watched: [{ says: 'left-open', lines: [], gap: { clause: { id: '500243/P10' } } }],
    })
    expect(body.watched[0].text).toContain('不产生预警')
    expect((await get('/v1/alerts?region=370800')).body.watched).toMatchObject([
      { says: 'left-open', lines: [], gap: { clause: { id: '370000/N4b' } } },
    ])
  })

  test('pages by cursor', async () => {
    await settle('2024-05-01', '20000.02')
    const first = await get('/v1/alerts?region=140502&limit=1')
    expect(first.body.items).toMatchObject([{ year: 2024 }])
    const second = await get(`/v1/alerts?region=140502&limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ items: [{ year: 2023 }], nextCursor: null })
  })

  test('is for bureaus and auditors of the region', async () => {
    expectProblem(await get('/v1/alerts', as(app.keys.hospital)), 403, 'forbidden')
    expectProblem(await get(`/v1/alerts/${id}`, as(app.keys.hospital)), 403, 'forbidden')
    expect((await get('/v1/alerts', as(app.keys.auditor))).status).toBe(200)
    const elsewhere = as(await app.issue({ kind: 'bureau', name: 'test', region: '370800' }))
    expect((await get('/v1/alerts', elsewhere)).body.items).toEqual([])
    expectProblem(await get('/v1/alerts?region=140500', elsewhere), 403, 'forbidden')
    expectProblem(await get(`/v1/alerts/${id}`, elsewhere), 404, 'not-found')
    expectProblem(await send(app, 'GET', '/v1/alerts'), 401, 'unauthenticated')
  })

  test.each(['year=20', 'status=shut', 'from=2024-02-30', 'region=14', 'cursor=WyJ4Il0', 'colour=red', 'limit=0'])(
    'refuses ?%s by its name',
    async (query) => {
      const answer = await get(`/v1/alerts?${query}`)
      expectProblem(answer, 400, 'invalid-request')
      expect(answer.body.errors[0].pointer).toBe(`/${query.split('=')[0]}`)
    },
  )

  test('refuses a period that ends before it begins, and an alert that is not there', async () => {
    expectProblem(await get('/v1/alerts?from=2024-05-02&to=2024-05-01'), 422, 'period-reversed')
    expectProblem(await get('/v1/alerts/0190f5fe-7c00-7a00-8000-000000000001'), 404, 'not-found')
  })
})

describe('POST /v1/alerts/{id}/follow-ups', () => {
  const post = (body: object, who = bureau()) => send(app, 'POST', `/v1/alerts/${id}/follow-ups`, body, who)

  test.each([
    ['/on', { result: 'checked', on: '2024-05-06' }],
    ['/on', { result: 'checked' }],
    ['/result', { result: 'maybe', on: '2024-05-05' }],
    ['/from', { result: 'included', on: '2024-05-05', category: 'monitored-sudden' }],
    ['/category', { result: 'included', on: '2024-05-05', from: '2024-05-01' }],
    ['/category', { result: 'included', on: '2024-05-05', from: '2024-05-01', category: 'rich' }],
    ['/from', { result: 'checked', on: '2024-05-05', from: '2024-05-01' }],
    ['/reason', { result: 'not-included', on: '2024-05-05' }],
    ['/note', { result: 'checked', on: '2024-05-05', note: 'x' }],
  ])('refuses %s of %o', async (pointer, body) => {
    const answer = await post(body)
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
    expect((await get(`/v1/alerts/${id}`)).body.followUps).toEqual([])
  })

  test('keeps what was found out, in order, and links the identity once the register has it', async () => {
    expect(await post({ result: 'checked', on: '2024-05-04' })).toMatchObject({
      status: 201,
      body: { status: 'checked' },
    })
    const included = {
      result: 'included',
      on: '2024-05-05',
      from: '2024-05-01',
      category: 'monitored-sudden',
      reason: '医疗负担过重',
    }
    expect(await post(included)).toMatchObject({ status: 201, body: { status: 'included' } })
    const again = await post(included)
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
    expect(again.body.followUps).toMatchObject([{ result: 'checked' }, { ...included, identityId: null }])
    const identity = {
      category: 'monitored-sudden',
      from: '2024-05-01',
      to: null,
      certifiedBy: 'rural-revitalization',
      certificateNo: 'C-9',
    }
    const opened = await send(app, 'POST', `/v1/beneficiaries/${personNo}/identities`, identity, bureau())
    expect((await get(`/v1/alerts/${id}`)).body.followUps[1].identityId).toBe(opened.body.id)
    expect((await get('/v1/alerts?status=included')).body.items).toHaveLength(1)
  })

  test('is for bureaus of the region', async () => {
    const body = { result: 'checked', on: '2024-05-05' }
    expectProblem(await post(body, as(app.keys.auditor)), 403, 'forbidden')
    expectProblem(await post(body, as(app.keys.hospital)), 403, 'forbidden')
    expectProblem(
      await post(body, as(await app.issue({ kind: 'bureau', name: 'x', region: '140521' }))),
      404,
      'not-found',
    )
  })
})

describe('GET /v1/alerts/export', () => {
  const url = (change = '') => `/v1/alerts/export?region=140502&month=2024-05&department=civil-affairs${change}`

  test('is a CSV that a spreadsheet reads as it is, with people whole', async () => {
    const { status, body, headers } = await get(url())
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      ...[200, 'text/csv; charset=utf-8', 'attachment; filename="alerts-140502-2024-05-civil-affairs.csv"'],
    ])
    expect(body.startsWith('\uFEFF序号,人员编号,姓名,证件类型,证件号码,')).toBe(true)
    const [, first, second, end] = body.split('\r\n')
    // A name that begins like a formula is not run as one.
    expect(first.split(',').slice(0, 11)).toEqual([
      ...['1', personNo, `'${name}`, '01', idNumber, '140502', '2023', '其他参保居民', '因病致贫预警'],
      ...['20000.00', '20000.01'],
    ])
    expect(first).toContain('已纳入,2024-05-05,突发严重困难人口 2024-05-01 医疗负担过重')
    expect([second.split(',')[6], end]).toEqual(['2024', ''])
  })

  test('is a spreadsheet with the same cells, of which amounts are numbers', async () => {
    const { headers } = await get(url('&format=xlsx'))
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const { rawPayload } = await app.app.inject({
      url: url('&format=xlsx'),
      headers: { authorization: `Bearer ${app.keys.bureau}`, 'accept-language': 'en' },
    })
    const [head, first, ...rest] = await readSheet(rawPayload)
    expect(head?.slice(0, 5)).toEqual(['no', 'personNo', 'name', 'idType', 'idNumber'])
    expect(first?.slice(0, 11)).toEqual([
      ...['1', personNo, name, '01', idNumber, '140502', '2023', 'other insured residents', 'falling into poverty'],
      ...[20000, 20000.01],
    ])
    expect(rest).toHaveLength(1)
  })

  test('leaves a line in the audit trail and no number anywhere else', async () => {
    const { rows } = await app.service.db.pool.query(
      'SELECT action, detail FROM register_changes ORDER BY id DESC LIMIT 1',
    )
    expect(rows).toEqual([
      {
        action: 'alerts-exported',
        detail: { region: '140502', month: '2024-05', department: 'civil-affairs', format: 'xlsx', alerts: 2 },
      },
    ])
    const { rows: all } = await app.service.db.pool.query('SELECT detail FROM register_changes')
    expect(JSON.stringify(all) + app.logged()).not.toMatch(new RegExp(`${idNumber}|张三丰`))
  })

  test('is empty but for its head in a month without alerts', async () => {
    const { body } = await get(url().replace('2024-05', '2024-04'))
    expect(body.split('\r\n')).toHaveLength(2)
  })

  test('names what is missing where no line or no such department is laid down', async () => {
    const open = await get(url().replace('140502', '500243'))
    expectProblem(open, 409, 'warning-left-open')
    expect(open.body.detail).toContain('500243/P10')
    const other = await get(url().replace('civil-affairs', 'veterans'))
    expectProblem(other, 422, 'department-not-told')
    expect(other.body.detail).toContain('civil-affairs 民政部门, rural-revitalization 乡村振兴部门')
  })

  test('is for bureaus alone, of the region, and leaves no file for others', async () => {
    for (const key of [app.keys.auditor, app.keys.hospital]) expectProblem(await get(url(), as(key)), 403, 'forbidden')
    const elsewhere = await app.issue({ kind: 'bureau', name: 'x', region: '370800' })
    expectProblem(await get(url(), as(elsewhere)), 403, 'forbidden')
  })

  test.each(['month=2024-13', 'department=police', 'format=pdf'])('refuses %s', async (bad) => {
    const field = bad.split('=')[0] ?? ''
    const answer = await get(`${url().replace(new RegExp(`&${field}=[^&]*`), '')}&${bad}`)
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors[0].pointer).toBe(`/${field}`)
  })
})

test('POST /v1/alerts/sweeps starts a job that anyone can follow', async () => {
  const started = await send(app, 'POST', '/v1/alerts/sweeps', { region: '140502', year: 2024 }, bureau())
  expect(started).toMatchObject({
    status: 202,
    body: { region: '140500', year: 2024, job: `/v1/jobs/${started.body.jobId}` },
  })
  expect(started.headers.location).toBe(started.body.job)
  await runJob(app.service, started.body.jobId)
  expect((await get(started.body.job)).body).toMatchObject({
    kind: 'alert-sweep',
    status: 'succeeded',
    result: { raised: 0 },
  })
})

describe('webhooks over HTTP', () => {
  test('are registered, shown without the secret, and deleted', async () => {
    const url = 'https://receiver.example.org/yizhan'
    const created = await send(app, 'POST', '/v1/webhooks', { url, region: '140500' }, bureau())
    expect(created).toMatchObject({
      status: 201,
      body: { url, region: '140500', events: ['alert.raised', 'settlement.adjusted'], disabledAt: null },
    })
    expect(created.body.secret).toMatch(/^whsec_/)
    const path = `/v1/webhooks/${created.body.id}`
    const { secret, ...shown } = created.body
    expect((await get(path)).body).toEqual(shown)
    expect((await get('/v1/webhooks')).body.items).toEqual([shown])
    expect((await get(`${path}/deliveries?status=dead`)).body).toEqual({ items: [], nextCursor: null })
    const resend = await send(app, 'POST', `${path}/deliveries/${created.body.id}/resend`, undefined, bureau())
    expectProblem(resend, 404, 'not-found')
    expect((await send(app, 'DELETE', path, undefined, bureau())).status).toBe(204)
    expectProblem(await get(path), 404, 'not-found')
    expect(app.logged()).not.toContain(secret)
  })

  test.each([
    ['plain http', { url: 'http://10.20.30.40/yizhan' }, 422, 'webhook-invalid'],
    ['a private address', { url: 'https://10.20.30.40/yizhan' }, 422, 'webhook-invalid'],
    ['no address', { url: 'yizhan' }, 400, 'invalid-request'],
    ['a zero', { url: 'https://receiver.example.org/x\u0000' }, 400, 'invalid-request'],
    ['a mark of direction', { url: 'https://receiver.example.org/\u202ex' }, 400, 'invalid-request'],
    ['an unknown event', { url: 'https://10.20.30.40/', events: ['moon.risen'] }, 400, 'invalid-request'],
    ['no event', { url: 'https://10.20.30.40/', events: [] }, 400, 'invalid-request'],
    ['nothing', {}, 400, 'invalid-request'],
  ])('are refused with %s', async (_, body, status, code) => {
    expectProblem(await send(app, 'POST', '/v1/webhooks', body, bureau()), status, code)
  })

  test('are not for hospitals and auditors', async () => {
    const body = { url: 'https://10.20.30.40/yizhan', region: '140500' }
    for (const key of [app.keys.auditor, app.keys.hospital])
      expectProblem(await send(app, 'POST', '/v1/webhooks', body, as(key)), 403, 'forbidden')
  })
})
