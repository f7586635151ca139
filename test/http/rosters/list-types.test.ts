import { describe, expect, test } from 'vitest'
import { expectProblem, testApp } from '../../support/database/test-app.ts'
import { csvOf, newcomer } from '../../support/files/rosters.ts'
import { workbookOf } from '../../support/files/workbook.ts'

const it = testApp()
let place = 3000

async function post(path: string, payload: string | Buffer, type: string | undefined, key = it.keys.bureau) {
  const headers = { authorization: `Bearer ${key}`, 'accept-language': 'en', ...(type ? { 'content-type': type } : {}) }
  const reply = await it.app.inject({ method: 'POST', url: path, headers, payload })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const rosters = '/v1/rosters?region=140500&month=2024-05&department=civil-affairs'
const files = '/v1/reconciliations/files?hospitalCode=H14050000001'
const list = () => csvOf([newcomer(place++)])
const workbook = () => {
  const { personNo = '', idNumber = '' } = newcomer(place++)
  return workbookOf([
    ['变动', '人员编号', '身份证号', '姓名', '救助身份', '开始日期'],
    ['新增', personNo, idNumber, '示例新人', '低保', { day: '45413' }],
  ])
}
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const form = (...parts: [string, string | Buffer][]) => {
  const pieces = parts.flatMap(([disposition, content]) => [
    Buffer.from(`--b0\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from('--b0--\r\n')])
}
const formType = 'multipart/form-data; boundary=b0'
const asFile = (name: string) => `name="file"; filename="${name}"`

describe('a list is read under whatever type it comes', () => {
  test.each([
    ['text/csv', list, 'csv'],
    ['application/vnd.ms-excel', list, 'csv'],
    ['application/vnd.ms-excel', workbook, 'xlsx'],
    [excel, workbook, 'xlsx'],
    [excel, list, 'csv'],
    ['application/octet-stream', list, 'csv'],
    ['application/octet-stream', workbook, 'xlsx'],
    ['text/plain', list, 'csv'],
    ['text/plain; charset=utf-8', list, 'csv'],
    ['text/csv', () => `${JSON.stringify(newcomer(place++))}\n`, 'ndjson'],
    ['application/x-ndjson', list, 'csv'],
    [formType, () => form([asFile('a.csv'), list()]), 'csv'],
    [formType, () => form(['name="note"', 'x'], [asFile('a.xlsx'), workbook()]), 'xlsx'],
  ] as const)('%s', async (type, content, format) => {
    const answer = await post(rosters, content(), type)
    expect(answer).toMatchObject({ status: 201, body: { format, accepted: 1, rejected: 0 } })
  })

  test('a hospital’s file too', async () => {
    const cells = ['S1', null, 'P1', { number: '52000' }, { number: '45437.010000000002' }, { number: '0' }, '0']
    const answer = await post(files, workbookOf([cells]), excel)
    expect(answer).toMatchObject({ status: 201, body: { rows: 1, faults: 0 } })
    const quoted =
      'setl_id,mdtrt_id,psn_no,medfee_sumamt,fund_pay_sumamt,acct_pay,refd_setl_flag\nS2,,P1,"52,000.00","45,437.00",0,0\n合计,,,"52,000.00",,,\n'
    expect(await post(files, form([asFile('a.csv'), quoted]), formType)).toMatchObject({
      status: 201,
      body: { rows: 1, faults: 0 },
    })
  })

  test('a type that is none of them is told which are', async () => {
    for (const path of [rosters, files])
      for (const type of ['application/json', 'image/png', undefined]) {
        const refusal = await post(path, list(), type)
        expectProblem(refusal, 415, 'unsupported-media-type')
        expect(refusal.body.detail).toMatch(/text\/csv.*application\/vnd\.ms-excel.*multipart\/form-data/)
      }
  })

  test('a form without a file, with two, or cut off', async () => {
    const said = async (payload: Buffer) => {
      const answer = await post(rosters, payload, formType)
      expectProblem(answer, 422, 'file-unreadable')
      return answer.body.detail as string
    }
    expect(await said(form(['name="file"', 'x']))).toMatch(/no file in the form/)
    expect(await said(form([asFile('a.csv'), list()], [asFile('b.csv'), list()]))).toMatch(/several files/)
    expect(await said(form([asFile('a.csv'), list()]).subarray(0, -12))).toMatch(/form cannot be read/)
  })
})
