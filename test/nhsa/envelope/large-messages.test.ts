import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  atTheDesk,
  type Body,
  done,
  inJincheng,
  line,
  newMsgid,
  refused,
  rowCounts,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'
import { gb18030 } from '../../support/files/gb18030.ts'
import { processorTime } from '../../support/processes/processor-time.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

interface Timed {
  readonly status: number
  readonly body: Body
  readonly ms: number
}

/** Sends these bytes as a message. */
async function post(payload: Buffer | string, headers: Record<string, string> = {}): Promise<Timed> {
  const spentMs = processorTime()
  const reply = await it.app.inject({
    method: 'POST',
    url: '/nhsa',
    payload,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${it.keys.hospital}`, ...headers },
  })
  return { status: reply.statusCode, body: reply.json(), ms: spentMs() }
}

const envelope = (infno: string, input: string) => {
  const msgid = newMsgid()
  const head = { infno, msgid, mdtrtarea_admvs: '140502', insuplc_admdvs: '140502', fixmedins_code: msgid.slice(0, 12) }
  return `${JSON.stringify(head).slice(0, -1)},"input":${input}}`
}

describe('what would hold up others is refused before it is worked on', () => {
  test.each([
    ['a file as eight million numbers', '9101', `{"fsUploadIn":{"filename":"a","in":[${'1,'.repeat(7_900_000)}1]}}`],
    ['lists within lists', '9101', `{"fsUploadIn":{"filename":"a","in":${'['.repeat(15_000_000)}`],
    ['input as text of lists within lists', '9101', JSON.stringify('['.repeat(15_000_000))],
    ['a hundred thousand empty lines', '2301', `{"feedetail":[${'{},'.repeat(100_000)}{}]}`],
  ])('%s', async (_, infno, input) => {
    const { status, body, ms } = await post(envelope(infno, input))
    expect([status, body.infcode]).toEqual([200, -1])
    expect(body.err_msg).toMatch(/最多 32 层、200000 个值/)
    expect(ms).toBeLessThan(3000)
  })

  test('a message larger than any may be, by the limit', async () => {
    const { status, body } = await post(envelope('9101', `{"in":"${'A'.repeat(16_000_000)}"}`))
    expect([status, body.infcode]).toEqual([200, -1])
    expect(body.err_msg).toMatch(/最多 16000000 字节/)
  })

  test('sixty thousand sound lines are told how many to send', async () => {
    const visit = await admitted(it, psn_no)
    const few = { mdtrt_id: visit.mdtrt_id, psn_no, cnt: 1 }
    const before = await rowCounts(it)
    const { body, ms } = await post(envelope('2301', `{"feedetail":[${`${JSON.stringify(few)},`.repeat(39_999)}{}]}`))
    expect(body.infcode).toBe(-1)
    expect(body.err_msg).toMatch(
      /input\.feedetail.*最多 5000 条，本报文有 40000 条，未写入；请分批发送，每批一个 msgid/,
    )
    expect(ms).toBeLessThan(3000)
    expect(await rowCounts(it)).toEqual(before)
  })

  test('wrong lines are counted, the first ones named', async () => {
    const { body, ms } = await post(envelope('2301', `{"feedetail":[${'{"cnt":"x"},'.repeat(4999)}{}]}`))
    expect(body.infcode).toBe(-1)
    expect(body.err_msg).toMatch(/^input\.feedetail\.0\..*（共 \d{5} 处有误）$/)
    expect(body.err_msg.length).toBeLessThanOrEqual(200)
    expect(ms).toBeLessThan(3000)
  })
})

describe('as many lines as a message may have', () => {
  test('are taken within the time of a message, and taken again as a copy', async () => {
    const visit = await admitted(it, inJincheng('tekun'))
    const feedetail = Array.from({ length: 5000 }, () => line(visit))
    const sent = { msgid: newMsgid() }
    const spentMs = processorTime()
    const { output } = await done(it, '2301', { feedetail }, sent)
    expect(output.result).toHaveLength(5000)
    expect(spentMs()).toBeLessThan(15_000)
    expect((await done(it, '2301', { feedetail }, sent)).output).toEqual(output)
  })

  test('and refunds of one charge, up to what it was', async () => {
    const visit = await admitted(it, inJincheng('tekun'))
    const charge = line(visit, { cnt: 3000, pric: 1, det_item_fee_sumamt: 3000, fulamt_ownpay_amt: 3000 })
    const refund = () =>
      line(visit, {
        ...{ cnt: -1, pric: 1, det_item_fee_sumamt: -1, fulamt_ownpay_amt: -1 },
        init_feedetl_sn: charge.feedetl_sn,
      })
    const half = () => Array.from({ length: 1500 }, refund)
    await done(it, '2301', { feedetail: [charge, ...half()] })
    await refused(it, '2301', { feedetail: [...half(), refund()] }, /退费超过明细/)
    await done(it, '2301', { feedetail: half() })
    await refused(it, '2301', { feedetail: [refund()] }, /退费超过明细/)
  })
})

describe('the bytes of a message', () => {
  const named = (name: string) => envelope('1101', JSON.stringify({ data: { mdtrt_cert_type: '02', psn_name: name } }))

  test('are read in the charset that they name', async () => {
    const plain = await post(named('示例'))
    const coded = await post(gb18030(named('示例')), { 'content-type': 'text/plain; charset=GBK' })
    expect([coded.status, coded.body.err_msg]).toEqual([plain.status, plain.body.err_msg])
  })

  test.each([
    ['no text in UTF-8', gb18030(named('示例')), {}, /不是 UTF-8 编码.*GBK/],
    ['of another charset', 'x', { 'content-type': 'application/json; charset=big5' }, /不支持 charset big5/],
    ['packed', gzipSync('{}'), { 'content-encoding': 'gzip' }, /不支持 Content-Encoding: gzip/],
    ['of no type', 'x', { 'content-type': 'image/png' }, /Content-Type：application\/json/],
    ['none', '', {}, /不是 JSON/],
  ])('%s are refused', async (_, bytes, headers, words) => {
    const { status, body } = await post(bytes, headers)
    expect([status, body.infcode]).toEqual([200, -1])
    expect(body.err_msg).toMatch(words)
  })

  test('a character that was lost is refused by the name of its field', () =>
    refused(
      it,
      '9101',
      { fsUploadIn: { filename: '对账\uFFFD.txt', in: 'QUJD' } },
      /input\.fsUploadIn\.filename.*U\+FFFD/,
    ))
})

test('many large messages at once are answered, each in its turn', async () => {
  const content = 'QUJD'.repeat(500_000)
  const sent = Array.from({ length: 16 }, () =>
    post(envelope('9101', JSON.stringify({ fsUploadIn: { filename: 'a.txt', in: content } }))),
  )
  const answers = await Promise.all(sent)
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200))
  for (let round = 0; round < 2; round++) {
    const more = await Promise.all(
      Array.from({ length: 21 }, () => post(envelope('9101', `{"fsUploadIn":{"in":"${'A'.repeat(1_100_000)}"}}`))),
    )
    expect(new Set(more.map(({ status }) => status))).toEqual(new Set([200, 503]))
    expect(more.filter(({ status }) => status === 503)).toHaveLength(1)
  }
})
