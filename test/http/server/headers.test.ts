import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inJincheng } from '../../support/claims/messages.ts'
import { hospitalCode, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const proxied = testApp({ trustProxy: ['127.0.0.1'] })

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
}
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

describe('every answer says what may be done with it', () => {
  test.each([
    ['/v1/policies', true, 200],
    ['/v1/policies', false, 401],
    ['/v1/beneficiaries/nobody', true, 404],
    ['/nowhere', false, 404],
    ['/healthz', false, 200],
    ['/metrics', false, 200],
    ['/openapi.json', false, 200],
    ['/problems', false, 200],
  ])('GET %s, with a key: %s', async (url, keyed, status) => {
    const answer = await send(it, 'GET', url, undefined, keyed ? { key: it.keys.bureau } : {})
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      ...everywhere,
      'content-security-policy': nothing,
      'x-frame-options': 'DENY',
    })
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('server')
  })

  test.each(['/v1/policies', '/nhsa'])('%s is kept by nobody', async (url) => {
    const method = url === '/nhsa' ? 'POST' : 'GET'
    for (const key of [it.keys.hospital, undefined])
      expect((await send(it, method, url, '{}', { key })).headers['cache-control']).toBe('no-store')
  })

  test('an address that cannot be read, too', async () => {
    const answer = await send(it, 'GET', '/v1/%E0%A4%A')
    expect(answer.status).toBe(400)
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': nothing })
  })
})

describe('pages', () => {
  const policyOf = (headers: Readonly<Record<string, unknown>>) =>
    new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((one) => [one.split(' ')[0], one.split(' ').slice(1)]),
    )
  const stylesOf = (page: string) => [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style)

  test('of the documentation load what they need, and stand in no other page', async () => {
    const page = await send(it, 'GET', '/docs')
    const policy = policyOf(page.headers)
    expect(policy.get('default-src')).toEqual(["'self'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('script-src') ?? policy.get('default-src')).toEqual(["'self'"])
    expect(page.headers).toMatchObject({ ...everywhere, 'x-frame-options': 'DENY' })
    // No script of the page stands in it: the policy would stop it.
    for (const [, attributes = '', inside = ''] of page.body.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      expect(attributes).toMatch(/src="/)
      expect(inside.trim()).toBe('')
    }
  })

  test('of the problem codes have the one style that their policy names', async () => {
    for (const url of ['/problems', '/problems/forbidden']) {
      const page = await send(it, 'GET', url, undefined, { headers: { accept: 'text/html' } })
      expect(page.headers).toMatchObject(everywhere)
      const hashes = stylesOf(page.body).map((style) => `'sha256-${hash('sha256', style, 'base64')}'`)
      expect(hashes).toHaveLength(1)
      expect(policyOf(page.headers).get('style-src')).toEqual(hashes)
      expect(policyOf(page.headers).get('frame-ancestors')).toEqual(["'none'"])
      expect(page.body).not.toMatch(/ style=|<script/)
    }
  })

  test('of a settlement have the one style that their policy names, and are kept by nobody', async () => {
    const body = {
      settlementNo: 'HEADERS-1',
      personNo: inJincheng('dibao'),
      hospitalCode,
      care: 'inpatient',
      admittedOn: '2023-03-01',
      dischargedOn: '2023-03-15',
      costs: { total: '520.00', offCatalogue: '20.00', inScope: '500.00' },
      paid: { basic: '340.00', criticalIllness: '0.00' },
    }
    const { id } = (await send(it, 'POST', '/v1/settlements', body, { key: it.keys.hospital })).body
    const page = await send(it, 'GET', `/v1/settlements/${id}/statement`, undefined, { key: it.keys.hospital })
    expect(page.headers).toMatchObject({ ...everywhere, 'cache-control': 'no-store' })
    const hashes = stylesOf(page.body).map((style) => `'sha256-${hash('sha256', style, 'base64')}'`)
    expect(policyOf(page.headers).get('style-src')).toEqual(hashes)
    expect(policyOf(page.headers).get('default-src')).toEqual(["'none'"])
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN')
    const pdf = await send(it, 'GET', `/v1/settlements/${id}/statement?format=pdf`, undefined, {
      key: it.keys.hospital,
    })
    expect(pdf.headers).toMatchObject({ ...everywhere, 'cache-control': 'no-store' })
  })
})

describe('that it is to be asked by https alone', () => {
  test('is not said by plain http, where a name would be shut out for a year', async () => {
    const headers = { 'x-forwarded-proto': 'https' }
    expect((await send(it, 'GET', '/healthz', undefined, { headers })).headers).not.toHaveProperty(
      'strict-transport-security',
    )
    expect((await send(proxied, 'GET', '/healthz')).headers).not.toHaveProperty('strict-transport-security')
  })

  test('is said behind a trusted proxy that was asked so', async () => {
    const headers = { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' }
    const answer = await send(proxied, 'GET', '/healthz', undefined, { headers })
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
  })
})
