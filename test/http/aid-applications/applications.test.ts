import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const bureau = (method: 'GET' | 'POST', url: string, body?: object, language?: string) =>
  send(it, method, url, body, { key: it.keys.bureau, ...(language ? { language } : {}) })

let people = 0
/** Somebody of Jincheng without an identity, with one stay of 10000 in scope. */
async function unaided(): Promise<string> {
  people += 1
  const personNo = `1405000000000009${String(people).padStart(4, '0')}`
  const registered = {
    name: '示例',
    idType: '99',
    idNumber: personNo,
    birthDate: '1980-01-01',
    insuredRegion: '140502',
    enrolledTier: 1,
  }
  expect((await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, registered, { key: it.keys.bureau })).status).toBe(201)
  const stay = {
    ...{ settlementNo: `S${personNo}`, personNo, hospitalCode, care: 'inpatient' },
    ...{ admittedOn: '2023-03-01', dischargedOn: '2023-03-15', paid: { basic: '0.00', criticalIllness: '0.00' } },
    costs: { total: '10000.00', offCatalogue: '0.00', overLimit: '0.00', preSelfPay: '0.00', inScope: '10000.00' },
  }
  expect((await bureau('POST', '/v1/settlements', stay)).status).toBe(201)
  return personNo
}

const request = (personNo: string, change = {}) => ({
  ...{ applicationNo: `SQ-${personNo}`, personNo, region: '140500', category: 'dibao-marginal' },
  ...{ requestedFrom: '2023-01-01', receivedOn: '2023-05-04', documents: ['收入证明', '诊断证明'] },
  ...{ contact: { name: '王小明', phone: '13812345678' }, ...change },
})

test('from the application to what the person gets back', async () => {
  const personNo = await unaided()
  const received = await bureau('POST', '/v1/applications', request(personNo))
  expect(received).toMatchObject({ status: 201, body: { status: 'received', contact: { phone: '138****5678' } } })
  const again = await bureau('POST', '/v1/applications', request(personNo))
  expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: received.body })
  const at = `/v1/applications/${received.body.id}`
  expectProblem(await bureau('POST', `${at}/approve`, { certifiedBy: 'civil-affairs' }), 409, 'application-status')
  expect((await bureau('POST', `${at}/check`, { on: '2023-05-10', findings: '一致' })).status).toBe(201)
  expect((await bureau('POST', `${at}/publicise`, { on: '2023-05-11', place: '公开栏' })).status).toBe(201)
  const late = await bureau('GET', '/v1/applications?region=140500&overdue=true')
  expect(late.body.items).toMatchObject([{ id: received.body.id, overdue: true, deadline: { dueOn: '2023-05-31' } }])
  expectProblem(await bureau('POST', `${at}/resettle-preview`), 409, 'application-status')
  const approved = await bureau('POST', `${at}/approve`, { on: '2023-05-18', certifiedBy: 'civil-affairs' })
  expect(approved).toMatchObject({
    status: 201,
    body: { application: { status: 'approved' }, preview: { personGetsBack: '4249.32' } },
  })
  const preview = await bureau('POST', `${at}/resettle-preview`)
  expect(preview).toMatchObject({ status: 200, body: approved.body.preview })
  const done = await bureau('POST', `${at}/resettle`)
  expect(done).toMatchObject({ status: 201, body: { ...preview.body, resettledAt: expect.stringMatching(/\+08:00$/) } })
  const twice = await bureau('POST', `${at}/resettle`)
  expect(twice).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: done.body })
  const ledger = await bureau('GET', `/v1/beneficiaries/${personNo}/ledger?year=2023`)
  expect(ledger.body.items.at(-1)).toMatchObject({
    ...{ kind: 'adjustment', reversalNo: null, cause: 'resettle', causeNo: `application/${received.body.id}` },
    payers: { assistance: '4249.32', person: '-4249.32' },
  })
  const whole = await bureau('GET', `${at}?show=contact`)
  expect(whole.body.contact).toEqual({ name: '王小明', phone: '13812345678' })
  expect(it.logged()).not.toMatch(/13812345678|王小明/)
})

test('a late identity by any other way: the person’s year recalculated under a number', async () => {
  const personNo = await unaided()
  const identity = { category: 'tekun', from: '2023-01-01', certifiedBy: 'civil-affairs', certificateNo: 'T1' }
  await bureau('POST', `/v1/beneficiaries/${personNo}/identities`, identity)
  const at = `/v1/beneficiaries/${personNo}`
  const preview = await bureau('POST', `${at}/resettle-preview`, { year: 2023 })
  expect(preview).toMatchObject({ status: 200, body: { resettleNo: null, personGetsBack: '10000.00' } })
  const asked = { year: 2023, reason: '身份补认定', resettleNo: 'CS-1' }
  const done = await bureau('POST', `${at}/resettle`, asked)
  expect(done).toMatchObject({ status: 201, body: { settlements: preview.body.settlements, reason: '身份补认定' } })
  expect(await bureau('POST', `${at}/resettle`, asked)).toMatchObject({ status: 200, body: done.body })
  expectProblem(await bureau('POST', `${at}/resettle`, { ...asked, year: 2022 }), 422, 'number-reused')
  expectProblem(await bureau('POST', `${at}/resettle`, { ...asked, year: 2030 }), 422, 'date-in-future')
})

describe('bad input says what to send, and nothing is written', () => {
  const person = demoPerson('140500', 'dibao')
  const bad: readonly (readonly [string, object, string])[] = [
    ['no person', { personNo: undefined }, '/personNo'],
    ['a category that is none', { category: 'poor' }, '/category'],
    ['a day that is none', { requestedFrom: '2023-02-30' }, '/requestedFrom'],
    ['documents that are no names', { documents: [''] }, '/documents/0'],
    ['a contact without a number', { contact: { name: '王' } }, '/contact/phone'],
    ['a number with spaces', { applicationNo: 'a b' }, '/applicationNo'],
    ['a field that is not known', { income: '1.00' }, '/income'],
  ]
  test.each(bad)('%s', async (_, change, pointer) => {
    const answer = await bureau('POST', '/v1/applications', request(person, { applicationNo: 'BAD', ...change }))
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
    expect((await bureau('GET', `/v1/applications?personNo=${person}`)).body.items).toEqual([])
  })

  test('a refusal without a reason, a filter that is none, an id that is none', async () => {
    const { body } = await bureau('POST', '/v1/applications', request(await unaided()))
    expectProblem(await bureau('POST', `/v1/applications/${body.id}/refuse`, {}), 400, 'invalid-request')
    expectProblem(await bureau('GET', '/v1/applications?overdue=maybe'), 400, 'invalid-request')
    expectProblem(await bureau('GET', '/v1/applications?status=lost'), 400, 'invalid-request')
    expectProblem(await bureau('GET', '/v1/applications?cursor=xyz'), 400, 'invalid-request')
    expectProblem(await bureau('GET', '/v1/applications/nothing'), 400, 'invalid-request')
    expectProblem(await bureau('GET', '/v1/applications/0190f5fe-7c00-7a00-8000-000000000001'), 404, 'not-found')
    expect((await bureau('GET', `/v1/applications/${body.id}`)).body.status).toBe('received')
  })

  test('in Chinese where that is asked for', async () => {
    const elsewhere = await bureau('POST', '/v1/applications', request(person, { region: '370800' }), 'zh')
    expectProblem(elsewhere, 422, 'application-invalid')
    expect(elsewhere.body.detail).toMatch(/参保地/)
  })
})

test('a hospital has nothing to do with it, an auditor reads', async () => {
  const { body } = await bureau('POST', '/v1/applications', request(await unaided()))
  const as = (key: string) => (method: 'GET' | 'POST', url: string, sent?: object) =>
    send(it, method, url, sent, { key })
  const [hospital, auditor] = [as(it.keys.hospital), as(it.keys.auditor)]
  expectProblem(await hospital('GET', '/v1/applications'), 403, 'forbidden')
  expectProblem(await hospital('POST', `/v1/applications/${body.id}/resettle`), 403, 'forbidden')
  expect((await auditor('GET', `/v1/applications/${body.id}`)).status).toBe(200)
  expectProblem(await auditor('GET', `/v1/applications/${body.id}?show=contact`), 403, 'forbidden')
  expectProblem(await auditor('POST', `/v1/applications/${body.id}/withdraw`, {}), 403, 'forbidden')
  expectProblem(await send(it, 'GET', '/v1/applications'), 401, 'unauthenticated')
})

describe('an application for aid', () => {
  const aid = (personNo: string, change = {}) =>
    request(personNo, { kind: 'aid', requestedFrom: undefined, region: undefined, contact: null, ...change })

  test('names the bill that waits, and its approval posts it', async () => {
    const personNo = await unaided()
    const listed = {
      category: 'dibao-marginal',
      from: '2023-01-01',
      to: null,
      certifiedBy: 'civil-affairs',
      certificateNo: 'L1',
    }
    const held = await bureau('POST', `/v1/beneficiaries/${personNo}/identities`, listed)
    expect(held).toMatchObject({ status: 201, body: { entitles: 'on-application' } })
    const stay = {
      ...{ settlementNo: `W${personNo}`, personNo, hospitalCode, care: 'inpatient' },
      ...{ admittedOn: '2023-04-01', dischargedOn: '2023-04-15', paid: { basic: '0.00', criticalIllness: '0.00' } },
      costs: { total: '10000.00', inScope: '10000.00' },
    }
    const settled = await bureau('POST', '/v1/settlements', stay)
    // The stay of March met the deductible: 10000 × 0.60.
    expect(settled.body).toMatchObject({
      payers: { assistance: '0.00', person: '10000.00' },
      waitsForApplication: { category: 'dibao-marginal', amount: '6000.00', clause: { id: '140500/J18' } },
    })
    expectProblem(await bureau('POST', '/v1/applications', aid(personNo)), 422, 'application-invalid')
    const bills = [{ hospitalCode, settlementNo: `W${personNo}` }]
    const received = await bureau('POST', '/v1/applications', aid(personNo, { bills }))
    expect(received).toMatchObject({ status: 201, body: { kind: 'aid', bills, requestedFrom: '2023-04-15' } })
    const at = `/v1/applications/${received.body.id}`
    await bureau('POST', `${at}/check`, { on: '2023-05-10', findings: '一致' })
    await bureau('POST', `${at}/publicise`, { on: '2023-05-11', place: '公开栏' })
    const dated = { on: '2023-05-18', certifiedBy: 'civil-affairs', from: '2023-01-01' }
    expectProblem(await bureau('POST', `${at}/approve`, dated), 422, 'application-invalid')
    const approved = await bureau('POST', `${at}/approve`, { on: '2023-05-18', certifiedBy: 'civil-affairs' })
    expect(approved).toMatchObject({
      status: 201,
      body: { application: { status: 'approved' }, owedToPerson: { amount: '6000.00', settlements: bills } },
    })
    const read = await bureau('GET', `/v1/settlements/${settled.body.id}`)
    expect(read.body).toMatchObject({ payers: { assistance: '6000.00', person: '4000.00' }, waitsForApplication: null })
  })
})
