import { beforeAll, describe, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'
import { added, type Signed, signedIn } from '../../support/people/operators.ts'

const it = testApp()
let admin: Signed
let clerk: Signed
beforeAll(async () => {
  admin = await signedIn(it, { posts: ['admin'] })
  clerk = await signedIn(it, { posts: ['clerk'] })
})
const asked = { username: 'new.one', name: '新人', kind: 'bureau', posts: ['clerk'] }

describe('adding', () => {
  test('a user name is one person’s for good', async () => {
    const first = await admin.send('POST', '/v1/operators', { ...asked, username: 'only.once' })
    expect(first).toMatchObject({
      status: 201,
      body: { operator: { region: '140500', createdAt: expect.any(String) } },
    })
    expect(first.body.firstPassword).toMatch(/^([a-z0-9]{5}-){3}[a-z0-9]{5}$/)
    await admin.send('POST', `/v1/operators/${first.body.operator.id}/withdraw`)
    expectProblem(await admin.send('POST', '/v1/operators', { ...asked, username: 'only.once' }), 409, 'username-taken')
  })

  test.each([
    ['a region beyond the admin’s', { region: '370800' }, 403, 'forbidden'],
    ['a hospital without its code', { kind: 'hospital' }, 422, 'operator-invalid'],
    ['a hospital that is not registered', { kind: 'hospital', hospitalCode: 'H00000000000' }, 422, 'operator-invalid'],
    ['a bureau with a hospital', { hospitalCode }, 422, 'operator-invalid'],
    ['an auditor who also enters', { kind: 'auditor', posts: ['auditor', 'clerk'] }, 422, 'operator-invalid'],
    ['no post', { posts: [] }, 400, 'invalid-request'],
    ['a post that is none', { posts: ['boss'] }, 400, 'invalid-request'],
    ['a name with spaces', { username: 'zhang san' }, 400, 'invalid-request'],
  ])('%s is refused', async (_, change, status, code) => {
    expectProblem(await admin.send('POST', '/v1/operators', { ...asked, ...change }), status, code)
  })

  test('is for an admin, or for a bureau’s key', async () => {
    expectProblem(await clerk.send('POST', '/v1/operators', asked), 403, 'post-missing')
    for (const key of [it.keys.hospital, it.keys.auditor])
      expectProblem(await send(it, 'POST', '/v1/operators', asked, { key }), 403, 'forbidden')
  })

  test('a hospital’s admin keeps the hospital’s people and no others', async () => {
    const own = await signedIn(it, { kind: 'hospital', hospitalCode, posts: ['admin'] })
    const desk = await own.send('POST', '/v1/operators', { ...asked, username: 'desk.one', kind: 'hospital' })
    expect(desk).toMatchObject({ status: 201, body: { operator: { hospitalCode, region: '140502' } } })
    expectProblem(await own.send('POST', '/v1/operators', { ...asked, username: 'x.y.z' }), 422, 'operator-invalid')
    expectProblem(await own.send('GET', `/v1/operators/${clerk.id}`), 404, 'not-found')
    const { body } = await own.send('GET', '/v1/operators')
    expect(new Set(body.items.map((one: { hospitalCode: string }) => one.hospitalCode))).toEqual(
      new Set([hospitalCode]),
    )
  })
})

describe('keeping', () => {
  test('posts hold from the next request on, and are never one’s own to change', async () => {
    const person = await signedIn(it, { posts: ['clerk'] })
    expectProblem(await person.send('GET', '/v1/operators'), 403, 'post-missing')
    const { status } = await admin.send('PATCH', `/v1/operators/${person.id}`, { posts: ['admin'], name: '改名' })
    expect(status).toBe(200)
    expect((await person.send('GET', '/v1/operators')).status).toBe(200)
    expectProblem(
      await person.send('PATCH', `/v1/operators/${person.id}`, { posts: ['finance'] }),
      422,
      'operator-invalid',
    )
    expectProblem(await person.send('POST', `/v1/operators/${person.id}/withdraw`), 422, 'operator-invalid')
    expectProblem(await admin.send('PATCH', `/v1/operators/${person.id}`, {}), 422, 'operator-invalid')
  })

  test('of another region is not there', async () => {
    const other = await added(it, { posts: ['clerk'], region: '370800' })
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/reset-password'],
      ['POST', '/withdraw'],
    ] as const)
      expectProblem(await admin.send(method, `/v1/operators/${other.id}${path}`), 404, 'not-found')
  })
})

describe('a post does what it is for', () => {
  test('a clerk posts a bill, an auditor reads it, an admin does neither', async () => {
    const posted = await clerk.send('POST', '/v1/settlements', stay)
    expect(posted).toMatchObject({
      status: 201,
      body: { enteredBy: { kind: 'bureau', name: expect.stringMatching(/^某/) } },
    })
    const auditor = await signedIn(it, { posts: ['auditor'] })
    expect((await auditor.send('GET', `/v1/settlements/${posted.body.id}`)).body.enteredBy).toEqual(
      posted.body.enteredBy,
    )
    expectProblem(await auditor.send('POST', '/v1/settlements', stay), 403, 'post-missing')
    expectProblem(await admin.send('GET', `/v1/settlements/${posted.body.id}`), 403, 'post-missing')
    const said = await admin.send('POST', '/v1/settlements', stay)
    expect(said.body.detail).toContain('clerk')
  })
})
