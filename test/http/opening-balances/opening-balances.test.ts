import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
let reviewer = ''
beforeAll(async () => {
  reviewer = await it.issue({ kind: 'bureau', name: '复核', region: '140500' })
})

const post = (url: string, body?: object, key = it.keys.bureau) => send(it, 'POST', url, body, { key, language: 'zh' })

let people = 0
async function person(): Promise<string> {
  const personNo = `1405000000000088${String(++people).padStart(4, '0')}`
  const card = { name: '赵六', idType: '99', idNumber: personNo, birthDate: '1975-03-12' }
  const body = { ...card, insuredRegion: '140502', enrolledTier: 1 }
  await send(it, 'PUT', `/v1/beneficiaries/${personNo}`, body, { key: it.keys.bureau })
  const identity = { category: 'dibao', from: '2021-01-01', certifiedBy: 'civil-affairs', certificateNo: 'C-1' }
  await post(`/v1/beneficiaries/${personNo}/identities`, identity)
  return personNo
}

async function upload(content: Buffer) {
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${it.keys.bureau}`, 'accept-language': 'zh' }
  const payload = Readable.from([content])
  return (await it.app.inject({ method: 'POST', url: '/v1/opening-balances/files', headers, payload })).json()
}

const head = '期初编号,人员编号,截止日期,数据来源,已用限额,累计自付,个人负担累计,住院次数,已补差自付'

test('a list is entered line by line, each bad line says what to write, and what was entered is approved together', async () => {
  const [one, other] = [await person(), await person()]
  const lines = [
    `QF-1,${one},2023-06-30,原系统,annual:12000;tilt:100.50,14000,"15,000.00",2,tilt:143.58`,
    `QF-2,${other},2023/6/30,原系统,—,-,3000.00,－`,
    `QF-3,${other},2023-06-30,原系统,,,3000.00,`,
    `QF-4,NOBODY,2023-06-30,原系统,,,3000.00,`,
    `QF-5,${one},6月底,原系统,,,3000.00,`,
    `QF-6,${one},2023-06-30,,,,3000.00,`,
    `QF-7,${one},2023-06-30,原系统,年度12000,,,`,
    `QF-8,${one},2023-06-30,原系统,yearly:1.00,,,`,
    `QF-9,${one},2023-06-30,原系统,,-1,,`,
    `QF-10,${one},2023-06-30,原系统,,,1.00,两次`,
    `QF 11!,${one},2023-06-30,原系统,,,1.00,`,
    `QF-12,,2023-06-30,原系统,,,1.00,`,
  ]
  const file = Buffer.from(`${head}\n${lines.map((line, at) => (at === 0 ? line : `${line},`)).join('\n')}\n`)
  const first = await upload(file)
  expect(first).toMatchObject({ entered: 2, known: 0, refused: 10 })
  const words = [
    '已有期初余额 QF-2',
    '人员 NOBODY',
    '截止日期须填写',
    '数据来源须填写',
    '限额:金额',
    '可填 annual',
    '累计自付须为',
    '住院次数须为',
    '期初编号须填写，只能含字母',
    '请填人员编号或身份证号',
  ]
  words.forEach((word, at) => {
    expect(first.lines[at + 2]).toMatchObject({
      line: at + 4,
      outcome: 'refused',
      detail: expect.stringContaining(word),
    })
  })
  expect(await upload(file)).toMatchObject({ entered: 0, known: 2, refused: 10 })
  const ids = first.lines.flatMap(({ openingId }: { openingId: string | null }) => openingId ?? [])
  const unknown = '00000000-0000-7000-8000-00000000abcd'
  const own = await post('/v1/opening-balances/approvals', { ids })
  expect(own.body).toMatchObject({ approved: 0, refused: 2 })
  const approved = await post('/v1/opening-balances/approvals', { ids: [...ids, unknown] }, reviewer)
  expect(approved.body).toMatchObject({ approved: 2, known: 0, refused: 1, lines: [{}, {}, { openingId: unknown }] })
  const again = await post('/v1/opening-balances/approvals', { ids }, reviewer)
  expect(again.body).toMatchObject({ approved: 0, known: 2 })
  const key = it.keys.bureau
  const cap = await send(it, 'GET', `/v1/beneficiaries/${one}/annual-cap?year=2023`, undefined, { key })
  expect(cap.body).toMatchObject({ opening: { openingNo: 'QF-1', source: '原系统', stays: 2, selfPay: '14000.00' } })
  const entitled = await send(it, 'GET', `/v1/beneficiaries/${one}/entitlements?on=2023-12-31`, undefined, { key })
  expect(entitled.body.opening).toMatchObject({ openingNo: 'QF-1' })
  const listed = async (region: string) => {
    const path = `/v1/opening-balances?region=${region}&year=2023&status=approved`
    const { body } = await send(it, 'GET', path, undefined, { key })
    return body.items.map(({ openingNo }: { openingNo: string }) => openingNo)
  }
  // A city is asked with the counties in it, as everywhere.
  for (const region of ['140502', '140500', '140000']) expect(await listed(region)).toEqual(['QF-2', 'QF-1'])
  expect(await listed('140522')).toEqual([])
})
