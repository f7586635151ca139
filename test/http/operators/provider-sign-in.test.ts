import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdProvider } from '../../../src/start/oidc.ts'
import { builtConsole } from '../../support/console/built.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type TestProvider, type Twist, testProvider } from '../../support/people/oidc-provider.ts'

const publicUrl = 'http://127.0.0.1:3999'
const provider: TestProvider = await testProvider()
const { issuer, clientId, clientSecret } = provider
const redirectUri = `${publicUrl}/console/sign-in/callback`
const settings = { issuer, clientId, clientSecret, name: '山西省<统一>身份认证', redirectUri }
const consoleFolder = await builtConsole()
const signInProvider = openIdProvider(settings, pino({ level: 'silent' }))
const it = testApp({ consoleFolder, publicUrl, signInProvider })
afterAll(() => provider.close())

const asBureau = (method: 'POST' | 'PATCH', url: string, body: object) =>
  send(it, method, url, body, { key: it.keys.bureau, language: 'zh' })
let operator = { id: '', username: '' }
beforeAll(async () => {
  const body = { username: 'by.province', name: '省级登录', kind: 'bureau', region: '140500', posts: ['clerk'] }
  const { status, body: made } = await asBureau('POST', '/v1/operators', { ...body, subject: 'sx-0001' })
  expect(status).toBe(201)
  expect(made.operator.subject).toBe('sx-0001')
  operator = made.operator
})

const cookiesOf = (headers: Readonly<Record<string, unknown>>): string[] =>
  [headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie))

/** The browser goes to the provider and comes back; where it is sent in the end, and with which cookies. */
async function goThrough(
  subject: string,
  twist: Twist = {},
  change: (back: URL, cookie: string) => [URL, string] = (back, cookie) => [back, cookie],
) {
  const start = await send(it, 'GET', '/console/sign-in/start')
  expect(start.status).toBe(303)
  const [kept = ''] = cookiesOf(start.headers)
  expect(kept).toMatch(/^yizhan_sign_in=.*Path=\/console\/sign-in; HttpOnly; SameSite=Lax$/)
  const back = new URL(provider.signInAt(String(start.headers.location), subject, twist))
  const [to, cookie] = change(back, kept.split(';', 1)[0] ?? '')
  const answer = await send(it, 'GET', `${to.pathname}${to.search}`, undefined, {
    headers: cookie === '' ? {} : { cookie },
  })
  const session = cookiesOf(answer.headers).find((one) => one.startsWith('yizhan_session=')) ?? null
  return { status: answer.status, to: answer.headers.location, session, address: `${to.pathname}${to.search}`, cookie }
}

describe('who the provider says', () => {
  test('is signed in as the operator of that subject, and needs no first password of ours', async () => {
    const { status, to, session } = await goThrough('sx-0001')
    expect([status, to]).toEqual([303, '/console#sign-in=in'])
    expect(session).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = session?.split(';', 1)[0] ?? ''
    const current = await send(it, 'GET', '/v1/sessions/current', undefined, { headers: { cookie } })
    expect(current.body.operator).toMatchObject({ id: operator.id, mustChangePassword: false })
    expect((await send(it, 'GET', '/v1/settlements', undefined, { headers: { cookie } })).status).toBe(200)
    const { rows } = await it.service.db.pool.query(
      `SELECT kind, actor_id FROM audit_events WHERE operation = 'signInByProvider' ORDER BY id DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ kind: 'sign-in', actor_id: operator.id }])
  })

  test('is nobody without an operator, and not the operator who was withdrawn', async () => {
    expect(await goThrough('sx-unknown')).toMatchObject({ to: '/console#sign-in=no-operator', session: null })
    const gone = await asBureau('POST', '/v1/operators', {
      ...{ username: 'gone.one', name: '某', kind: 'bureau', region: '140500', posts: ['clerk'], subject: 'sx-gone' },
    })
    await asBureau('POST', `/v1/operators/${gone.body.operator.id}/withdraw`, {})
    expect(await goThrough('sx-gone')).toMatchObject({ to: '/console#sign-in=no-operator', session: null })
  })

  test('is one operator at most, who may be given another subject or none', async () => {
    const other = { username: 'second.one', name: '某', kind: 'bureau', region: '140500', posts: ['clerk'] }
    expectProblem(await asBureau('POST', '/v1/operators', { ...other, subject: 'sx-0001' }), 422, 'operator-invalid')
    const made = await asBureau('POST', '/v1/operators', { ...other, subject: 'sx-0002' })
    const url = `/v1/operators/${made.body.operator.id}`
    expectProblem(await asBureau('PATCH', url, { subject: 'sx-0001' }), 422, 'operator-invalid')
    expect((await asBureau('PATCH', url, { subject: null })).body.subject).toBeNull()
    expect((await goThrough('sx-0002')).to).toBe('/console#sign-in=no-operator')
  })
})

describe('what is not as it was begun is refused, and opens nothing', () => {
  const later = Math.floor(Date.now() / 1000) - 3_600
  test.each<[string, Twist]>([
    ['another state', { state: 'x'.repeat(43) }],
    ['another issuer beside the code', { iss: 'https://evil.example' }],
    ['another nonce', { claims: { nonce: 'x' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer in the token', { claims: { iss: 'https://evil.example' } }],
    ['a token for somebody else', { claims: { aud: 'another-client' } }],
    ['a token that has run out', { claims: { iat: later - 300, exp: later } }],
    ['a token that is not signed', { alg: 'none' }],
    ['a token of an algorithm that was not agreed', { alg: 'HS256' }],
    ['a token that a stranger signed', { byStranger: true }],
    ['nobody in the token', { claims: { sub: '' } }],
  ])('%s', async (_, twist) => {
    expect(await goThrough('sx-0001', twist)).toMatchObject({ to: '/console#sign-in=refused', session: null })
  })

  test('a browser that did not begin it, a cookie of another beginning, and the same address again', async () => {
    const none = await goThrough('sx-0001', {}, (back) => [back, ''])
    expect(none).toMatchObject({ to: '/console#sign-in=refused', session: null })
    const begun = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) }
    const forged = `yizhan_sign_in=${Buffer.from(JSON.stringify(begun)).toString('base64url')}`
    expect(await goThrough('sx-0001', {}, (back) => [back, forged])).toMatchObject({ session: null })
    const { address, cookie, session } = await goThrough('sx-0001')
    expect(session).not.toBeNull()
    const again = await send(it, 'GET', address, undefined, { headers: { cookie } })
    expect([again.headers.location, cookiesOf(again.headers).some((one) => one.startsWith('yizhan_session='))]).toEqual(
      ['/console#sign-in=refused', false],
    )
  })

  test('an error of the provider, and a cookie that is none', async () => {
    const wrong = await goThrough('sx-0001', {}, (back) => {
      back.search = `?error=access_denied&state=${back.searchParams.get('state')}&iss=${encodeURIComponent(issuer)}`
      return [back, 'yizhan_sign_in=nothing']
    })
    expect(wrong).toMatchObject({ to: '/console#sign-in=refused', session: null })
  })
})

test('the page has the name of the button, as text', async () => {
  const { body } = await send(it, 'GET', '/console')
  expect(body).toContain('content="山西省&lt;统一&gt;身份认证"')
})

test('a provider that does not answer is said, and asked again the next time', async () => {
  const away = openIdProvider({ ...settings, issuer: 'http://127.0.0.1:9' }, pino({ level: 'silent' }))
  await expect(away.begin()).rejects.toThrow()
  await expect(away.begin()).rejects.toThrow()
})
