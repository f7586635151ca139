import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { gb18030 } from '../../support/files/gb18030.ts'

const it = testApp()

const person = {
  name: '买买提·艾力',
  idType: '01',
  idNumber: '140500197804010029',
  birthDate: '1978-04-01',
  insuredRegion: '140502',
  enrolledTier: 1,
}

let made = 0
const newNo = () => `1405000000000099${String(made++).padStart(4, '0')}`

/** Registers somebody with these bytes. */
async function put(body: Buffer | string, type: string, headers: Record<string, string> = {}) {
  const url = `/v1/beneficiaries/${newNo()}`
  const payload = typeof body === 'string' ? Buffer.from(body) : body
  const answer = await send(it, 'PUT', url, payload, {
    key: it.keys.bureau,
    headers: { 'content-type': type, ...headers },
  })
  return { answer, kept: await send(it, 'GET', url, undefined, { key: it.keys.bureau }) }
}

const text = JSON.stringify(person)

/** Its name is answered as it is kept; a person's is masked. */
const hospital = { name: '晋城·示例医院', region: '140502', level: 'two', feeClass: 'county-two', designated: true }
const hospitalText = JSON.stringify(hospital)

describe('a body is read in the charset that it names', () => {
  test.each([
    ['application/json', Buffer.from(hospitalText)],
    ['application/json; charset=utf-8', Buffer.from(hospitalText)],
    ['application/json;charset="UTF8"', Buffer.from(`\uFEFF${hospitalText}`)],
    ['application/json; charset=GBK', gb18030(hospitalText)],
    ['application/json; charset=gb2312', gb18030(hospitalText)],
    ['application/json;charset=GB18030', gb18030(hospitalText)],
  ])('%s', async (type, body) => {
    const url = '/v1/hospitals/H14050000077'
    const key = it.keys.bureau
    const answer = await send(it, 'PUT', url, body, { key, headers: { 'content-type': type } })
    expect(answer.status).toBeLessThan(300)
    expect((await send(it, 'GET', url, undefined, { key })).body.name).toBe(hospital.name)
  })

  test('another charset is refused, with those that are read', async () => {
    const { answer, kept } = await put(Buffer.from(text, 'latin1'), 'application/json; charset=ISO-8859-1')
    expectProblem(answer, 415, 'unsupported-charset')
    expect(answer.body.detail).toMatch(/iso-8859-1.*UTF-8.*GB18030/)
    expect(kept.status).toBe(404)
  })

  test.each([
    ['GBK without a charset', gb18030(text), 'application/json', 'UTF-8'],
    ['GBK named as UTF-8', gb18030(text), 'application/json; charset=utf-8', 'UTF-8'],
    ['half a character', Buffer.from(text).subarray(0, 12), 'application/json', 'UTF-8'],
    ['UTF-8 named as GBK', Buffer.from('{"name":"医"}'), 'application/json; charset=GBK', 'GB18030'],
  ])('%s is no text: nothing is guessed, nothing is kept', async (_, body, type, charset) => {
    const { answer, kept } = await put(body, type)
    expectProblem(answer, 400, 'malformed-json')
    expect(answer.body.detail).toContain(charset)
    expect(kept.status).toBe(404)
  })

  test.each([
    ['as a character', text.replace('买买提', '买\uFFFD提')],
    ['as an escape', text.replace('买买提', '买\\ufffd提')],
    ['as an escape of capitals', text.replace('买买提', '买\\uFFFD提')],
  ])('the mark of a character that was lost is refused %s, by the name of its field', async (_, body) => {
    const { answer, kept } = await put(body, 'application/json')
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors).toEqual([{ pointer: '/name', detail: expect.stringContaining('U+FFFD') }])
    expect(kept.status).toBe(404)
  })

  test('so is it in an address', async () => {
    const url = '/v1/reconciliations/files?hospitalCode=H14050000001&fileName=%EF%BF%BD'
    const headers = { 'content-type': 'text/csv' }
    const answer = await send(it, 'POST', url, Buffer.from('a'), { key: it.keys.bureau, headers })
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors).toContainEqual({ pointer: '/fileName', detail: expect.stringContaining('U+FFFD') })
  })

  test('an escaped backslash before letters is no such mark', async () => {
    const { answer } = await put(text.replace('买买提', '\\\\ufffd'), 'application/json')
    expect(answer.status).toBe(201)
  })
})

describe('an empty body', () => {
  const empty = { 'content-type': 'application/json', 'content-length': '0' }

  test.each([
    ['POST', '/v1/rosters/0190f5fe-7c00-7a00-8000-0000000000ff/apply'],
    ['POST', '/v1/jobs/0190f5fe-7c00-7a00-8000-0000000000ff/cancel'],
    ['DELETE', '/v1/callers/0190f5fe-7c00-7a00-8000-0000000000ff'],
    ['DELETE', '/v1/webhooks/0190f5fe-7c00-7a00-8000-0000000000ff'],
  ] as const)('is as no body where none is needed: %s %s', async (method, url) => {
    const plain = await send(it, method, url, undefined, { key: it.keys.bureau })
    const typed = await send(it, method, url, Buffer.alloc(0), { key: it.keys.bureau, headers: empty })
    const type = { 'content-type': 'application/json' }
    const broken = await send(it, method, url, Buffer.from(' \r\n'), { key: it.keys.bureau, headers: type })
    for (const sent of [typed, broken]) expect([sent.status, sent.body]).toEqual([plain.status, plain.body])
    expect(typed.body.code).not.toBe('malformed-json')
  })

  test('is named where one is needed', async () => {
    const answer = await send(it, 'POST', '/v1/settlements', Buffer.alloc(0), { key: it.keys.hospital, headers: empty })
    expectProblem(answer, 400, 'malformed-json')
    expect(answer.body.detail).toContain('empty')
  })
})

describe('a packed body is refused by the name of its packing', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['br', Buffer.from(text)],
    ['deflate, gzip', Buffer.from(text)],
  ])('%s', async (encoding, body) => {
    const { answer, kept } = await put(body, 'application/json', { 'content-encoding': encoding })
    expectProblem(answer, 415, 'unsupported-content-encoding')
    expect(answer.body.detail).toContain(encoding)
    expect(answer.headers['accept-encoding']).toBe('identity')
    expect(kept.status).toBe(404)
  })

  test('a list too', async () => {
    const answer = await send(
      it,
      'POST',
      '/v1/reconciliations/files?hospitalCode=H14050000001&fileName=a.txt',
      gzipSync('a'),
      {
        key: it.keys.hospital,
        headers: { 'content-type': 'text/csv', 'content-encoding': 'gzip' },
      },
    )
    expectProblem(answer, 415, 'unsupported-content-encoding')
  })

  test('one that says that it is not packed is read', async () => {
    const { answer } = await put(text, 'application/json', { 'content-encoding': 'identity' })
    expect(answer.status).toBe(201)
  })
})

describe('a body of another type is told which types there are', () => {
  test.each([
    ['/v1/settlements', 'application/xml', 'application/json'],
    ['/v1/rosters?region=140500&month=2024-05&department=civil-affairs', 'application/json', 'text/csv'],
    ['/v1/reconciliations/files?hospitalCode=H14050000001&fileName=a.txt', 'application/json', 'application/zip'],
  ])('%s as %s', async (url, type, taken) => {
    const key = it.keys.bureau
    const answer = await send(it, 'POST', url, Buffer.from('personNo,x'), { key, headers: { 'content-type': type } })
    expectProblem(answer, 415, 'unsupported-media-type')
    expect(answer.body.detail).toContain(taken)
  })
})

describe('a refusal stays small, whatever was sent', () => {
  test('twenty faults, and how many more there are', async () => {
    const fields = Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`field${at}`, 1]))
    const { answer } = await put(JSON.stringify({ ...person, ...fields }), 'application/json')
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body.errors).toHaveLength(20)
    expect(answer.body.moreErrors).toBe(59_980)
    expect(JSON.stringify(answer.body).length).toBeLessThan(10_000)
  })

  test('a name of a field without end is cut', async () => {
    const { answer } = await put(JSON.stringify({ ...person, ['x'.repeat(900_000)]: 1 }), 'application/json')
    expectProblem(answer, 400, 'invalid-request')
    expect(answer.body).not.toHaveProperty('moreErrors')
    expect(JSON.stringify(answer.body).length).toBeLessThan(2000)
  })

  test('lists within lists', async () => {
    const { answer } = await put('['.repeat(900_000), 'application/json')
    expectProblem(answer, 400, 'malformed-json')
  })
})

test.each([
  ['at the top', '{"settlementNo":"TWICE-1","settlementNo":"TWICE-2"}', 'settlementNo'],
  ['spelt otherwise', '{"settlementNo":"TWICE-1","settlement\\u004eo":"TWICE-2"}', 'settlementNo'],
  ['within', '{"paid":{"basic":"0.00","basic":"6000.00"}}', 'basic'],
])('a field that stands twice %s is refused by its name', async (_, body, name) => {
  const answer = await send(it, 'POST', '/v1/settlements', body, { key: it.keys.hospital })
  expectProblem(answer, 400, 'malformed-json')
  expect(answer.body.detail).toContain(name)
})
