import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../../../scripts/documents.ts'
import { DemoClock } from '../../../src/application/demo/demo-clock.ts'
import { stay } from '../../../src/http/openapi/examples.ts'
import { dead, prepareGround } from '../../support/access/asking.ts'
import { type Column, columns, issueKeys, type Keys, order } from '../../support/access/callers.ts'
import { cellOf, isToldApart, type Request, requestOf, sent } from '../../support/access/observe.ts'
import { accessPage } from '../../support/access/page.ts'
import type { Cell, Rule } from '../../support/access/rule-kinds.ts'
import { nationalRoutes, rules } from '../../support/access/table.ts'
import { inJincheng } from '../../support/claims/messages.ts'
import { hospitalCode, now, testApp } from '../../support/database/test-app.ts'
import { type Document, type Sample, samplesOf } from '../../support/edges/requests.ts'
import { makeWorld, type World } from '../../support/edges/world.ts'

// As beside the embedded database, so that what only a demo does is done; nothing is taken away from those who ask after it.
const it = testApp({ demo: { clock: new DemoClock(() => now), emptyTables: async () => undefined } })
const page = fileURLToPath(new URL('../../../docs/operations/access.md', import.meta.url))
const document = JSON.parse((await documents())['openapi/openapi.json'] as string) as Document
const nameOf = ({ method, path }: Sample) => `${method} ${path}`
const names = samplesOf(document, {}).map(nameOf)
const asked = names.filter((name) => !nationalRoutes.includes(name))
let world: World
let samples: Map<string, Sample>
let keys: Keys
let marks: readonly string[]

beforeAll(async () => {
  world = await makeWorld(it)
  keys = await issueKeys(it)
  await prepareGround({ it, world })
  samples = new Map(samplesOf(document, world).map((sample) => [nameOf(sample), sample]))
  marks = [...Object.values(world), stay.personNo, inJincheng('tekun'), dead, hospitalCode]
}, 120_000)

test('every operation has a row, and no row is of an operation that is gone', () => {
  expect([...Object.keys(rules), ...nationalRoutes].sort()).toEqual([...names].sort())
})

test('docs/operations/access.md is what the tables say; `npm run access` writes it', async () => {
  await expect(accessPage()).toMatchFileSnapshot(page)
})

describe('an answer that is not as it should be is seen', () => {
  const marked = ['14050000000000000001']
  test.each([
    ['a list with something of it', 200, '{"items":["14050000000000000001"]}', 'yes'],
    ['a list without a word of it', 200, '{"items":[]}', 'nothing'],
    ['a refusal', 403, '{}', '403'],
    ['somebody who is not registered', 422, '{"code":"person-not-registered"}', 'nobody'],
    ['a body that is wrong', 422, '{"code":"dates-reversed"}', 'yes'],
    ['an error of the service', 500, '{}', 'other'],
    ['too many requests', 429, '{}', 'other'],
  ])('%s', (_, status, text, cell) => {
    expect(cellOf({ status, text }, marked)).toBe(cell)
  })

  test('a refusal that tells what exists', async () => {
    const read = samples.get('GET /v1/settlements/{id}') as Sample
    const request = await requestOf(it, world, read)
    // To the hospital itself the two are not the same.
    expect(await isToldApart(it, request, keys.hospital, await sent(it, request, keys.hospital))).toBe(true)
    expect(await isToldApart(it, request, keys.otherBureau, await sent(it, request, keys.otherBureau))).toBe(false)
  })
})

/** Without a key, and with one that is nobody's. */
async function wrongWithoutKey(request: Request, unknown: Rule['unknown']): Promise<string[]> {
  const expected = unknown === '401' ? 401 : 200
  const statuses = []
  for (const key of [null, 'yz_bureau_nobodys-key-0000000000']) statuses.push((await sent(it, request, key)).status)
  const isExpected = (status: number) => status === expected || (expected === 200 && status === 201)
  return statuses.filter((status) => !isExpected(status)).map((status) => `without a key: ${status}`)
}

/** What is wrong about an answer to the holder of a key; null where nothing is. */
async function wrongAbout(request: Request, column: Column, { cell, lists }: { cell: Cell; lists: boolean }) {
  const observed = await sent(it, request, keys[column])
  const found = cellOf(observed, marks)
  const said = `${column}: ${found} ${observed.text.slice(0, 300)}`
  const agrees = found === cell || (found === 'nothing' && cell === 'yes' && !lists)
  const isHidden = cell === '404' || cell === 'nobody'
  if (agrees && isHidden && (await isToldApart(it, request, keys[column], observed)))
    return { wrong: `tells it from what does not exist: ${said}`, isDone: false }
  return { wrong: agrees ? null : said, isDone: cell === 'yes' && observed.status < 300 }
}

/** No place that is shipped leaves a payer to be settled by hand; test/http/settlement/by-hand.test.ts does it. */
const neededPackOfItsOwn = ['POST /v1/settlements/{id}/hand-decisions']
/** No key does these, a person does: test/http/operators and test/http/tasks. */
const byPeople = [
  ...[
    'GET /v1/sessions/current',
    'DELETE /v1/sessions/current',
    'POST /v1/sessions/current/withdraw',
    'POST /v1/sessions/current/password',
  ],
  ...['POST /v1/tasks/{id}/approve', 'POST /v1/tasks/{id}/refuse', 'POST /v1/tasks/{id}/withdraw'],
]
const shownElsewhere = new Set([...neededPackOfItsOwn, ...byPeople])

describe('who may ask what', () => {
  test.each(asked.map((name) => [name, rules[name] as Rule] as const))('%s', async (name, { row, unknown }) => {
    const sample = samples.get(name) as Sample
    const request = await requestOf(it, world, sample)
    const wrong: string[] = await wrongWithoutKey(request, unknown)
    const answers = []
    for (const column of order) {
      const cell = row[columns.indexOf(column)] as Cell
      // What is taken away by an answer is made anew for whoever may take it away.
      const own = cell === 'yes' && unknown === '401' ? await requestOf(it, world, sample) : request
      answers.push(await wrongAbout(own, column, { cell, lists: row.includes('nothing') }))
    }
    expect([...wrong, ...answers.map((answer) => answer.wrong).filter((one) => one !== null)]).toEqual([])
    // A row whose `yes` is a refusal of the body alone would not show that anybody may.
    if (!shownElsewhere.has(name)) expect(answers.some(({ isDone }) => isDone)).toBe(true)
  })
})
