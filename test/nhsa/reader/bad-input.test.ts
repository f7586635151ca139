import { beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  atTheDesk,
  hospitalCode,
  inJincheng,
  newMsgid,
  refused,
  rowCounts,
  type Stay,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
let stay: Stay

beforeAll(async () => {
  stay = await stayOf(it, psn_no)
})

/** Refused in Chinese with what to send, and nothing is written. */
async function nothingWritten(action: () => Promise<unknown>): Promise<void> {
  const before = await rowCounts(it)
  await action()
  expect(await rowCounts(it)).toEqual(before)
}

const without = (name: string) => {
  const { [name]: _, ...data } = settling(stay).data as Record<string, unknown>
  return { data }
}

describe('what is wrong is answered with infcode −1, what to send, and nothing is written', () => {
  test('an unknown infno, with those that there are', () =>
    nothingWritten(() => refused(it, '8888', { data: {} }, /没有交易编号 8888；可用：1101、1201/)))

  test('no infno at all', () =>
    nothingWritten(() => refused(it, '', { data: {} }, /infno：请填写四位交易编号，如 2304/)))

  test('an infno that is not that of the address', () =>
    nothingWritten(() => refused(it, '2303', settling(stay), /与地址中的 2304 不一致/, { path: '/nhsa/2304' })))

  test('another hospital’s code than the key’s', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay), /密钥属于医疗机构 H14050000001，不能代表 H50024300001/, {
        msgid: newMsgid('H50024300001'),
      }),
    ))

  test.each([
    ['too short', 'H1405000000120240505'],
    ['another hospital’s', `H50024300001${'20240505120000'}0001`],
    ['no time', `${hospitalCode}${'20241350120000'}0001`],
    ['letters for the sequence', `${hospitalCode}${'20240505120000'}00A1`],
    ['thirty-one characters', `${hospitalCode}${'20240505120000'}00001`],
  ])('a msgid of the wrong form: %s', (_, msgid) =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay), /msgid（发送方报文ID）：须为 30 位：定点医药机构编号\(12\)\+时间/, {
        msgid,
        envelope: { fixmedins_code: hospitalCode },
      }),
    ),
  )

  test('a missing node, with its form', () =>
    nothingWritten(() =>
      refused(it, '2401', { data: { psn_no } }, /input\.mdtrtinfo：缺少节点，请发送对象，如 \{"mdtrtinfo"/),
    ))

  test('a missing list', () =>
    nothingWritten(() => refused(it, '2301', { data: {} }, /input\.feedetail：缺少节点，请发送对象的列表/)))

  test('no input', () => nothingWritten(() => refused(it, '2304', '', /input（交易输入）：请发送对象或其 JSON 文本/)))

  test.each(['abc', '12.345', '1e999', '5E-3', '1e15', '0x10', '1,00.00', {}, '123456789012345.00'])(
    'an amount that is none: %j',
    (amount) =>
      nothingWritten(() =>
        refused(
          it,
          '2304',
          settling(stay, { medfee_sumamt: amount }),
          /medfee_sumamt（医疗费总额）：须为金额（元，最多两位小数），如 52000\.00/,
        ),
      ),
  )

  test('an amount below nothing', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay, { inscp_scp_amt: '-1.00' }), /inscp_scp_amt（符合政策范围金额）：不能为负数/),
    ))

  test('a field that is missing', () =>
    nothingWritten(() => refused(it, '2304', without('mdtrt_id'), /mdtrt_id：缺少此项，请填写就诊ID/)))

  test('no insuplc_admdvs with a psn_no', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay), /insuplc_admdvs（参保地医保区划）：交易输入含 psn_no 时必填/, {
        envelope: { insuplc_admdvs: '' },
      }),
    ))

  test('an insuplc_admdvs where the person is not insured', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay), /insuplc_admdvs（参保地医保区划）：与该人员的参保地不符/, {
        envelope: { insuplc_admdvs: '500243' },
      }),
    ))

  test('costs that do not add up', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay, { medfee_sumamt: '52000.01' }), /= 52000\.00，总额为 52000\.01，相差 0\.01/),
    ))

  test('a flag of a settlement in the middle that is none', () =>
    nothingWritten(() => refused(it, '2304', settling(stay, { mid_setl_flag: '2' }), /须为 1 或 0/)))

  test('a person whom nobody registered', () =>
    nothingWritten(() => refused(it, '2304', settling({ ...stay, psn_no: '99' }), /没有本机构可查看的人员 99/)))

  test('another person’s visit', () =>
    nothingWritten(() => refused(it, '2304', settling({ ...stay, psn_no: inJincheng('tekun') }), /没有人员 .* 的就诊/)))

  test('a kind of visit that the region’s map does not have', () =>
    nothingWritten(() =>
      refused(it, '2304', settling(stay, { med_type: '77' }), /med_type 对照表中没有「77」；可用：11 普通门诊/),
    ))

  test('a package without its disease', () =>
    nothingWritten(() => refused(it, '2304', settling(stay, { psn_setlway: '02', exp_content: {} }), /dise_codg/)))

  test('a body that is no JSON', () =>
    nothingWritten(async () => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${it.keys.hospital}` }
      const reply = await it.app.inject({ method: 'POST', url: '/nhsa', payload: '{"infno":', headers })
      expect(reply.json()).toMatchObject({ infcode: -1, err_msg: expect.stringMatching(/请发送一个 JSON 对象/) })
    }))
})

describe('who may ask', () => {
  test.each([null, 'no-such-key'])('without a key the answer is 401: %s', (key) =>
    nothingWritten(async () => {
      const { status, body } = await ask(it, '2001', { data: { psn_no } }, { key })
      expect([status, body.infcode]).toEqual([401, -1])
      expect(body.err_msg).toMatch(/Authorization: Bearer/)
    }),
  )

  test('messages are hospitals’: a bureau is refused', () =>
    nothingWritten(() =>
      refused(it, '2001', { data: { psn_no } }, /此操作须用医疗机构的密钥/, { key: it.keys.bureau }),
    ))
})

test('the log names transactions and numbers, never a person, a certificate or an amount', async () => {
  await ask(it, '2304', settling(stay, { psn_name: '示例低保对象', medfee_sumamt: 'abc' }), {})
  const log = it.logged()
  expect(log).toContain('"event":"message.refused","infno":"2304","msgid":"H14050000001')
  expect(log).toContain('"event":"message.answered"')
  for (const secret of ['示例', '140500197803010007', psn_no, it.keys.hospital]) expect(log).not.toContain(secret)
})

test('no table holds the number of a certificate or a name', async () => {
  const { rows } = await it.service.db.pool.query<{ row: string }>(
    `SELECT t::text AS row FROM hospital_messages t UNION ALL SELECT t::text FROM visit_events t UNION ALL SELECT t::text FROM visit_quotes t`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { row } of rows) for (const secret of ['140500197803010007', '示例']) expect(row).not.toContain(secret)
})
