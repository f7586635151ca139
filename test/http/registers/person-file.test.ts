import { describe, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { signedIn } from '../../support/people/operators.ts'
import { owedPerson } from '../../support/people/owed.ts'

const it = testApp()
const { personNo } = stay
const get = (path: string, key = it.keys.bureau) => send(it, 'GET', path, undefined, { key, language: 'zh' })
const fileOf = (person: string, query = '', key = it.keys.bureau) =>
  get(`/v1/beneficiaries/${person}/file${query}`, key)

describe('somebody’s whole file', () => {
  test('holds what each list holds, masked, and who looked, this look included', async () => {
    expect((await send(it, 'POST', '/v1/settlements', stay, { key: it.keys.hospital })).status).toBe(201)
    const application = { applicationNo: 'SQ-1', personNo, category: 'dibao', requestedFrom: '2024-01-01' }
    const received = await send(it, 'POST', '/v1/applications', application, { key: it.keys.bureau })
    expect(received.status).toBe(201)
    const { status, body, headers } = await fileOf(personNo)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toBe(`attachment; filename="${personNo}.json"`)
    for (const part of ['identities', 'enrolments', 'registrations', 'filings', 'insured-regions']) {
      const { body: list } = await get(`/v1/beneficiaries/${personNo}/${part}`)
      expect(body[part === 'insured-regions' ? 'insuredRegions' : part]).toEqual(list.items)
    }
    expect(body.person).toEqual((await get(`/v1/beneficiaries/${personNo}`)).body)
    expect(body.person.name).toContain('*')
    expect(body.settlements).toEqual((await get(`/v1/settlements?personNo=${personNo}`)).body.items)
    expect(body.settlements).toHaveLength(1)
    expect(body.applications).toMatchObject([{ applicationNo: 'SQ-1', personNo }])
    expect(body.lookups.length).toBeGreaterThan(3)
    expect(body.lookups.every((one: { personNo: string }) => one.personNo === personNo)).toBe(true)
    const { body: trail } = await get(`/v1/audit?personNo=${personNo}&kind=export`)
    expect(trail.items).toMatchObject([{ operation: 'exportPersonFile', personNo, status: 200 }])
  })

  test('of a list that is longer than a page it has all, and money that is owed and was alarmed of', async () => {
    const owed = await owedPerson(it.service, '14050000000009000001', 'H14050000001')
    const account = { number: '6230580000000000005', bankName: '晋城农村商业银行' }
    const asked = { payoutNo: 'N-1', region: '140500', personNo: owed, payee: { kind: 'person' }, account }
    expect((await send(it, 'POST', '/v1/payouts', asked, { key: it.keys.bureau })).status).toBe(201)
    for (let look = 0; look < 505; look += 1) await get(`/v1/beneficiaries/${owed}`)
    const { body } = await fileOf(owed)
    expect(body.payouts).toMatchObject([{ payoutNo: 'N-1', account: { masked: '**** 0005' } }])
    expect(body.settlements).toHaveLength(3)
    expect(body.lookups.length).toBeGreaterThan(505)
    const { body: alerts } = await get('/v1/alerts?region=140502&year=2023')
    expect(body.alerts).toEqual(alerts.items.filter((one: { personNo: string }) => one.personNo === owed))
    expect(body.alerts).toHaveLength(1)
  })

  test('is shown whole to a bureau that says so, and to nobody who is not of the region', async () => {
    const { body } = await fileOf(personNo, '?show=idNumber')
    expect(body.person.idNumber).toMatch(/^\d{17}[\dX]$/)
    expectProblem(await fileOf(personNo, '?show=idNumber', it.keys.auditor), 403, 'forbidden')
    expect((await fileOf(personNo, '', it.keys.auditor)).status).toBe(200)
    expectProblem(await fileOf(personNo, '', it.keys.hospital), 403, 'forbidden')
    const elsewhere = await it.issue({ kind: 'bureau', name: 'test', region: '370800' })
    expectProblem(await fileOf(personNo, '', elsewhere), 404, 'not-found')
    const clerk = await signedIn(it, { posts: ['clerk'] })
    expectProblem(await clerk.send('GET', `/v1/beneficiaries/${personNo}/file`), 403, 'post-missing')
  })
})
