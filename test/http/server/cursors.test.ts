import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { type KeyOf, type ListName, listNames, writeCursor } from '../../../src/application/shared/cursor.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { type Document, type Sample, samplesOf, urlOf } from '../../support/edges/requests.ts'
import { makeWorld, type World } from '../../support/edges/world.ts'

const it = testApp()
const document = JSON.parse((await documents())['openapi/openapi.json'] as string) as Document
const names = samplesOf(document, {}).map(({ name }) => name)
const uuid = '0190f5fe-7c00-7a00-8000-000000000001'
let world: World = {}

beforeAll(async () => {
  world = await makeWorld(it)
}, 120_000)

const sampleOf = (name: string) => samplesOf(document, world).find((one) => one.name === name) as Sample

describe('a cursor of another list, or a damaged one, is refused and named', () => {
  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const damaged = [
    ...['WyJ4Il0', 'x', '====', 'e30', 'bnVsbA', 'W10', written(['2023-02-30 x']), written([uuid])],
    ...listNames.flatMap((list) => [
      written([list]),
      ...['x', '', '\u0000', '2023-02-30', '9'.repeat(200), uuid].flatMap((part) => [
        written([list, part, part, part]),
      ]),
      ...[null, 1.5, {}, ['x']].map((part) => written([list, part])),
      written([list, '2023-02-30', uuid]),
      written([list, '2023-03-15', 'x']),
      written([list, '140500', '99999999999999999999']),
    ]),
  ]
  const lists = names.filter((name) => 'cursor' in sampleOf(name).inQuery)

  test('every list is looked at', () => {
    expect(lists.length).toBeGreaterThanOrEqual(listNames.length)
  })

  test.each(lists)('%s', async (name) => {
    const sample = sampleOf(name)
    const answers = async (cursor: string) => {
      const headers = { 'content-type': 'application/json' }
      const payload = sample.body === null ? undefined : JSON.stringify(sample.body)
      return send(it, sample.method, urlOf(sample, { cursor }), payload, {
        key: it.keys.bureau,
        ...(payload ? { headers } : {}),
      })
    }
    for (const cursor of damaged) {
      const answer = await answers(cursor)
      expectProblem(answer, 400, 'invalid-request')
      expect(answer.body.errors).toMatchObject([{ pointer: '/cursor' }])
    }
    const taken: string[] = []
    for (const list of listNames) {
      const answer = await answers(cursorOf(list))
      if (answer.status === 200) taken.push(list)
      else expectProblem(answer, 400, 'invalid-request')
    }
    expect(taken).toHaveLength(1)
  })
})

test('the pairs of one human under three numbers are each told once, page by page', async () => {
  const key = it.keys.bureau
  const card = { name: '示例同一人', idType: '99', idNumber: 'CURSORS-1', birthDate: '1981-02-03' }
  const numbers = ['CURSORS-A', 'CURSORS-B', 'CURSORS-C']
  for (const personNo of numbers) {
    const body = { ...card, insuredRegion: '140502', enrolledTier: 1 }
    expect((await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, body, { key })).status).toBe(201)
  }
  const told: string[] = []
  let cursor: string | null = ''
  for (let pages = 0; cursor !== null && pages < 100; pages += 1) {
    const url = `/v1/same-people?region=140500&limit=1${cursor && `&cursor=${cursor}`}`
    const { status, body } = await send(it, 'GET', url, undefined, { key })
    expect(status).toBe(200)
    for (const { personNo, otherNo } of body.items) told.push(`${personNo} ${otherNo}`)
    cursor = body.nextCursor
  }
  const [a, b, c] = numbers
  expect(told.filter((pair) => pair.startsWith('CURSORS'))).toEqual([`${a} ${b}`, `${a} ${c}`, `${b} ${c}`])
})

const byNumber = 'x'
const keys: { readonly [List in ListName]?: KeyOf<List> } = {
  'audit-leads': ['JC1', uuid, ''],
  debtors: ['140500', 'person', 'JC1'],
  ...{ beneficiaries: byNumber, hospitals: byNumber, 'premium-subsidy-lines': byNumber, 'year-end-lines': byNumber },
  ...{
    'policy-correction-people': byNumber,
    'policy-correction-hospitals': byNumber,
    'policy-correction-lines': ['x', 1],
    'recalculation-run-people': byNumber,
    'recalculation-run-hospitals': byNumber,
    'recalculation-run-lines': ['x', 1],
  },
  ...{ 'roster-new-people': byNumber, 'register-changes': 1 },
  ...{ differences: 1, ledger: ['140500', 1], settlements: ['2023-03-15', uuid] },
  ...{ 'audit-events': ['2024-05-05T04:00:00.000Z', uuid] },
  ...{ owed: ['140500', 'x'], 'payout-batch-lines': 1, lookups: ['2024-05-05T04:00:00.000Z', uuid] },
  ...{ 'not-enrolled': ['140502', 'x'], 'roster-changes': ['x', 'dibao'] },
  ...{ 'settled-after-death': ['x', uuid], 'stay-overlaps': [uuid, 'x', 'x'], 'same-people': ['x', 'x'] },
}

/** A sound cursor of a list; most lists go on by an id. */
const cursorOf = (list: ListName) => writeCursor(list, keys[list] ?? uuid)
