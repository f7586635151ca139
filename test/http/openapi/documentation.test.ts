import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { bodyExamples, stay } from '../../../src/http/openapi/examples.ts'
import { atTheDesk } from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

type Json = { readonly [key: string]: unknown }

const it = testApp()
const written = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const made = await documents()
const document = JSON.parse(made['openapi/openapi.json'] as string) as {
  openapi: string
  paths: Record<string, Record<string, Json>>
  components: { schemas: Record<string, Json> }
}

test.each(Object.keys(made))('%s is what the routes say; `npm run openapi` writes it', (path) => {
  expect(written(path)).toBe(made[path])
})

test('it is OpenAPI 3.1, and every reference leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  const refs = [...(made['openapi/openapi.json'] as string).matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)]
  expect(refs.length).toBeGreaterThan(100)
  for (const [, name] of refs) expect(Object.keys(document.components.schemas)).toContain(name)
})

test('no whole number is bounded by what a machine can count, which the page would show as the example', () => {
  const text = made['openapi/openapi.json'] as string
  expect(text).toContain('"type": "integer"')
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER))
})

/** Every field of every schema, wherever it is nested. */
function fieldsOf(schema: unknown, path: string): { path: string; description: unknown }[] {
  if (schema === null || typeof schema !== 'object') return []
  const { properties = {}, ...rest } = schema as { properties?: Record<string, Json> } & Json
  const own = Object.entries(properties).flatMap(([name, field]) => [
    { path: `${path}.${name}`, description: field['description'] },
    ...fieldsOf(field, `${path}.${name}`),
  ])
  const nested = ['items', 'anyOf', 'oneOf', 'allOf'].flatMap((key) =>
    [rest[key] ?? []].flat().flatMap((part) => fieldsOf(part, path)),
  )
  return [...own, ...nested]
}

describe('every field is described in both languages', () => {
  const bothLanguages = expect.stringMatching(/^[^/]*[A-Za-z][^/]* \/ .*[一-龥]|[A-Za-z].* \/ .*[一-龥]/)
  const schemas = Object.entries(document.components.schemas)

  test.each(schemas)('%s', (name, schema) => {
    for (const { path, description } of fieldsOf(schema, name))
      expect({ path, description }).toEqual({ path, description: bothLanguages })
  })

  test('parameters, summaries and answers too', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const operation of Object.values(operations)) {
        expect({ path, summary: operation['summary'] }).toEqual({ path, summary: bothLanguages })
        const parts = [
          ...((operation['parameters'] ?? []) as Json[]),
          ...Object.values(operation['responses'] as Json),
        ] as Json[]
        for (const { name, description } of parts)
          expect({ path, name, description }).toEqual({ path, name, description: bothLanguages })
      }
    }
  })

  test('a field without Chinese is seen', () => {
    const [field] = fieldsOf({ properties: { total: { description: 'Total cost / total' } } }, 'Sample')
    expect(field?.description).not.toEqual(bothLanguages)
  })
})

test.each([
  ['total', 'medfee_sumamt'],
  ['offCatalogue', 'fulamt_ownpay_amt'],
  ['overLimit', 'overlmt_selfpay'],
  ['preSelfPay', 'preselfpay_amt'],
  ['inScope', 'inscp_scp_amt'],
  ['basic', 'hifp_pay'],
  ['criticalIllness', 'hifmi_pay'],
  ['assistance', 'maf_pay'],
  ['person', 'psn_part_amt'],
  ['hospital', 'hosp_part_amt'],
  ['personNo', 'psn_no'],
  ['hospitalCode', 'fixmedins_code'],
  ['settlementNo', 'medins_setl_id'],
])('%s carries its national name %s', (name, national) => {
  const fields = Object.entries(document.components.schemas).flatMap(([schema, body]) => fieldsOf(body, schema))
  const described = fields.filter(({ path }) => path.split('.').at(-1) === name)
  expect(described.some(({ description }) => String(description).includes(`(${national})`))).toBe(true)
})

describe('the page at /docs', () => {
  test('asks for a key and does not keep it in the browser', async () => {
    const script = await send(it, 'GET', '/docs/static/swagger-initializer.js')
    expect(script.body).toContain('"persistAuthorization":false')
    expect(document.components).toMatchObject({ securitySchemes: { key: { type: 'http', scheme: 'bearer' } } })
  })

  test('loads nothing from another host', async () => {
    const page = await send(it, 'GET', '/docs')
    expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(page.headers['content-security-policy']).toMatch(/default-src 'self'/)
    const script = await send(it, 'GET', '/docs/static/swagger-initializer.js')
    expect(script.body).toContain('validatorUrl: null')
    for (const [, path] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([path, (await send(it, 'GET', path)).status]).toEqual([path, 200])
    }
  })
})

describe('examples work when they are pasted', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

  test('every body has one', () => {
    for (const { path, operation } of operations) {
      const body = operation['requestBody'] as { content: { 'application/json'?: Json } } | undefined
      const json = body?.content['application/json']
      if (json) expect([path, json['examples']]).toEqual([path, expect.anything()])
    }
  })

  const claims = Object.entries(bodyExamples['SettlementRequest'] ?? {})
  test.each(claims)('the claim %s', async (_, { value }) => {
    const { hospitalCode } = value as { hospitalCode: string }
    const key = await it.issue({ kind: 'hospital', name: 'test', region: '000000', hospitalCode })
    await atTheDesk(it, hospitalCode)
    expect((await send(it, 'POST', '/v1/settlements/quote', value, { key })).status).toBe(200)
    expect((await send(it, 'POST', '/v1/settlements', value, { key })).status).toBe(201)
  })

  test.each([
    ['PUT', '/v1/hospitals/H14052100001', 'HospitalRequest', 201],
    ['PUT', '/v1/beneficiaries/14050000000000009999', 'BeneficiaryRequest', 201],
    ['POST', '/v1/beneficiaries/search', 'BeneficiarySearch', 200],
    ['POST', '/v1/beneficiaries/14050000000000009999/identities', 'IdentityRequest', 201],
    ['POST', '/v1/beneficiaries/14050000000000009999/registrations', 'RegistrationRequest', 201],
    ['POST', '/v1/callers', 'CallerRequest', 201],
    ['POST', '/v1/premium-subsidies', 'SubsidyRequest', 201],
    ['POST', '/v1/reversals', 'ReversalRequest', 201],
    ['PUT', '/v1/funds/140500/budgets/2023', 'FundBudgetRequest', 200],
  ] as const)('%s %s', async (method, url, name, status) => {
    const { value } = bodyExamples[name]?.['example'] ?? {}
    const answer = await send(it, method, url, value, { key: it.keys.bureau })
    expect([answer.status, answer.body]).toEqual([status, expect.anything()])
  })

  test('POST /v1/certificate-reads', async () => {
    const { value } = bodyExamples['CertificateReadRequest']?.['example'] ?? {}
    const answer = await send(it, 'POST', '/v1/certificate-reads', value, { key: it.keys.hospital })
    expect([answer.status, answer.body.people]).toEqual([
      201,
      expect.arrayContaining([expect.objectContaining({ personNo: stay.personNo })]),
    ])
  })

  /** A key has none: test/http/operators. */
  const ofASession = '/v1/sessions/current'
  const reads = operations.filter(
    ({ path, method }) => method === 'get' && !path.includes('{id}') && path !== ofASession,
  )
  test.each(reads.map(({ path, operation }) => [path, operation] as const))('GET %s', async (path, operation) => {
    const parameters = (operation['parameters'] ?? []) as { in: string; name: string; example?: unknown }[]
    const placed = parameters
      .filter((one) => one.in === 'path')
      .reduce((url, one) => url.replace(`{${one.name}}`, String(one.example)), path)
    const query = parameters.filter((one) => one.in === 'query' && one.example !== undefined)
    const url = `${placed}?${query.map((one) => `${one.name}=${one.example}`).join('&')}`
    expect([url, (await send(it, 'GET', url, undefined, { key: it.keys.bureau })).status]).toEqual([url, 200])
  })
})

describe('what a body may be refused for before a route sees it', () => {
  const taking = Object.entries(document.paths)
    .filter(([path]) => !path.startsWith('/nhsa'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
    .filter(({ method }) => method !== 'get')
  const described = (operation: Json, status: string) =>
    String((operation['responses'] as Record<string, Json>)[status]?.['description'] ?? '')

  test.each(taking)('$method $path says it', ({ operation }) => {
    expect(described(operation, '400')).toContain('`malformed-json`')
    expect(described(operation, '413')).toContain('`body-too-large`')
    expect(described(operation, '415')).toContain('`unsupported-media-type`')
    for (const status of ['400', '413', '415']) {
      const named = described(operation, status).match(/`[a-z-]+`/g) ?? []
      expect(new Set(named).size).toBe(named.length)
    }
  })
})
