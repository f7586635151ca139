import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { send, type TestApp, testApp } from '../../support/database/test-app.ts'
import {
  type Document,
  leafAt,
  leavesOf,
  type Sample,
  samplesOf,
  urlOf,
  withLeaf,
} from '../../support/edges/requests.ts'
import { makeWorld, type World } from '../../support/edges/world.ts'

/** Of every route: what it refuses whoever sends it wrongly, and what its own words lead to. */
const it = testApp()
const document = JSON.parse((await documents())['openapi/openapi.json'] as string) as Document
const names = samplesOf(document, {}).map(({ name }) => name)
const bodied = samplesOf(document, {}).filter(({ body }) => body !== null)
let world: World = {}

beforeAll(async () => {
  world = await makeWorld(it)
}, 120_000)

const sampleOf = (name: string) => samplesOf(document, world).find((one) => one.name === name) as Sample
const hospitals = /^post (\/nhsa|\/v1\/clearings$)/
const keyFor = ({ name }: Sample) => (hospitals.test(name) ? it.keys.hospital : it.keys.bureau)
/** Answered in the words and the form of the national interface, which other tests send. */
const isNational = (name: string) => name.includes(' /nhsa')
/** Said to anybody: whether the service lives, what codes mean, signing in, what a receipt is worth. */
const open = new Set(
  ['get /healthz', 'get /readyz', 'get /metrics', 'get /problems', 'get /problems/{code}', 'post /v1/sessions'].concat(
    names.filter((name) => / \/(verify|v1\/(receipt-checks|reimbursement-receipts|verification))/.test(name)),
  ),
)

const ask = (
  sample: Sample,
  change: { method?: string; url?: string; body?: unknown; type?: string; key?: null } = {},
) => {
  const body = 'body' in change ? change.body : sample.body
  return send(
    it as TestApp,
    (change.method ?? sample.method) as Sample['method'],
    change.url ?? urlOf(sample),
    body === null || body === undefined ? undefined : JSON.stringify(body),
    {
      ...(change.key === null ? {} : { key: keyFor(sample) }),
      headers: change.type ? { 'content-type': change.type } : {},
    },
  )
}

describe('without a key the answer says what to send, and with it the door is open', () => {
  test.each(names.filter((name) => !open.has(name) && !isNational(name)))('%s', async (name) => {
    const sample = sampleOf(name)
    const refused = await ask(sample, { key: null, body: null })
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      401,
      'unauthenticated',
      expect.stringContaining('Authorization: Bearer KEY'),
    ])
    if (sample.method === 'GET') expect((await ask(sample)).status).not.toBe(401)
  })
})

describe('another method is answered with those that the address has', () => {
  const paths = [...new Set(names.map((name) => name.split(' ')[1] as string))].filter(
    (path) => !path.startsWith('/nhsa'),
  )
  test.each(paths)('%s', async (path) => {
    const there = names
      .filter((name) => name.split(' ')[1] === path)
      .map((name) => (name.split(' ')[0] ?? '').toUpperCase())
    const other = ['PATCH', 'PUT', 'DELETE', 'POST'].find((method) => !there.includes(method)) as string
    const refused = await ask(sampleOf(`${there[0]?.toLowerCase()} ${path}`), { method: other, body: null })
    const allowed = /answers: ([A-Z, ]+)/.exec(refused.body.detail)?.[1]?.split(', ') ?? []
    expect({ status: refused.status, code: refused.body.code, allowed }).toEqual({
      ...{ status: 405, code: 'method-not-allowed' },
      allowed: expect.arrayContaining(there),
    })
  })
})

describe('a body of another type is answered with the types that are read', () => {
  test.each(bodied.map(({ name }) => name).filter((name) => !isNational(name)))('%s', async (name) => {
    const sample = sampleOf(name)
    const refused = await ask(sample, { type: 'application/x-yaml' })
    expect([refused.status, refused.body.code]).toEqual([415, 'unsupported-media-type'])
    const types = /`content-type`: ([^;]+?)\.?$/.exec(refused.body.detail)?.[1]?.split(', ') ?? []
    expect(types).toContain('application/json')
    expect((await ask(sample, { body: {}, type: types[0] ?? '' })).status).not.toBe(415)
  })
})

const nobody = '0190f5fe-7c00-7a00-8000-0000000fffff'

/** Told by what they are of, or made by no test of the edges. */
const notMade =
  / \/v1\/(reimbursement|settlements\/batches|opening-balances|disallowances|what-if|claim-audit)|subsidy-payments/

describe('what is not there is named, and what is there is found', () => {
  test.each(names.filter((name) => /^get .*\{id\}/.test(name) && !notMade.test(name)))('%s', async (name) => {
    const sample = sampleOf(name)
    const refused = await ask(sample, { url: urlOf(sample, { id: nobody }) })
    expect([refused.status, refused.body.code]).toEqual([404, 'not-found'])
    expect(refused.body.detail).toMatch(/^There is no .+ check the id\.$/)
    if (sample.inPath['id'] === '0190f5fe-7c00-7a00-8000-000000000001') return
    const found = await ask(sample)
    expect([name, found.status === 404 ? found.body : '']).toEqual([name, ''])
  })
})

interface FieldFault {
  readonly pointer: string
  readonly detail: string
}
const at = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** What is refused as wrongly written, field by field; nothing where it is refused for what it says, or done. */
async function faultsOf(sample: Sample, body: unknown): Promise<readonly FieldFault[]> {
  const answer = await ask(sample, { body })
  expect(answer.status).toBeLessThan(500)
  return answer.body?.code === 'invalid-request' ? answer.body.errors : []
}

/** Does what each fault says, with the value that the example has there. */
function mended(sample: Sample, body: unknown, faults: readonly FieldFault[]): unknown {
  let now = body
  for (const { pointer, detail } of faults) {
    expect([pointer, detail]).toEqual([pointer, expect.stringMatching(/\b[Ss]end\b|leave it out|check|needs no/)])
    const whole = pointer === '' ? sample.body : leafOrNothing(sample.body, at(pointer))
    expect({ pointer, isInExample: whole !== undefined }).toEqual({ pointer, isInExample: true })
    now = pointer === '' ? whole : withLeaf(now, at(pointer), whole)
  }
  return now
}

describe('a body without anything is led to one that is read, field by field', () => {
  test.each(bodied.map(({ name }) => name).filter((name) => !isNational(name)))('%s', async (name) => {
    const sample = sampleOf(name)
    let body: unknown = {}
    let faults = await faultsOf(sample, body)
    for (let round = 0; faults.length > 0 && round < 8; round++) {
      body = mended(sample, body, faults)
      faults = await faultsOf(sample, body)
    }
    expect(faults).toEqual([])
  })
})

function leafOrNothing(body: unknown, path: readonly (string | number)[]): unknown {
  try {
    return leafAt(body, path)
  } catch {
    return undefined
  }
}

describe('an amount or a day in another form is answered with the text to send', () => {
  test.each(bodied.map(({ name }) => name).filter((name) => !isNational(name)))('%s', async (name) => {
    const sample = sampleOf(name)
    for (const path of leavesOf(sample.body)) {
      const value = leafAt(sample.body, path)
      if (typeof value !== 'string') continue
      const wrong = misspelled(value)
      if (wrong === null) continue
      const faults = await faultsOf(sample, withLeaf(sample.body, path, wrong))
      const said = faults.find(({ pointer }) => pointer === `/${path.join('/')}`)
      // Free text takes what it is given.
      if (said === undefined) continue
      const advised = /^Send (?:the day as )?"([^"]+)"/.exec(said.detail)?.[1]
      expect({ path, said, advised: advised ?? value }).toEqual({ path, said, advised: value })
    }
  })
})

/** As programs and spreadsheets write them; null for what is neither an amount nor a day. */
function misspelled(value: string): unknown {
  if (/^\d{1,9}\.\d{2}$/.test(value)) return Number(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.replaceAll('-', '/') : null
}
