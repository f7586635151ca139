import { Readable } from 'node:stream'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { billOf, invoiceOf, pdf } from '../../support/database/reimbursement-desk.ts'
import { expectProblem, send, testApp } from '../../support/database/test-app.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { workbookOf } from '../../support/files/workbook.ts'

const it = testApp()
let reviewer = ''
beforeAll(async () => {
  reviewer = await it.issue({ kind: 'bureau', name: '复核', region: '140500' })
})

const get = (url: string, key = it.keys.bureau, language = 'en') => send(it, 'GET', url, undefined, { key, language })
const post = (url: string, body?: object, key = it.keys.bureau, language = 'en') =>
  send(it, 'POST', url, body, { key, language })

async function upload(url: string, content: Buffer | string, type: string, language = 'en') {
  const headers = { 'content-type': type, authorization: `Bearer ${it.keys.bureau}`, 'accept-language': language }
  const reply = await it.app.inject({ method: 'POST', url, headers, payload: Readable.from([Buffer.from(content)]) })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

let people = 0
async function person(): Promise<string> {
  const personNo = `1405000000000077${String(++people).padStart(4, '0')}`
  const card = { name: '王五', idType: '99', idNumber: personNo, birthDate: '1975-03-12' }
  await send(
    it,
    'PUT',
    `/v1/beneficiaries/${personNo}`,
    { ...card, insuredRegion: '140502', enrolledTier: 1 },
    { key: it.keys.bureau },
  )
  const identity = { category: 'dibao', from: '2021-01-01', certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
  await post(`/v1/beneficiaries/${personNo}/identities`, identity)
  return personNo
}

const paper = (id: string, content: Buffer, type = 'application/pdf', kind = 'invoice') =>
  upload(`/v1/reimbursements/${id}/documents?kind=${kind}`, content, type)

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100_000, 1), Buffer.from('IEND')])

describe('over HTTP', () => {
  test('a bill goes from its receipt to its settlement, and whoever holds the number sees how far it is', async () => {
    const personNo = await person()
    const taken = await post('/v1/reimbursements', billOf(personNo))
    expect(taken.status).toBe(201)
    const { id, receiptNo } = taken.body
    const asked = async () =>
      (await it.app.inject({ method: 'GET', url: `/v1/reimbursement-receipts/${receiptNo}` })).json()
    expect(await asked()).toMatchObject({ status: 'received', receivedOn: '2024-04-01', amount: null, payment: null })
    expect((await paper(id, png, 'application/octet-stream')).status).toBe(201)
    expect((await paper(id, png, 'application/octet-stream')).status).toBe(200)
    const kept = (await paper(id, pdf('JS'), 'image/jpeg', 'insurance-statement')).body
    expect(kept.documents).toMatchObject([{ mediaType: 'image/png' }, { mediaType: 'application/pdf' }])
    expect((await post(`/v1/reimbursements/${id}/check`, { findings: '齐全' })).status).toBe(201)
    expect((await get(`/v1/reimbursements/${id}/quote`)).body.payers.assistance).toBe('7000.00')
    expectProblem(await post(`/v1/reimbursements/${id}/approve`), 403, 'second-pair-of-eyes')
    const approved = await post(`/v1/reimbursements/${id}/approve`, undefined, reviewer)
    expect([approved.status, approved.body.amount]).toEqual([201, '7000.00'])
    const again = await post(`/v1/reimbursements/${id}/approve`, undefined, reviewer)
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true'])
    const receipt = await asked()
    expect(receipt).toMatchObject({ status: 'approved', amount: '7000.00' })
    for (const secret of [personNo, '王五', taken.body.reimbursementNo])
      expect(JSON.stringify(receipt)).not.toContain(secret)
    const statement = await get(`/v1/settlements/${approved.body.settlement.id}`)
    expect(statement.body).toMatchObject({ hospitalCode: 'BX140502', personNo })
    const page = await it.app.inject({
      ...{ method: 'GET', url: `/v1/settlements/${approved.body.settlement.id}/statement` },
      headers: { authorization: `Bearer ${it.keys.bureau}` },
    })
    expect(page.statusCode).toBe(200)
    const said = ['医疗救助手工报销结算单', '付给个人', '柒仟元整', '申请人签字', '经办机构（盖章）']
    expect(said.filter((word) => !page.body.includes(word))).toEqual([])
    expect(page.body).not.toMatch(/一站式结算单|个人应付|医疗机构（盖章）/)
  })

  test('a receipt number that nobody was given tells nothing', async () => {
    const reply = await it.app.inject({ method: 'GET', url: `/v1/reimbursement-receipts/${'0'.repeat(25)}` })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not-found'])
  })

  test('a paper is stored sealed, and comes back as it was, with a line in the audit trail', async () => {
    const { id } = (await post('/v1/reimbursements', billOf(await person()))).body
    const { documents } = (await paper(id, png)).body
    const { rows } = await it.service.db.pool.query<{ content_enc: Buffer }>(
      'SELECT content_enc FROM reimbursement_document_parts WHERE document_id = $1',
      [documents[0].id],
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(Buffer.concat(rows.map((row) => row.content_enc)).includes(Buffer.alloc(64, 1))).toBe(false)
    const url = `/v1/reimbursements/${id}/documents/${documents[0].id}`
    const reply = await it.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${it.keys.auditor}` } })
    expect([reply.headers['content-type'], reply.rawPayload.equals(png)]).toEqual(['image/png', true])
    const { rows: noted } = await it.service.db.pool.query(
      `SELECT detail FROM register_changes WHERE action = 'reimbursement-paper-shown' AND detail->>'documentId' = $1`,
      [documents[0].id],
    )
    expect(noted).toHaveLength(1)
  })

  test.each([
    ['a program', Buffer.from('MZ\x90\x00'), 'file-unreadable', 422],
    ['a page', Buffer.from('<html>%PDF-</html>'), 'file-unreadable', 422],
    ['a picture that was cut off', png.subarray(0, 5_000), 'file-unreadable', 422],
    ['nothing', Buffer.alloc(0), 'file-unreadable', 422],
    [
      'more than ten megabytes',
      Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10_000_000), Buffer.from('%%EOF')]),
      'file-too-large',
      413,
    ],
  ])('%s is no paper, whatever it is called', async (_what, content, code, status) => {
    const { id } = (await post('/v1/reimbursements', billOf(await person()))).body
    const { body, status: answered } = await paper(id, content)
    expect([answered, body.code]).toEqual([status, code])
    expect((await get(`/v1/reimbursements/${id}`)).body.documents).toEqual([])
  })
})

const head =
  '报销编号,人员编号,医疗类别,入院日期,出院日期,就诊日期,医疗机构名称,医疗机构所在地区,医疗机构级别,费用总额,政策范围内,基本医保支付,大病保险支付,医保结算单号,结算单出具单位,票据,档案号,受理日期'
const lineOf = (no: string, personNo: string, invoice: string, change: Readonly<Record<number, string>> = {}) => {
  const cells = [
    ...[
      no,
      personNo,
      '住院',
      '2023-05-01',
      '2023-05-09',
      '',
      '示例医院',
      '140502',
      '二级',
      '20000',
      '20000.00',
      '10000',
      '0',
    ],
    ...['JS-1', '晋城市医保局', invoice, 'D-1', '2024-04-01'],
  ]
  return cells.map((cell, at) => change[at] ?? cell).join(',')
}
const invoice = () => {
  const { code, number, amount } = invoiceOf('20000.00')
  return `${code}-${number}:${amount}`
}

describe('taken along', () => {
  const linesOf = async (query: string, key?: string) => {
    const { status, body } = await get(`/v1/reimbursements.csv${query}`, key, 'zh')
    expect(status).toBe(200)
    return String(body).replace('\uFEFF', '').trimEnd().split('\r\n')
  }

  test('by the filter of the list, without names, amounts as numbers, and a region its own alone', async () => {
    const personNo = await person()
    const { reimbursementNo } = (await post('/v1/reimbursements', billOf(personNo))).body
    const other = (await post('/v1/reimbursements', billOf(await person()))).body
    const [heads = '', ...lines] = await linesOf(`?reimbursementNo=${reimbursementNo}`)
    expect(heads).toContain('报销编号,参保地区,人员编号,状态,受理日期')
    expect(lines).toEqual([
      expect.stringContaining(`${reimbursementNo},140502,${personNo},已受理,2024-04-01,住院,2023-04-10`),
    ])
    expect(lines[0]).not.toContain('王五')
    expect(await linesOf('')).toEqual(expect.arrayContaining([expect.stringContaining(other.reimbursementNo)]))
    const sheet = await it.app.inject({
      ...{ method: 'GET', url: `/v1/reimbursements.xlsx?personNo=${personNo}` },
      headers: { authorization: `Bearer ${it.keys.bureau}`, 'accept-language': 'zh' },
    })
    const [names = [], row = []] = await readSheet(sheet.rawPayload)
    expect([row[names.indexOf('费用总额')], row[names.indexOf('票据张数')]]).toEqual([20000, 1])
    const elsewhere = await it.issue({ kind: 'bureau', name: '济宁', region: '370800' })
    expect(await linesOf('', elsewhere)).toHaveLength(1)
    expectProblem(await get('/v1/reimbursements.csv', it.keys.hospital), 403, 'forbidden')
  })
})

describe('a list of bills', () => {
  test('is taken line by line; sent again it takes nothing twice; and each bad line says what to write', async () => {
    const people = [await person(), await person()]
    const used = invoice()
    const lines = [
      lineOf('BF-1', people[0] as string, used),
      lineOf('BF-2', people[1] as string, invoice()),
      lineOf('BF-3', people[1] as string, used),
      lineOf('BF-4', people[1] as string, invoice(), { 2: '看病' }),
      lineOf('BF-5', people[1] as string, invoice(), { 9: '2万' }),
      lineOf('BF-6', people[1] as string, '发票一张'),
      lineOf('BF-7', people[1] as string, invoice(), { 4: '' }),
      lineOf('BF-8', people[1] as string, invoice(), { 8: '' }),
      lineOf('BF-9', 'NOBODY', invoice()),
      lineOf('BF 10!', people[1] as string, invoice()),
      lineOf('BF-11', people[1] as string, invoice(), { 13: '' }),
      lineOf('BF-12', people[1] as string, invoice(), { 17: '2024-13-01' }),
      lineOf('BF-13', people[1] as string, invoice(), { 11: '' }),
    ]
    const csv = gb18030(`${head}\n${lines.join('\n')}\n`)
    const first = await upload('/v1/reimbursements/files', csv, 'text/csv', 'zh')
    expect(first.body).toMatchObject({ received: 2, known: 0, refused: 11 })
    const said = first.body.lines.map(({ line, outcome, detail }: Record<string, string>) => [line, outcome, detail])
    expect(said.slice(0, 2)).toEqual([
      [2, 'received', null],
      [3, 'received', null],
    ])
    const numbers = first.body.lines.map(({ reimbursementNo }: Record<string, string>) => reimbursementNo)
    expect(numbers).toEqual(lines.map((line) => line.split(',')[0]))
    const words = [
      '已在地区 140502 的手工报销 BF-1',
      '医疗类别须为',
      '费用总额须为',
      '票据写作',
      '住院填写入院日期',
      '已登记的医疗机构填编号',
      '人员 NOBODY',
      '报销编号须填写',
      '「医保结算单号」与「结算单出具单位」',
      '受理日期须写作',
      '基本医保支付须为',
    ]
    words.forEach((word, at) => {
      expect(said[at + 2]).toEqual([at + 4, 'refused', expect.stringContaining(word)])
    })
    const again = await upload('/v1/reimbursements/files', csv, 'text/csv')
    expect(again.body).toMatchObject({ received: 0, known: 2, refused: 11 })
    expect(again.body.lines[0].receiptNo).toBe(first.body.lines[0].receiptNo)
  })

  test('may be a spreadsheet, of bills that are then checked by the file of their papers', async () => {
    const line = lineOf('BW-1', await person(), invoice()).split(',')
    const { body } = await upload(
      '/v1/reimbursements/files',
      await workbookOf([head.split(','), line]),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(body).toMatchObject({ received: 1, refused: 0 })
    const { reimbursementId } = body.lines[0]
    expect((await post(`/v1/reimbursements/${reimbursementId}/check`, {})).status).toBe(201)
    expect((await post(`/v1/reimbursements/${reimbursementId}/approve`, undefined, reviewer)).body.amount).toBe(
      '7000.00',
    )
  })

  test('names beside which settlements an outpatient visit is another one, and a stay names none', async () => {
    const personNo = await person()
    const visit = { 2: '普通门诊', 3: '', 4: '', 5: '2023-05-09' }
    const lines = [
      `${lineOf('BB-1', personNo, invoice(), visit)},BB-0；S-1`,
      `${lineOf('BB-2', personNo, invoice(), visit)},`,
      `${lineOf('BB-3', personNo, invoice())},BB-0`,
      `${lineOf('BB-4', personNo, invoice(), visit)},第一次`,
    ]
    const csv = gb18030(`${head},同日其他结算编号\n${lines.join('\n')}\n`)
    const { body } = await upload('/v1/reimbursements/files', csv, 'text/csv', 'zh')
    expect(body.lines.map(({ outcome }: Record<string, string>) => outcome)).toEqual([
      ...['received', 'received', 'refused', 'refused'],
    ])
    expect(body.lines[2].detail).toContain('同日其他结算编号仅限门诊')
    const besidesOf = async (at: number) =>
      (await get(`/v1/reimbursements/${body.lines[at].reimbursementId}`)).body.besides
    expect([await besidesOf(0), await besidesOf(1)]).toEqual([['BB-0', 'S-1'], []])
  })

  test('and one bill says so as well; a stay is refused where it stands', async () => {
    const bill = billOf(await person())
    const stay = await post('/v1/reimbursements', { ...bill, besides: ['S-1'] })
    expectProblem(stay, 400, 'invalid-request')
    expect(stay.body.errors).toMatchObject([{ pointer: '/besides' }])
    const { admittedOn: _, dischargedOn: servedOn, ...rest } = bill
    const served = { ...rest, care: 'outpatient-ordinary', servedOn, besides: ['S-1'] }
    const taken = await post('/v1/reimbursements', served)
    expect([taken.status, taken.body.besides]).toEqual([201, ['S-1']])
    expect((await post('/v1/reimbursements', served)).status).toBe(200)
    expectProblem(await post('/v1/reimbursements', { ...served, besides: ['S-2'] }), 422, 'number-reused')
  })
})
