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
  expect((await send(it, 'PUT', put, example('BeneficiaryRequest'), zh())).status).toBeLessThan(300)
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

  test('is nobody’s birthday', async () => {
    const born = { ...example('BeneficiaryRequest'), idType: '99', idNumber: 'X1900', birthDate: '1900-01-01' }
    expect(await faultOf('PUT', put, born)).toMatchObject({ pointer: '/birthDate' })
  })
})
