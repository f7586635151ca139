import { describe, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()

const claim = (change: object = {}) => ({ ...stay, settlementNo: 'BAD-1', ...change })
const settle = (body: object | string, more: { key?: string; language?: string } = {}) =>
  send(it, 'POST', '/v1/settlements', body, { key: more.key ?? it.keys.hospital, ...more })

/** What a refusal must leave behind: the number free, and the person's year empty. */
async function expectNothingWritten(): Promise<void> {
  const { rows } = await it.service.db.pool.query('SELECT count(*)::int AS n FROM settlements')
  expect(rows[0]).toEqual({ n: 0 })
}

describe('fields that are refused are named, each with what to send', () => {
  const costs = (change: object) => claim({ costs: { ...stay.costs, ...change } })
  test.each([
    {
      why: 'money as a number',
      body: costs({ total: 12.5 }),
      pointer: '/costs/total',
      says: 'Send "12.50" as a string',
    },
    { why: 'three decimals', body: costs({ total: '12.345' }), pointer: '/costs/total', says: '3 decimals' },
    { why: 'a sign', body: costs({ offCatalogue: '-1.00' }), pointer: '/costs/offCatalogue', says: 'no sign' },
    { why: 'an exponent', body: costs({ inScope: '5e4' }), pointer: '/costs/inScope', says: 'Send "50000.00"' },
    {
      why: 'a nought before it',
      body: costs({ total: '052000.00' }),
      pointer: '/costs/total',
      says: 'Send "52000.00"',
    },
    { why: 'an unknown field', body: claim({ hospital: 'x' }), pointer: '/hospital', says: 'no field "hospital"' },
    { why: 'an unknown part', body: costs({ other: '0.00' }), pointer: '/costs/other', says: 'no field "other"' },
    { why: 'a missing number', body: claim({ settlementNo: undefined }), pointer: '/settlementNo', says: 'missing' },
    { why: 'missing costs', body: claim({ costs: undefined }), pointer: '/costs', says: 'missing' },
    { why: 'costs that are no object', body: claim({ costs: '52000.00' }), pointer: '/costs', says: 'a JSON object' },
    { why: 'an unknown care', body: claim({ care: 'dental' }), pointer: '/care', says: '"inpatient"' },
    {
      why: 'a day the calendar lacks',
      body: claim({ admittedOn: '2023-02-30' }),
      pointer: '/admittedOn',
      says: 'no day 2023-02-30',
    },
    {
      why: 'a stay without discharge',
      body: claim({ dischargedOn: undefined }),
      pointer: '/dischargedOn',
      says: 'admittedOn and dischargedOn',
    },
    {
      why: 'a stay with a day of service',
      body: claim({ servedOn: '2023-03-02' }),
      pointer: '/servedOn',
      says: 'no servedOn',
    },
    {
      why: 'outpatient care with days of a stay',
      body: claim({ care: 'outpatient-chronic' }),
      pointer: '/servedOn',
      says: 'servedOn for outpatient',
    },
    {
      why: 'a number with a line break',
      body: claim({ settlementNo: 'a\nb' }),
      pointer: '/settlementNo',
      says: 'letters, digits',
    },
    {
      why: 'a disease code PostgreSQL cannot hold',
      body: claim({ diseaseCode: 'M01\u0000' }),
      pointer: '/diseaseCode',
      says: 'control characters',
    },
    {
      why: 'half a surrogate pair',
      body: claim({ diseaseCode: '\ud800' }),
      pointer: '/diseaseCode',
      says: 'control characters',
    },
    { why: 'a flag in quotes', body: claim({ emergency: 'true' }), pointer: '/emergency', says: 'true or false' },
    { why: 'a body that is a list', body: [] as object, pointer: '', says: 'a JSON object' },
    { why: 'a body that is null', body: 'null', pointer: '', says: 'a JSON object' },
  ])('$why', async ({ body, pointer, says }) => {
    const answer = await settle(body)
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors).toContainEqual({ pointer, detail: expect.stringContaining(says) })
    await expectNothingWritten()
  })

  test('all of them at once, and in Chinese where Chinese is asked for', async () => {
    const answer = await settle(claim({ care: 'x', costs: { ...stay.costs, total: 1, more: 1 } }), {
      language: 'zh-CN',
    })
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.headers['content-language']).toBe('zh')
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/care',
      '/costs/more',
      '/costs/total',
    ])
    for (const { detail } of answer.body.errors) expect(detail).toMatch(/[一-龥]/)
  })
})

describe('claims that do not agree with themselves or the registers', () => {
  const costs = (change: object) => claim({ costs: { ...stay.costs, ...change } })
  const chronic = { care: 'outpatient-chronic', admittedOn: undefined, dischargedOn: undefined, servedOn: '2023-03-02' }
  test.each([
    { why: 'parts that do not add up', body: costs({ total: '52000.01' }), code: 'costs-do-not-add-up', says: '0.01' },
    {
      why: 'more paid than in scope',
      body: claim({ paid: { basic: '50000.01' } }),
      code: 'paid-exceeds-in-scope',
      says: '50000.01',
    },
    {
      why: 'more paid than the visit cost',
      body: claim({ paid: { basic: '0.00', criticalIllness: '0.00', commercial: '52000.01' } }),
      code: 'paid-exceeds-total',
      says: '52000.01',
    },
    {
      why: 'discharge before admission',
      body: claim({ dischargedOn: '2023-02-28' }),
      code: 'dates-reversed',
      says: '2023-02-28',
    },
    {
      why: 'discharge tomorrow',
      body: claim({ dischargedOn: '2024-05-06' }),
      code: 'date-in-future',
      says: '2024-05-06',
    },
    {
      why: 'a person who is not registered',
      body: claim({ personNo: 'nobody' }),
      code: 'person-not-registered',
      says: 'nobody',
    },
    {
      why: 'a disease that is not named',
      body: claim({ ...chronic, diseaseCode: undefined }),
      code: 'disease-code-missing',
      says: 'diseaseCode',
    },
    {
      why: 'a day without a policy',
      body: claim({ admittedOn: '2019-03-01', dischargedOn: '2019-03-02' }),
      code: 'policy-missing',
      says: '2019-03-02',
    },
  ])('$why', async ({ body, code, says }) => {
    const answer = await settle(body)
    expectProblem(answer, 422, code)
    expect(answer.body.detail).toContain(says)
    await expectNothingWritten()
  })

  test.each([
    { why: 'a hospital that is not registered', hospitalCode: 'H99', code: 'hospital-not-registered' },
    { why: 'a hospital that is not designated', hospitalCode: 'H14050000009', code: 'hospital-not-designated' },
  ])('$why', async ({ hospitalCode, code }) => {
    const answer = await settle(claim({ hospitalCode }), { key: it.keys.bureau })
    expectProblem(answer, 422, code)
    expect(answer.body.detail).toContain(hospitalCode)
    await expectNothingWritten()
  })

  test('a missing yearly figure is named', async () => {
    const key = await it.issue({ kind: 'hospital', name: 'test', region: '500243', hospitalCode: 'H50024300001' })
    const body = claim({
      personNo: '50024300000000000001',
      hospitalCode: 'H50024300001',
      admittedOn: '2024-02-01',
      dischargedOn: '2024-02-09',
      paid: { basic: '30000.00' },
    })
    const answer = await settle(body, { key })
    expectProblem(answer, 422, 'figure-missing')
    expect(answer.body.detail).toContain('2024')
    await expectNothingWritten()
  })

  test('a schedule that the documents lack is named', async () => {
    const key = await it.issue({ kind: 'hospital', name: 'test', region: '370811', hospitalCode: 'H37080000001' })
    const body = claim({ personNo: '37080000000000000001', hospitalCode: 'H37080000001', paid: {} })
    const answer = await settle(body, { key })
    expectProblem(answer, 422, 'schedule-missing')
    expect(answer.body.detail).toContain('paid.basic')
    await expectNothingWritten()
  })

  test('a key of another hospital', async () => {
    const key = await it.issue({ kind: 'hospital', name: 'other', region: '140522', hospitalCode: 'H14050000002' })
    expectProblem(await settle(claim(), { key }), 403, 'forbidden')
    await expectNothingWritten()
  })

  test('a key of another region', async () => {
    const key = await it.issue({ kind: 'bureau', name: 'Jining', region: '370800' })
    expectProblem(await settle(claim(), { key }), 422, 'person-not-registered')
    expectProblem(await send(it, 'GET', `/v1/beneficiaries/${stay.personNo}`, undefined, { key }), 404, 'not-found')
    await expectNothingWritten()
  })

  test('an auditor does not settle', async () => {
    expectProblem(await settle(claim(), { key: it.keys.auditor }), 403, 'forbidden')
  })
})

describe('bodies that are not read', () => {
  test.each([
    ['half an object', '{"settlementNo":'],
    ['no JSON', 'settle this'],
    ['an empty body', ''],
    ['a name that would change every object', '{"__proto__":{"admin":true}}'],
  ])('%s', async (_, body) => {
    expectProblem(await settle(body), 400, 'malformed-json')
  })

  test('a body above one megabyte', async () => {
    const answer = await settle(JSON.stringify(claim({ diseaseCode: 'x'.repeat(1_000_000) })))
    expectProblem(answer, 413, 'body-too-large')
    expect(answer.body.detail).toContain('1000000')
  })

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])('content type %s', async (type) => {
    const answer = await send(it, 'POST', '/v1/settlements', '{}', {
      key: it.keys.hospital,
      headers: { 'content-type': type },
    })
    expectProblem(answer, 415, 'unsupported-media-type')
  })

  test('no body at all', async () => {
    expectProblem(
      await send(it, 'POST', '/v1/settlements', undefined, { key: it.keys.hospital }),
      400,
      'invalid-request',
    )
  })
})

test('a reused number is refused, a refused one may be sent again, and a replay says that it is one', async () => {
  expectProblem(
    await settle(claim({ settlementNo: 'N-1', costs: { ...stay.costs, total: '1.00' } })),
    422,
    'costs-do-not-add-up',
  )
  const first = await settle(claim({ settlementNo: 'N-1' }))
  expect(first.status).toBe(201)
  const again = await settle(claim({ settlementNo: 'N-1' }))
  expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
  expect(again.body).toEqual(first.body)
  const other = await settle(claim({ settlementNo: 'N-1', referral: 'none' }))
  expectProblem(other, 422, 'settlement-no-reused')
  expect(other.body.detail).toContain(first.body.id)
})

describe('files of the documentation', () => {
  test.each(['/docs/static/%2e%2e/%2e%2e/package.json', '/docs/static/nothing', '/docs/static/nothing/at/all'])(
    '%s: there is none',
    async (path) => expectProblem(await send(it, 'GET', path), 404, 'not-found'),
  )

  test('another method is still told which one is answered', async () => {
    const answer = await send(it, 'PUT', '/v1/settlements')
    expectProblem(answer, 405, 'method-not-allowed')
    expect(answer.headers['allow']).toContain('GET')
  })
})
