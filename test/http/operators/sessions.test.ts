import { beforeAll, describe, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { added, cookieOf, type Signed, signedIn, signIn } from '../../support/people/operators.ts'

const it = testApp()
let clerk: Signed
let admin: Signed
beforeAll(async () => {
  clerk = await signedIn(it, { posts: ['clerk'] })
  admin = await signedIn(it, { posts: ['admin'] })
})

const own = (headers: Record<string, string>) => send(it, 'GET', '/v1/sessions/current', undefined, { headers })

describe('signing in', () => {
  test('answers a cookie that scripts and other sites do not have, and what to send back', async () => {
    const { username, firstPassword } = await added(it, { posts: ['clerk'] })
    const answer = await signIn(it, ` ${username.toUpperCase()} `, firstPassword)
    expect(answer).toMatchObject({
      status: 201,
      body: { operator: { username, posts: ['clerk'], mustChangePassword: true } },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^yizhan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(answer.body.csrfToken).toMatch(/^[\w-]{43}$/)
    const { rows } = await it.service.db.pool.query('SELECT * FROM sessions')
    expect(JSON.stringify(rows)).not.toContain(cookieOf(answer).slice('yizhan_session='.length))
    expect(it.logged()).not.toContain(firstPassword)
  })

  test('over TLS the cookie is for TLS alone', async () => {
    const { username, firstPassword } = await added(it, { posts: ['clerk'] })
    const proxied = await it.app.inject({
      method: 'POST',
      url: '/v1/sessions',
      payload: { username, password: firstPassword },
      headers: { 'x-forwarded-proto': 'https' },
    })
    // No proxy is trusted here, and its word is not taken.
    expect(String(proxied.headers['set-cookie'])).not.toContain('Secure')
  })

  test.each([
    ['another password', () => [clerk.username, 'not-the-password-00'] as const],
    ['a user name that nobody has', () => ['nobody.here', clerk.password] as const],
    ['an empty name', () => ['', clerk.password] as const],
  ])('%s is told from no other', async (_, of) => {
    const [username, password] = of()
    const answer = await signIn(it, username, password, '198.51.100.1')
    expectProblem(answer, 401, 'sign-in-failed')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('a first password opens nothing but its change', async () => {
    const { username, firstPassword } = await added(it, { posts: ['clerk'] })
    const answer = await signIn(it, username, firstPassword)
    const headers = { cookie: cookieOf(answer), 'x-csrf-token': answer.body.csrfToken }
    expect((await own(headers)).status).toBe(200)
    expectProblem(await send(it, 'GET', '/v1/settlements', undefined, { headers }), 403, 'password-must-change')
    const change = (next: string) =>
      send(it, 'POST', '/v1/sessions/current/password', { current: firstPassword, next }, { headers })
    for (const next of ['short', 'aaaaaaaaaaaaaaa', '123456789012345', `${username}-and-more`, firstPassword])
      expectProblem(await change(next), 422, 'password-invalid')
    expect((await change('six-words-of-the-day')).status).toBe(204)
    expect((await send(it, 'GET', '/v1/settlements', undefined, { headers })).status).toBe(200)
    expectProblem(await signIn(it, username, firstPassword), 401, 'sign-in-failed')
    expect((await signIn(it, username, 'six-words-of-the-day')).status).toBe(201)
  })

  test('five wrong passwords close the name at that address, and no other desk of the same person', async () => {
    const person = await signedIn(it, { posts: ['clerk'] })
    for (let tried = 0; tried < 5; tried++)
      expectProblem(await signIn(it, person.username, 'a-guess-at-it-00', '198.51.100.7'), 401, 'sign-in-failed')
    const shut = await signIn(it, person.username, person.password, '198.51.100.7')
    expectProblem(shut, 429, 'too-many-sign-ins')
    expect(Number(shut.headers['retry-after'])).toBeGreaterThan(800)
    expect((await signIn(it, person.username, person.password)).status).toBe(201)
    // An admin helps: what failed before the new password counts no more.
    const { clock } = it.service
    Object.assign(it.service, { clock: () => new Date(clock().getTime() + 1_000) })
    const reset = await admin.send('POST', `/v1/operators/${person.id}/reset-password`)
    expect((await signIn(it, person.username, reset.body.firstPassword, '198.51.100.7')).status).toBe(201)
    Object.assign(it.service, { clock })
  })

  test('an address that guesses through many names is shut out', async () => {
    const from = '198.51.100.99'
    for (let tried = 0; tried < 31; tried++) await signIn(it, `nobody.${tried}`, 'x', from)
    expectProblem(await signIn(it, clerk.username, clerk.password, from), 429, 'too-many-wrong-keys')
  }, 120_000)
})

test('an admin issues keys of hospitals, and none that would be a second pair of eyes', async () => {
  const issue = (body: object) => admin.send('POST', '/v1/callers', { region: '140500', name: 'new', ...body })
  for (const kind of ['bureau', 'auditor']) expectProblem(await issue({ kind }), 403, 'forbidden')
  expect((await issue({ kind: 'hospital', hospitalCode: 'H14050000001' })).status).toBe(201)
})

describe('a session', () => {
  test('reads with the cookie alone, and changes nothing without the token', async () => {
    const forged = { cookie: clerk.cookie }
    expect((await send(it, 'GET', '/v1/settlements', undefined, { headers: forged })).status).toBe(200)
    for (const headers of [forged, { ...forged, 'x-csrf-token': admin.csrfToken }, { ...forged, 'x-csrf-token': '' }])
      expectProblem(await send(it, 'POST', '/v1/settlements/quote', stay, { headers }), 403, 'session-token-missing')
    const { settlementNo: _, ...quote } = stay
    expect((await clerk.send('POST', '/v1/settlements/quote', quote)).status).toBe(200)
  })

  test('ends at sign-out, and a stolen cookie with it', async () => {
    const person = await signedIn(it, { posts: ['clerk'] })
    expect((await person.send('DELETE', '/v1/sessions/current')).status).toBe(204)
    expectProblem(await own({ cookie: person.cookie }), 401, 'session-ended')
  })

  test('ends when an admin says so, when the password is reset, and when the person is withdrawn', async () => {
    const person = await signedIn(it, { posts: ['clerk'] })
    const { body } = await admin.send('GET', '/v1/sessions')
    const { id } = body.items.find(({ username }: { username: string }) => username === person.username)
    expect((await admin.send('POST', `/v1/sessions/${id}/withdraw`)).status).toBe(204)
    expectProblem(await own({ cookie: person.cookie }), 401, 'session-ended')

    const second = await signedIn(it, { posts: ['clerk'] })
    await admin.send('POST', `/v1/operators/${second.id}/reset-password`)
    expectProblem(await own({ cookie: second.cookie }), 401, 'session-ended')

    const third = await signedIn(it, { posts: ['clerk'] })
    expect((await admin.send('POST', `/v1/operators/${third.id}/withdraw`)).status).toBe(204)
    expectProblem(await own({ cookie: third.cookie }), 401, 'session-ended')
    expectProblem(await signIn(it, third.username, third.password), 401, 'sign-in-failed')
  })

  test.each([
    ['thirty minutes without a request', "seen_at = seen_at - interval '31 minutes'"],
    ['twelve hours', "ends_at = created_at - interval '1 minute', created_at = created_at - interval '1 hour'"],
  ])('ends after %s', async (_, set) => {
    const person = await signedIn(it, { posts: ['clerk'] })
    await it.service.db.pool.query(`UPDATE sessions SET ${set} WHERE operator_id = $1`, [person.id])
    expectProblem(await own({ cookie: person.cookie }), 401, 'session-ended')
  })

  test('sends no national messages, and a key has no session', async () => {
    const message = { infno: '5301', input: {} }
    expect((await clerk.send('POST', '/nhsa', message)).status).toBe(401)
    expectProblem(await send(it, 'GET', '/v1/sessions/current', undefined, { key: it.keys.bureau }), 404, 'not-found')
  })

  test('a cookie that is nobody’s, and one of any length', async () => {
    for (const value of ['x', 'x'.repeat(5_000), '%00', '"; drop'])
      expectProblem(await own({ cookie: `yizhan_session=${value}` }), 401, 'session-ended')
  })
})

describe('what is done leaves a line', () => {
  test('of sign-ins that worked and that did not, of changes, of what was refused, and of leaving', async () => {
    const person = await signedIn(it, { posts: ['clerk'] })
    await signIn(it, person.username, 'a-guess-at-it-00')
    await person.send('GET', '/v1/operators')
    await person.send('PUT', '/v1/hospitals/H14050012345', {
      ...{ name: '示例医院', region: '140502', level: 'two', feeClass: 'county-two' },
      ...{ designated: true, criticalDiseaseDesignated: false },
    })
    await person.send('DELETE', '/v1/sessions/current')
    const { body } = await send(it, 'GET', `/v1/audit?actorId=${person.id}`, undefined, { key: it.keys.auditor })
    const lines = body.items.map(({ kind, operation, status, code }: Record<string, unknown>) => [
      kind,
      operation,
      status,
      code,
    ])
    expect(lines.reverse()).toEqual([
      ['sign-in', 'signIn', 201, null],
      ['change', 'changeOwnPassword', 204, null],
      ['sign-in-failed', 'signIn', 401, 'sign-in-failed'],
      ['refused', 'listOperators', 403, 'post-missing'],
      ['change', 'putHospital', 201, null],
      ['sign-out', 'signOut', 204, null],
    ])
    expect(body.items.find(({ kind }: { kind: string }) => kind === 'change')).toMatchObject({
      ...{
        actorName: expect.any(String),
        actorRegion: '140500',
        address: '127.0.0.1',
        target: 'hospitalCode=H14050012345',
      },
    })
  })

  test('is taken along as a file, which is a line itself, and belongs to the region', async () => {
    const auditor = await signedIn(it, { posts: ['auditor'], kind: 'auditor' })
    const file = await auditor.send('GET', '/v1/audit.csv?kind=sign-in')
    expect(file.status).toBe(200)
    expect(file.body.split('\n')[0]).toContain('at,kind,actor')
    const again = await auditor.send('GET', '/v1/audit?kind=export')
    expect(again.body.items[0]).toMatchObject({ operation: 'exportAuditEvents', actorId: auditor.id })
    const elsewhere = await it.issue({ kind: 'auditor', name: 'x', region: '370800' })
    expect((await send(it, 'GET', '/v1/audit', undefined, { key: elsewhere })).body.items).toEqual([])
    expectProblem(await send(it, 'GET', '/v1/audit', undefined, { key: it.keys.hospital }), 403, 'forbidden')
  })

  test('and nobody changes or removes one, the owner included', async () => {
    for (const statement of ["UPDATE audit_events SET code = 'x'", 'DELETE FROM audit_events', 'TRUNCATE audit_events'])
      await expect(it.service.db.pool.query(statement)).rejects.toThrow()
  })
})
