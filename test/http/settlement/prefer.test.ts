import { expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { type Answer, send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
const minimal = { prefer: 'return=minimal' }

const bill = (no: number) => ({
  ...stay,
  settlementNo: `H14050000001202303150000${String(no).padStart(6, '0')}`,
  admittedOn: `2023-04-${10 + no}`,
  dischargedOn: `2023-04-${10 + no}`,
})

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  send(it, 'POST', path, body, { key: it.keys.hospital, headers })

const told = ({ headers }: Answer) => [headers['preference-applied'], headers['vary']]
const applied = ['return=minimal', 'accept-language, prefer']

/** The members of the whole answer that the short one keeps. */
function partOf(whole: Record<string, unknown>, short: object): object {
  return Object.fromEntries(Object.keys(short).map((name) => [name, whole[name]]))
}

test('a settlement is answered by its sums, which are those of the whole answer, first and repeated', async () => {
  const first = await post('/v1/settlements', bill(1), minimal)
  expect([first.status, told(first)]).toEqual([201, applied])
  const sums = ['id', 'settlementNo', 'status', 'settledAt', 'payers', 'assistanceParts', 'owedToPerson']
  expect(Object.keys(first.body)).toEqual(sums)
  const again = await post('/v1/settlements', bill(1), minimal)
  expect([again.status, again.headers['idempotent-replayed'], told(again)]).toEqual([200, 'true', applied])
  expect(again.body).toEqual(first.body)
  const whole = await post('/v1/settlements', bill(1))
  expect([whole.status, told(whole)]).toEqual([200, [undefined, 'accept-language, prefer']])
  expect(partOf(whole.body, first.body)).toEqual(first.body)
  expect(whole.body.lines.length).toBeGreaterThan(0)
})

test('what was answered whole is repeated by its sums', async () => {
  const whole = await post('/v1/settlements', bill(2), { prefer: 'return=representation' })
  expect([whole.status, told(whole)[0]]).toEqual([201, 'return=representation'])
  const again = await post('/v1/settlements', bill(2), minimal)
  expect([again.status, again.body]).toEqual([200, partOf(whole.body, again.body)])
})

test('a quote is answered by its sums', async () => {
  const { settlementNo: _, ...claim } = bill(3)
  const quote = (headers: Record<string, string>) =>
    send(it, 'POST', '/v1/settlements/quote', claim, { key: it.keys.bureau, headers })
  const [short, whole] = [await quote(minimal), await quote({})]
  expect([short.status, told(short), short.body.settlementNo]).toEqual([200, applied, null])
  expect(partOf(whole.body, short.body)).toEqual(short.body)
})

test('a reversal is answered by its sums, first and repeated', async () => {
  const { settlementNo, hospitalCode } = bill(4)
  await post('/v1/settlements', bill(4), minimal)
  const undo = { hospitalCode, settlementNo, reversalNo: `R${settlementNo.slice(1)}`, reason: '录入有误' }
  const first = await post('/v1/reversals', undo, minimal)
  const again = await post('/v1/reversals', undo, minimal)
  const whole = await post('/v1/reversals', undo)
  expect([first.status, again.status, told(first), told(again)]).toEqual([201, 200, applied, applied])
  expect(again.body).toEqual(first.body)
  expect(partOf(whole.body, first.body)).toEqual(first.body)
  expect(whole.body).toHaveProperty('adjustments')
  // Reversed, the settlement says so by its sums too.
  expect((await post('/v1/settlements', bill(4), minimal)).body.status).toBe('reversed')
})

test('a refusal is a problem, whatever is preferred', async () => {
  const refused = await post('/v1/settlements', { ...bill(5), personNo: 'NOBODY' }, minimal)
  expect([refused.status, refused.body.code, told(refused)[0]]).toEqual([422, 'person-not-registered', undefined])
})

test('the document names the header where it is heard', async () => {
  const document = (await send(it, 'GET', '/openapi.json')).body
  const heard = Object.entries(document.paths as Record<string, Record<string, { parameters?: { name: string }[] }>>)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, ...one })))
    .filter(({ parameters }) => parameters?.some(({ name }) => name === 'prefer'))
    .map(({ method, path }) => `${method} ${path}`)
  expect(heard.sort()).toEqual([
    ...['post /v1/reversals', 'post /v1/settlements', 'post /v1/settlements/batches', 'post /v1/settlements/quote'],
  ])
})
