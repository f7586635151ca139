import { Readable } from 'node:stream'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { receive } from '../../../src/application/fund/record-receipt.ts'
import { bureau } from '../../support/database/desk.ts'
import { card, otherCard } from '../../support/database/payout-desk.ts'
import { expectProblem, hospitalCode, send, testApp } from '../../support/database/test-app.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { workbookOf } from '../../support/files/workbook.ts'
import { owedPerson } from '../../support/people/owed.ts'

const it = testApp()
let reviewer = ''
beforeAll(async () => {
  reviewer = await it.issue({ kind: 'bureau', name: '复核', region: '140500' })
  const receipt = {
    receiptNo: 'B1',
    source: 'city',
    amount: '500000.00',
    receivedOn: '2024-05-01',
    note: 'test',
  } as const
  await receive(it.service, bureau, { region: '140500', ...receipt })
})

const get = (url: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', url, undefined, { key, language })
const post = (url: string, body?: object, key = it.keys.bureau, language = 'en') =>
  send(it, 'POST', url, body, { key, language })

async function upload(url: string, content: Buffer | string, type = 'text/csv', language = 'en') {
  const headers = { 'content-type': type, authorization: `Bearer ${it.keys.bureau}`, 'accept-language': language }
  const reply = await it.app.inject({ method: 'POST', url, headers, payload: Readable.from([Buffer.from(content)]) })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

let count = 0
const owed = () => owedPerson(it.service, `140500000000009${String(++count).padStart(5, '0')}`, hospitalCode)

const asked = (personNo: string, number: string = card) => ({
  ...{ payoutNo: `N-${personNo}`, region: '140500', personNo, payee: { kind: 'person' } },
  account: { number, bankName: '晋城农村商业银行' },
})

/** Payouts of so many people in one batch that was sent. */
async function sentBatch(people: number): Promise<{ id: string; batchNo: string; payouts: string[] }> {
  const payouts: string[] = []
  for (let at = 0; at < people; at++) payouts.push((await post('/v1/payouts', asked(await owed()))).body.id)
  const { body } = await post('/v1/payout-batches', { batchNo: `HB-${count}`, region: '140500', payouts })
  expect((await post(`/v1/payout-batches/${body.id}/approve`, undefined, reviewer)).status).toBe(201)
  expect((await post(`/v1/payout-batches/${body.id}/send`, {})).status).toBe(201)
  return { id: body.id, batchNo: body.batchNo, payouts }
}

describe('over HTTP', () => {
  test('a payout is made once, masked, and refused where something is wrong', async () => {
    const personNo = await owed()
    const listed = (await get('/v1/payouts/owed?region=140500&limit=500')).body.items
    expect(listed).toContainEqual({
      personNo,
      region: '140500',
      name: '李四',
      amount: '17000.00',
      entries: 1,
      since: '2024-05-05',
      handedIn: '0.00',
    })
    expectProblem(await post('/v1/payouts', asked(personNo), it.keys.hospital), 403, 'forbidden')
    expectProblem(await post('/v1/payouts', asked(personNo), it.keys.auditor), 403, 'forbidden')
    const wrong = await post('/v1/payouts', asked(personNo, '6230580000000000006'), it.keys.bureau, 'zh')
    expectProblem(wrong, 422, 'account-invalid')
    expect(wrong.body.errors[0].detail).toContain('校验位')
    const made = await post('/v1/payouts', asked(personNo))
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ amount: '17000.00', account: { masked: '**** 0005' } })
    const again = await post('/v1/payouts', asked(personNo))
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([200, 'true', made.body])
    expect((await get(`/v1/payouts/${made.body.id}`, it.keys.auditor)).body).toEqual(made.body)
    expect(it.logged()).not.toContain(card)
    expect((await get('/v1/payouts?status=open')).body.items.map(({ id }: { id: string }) => id)).toContain(
      made.body.id,
    )
    expectProblem(await post('/v1/payouts', { ...asked(personNo), payoutNo: 'N2' }), 409, 'payout-nothing-owed')
  })

  test('payouts are made from a list, line by line, and the same list makes nothing twice', async () => {
    const [one, other] = [await owed(), await owed()]
    const rows = [
      ['支付编号', '人员编号', '收款人类别', '收款人姓名', '代领依据', '账号', '开户行', '金额'],
      [`L-${one}`, one, '', '', '', card, '晋城农村商业银行', '17,000.00'],
      [`L-${other}`, other, '监护人', '王五', '其母，户口簿', otherCard, '晋城农村商业银行', ''],
      ['L-X', '14050000000000999999', '', '', '', card, '晋城农村商业银行', ''],
      ['L-Y', one, '', '', '', '6.23058E+18', '晋城农村商业银行', ''],
      ['合计', '', '', '', '', '', '', '34000'],
    ]
    const sent = await upload('/v1/payouts/files?region=140500', workbookOf(rows), 'application/octet-stream', 'zh')
    expect(sent.body).toMatchObject({ made: 2, known: 0, refused: 2 })
    expect(sent.body.lines.map(({ line, outcome }: { line: number; outcome: string }) => [line, outcome])).toEqual([
      [2, 'made'],
      [3, 'made'],
      [4, 'refused'],
      [5, 'refused'],
    ])
    expect(sent.body.lines[3].detail).toContain('取整')
    const csv = gb18030(
      rows.map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\r\n'),
    )
    expect((await upload('/v1/payouts/files?region=140500', csv)).body).toMatchObject({ made: 0, known: 2, refused: 2 })
    expectProblem(await upload('/v1/payouts/files?region=140500', '人员编号,账号\n1,2\n'), 422, 'file-unreadable')
  })

  test('a batch goes to the bank as CSV or XLSX and its answer comes back as a file', async () => {
    const { id, batchNo } = await sentBatch(3)
    const csv = await get(`/v1/payout-batches/${id}/file.csv`)
    expect(csv.body).toContain(`1,${batchNo}-1,李四,${card},晋城农村商业银行,,17000.00,医疗救助\r\n`)
    expectProblem(await get(`/v1/payout-batches/${id}/file`, it.keys.auditor), 403, 'forbidden')
    const reply = await it.app.inject({
      ...{ method: 'GET', url: `/v1/payout-batches/${id}/file.xlsx` },
      headers: { authorization: `Bearer ${it.keys.bureau}` },
    })
    expect((await readSheet(reply.rawPayload)).map((row) => row[3])).toEqual(['账号', card, card, card])
    const answer = [
      '业务编号,处理结果,金额,交易日期,银行流水号,失败原因',
      `${batchNo}-1,成功,17000.00,20240505,Y1,`,
      `${batchNo}-2,失败,17000,2024-05-05,,账号户名不符`,
      `${batchNo}-3,处理中,17000,,,`,
      'OTHER-1,成功,,,,',
      `${batchNo}-9,成功,,,,`,
    ].join('\n')
    const told = await upload(`/v1/payout-batches/${id}/returns/files`, gb18030(answer), 'text/csv', 'zh')
    expect(told.body).toMatchObject({
      paid: 1,
      returned: 1,
      repeated: 0,
      batch: { status: 'sent', waiting: { lines: 1 } },
    })
    expect(told.body.faults.map(({ line }: { line: number }) => line)).toEqual([4, 5, 6])
    expect(told.body.faults[0].detail).toContain('模板')
    const again = await upload(`/v1/payout-batches/${id}/returns/files`, answer)
    expect(again.body).toMatchObject({ paid: 0, returned: 0, repeated: 2 })
    const last = await post(`/v1/payout-batches/${id}/returns`, {
      lines: [{ lineNo: 3, outcome: 'paid', on: '2024-05-05' }],
    })
    expect(last.body).toMatchObject({ paid: 1, batch: { status: 'closed', paid: { amount: '34000.00' } } })
    const lines = (await get(`/v1/payout-batches/${id}/lines?limit=2`)).body
    expect(lines.items).toMatchObject([
      { state: 'paid', bankNo: 'Y1' },
      { state: 'returned', reason: '账号户名不符' },
    ])
    expect((await get(`/v1/payout-batches/${id}/lines?cursor=${lines.nextCursor}`)).body.items).toMatchObject([
      { lineNo: 3 },
    ])
    expectProblem(await post(`/v1/payout-batches/${id}/withdraw`, { reason: 'x' }), 409, 'batch-status')
    expect((await get('/v1/payouts/days?region=140500&year=2024')).body).toMatchObject({ payouts: 2, slowest: 0 })
    expect((await get('/v1/payout-batches?status=closed')).body.items.map((one: { id: string }) => one.id)).toContain(
      id,
    )
  })

  test('a region’s own template says how its bank writes and answers', async () => {
    const standard = (await get('/v1/payout-templates/140502')).body
    expect(standard).toMatchObject({ from: null, version: 0 })
    const { region: _, from: __, version: ___, ...content } = standard
    const own = {
      ...content,
      columns: [
        { field: 'account', heading: '收款账号' },
        { field: 'payeeName', heading: '收款户名' },
        { field: 'amount', heading: '付款金额' },
        { field: 'reference', heading: '企业流水号' },
      ],
      answer: {
        ...content.answer,
        reference: ['企业流水号'],
        result: ['状态码'],
        paid: ['AAAAAAA'],
        returned: ['BBBBBBB'],
      },
    }
    const put = (body: object) => send(it, 'PUT', '/v1/payout-templates/140500', body, { key: it.keys.bureau })
    expectProblem(await put({ ...own, columns: own.columns.slice(1) }), 400, 'invalid-request')
    expectProblem(await put({ ...own, answer: { ...own.answer, returned: ['AAAAAAA'] } }), 400, 'invalid-request')
    expect((await put(own)).body).toMatchObject({ region: '140500', from: '140500', version: 1 })
    expect((await get('/v1/payout-templates/140502')).body).toMatchObject({ from: '140500', version: 1 })
    const { id, batchNo } = await sentBatch(1)
    expect((await get(`/v1/payout-batches/${id}/file.csv`)).body).toContain(
      `收款账号,收款户名,付款金额,企业流水号\r\n${card},李四,17000.00,${batchNo}-1\r\n`,
    )
    const told = await upload(`/v1/payout-batches/${id}/returns/files`, `企业流水号,状态码\n${batchNo}-1,AAAAAAA\n`)
    expect(told.body).toMatchObject({ paid: 1, batch: { status: 'closed' } })
    await put(content)
  })
})
