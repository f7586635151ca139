import { describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { practicePerson } from '../../../src/http/openapi/examples.ts'
import { send, testApp } from '../../support/database/test-app.ts'

/** Every example of the try-it page is sent as it stands there, on what a fresh start has registered. */
const it = testApp()

type Json = Readonly<Record<string, unknown>>
interface Parameter {
  readonly in: string
  readonly name: string
  readonly example?: unknown
}
interface Sent {
  readonly path: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly name: string
  readonly value: object
}

const made = await documents()
const document = JSON.parse(made['openapi/openapi.json'] as string) as { paths: Record<string, Record<string, Json>> }

const sent: readonly Sent[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) => {
    const body = operation['requestBody'] as {
      content: Record<string, { examples?: Record<string, { value: object }> }>
    }
    const examples = body?.content['application/json']?.examples ?? {}
    const parameters = (operation['parameters'] ?? []) as Parameter[]
    const url = parameters
      .filter((one) => one.in === 'path')
      .reduce((whole, one) => whole.replace(`{${one.name}}`, String(one.example)), path)
    return Object.entries(examples).map(([name, { value }]) => ({
      ...{ path, name, value, url },
      method: method.toUpperCase() as Sent['method'],
    }))
  }),
)

/** What an example needs that a fresh start has not, by what it is answered until then. */
const needs: Readonly<Record<string, string>> = {
  // A file that was uploaded, a month with something to claim, a clearing that was paid, somebody who is owed.
  'POST /v1/reconciliations': 'not-found',
  'POST /v1/clearings': 'clearing-nothing-left',
  'POST /v1/funds/{region}/recoveries': 'not-found',
  'POST /v1/payouts': 'payout-nothing-owed',
  'POST /v1/payout-batches': 'payouts-none-open',
  // A settlement that stands: the example before has reversed it.
  'POST /v1/corrections': 'correction-of-reversed',
  'POST /v1/corrections/preview': 'correction-of-reversed',
  // A pack that was mended since.
  'POST /v1/policy-corrections': 'policy-hash-unknown',
  // An operator whom somebody made.
  'POST /v1/sessions': 'sign-in-failed',
  'POST /v1/sessions/current/password': 'not-found',
  // Of a service that was started to be tried alone.
  'PUT /v1/demo/clock': 'demo-only',
}

/** Sent by hospitals; everything else by the bureau. */
const byHospitals = ['/v1/certificate-reads', '/v1/clearings', '/nhsa', '/nhsa/{infno}']

/** People and hospitals as lists show them, but for whom the examples of changes are tried on. */
const registered = async () => {
  const read = async (url: string) => (await send(it, 'GET', url, undefined, { key: it.keys.bureau })).body.items
  const people: { readonly personNo: string }[] = await read('/v1/beneficiaries?limit=500')
  const others = people.filter(({ personNo }) => personNo !== practicePerson)
  return { people: others, hospitals: await read('/v1/hospitals?limit=500') }
}

describe('every example that names nothing made before', () => {
  test('does what it says, and leaves the people and hospitals of the others as they were', async () => {
    const before = await registered()
    expect(before.people.length).toBeGreaterThan(50)
    const whole = sent.filter(({ path }) => !/\{(id|receiptNo|eventId)\}/.test(path))
    expect(whole.length).toBeGreaterThan(30)
    for (const { method, url, path, value, name } of whole) {
      const key = byHospitals.includes(path) ? it.keys.hospital : it.keys.bureau
      const answer = await send(it, method, url.replace('{infno}', '2001'), value, { key })
      const operation = `${method} ${path}`
      const came = answer.status < 300 ? 'done' : answer.body.code
      expect([operation, name, came]).toEqual([operation, name, needs[operation] ?? 'done'])
    }
    expect(await registered()).toEqual(before)
  })
})
