import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { whomOf } from '../../../src/http/places/whom.ts'

function whom(method: string, url: string, body: object | string | null = null) {
  const { pathname: path, searchParams: query } = new URL(url, 'http://here')
  const bytes = body === null ? null : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return whomOf({ method, path, query, body: bytes })
}
const person = (personNo: string, insuredRegion: string | null = null) => ({ kind: 'person', personNo, insuredRegion })

describe('a request is', () => {
  test.each([
    ['POST', '/v1/settlements', { personNo: 'P1', settlementNo: 'N' }, person('P1')],
    ['POST', '/v1/settlements/quote', { personNo: 'P1' }, person('P1')],
    ['GET', '/v1/settlements?personNo=P1', null, person('P1')],
    ['GET', '/v1/beneficiaries/P1', null, person('P1')],
    ['GET', '/v1/beneficiaries/P%3A1/annual-cap', null, person('P:1')],
    ['PUT', '/v1/%62eneficiaries/P1/', null, person('P1')],
    ['PUT', '/v1/beneficiaries/P1', { name: '某', insuredRegion: '140500' }, person('P1', '140500')],
    ['POST', '/v1/beneficiaries/P1/identities', { insuredRegion: '140500' }, person('P1')],
    [
      'POST',
      '/v1/reversals',
      { hospitalCode: 'H1', settlementNo: 'N1' },
      { kind: 'number', hospitalCode: 'H1', settlementNo: 'N1' },
    ],
    ['GET', '/v1/funds/140500', null, { kind: 'region', region: '140500' }],
    ['GET', '/v1/overview?region=140000&year=2023', null, { kind: 'region', region: '140000' }],
    ['POST', '/v1/premium-subsidy-runs', { region: '140500' }, { kind: 'region', region: '140500' }],
    ['GET', '/v1/settlements/01900000-0000-7000-8000-000000000001', null, { kind: 'sought' }],
    ['POST', '/v1/applications/1/check', {}, { kind: 'sought' }],
    ['POST', '/v1/certificate-reads', { idType: '01' }, { kind: 'sought' }],
    ['GET', '/v1/settlements', null, { kind: 'list' }],
    ['POST', '/v1/beneficiaries/search', { name: '某' }, { kind: 'list' }],
    ['GET', '/v1/overview/places?region=000000', null, { kind: 'region', region: '000000' }],
    ['GET', '/v1/audit/lookups', null, { kind: 'list' }],
    ['GET', '/v1/settlements/batches', null, { kind: 'list' }],
    ['POST', '/v1/settlements/batches', null, { kind: 'own' }],
    ['POST', '/v1/rosters', null, { kind: 'own' }],
    ['POST', '/v1/settlements', '{"personNo": ', { kind: 'own' }],
    ['POST', '/v1/settlements', '["personNo"]', { kind: 'own' }],
    ['POST', '/v1/settlements', { personNo: 7 }, { kind: 'own' }],
    ['PUT', '/v1/hospitals/H1', {}, { kind: 'all' }],
    ['POST', '/v1/callers', {}, { kind: 'all' }],
    ['POST', '/v1/sessions', {}, { kind: 'all' }],
    ['GET', '/docs', null, { kind: 'all' }],
    ['GET', '/', null, { kind: 'all' }],
    ['GET', '/v1', null, { kind: 'all' }],
  ])('%s %s %j: %j', (method, url, body, of) => {
    expect(whom(method, url, body)).toEqual(of)
  })
})

describe('a body is read as the routes read it', () => {
  const asked = { method: 'POST', path: '/v1/settlements', query: new URLSearchParams() }
  test.each([
    ['with the mark of UTF-8', Buffer.from('\uFEFF{"personNo":"P1"}'), undefined],
    [
      'in GBK, whose letters may end with a backslash',
      Buffer.from('7b226e616d65223a22855c222c22706572736f6e4e6f223a225031227d', 'hex'),
      'application/json; charset=gbk',
    ],
  ])('%s', (_, body, contentType) => {
    expect(whomOf({ ...asked, body, contentType })).toEqual(person('P1'))
  })

  test('and what is none is for its place to say', () => {
    const body = Buffer.from('{"personNo":"P1"}')
    expect(whomOf({ ...asked, body, contentType: 'application/json; charset=ebcdic' })).toEqual({ kind: 'own' })
  })
})

/** Every path of the document, so that a route that comes later is not taken for something by its id. */
test('a word of a route is never taken for an id', () => {
  const paths = Object.keys((JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as { paths: object }).paths)
  const worded = paths.filter(
    (path) => /^\/v1\/[^/]+\/[^{/]+$/.test(path) && !path.startsWith('/v1/reimbursement-receipts'),
  )
  expect(worded.length).toBeGreaterThan(10)
  // A correction names a settlement in its body, which only its place has.
  for (const path of worded.filter((one) => one !== '/v1/corrections/preview'))
    expect(whom('GET', path).kind, path).not.toBe('sought')
})

describe('a message is', () => {
  test.each([
    ['of its person', '{"infno":"2304","input":{"data":{"psn_no": "P1"}}}', person('P1')],
    [
      'of its person, in GBK too',
      Buffer.from('7b2270736e5f6e616d65223a22c4b3222c2270736e5f6e6f223a225031227d', 'hex').toString('latin1'),
      person('P1'),
    ],
    [
      'of its person, whose number stands without quotes',
      '{"infno":2304,"input":{"data":{"psn_no":500243}}}',
      person('500243'),
    ],
    ['sought by its certificate', '{"infno":"1101","input":{"data":{"mdtrt_cert_no":"1"}}}', { kind: 'sought' }],
    [
      'of the fund that it is about',
      '{"infno":"3203","insuplc_admdvs":"500243","input":{"data":{}}}',
      { kind: 'region', region: '500243' },
    ],
    [
      'of the fund in its input',
      '{"infno":"3201","insuplc_admdvs":"140500","input":{"data":{"setl_optins":"500200"}}}',
      { kind: 'region', region: '500200' },
    ],
    ['of the hospital', '{"infno":"9001","insuplc_admdvs":"140500","input":{"data":{}}}', { kind: 'own' }],
    ['of the hospital where it names nobody that could be', '{"input":{"data":{"psn_no":""}}}', { kind: 'own' }],
    ['of the hospital where it is none', '', { kind: 'own' }],
  ])('%s', (_, text, of) => {
    const body = Buffer.from(text, 'latin1')
    expect(whomOf({ method: 'POST', path: '/nhsa', query: new URLSearchParams(), body })).toEqual(of)
  })
})

test('a message may be numbered by its path alone', () => {
  const body = Buffer.from('{"input":{"data":{"mdtrt_cert_no":"1"}}}')
  expect(whomOf({ method: 'POST', path: '/nhsa/1101', query: new URLSearchParams(), body })).toEqual({ kind: 'sought' })
})
