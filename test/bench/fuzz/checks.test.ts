import { describe, expect, test } from 'vitest'
import { Random } from '../../../bench/faults/random.ts'
import { caller } from '../../../bench/fuzz/callers.ts'
import { AnswerCheck } from '../../../bench/fuzz/check/answer.ts'
import { LogCheck } from '../../../bench/fuzz/check/log.ts'
import { publishedDocument } from '../../../bench/fuzz/document.ts'
import { breakOne } from '../../../bench/fuzz/generate/break.ts'
import { Own } from '../../../bench/fuzz/generate/own.ts'
import { infnos } from '../../../bench/fuzz/messages/message.ts'
import { minimised } from '../../../bench/fuzz/minimise.ts'
import { Refused, takesForRepetition } from '../../../bench/fuzz/refused.ts'
import { curlOf, type FuzzAnswer, type FuzzRequest } from '../../../bench/fuzz/request.ts'
import { transactions } from '../../../src/nhsa/transactions/all.ts'

const check = new AnswerCheck(publishedDocument())
const bureau = caller('bureau', 'bureau', 'key')

const asked = (operation: string, path: string, body: object | null = null): FuzzRequest => ({
  operation,
  method: operation.split(' ')[0] ?? '',
  path,
  headers: {},
  body: body && JSON.stringify(body),
  caller: bureau,
  intent: 'sound',
})

const answered = (status: number, body: object | string, headers: Record<string, string> = {}): FuzzAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'r1', ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  ms: 1,
})

const problemType = { 'content-type': 'application/problem+json; charset=utf-8' }
const problem = {
  type: '/problems/not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is none.',
  code: 'not-found',
}
const list = asked('GET /v1/callers', '/v1/callers?limit=1')
const one = asked('GET /v1/jobs/{id}', '/v1/jobs/x')
const digest = asked('GET /v1/ledger-digest', '/v1/ledger-digest')
const lines = { 'content-type': 'application/x-ndjson' }
const message = asked('nhsa 2001', '/nhsa/2001', {})
const idNumber = '140599197803010002'

const codes = (request: FuzzRequest, answer: FuzzAnswer) => check.faults(request, answer).map(({ code }) => code)

describe('an answer as it should be is let through', () => {
  test.each<[string, FuzzRequest, FuzzAnswer]>([
    ['a page', list, answered(200, { items: [], nextCursor: null })],
    ['lines of JSON', digest, answered(200, '{"kind":"digest"}\n["P1",1]\n', lines)],
    ['a problem', one, answered(404, { ...problem, instance: '/v1/jobs/x' }, problemType)],
    [
      'a true 503',
      one,
      answered(
        503,
        { ...problem, type: '/problems/overloaded', status: 503, code: 'overloaded', instance: '/v1/jobs/x' },
        { ...problemType, 'retry-after': '1' },
      ),
    ],
    [
      'a message of a number that there is not',
      asked('POST (other)', '/nhsa/x'),
      answered(401, refusedMessage('密钥')),
    ],
    ['a message refused', message, answered(200, refusedMessage('请填写'))],
  ])('%s', (name, request, answer) => {
    // Lists and reads do not say "overloaded" today; settlements do.
    const asks = name === 'a true 503' ? asked('POST /v1/settlements', '/v1/jobs/x') : request
    expect(codes(asks, answer)).toEqual([])
  })
})

function refusedMessage(why: string | null) {
  const times = { refmsg_time: '20240505120000', respond_time: '20240505120000' }
  return { infcode: -1, inf_refmsgid: 'x', ...times, err_msg: why, warn_msg: null, output: null }
}

describe('a wrong answer is seen', () => {
  test.each<[string, FuzzRequest, FuzzAnswer]>([
    ['internal', list, answered(500, { ...problem, status: 500, code: 'internal' }, problemType)],
    [
      'database-unavailable',
      list,
      answered(503, { ...problem, code: 'database-unavailable' }, { ...problemType, 'retry-after': '1' }),
    ],
    ['no-retry-after', list, answered(503, { ...problem, code: 'overloaded' }, problemType)],
    ['status-undocumented', list, answered(418, problem, problemType)],
    ['type-undocumented', list, answered(200, '<p>', { 'content-type': 'text/html' })],
    ['off-schema', list, answered(200, { items: [{}], nextCursor: null })],
    ['no-json', list, answered(200, '{')],
    ['no-ndjson', digest, answered(200, '{"kind":"digest"}\n{\n', lines)],
    ['no-ndjson', digest, answered(200, '{"kind":"digest"}', lines)],
    ['code-undocumented', list, answered(403, { ...problem, status: 403, code: 'not-found' }, problemType)],
    ['problem-status-instance', list, answered(403, { ...problem, instance: '/x' }, problemType)],
    ['no-problem', list, answered(403, problem)],
    ['no-request-id', list, answered(200, { items: [], nextCursor: null }, { 'x-request-id': '' })],
    ['shows-inside', one, answered(404, { ...problem, detail: 'error: at f (x.ts:1:2)' }, problemType)],
    [
      'shows-id-number',
      asked('PUT /v1/beneficiaries/{personNo}', '/v1/beneficiaries/1', {}),
      answered(400, { ...problem, detail: idNumber }, problemType),
    ],
    [
      'not-its-type',
      asked('GET /v1/settlements/{id}/statement', '/v1/settlements/x/statement'),
      answered(200, 'x', { 'content-type': 'application/pdf' }),
    ],
    ['refused-without-why', message, answered(200, refusedMessage(null))],
    ['done-and-wrong', message, answered(200, { ...refusedMessage('错'), infcode: 0 })],
  ])('%s', (code, request, answer) => {
    expect(codes(request, answer)).toContain(code)
  })
})

describe('a line of the log', () => {
  const log = new LogCheck(['密名'], (requestId) => requestId === 'known')
  const line = (fields: object) => JSON.stringify({ level: 'info', event: 'request.done', ...fields })

  test.each([
    ['without anything', line({}), []],
    ['of an error that was answered', line({ level: 'error', requestId: 'known' }), []],
    ['of an error that nobody saw', line({ level: 'error', requestId: 'other' }), ['log-error']],
    ['with a name', line({ what: '密名1' }), ['log-secret']],
    ['with an ID number', line({ what: idNumber }), ['log-id-number']],
    ['with a key', line({ what: 'yz_hospital_abc' }), ['log-key']],
    ['that is none', 'Error: unhandled', ['log-no-json']],
  ])('%s', (_, text, found) => {
    expect(log.faults(text).map(({ code }) => code)).toEqual(found)
  })
})

describe('numbers of what was refused', () => {
  const own = new Own(new Random(1), 1, 'http://127.0.0.1:1/')
  const settlementNo = own.fresh('settlementNo')
  const claim = asked('POST /v1/settlements', '/v1/settlements', { settlementNo })

  test('are sent again, and a number that was taken is not', () => {
    const refused = new Refused(own)
    refused.saw(claim, answered(422, problem, problemType))
    const again = refused.sentAgain(bureau, bureau).filter(({ operation }) => operation === 'POST /v1/settlements')
    expect(again.map(({ body }) => String(body).includes(settlementNo))).toEqual([true])
    refused.saw(claim, answered(201, {}))
    expect(refused.sentAgain(bureau, bureau)).toEqual([])
    const [first] = again as [FuzzRequest]
    expect(takesForRepetition(first, answered(422, { code: 'settlement-no-reused' }))).toBe(true)
    expect(takesForRepetition(first, answered(201, {}))).toBe(false)
  })

  test.each(['{"omsgid":"%"}', '{"omsgid" : "%"}', '{"OMSGID":  "%" }'])('but for one that %s voids', (body) => {
    const msgid = `${own.hospitalCode}202405051200000012`
    const message = (text: string): FuzzRequest => ({ ...asked('nhsa 9001', '/nhsa', {}), body: text })
    const refused = new Refused(own)
    refused.saw(message(`{"msgid":"${msgid}"}`), answered(200, { infcode: -1 }))
    const again = () => refused.sentAgain(bureau, bureau).filter(({ operation }) => operation === 'nhsa 9001')
    expect(again()).toHaveLength(1)
    refused.saw(message(body.replace('%', msgid)), answered(200, { infcode: 0 }))
    expect(again()).toEqual([])
  })
})

test('every national transaction has a table of its fields', () => {
  expect([...infnos].sort()).toEqual([...transactions.keys()].sort())
})

test('the same seed breaks the same field in the same way', () => {
  const body = { costs: { total: '1.00' }, days: ['2023-03-15'], n: 1 }
  const breaks = (seed: number) => Array.from({ length: 20 }, (_, at) => breakOne(new Random(seed + at), body).says)
  expect(breaks(7)).toEqual(breaks(7))
  expect(new Set(breaks(7)).size).toBeGreaterThan(10)
})

test('a finding is made as small as it shows itself', async () => {
  const body = { kept: 'bad', dropped: { deep: 1 }, list: [1, 2, 3, 4] }
  const request = {
    ...asked('POST /v1/reversals', '/v1/reversals?a=1&b=2', body),
    headers: { 'x-a': '1', 'content-type': 'application/json' },
  }
  const send = async (sent: FuzzRequest) =>
    String(sent.body).includes('bad') && sent.path.includes('b=2') && sent.headers['content-type']
      ? answered(500, { ...problem, code: 'internal' }, problemType)
      : answered(400, problem, problemType)
  const about = { operation: request.operation, status: 500, code: 'internal', says: '', request, walk: 1 }
  const finding = { ...about, requestIds: new Set<string>(), causes: new Set<string>(), count: 1 }
  const smallest = (await minimised(finding, send, check)) as FuzzRequest
  expect(smallest).toMatchObject({
    path: '/v1/reversals?b=2',
    body: '{"kept":"bad"}',
    headers: { 'content-type': 'application/json' },
  })
  expect(curlOf(smallest)).toBe(
    `curl -i -X POST -H "authorization: Bearer $BUREAU" -H 'content-type: application/json' --data-raw '{"kept":"bad"}' "$URL"'/v1/reversals?b=2'`,
  )
})
