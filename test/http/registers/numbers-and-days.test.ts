import { describe, expect, test } from 'vitest'
import { bodyExamples } from '../../../src/http/openapi/examples.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const example = (name: string) => bodyExamples[name]?.['example']?.value as Record<string, unknown>
const zh = () => ({ key: it.keys.bureau, language: 'zh' }) as const
const put = '/v1/beneficiaries/14050000000000009997'

/** What was refused, by field. */
async function faultOf(method: 'PUT' | 'POST' | 'PATCH', url: string, body: Record<string, unknown>) {
  const answer = await send(it, method, url, body, zh())
  expectProblem(answer, 400, 'invalid-request')
  return answer.body.errors[0] as { pointer: string; detail: string }
}

/** Registered, however often it is asked for. */
async function person(): Promise<string> {
  const body = { ...example('BeneficiaryRequest'), idNumber: '140500196605050007', birthDate: '1966-05-05' }
  expect((await send(it, 'PUT', put, body, zh())).status).toBeLessThan(300)
  return put
}

describe('an ID number that a spreadsheet or a program rounded', () => {
  test.each([
    ['1.40500E+17', '电子表格'],
    ['140500196605050000', '电子表格'],
    [140500196605050000, 'JSON 数字'],
    ['140500660505000', '15 位旧号码'],
  ])('%s is refused with what happened to it', async (idNumber, said) => {
    const fault = await faultOf('PUT', put, { ...example('BeneficiaryRequest'), idNumber })
    expect(fault).toMatchObject({ pointer: '/idNumber', detail: expect.stringContaining(said) })
    expect(fault.detail).not.toContain('19660505')
  })

  test('is not looked for either, and one of fifteen digits is found as the eighteen that it became', async () => {
    await person()
    const search = (idNumber: string) => send(it, 'POST', '/v1/beneficiaries/search', { idNumber }, zh())
    expectProblem(await search('1.40500E+17'), 400, 'invalid-request')
    expectProblem(await search('140500196605050000'), 400, 'invalid-request')
    const found = await search('140500660505000')
    expect(found.body.items).toContainEqual(expect.objectContaining({ personNo: put.split('/').at(-1) }))
  })
})

describe('whoever is looked for by a document', () => {
  test('is found whatever its kind is, and told what no number can be', async () => {
    const path = '/v1/beneficiaries/14050000000000009061'
    const body = { ...example('BeneficiaryRequest'), name: '林台生', idType: '08', idNumber: '830000197010100037' }
    expect((await send(it, 'PUT', path, { ...body, birthDate: '1970-10-10' }, zh())).status).toBeLessThan(300)
    const search = (asked: object) => send(it, 'POST', '/v1/beneficiaries/search', asked, zh())
    for (const kind of [{}, { idType: '01' }, { idType: '04' }, { idType: '08' }]) {
      const { body: found } = await search({ ...kind, idNumber: '８３００００197010100037' })
      expect(found.items).toMatchObject([{ personNo: '14050000000000009061' }])
    }
    const other = await search({ idNumber: '14050019780401007\u0425' })
    expect(other.body.errors).toMatchObject([{ pointer: '/idNumber', detail: expect.stringContaining('西里尔') }])
  })
})

describe('one number on two papers', () => {
  const path = (at: number) => `/v1/beneficiaries/1405000000000000907${at}`
  const body = { ...example('BeneficiaryRequest'), idNumber: '140500197804010096', birthDate: '1978-04-01' }

  test('is of one person: the second registration is told of the first', async () => {
    await send(it, 'PUT', path(1), { ...body, idType: '01' }, zh())
    const { body: second } = await send(it, 'PUT', path(2), { ...body, name: '别名', idType: '02' }, zh())
    const codes = second.warnings.map(({ code }: { code: string }) => code)
    expect(codes).toContain('id-number-elsewhere')
  })

  test('has its kind in two digits, of which programs lose the nought', async () => {
    const { body: kept } = await send(it, 'PUT', path(1), { ...body, idType: '1' }, zh())
    expect(kept.idType).toBe('01')
  })
})

describe('the number of a document', () => {
  test('is taken as the office writes it, and not as a spreadsheet rounds it', async () => {
    await person()
    const identity = { ...example('IdentityRequest'), certificateNo: '1.23457E+17' }
    const fault = await faultOf('POST', `${put}/identities`, identity)
    expect(fault).toMatchObject({ pointer: '/certificateNo', detail: expect.stringContaining('电子表格') })
    const application = { ...example('ApplicationRequest'), personNo: put.split('/').at(-1) }
    const bracketed = { ...application, applicationNo: '晋城民边〔2023〕1号' }
    const taken = await send(it, 'POST', '/v1/applications', bracketed, zh())
    expect(taken.status).toBe(201)
    expect(taken.body.applicationNo).toBe('晋城民边〔2023〕1号')
    const rounded = { ...application, applicationNo: '2.02305E+11' }
    expect((await faultOf('POST', '/v1/applications', rounded)).pointer).toBe('/applicationNo')
  })
})

describe('a day far away', () => {
  const far = '9999-12-31'

  test('is no end, where an identity or a registration is recorded', async () => {
    await person()
    const identity = { ...example('IdentityRequest'), category: 'dibao-marginal', to: far }
    expect((await send(it, 'POST', `${put}/identities`, identity, zh())).body.to).toBeNull()
    const registration = { ...example('RegistrationRequest'), diseaseCode: 'M09999', to: far }
    const recorded = await send(it, 'POST', `${put}/registrations`, registration, zh())
    expect(recorded.body.to).toBeNull()
    // Ended, and the end taken back by the same day.
    const one = `${put}/registrations/${recorded.body.id}`
    expect((await send(it, 'PATCH', one, { to: '2025-12-31' }, zh())).body.to).toBe('2025-12-31')
    expect((await send(it, 'PATCH', one, { to: far }, zh())).body.to).toBeNull()
  })

  test('ends no identity, and the advice works', async () => {
    await person()
    const identity = { ...example('IdentityRequest'), category: 'tekun', to: null }
    const { body } = await send(it, 'POST', `${put}/identities`, identity, zh())
    const one = `${put}/identities/${body.id}`
    expect((await send(it, 'PATCH', one, { to: '2024-02-29' }, zh())).status).toBe(200)
    const fault = await faultOf('PATCH', one, { to: far })
    expect(fault).toMatchObject({ pointer: '/to', detail: expect.stringContaining('/reopen') })
    const open = await send(it, 'POST', `${one}/reopen`, { reason: '误终止' }, zh())
    expect(open.body).toMatchObject({ to: null, corrections: [{ kind: 'reopened', toBefore: '2024-02-29' }] })
  })

  test.each(['1900-01-00', '1900-01-01', '2042-05-05', far])('begins nothing: %s', async (from) => {
    await person()
    const says = /1949-10-01|YYYY-MM-DD|日历中没有/
    const identity = { ...example('IdentityRequest'), category: 'tekun', from, to: null }
    expect((await faultOf('POST', `${put}/identities`, identity)).detail).toMatch(says)
    const asked = { ...example('ApplicationRequest'), personNo: put.split('/').at(-1), applicationNo: 'A-far' }
    expect((await faultOf('POST', '/v1/applications', { ...asked, requestedFrom: from })).detail).toMatch(says)
    const registration = { ...example('RegistrationRequest'), from, to: null }
    const refused = await send(it, 'POST', `${put}/registrations`, registration, zh())
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(JSON.stringify(refused.body)).toMatch(says)
  })

  test('before 1900 is in the calendar, and is said to be too early', async () => {
    const born = { ...example('BeneficiaryRequest'), birthDate: '1880-01-01' }
    expect((await faultOf('PUT', put, born)).detail).toMatch(/早于 1900 年/)
    expect((await faultOf('PUT', put, { ...born, birthDate: '1980-02-30' })).detail).toMatch(/日历中没有/)
  })

  test('is nobody’s birthday', async () => {
    const born = { ...example('BeneficiaryRequest'), idType: '99', idNumber: 'X1900', birthDate: '1900-01-01' }
    expect(await faultOf('PUT', put, born)).toMatchObject({ pointer: '/birthDate' })
  })
})
