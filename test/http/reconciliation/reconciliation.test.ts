import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import type { PayerAmounts } from '../../../src/domain/adjudication/types.ts'
import { daysBefore } from '../../support/claims/visit.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'
import { type Row, rowOf, textOf, undone } from '../../support/files/hospital-file.ts'

const it = testApp()
const today = { hospitalCode, from: '2024-05-05', to: '2024-05-05' }
const dibao = demoPerson('140500', 'dibao')

const own = (method: 'GET' | 'POST', url: string, body?: object) =>
  send(it, method, url, body, { key: it.keys.hospital })

async function upload(content: string | Buffer, type = 'text/tab-separated-values', key = it.keys.hospital) {
  const url = `/v1/reconciliations/files?hospitalCode=${hospitalCode}&fileName=day.txt`
  const headers = { 'content-type': type, authorization: `Bearer ${key}` }
  const reply = await it.app.inject({ method: 'POST', url, headers, payload: Readable.from([Buffer.from(content)]) })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const stays: string[] = []

/** A stay of its own for each number: equal ones would be one bill sent twice (G25). */
function admittedOn(settlementNo: string): string {
  if (!stays.includes(settlementNo)) stays.push(settlementNo)
  return daysBefore('2023-03-01', stays.indexOf(settlementNo))
}

const bodyOf = (settlementNo: string, inScope = '1000.00') => ({
  settlementNo,
  personNo: dibao,
  hospitalCode,
  care: 'inpatient',
  admittedOn: admittedOn(settlementNo),
  dischargedOn: '2023-03-15',
  costs: { total: inScope, inScope },
  paid: { basic: '500.00', criticalIllness: '0.00' },
})

async function settle(settlementNo: string): Promise<{ id: string; personNo: string; payers: PayerAmounts }> {
  const { status, body } = await own('POST', '/v1/settlements', bodyOf(settlementNo))
  expect([200, 201]).toContain(status)
  return body
}

const undo = (settlementNo: string) =>
  own('POST', '/v1/reversals', { hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: 'test' })

interface Difference {
  readonly settlementId: string
  readonly settlementNo: string
  readonly line: number
  readonly refunded: boolean
  readonly here: { readonly total: string; readonly fundPaid: string }
  readonly action: { readonly code: string; readonly side: string; readonly text: string }
}

async function compare(rows: readonly Row[]) {
  const { body: file } = await upload(textOf(rows))
  const { status, body } = await own('POST', '/v1/reconciliations', { ...today, fileNo: file.fileNo })
  expect(status).toBe(201)
  const { body: page } = await own('GET', `/v1/reconciliations/${body.id}/differences?limit=500`)
  return { found: body, differences: page.items as Difference[] }
}

const changed = (rows: Row[], at: number, row: Partial<Row>) =>
  rows.map((old, n) => (n === at ? { ...old, ...row } : old))
const without = (rows: Row[], at: number) => rows.filter((_, n) => n !== at)

/** Does what an action says, through the API where it is ours to do and in the hospital's rows where it is the hospital's. */
const doing: Record<string, (rows: Row[], one: Difference) => Promise<Row[]>> = {
  'record-settlement': async (rows, one) => {
    const { body } = await own('GET', `/v1/settlements/${one.settlementId}`)
    return [...rows, rowOf(body)]
  },
  'settle-again': async (rows, one) => {
    const { id } = await settle(one.settlementNo)
    return changed(rows, one.line - 1, { settlement: id })
  },
  'take-amounts': async (rows, one) =>
    changed(rows, one.line - 1, { total: one.here.total, fundPaid: one.here.fundPaid, accountPaid: '0.00' }),
  'record-reversal': async (rows, one) => {
    const { body } = await own('GET', `/v1/settlements/${one.settlementId}`)
    return [...rows, undone(rowOf(body))]
  },
  'reverse-settlement': async (rows, one) => {
    expect((await undo(one.settlementNo)).status).toBe(201)
    return rows
  },
  'strike-duplicate': async (rows, one) => without(rows, one.line - 1),
  'strike-line': async (rows, one) => without(rows, one.line - 1),
}

test('after the proposed actions the ledger balances to 0.00', async () => {
  const numbers = Array.from({ length: 24 }, (_, at) => `AGREE-${at}`)
  const settled: Row[] = []
  for (const number of numbers) settled.push(rowOf(await settle(number)))
  // Latest first: earlier stays of the year do not depend on later ones.
  for (const at of [23, 22, 21]) expect((await undo(`AGREE-${at}`)).status).toBe(201)
  const lost = { ...(settled[0] as Row), settlement: 'AGREE-LOST' }
  const wrong = { ...(settled[3] as Row), total: '1000.01', accountPaid: '0.01' }
  const rows = [
    ...settled.slice(0, 2), // agreed
    wrong, // amounts differ; 2 is missing: only here
    ...settled.slice(4, 21),
    lost, // only there
    ...[settled[5] as Row, settled[6] as Row], // listed twice
    undone(settled[20] as Row), // reversed there alone
    settled[21] as Row, // reversed here alone
    ...[settled[22] as Row, undone(settled[22] as Row)], // reversed on both sides, both rows; 23 is left out
    undone({ ...lost, settlement: 'AGREE-NOTHING' }), // a reversal of nothing
  ]
  const first = await compare(rows)
  expect(first.found).toMatchObject({
    result: 'differs',
    differences: 8,
    counts: {
      'only-here': 1,
      'only-there': 2,
      'amounts-differ': 1,
      'reversed-here': 1,
      'reversed-there': 1,
      duplicate: 2,
    },
  })
  // From the last line to the first, so that a struck line moves no other; what is added comes at the end.
  const inOrder = [...first.differences].sort((a, b) => (b.line ?? 0) - (a.line ?? 0))
  let corrected = rows
  for (const one of inOrder) corrected = await (doing[one.action.code] as (typeof doing)[string])(corrected, one)
  const second = await compare(corrected)
  expect(second.differences).toEqual([])
  expect(second.found).toMatchObject({
    result: 'balanced',
    difference: { total: '0.00', fundPaid: '0.00' },
  })
  const { body } = await own('POST', '/v1/reconciliations/totals', {
    ...today,
    claimed: {
      count: second.found.there.count,
      total: second.found.there.total,
      fundPaid: second.found.there.fundPaid,
    },
  })
  expect(body.result).toBe('balanced')
})

describe('uploading', () => {
  test('answers 201, then 200 for the same bytes, with the faults in the language asked for', async () => {
    const content = 'UP-1,,,10.00,5.00,,0\nUP-2,,,ten,5.00,,0\n'
    const first = await upload(content, 'text/csv')
    expect(first).toMatchObject({ status: 201, body: { rows: 2, faults: 1 } })
    expect(first.body.errors).toEqual([{ line: 2, column: 'total', detail: expect.stringMatching(/Write yuan/) }])
    const again = await upload(content, 'text/csv', it.keys.bureau)
    expect(again).toMatchObject({ status: 200, body: { fileNo: first.body.fileNo } })
    expect(again.headers['idempotent-replayed']).toBe('true')
  })

  test('takes no JSON, and other routes take nothing else', async () => {
    const file = await send(
      it,
      'POST',
      `/v1/reconciliations/files?hospitalCode=${hospitalCode}`,
      {},
      { key: it.keys.hospital },
    )
    expectProblem(file, 415, 'unsupported-media-type')
    const headers = { 'content-type': 'text/csv' }
    const other = await send(it, 'POST', '/v1/settlements', 'a,b', { key: it.keys.hospital, headers })
    expectProblem(other, 415, 'unsupported-media-type')
  })

  test('of what is no file is refused', async () => {
    const answer = await upload('\n')
    expectProblem(answer, 422, 'file-unreadable')
    expect(answer.body.detail).toMatch(/no line/)
  })
})

test('the differences come as CSV, in Chinese where that is asked for', async () => {
  const { found } = await compare([
    { settlement: 'CSV-1', personNo: dibao, total: '9.00', fundPaid: '1.00', refunded: false },
  ])
  const csv = await send(it, 'GET', `/v1/reconciliations/${found.resultFileNo}/differences.csv`, undefined, {
    key: it.keys.hospital,
    language: 'zh',
  })
  expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' })
  expect(csv.headers['content-disposition']).toContain('attachment')
  expect(csv.body).toContain('only-there,仅医院有,CSV-1')
  expect(csv.body).toContain('2304')
})

test('a bureau reads what a hospital compared, another hospital does not', async () => {
  const { found } = await compare([
    { settlement: 'READ-1', personNo: dibao, total: '9.00', fundPaid: '1.00', refunded: false },
  ])
  const url = `/v1/reconciliations/${found.id}`
  const key = await it.issue({ kind: 'hospital', name: 'other', region: '500243', hospitalCode: 'H50024300001' })
  expect((await send(it, 'GET', url, undefined, { key: it.keys.auditor })).body).toEqual(found)
  expectProblem(await send(it, 'GET', url, undefined, { key }), 404, 'not-found')
  const list = await send(it, 'GET', '/v1/reconciliations?limit=1', undefined, { key: it.keys.bureau })
  expect(list.body.items).toEqual([found])
  const next = await send(it, 'GET', `/v1/reconciliations?cursor=${list.body.nextCursor}`, undefined, {
    key: it.keys.bureau,
  })
  expect(next.status).toBe(200)
  expectProblem(await own('GET', '/v1/reconciliations/none'), 404, 'not-found')
})

test.each([
  ['an amount with three decimals', { claimed: { count: 1, total: '1.005', fundPaid: '0.00' } }, '/claimed/total'],
  ['a count below nothing', { claimed: { count: -1, total: '1.00', fundPaid: '0.00' } }, '/claimed/count'],
  ['a day that is none', { from: '2024-02-30' }, '/from'],
])('%s is refused by name', async (_, change, pointer) => {
  const claimed = { count: 0, total: '0.00', fundPaid: '0.00' }
  const answer = await own('POST', '/v1/reconciliations/totals', { ...today, claimed, ...change })
  expectProblem(answer, 400, 'invalid-request')
  expect(answer.body.errors[0].pointer).toBe(pointer)
})

test('a period that ends before it begins is refused', async () => {
  const claimed = { count: 0, total: '-1.00', fundPaid: '0.00' }
  expectProblem(
    await own('POST', '/v1/reconciliations/totals', { ...today, to: '2024-05-04', claimed }),
    422,
    'period-reversed',
  )
})
