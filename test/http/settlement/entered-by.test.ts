import { beforeAll, expect, test } from 'vitest'
import { stay } from '../../../src/http/openapi/examples.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
let bureau: string
beforeAll(async () => {
  bureau = await it.issue({ kind: 'bureau', name: '城区医保中心', region: '140502' })
})

/** A stay of its own on a day of its own. */
const bill = (no: number) => ({
  ...stay,
  settlementNo: `H14050000001202303150000${String(no).padStart(6, '0')}`,
  admittedOn: `2023-04-${10 + no}`,
  dischargedOn: `2023-04-${10 + no}`,
})

test.each([
  ['a hospital', 1, () => it.keys.hospital, { kind: 'hospital', name: 'test' }],
  ['a bureau in its name', 2, () => bureau, { kind: 'bureau', name: '城区医保中心' }],
  ['the first bureau', 3, () => it.keys.bureau, { kind: 'bureau', name: 'YIZHAN_ADMIN_KEY' }],
])('what %s sent says so, first, repeated, read, listed and reversed', async (_, no, keyOf, enteredBy) => {
  const key = keyOf()
  const settled = await send(it, 'POST', '/v1/settlements', bill(no), { key })
  expect([settled.status, settled.body.enteredBy]).toEqual([201, enteredBy])
  const again = await send(it, 'POST', '/v1/settlements', bill(no), { key })
  expect([again.status, again.body]).toEqual([200, settled.body])
  // Whoever reads it is told the same.
  const { settlementNo, hospitalCode } = bill(no)
  const read = await send(it, 'GET', `/v1/settlements/${settled.body.id}`, undefined, { key: it.keys.hospital })
  const list = await send(
    it,
    'GET',
    `/v1/settlements?hospitalCode=${hospitalCode}&settlementNo=${settlementNo}`,
    undefined,
    {
      key: it.keys.auditor,
    },
  )
  expect([read.body.enteredBy, list.body.items[0].enteredBy]).toEqual([enteredBy, enteredBy])
  const undo = { hospitalCode, settlementNo, reversalNo: `R${settlementNo.slice(1)}`, reason: '录入有误' }
  const reversed = await send(it, 'POST', '/v1/reversals', undo, { key })
  const repeated = await send(it, 'POST', '/v1/reversals', undo, { key: it.keys.hospital })
  expect([reversed.status, repeated.status]).toEqual([201, 200])
  expect([reversed.body.enteredBy, repeated.body.enteredBy]).toEqual([enteredBy, enteredBy])
})

test('a quote was entered by nobody', async () => {
  const { settlementNo: _, ...claim } = bill(4)
  const quoted = await send(it, 'POST', '/v1/settlements/quote', claim, { key: bureau })
  expect([quoted.status, quoted.body.enteredBy]).toEqual([200, null])
})
