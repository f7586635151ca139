import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  asSummed,
  atTheDesk,
  type Body,
  discharged,
  done,
  inJincheng,
  line,
  refused,
  rowCounts,
  stayOf,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

describe('fee lines', () => {
  test('are summed where the message leaves the parts out, refunds taken off', async () => {
    const stay = await admitted(it, psn_no)
    const charge = line(stay)
    const told = await done(it, '2301', { feedetail: [charge, line(stay, { overlmt_amt: 5, preselfpay_amt: '5.00' })] })
    expect(told.output.result[0]).toMatchObject({
      feedetl_sn: charge.feedetl_sn,
      fulamt_ownpay_amt: 10,
      inscp_scp_amt: 90,
    })
    const refund = { cnt: -1, det_item_fee_sumamt: -50, fulamt_ownpay_amt: -5, init_feedetl_sn: charge.feedetl_sn }
    await done(it, '2301', { feedetail: line(stay, refund) })
    await discharged(it, stay)
    const { setlinfo } = (await done(it, '2304', asSummed(stay))).output
    // 100 + 100 - 50; 10 + 10 - 5; 5; 5; the rest is in scope.
    expect(setlinfo).toMatchObject({
      medfee_sumamt: 150,
      fulamt_ownpay_amt: 15,
      overlmt_selfpay: 5,
      preselfpay_amt: 5,
      inscp_scp_amt: 125,
    })
    await refused(it, '2301', { feedetail: [line(stay)] }, /已由报文 .* 结算；请先以 2305 撤销结算/)
  })

  test('must agree with the message where both are there', async () => {
    const stay = await admitted(it, psn_no)
    await done(it, '2301', { feedetail: [line(stay)] })
    await discharged(it, stay)
    const before = await rowCounts(it)
    await refused(
      it,
      '2304',
      asSummed(stay, { medfee_sumamt: '100.01' }),
      /medfee_sumamt 报文为 100\.01，费用明细合计 100\.00/,
    )
    await refused(
      it,
      '2304',
      asSummed(stay, { medfee_sumamt: 100, inscp_scp_amt: 91 }),
      /inscp_scp_amt 报文为 91\.00，费用明细合计 90\.00/,
    )
    expect(await rowCounts(it)).toEqual(before)
    await done(it, '2304', asSummed(stay, { medfee_sumamt: 100, inscp_scp_amt: '90' }))
  })

  test('without lines and without amounts nothing is settled', async () => {
    const stay = await stayOf(it, psn_no)
    await refused(it, '2304', asSummed(stay), /medfee_sumamt（医疗费总额）：请填写该金额，或先上传费用明细/)
  })

  test('are withdrawn one by one, by batch, or all with "0000"', async () => {
    const stay = await admitted(it, psn_no)
    const [one, two] = [line(stay), line(stay, { chrg_bchno: 'B2' })]
    await done(it, '2301', { feedetail: [one, two, line(stay), line(stay)] })
    await done(it, '2302', { data: { ...stay, feedetl_sn: one.feedetl_sn } })
    await refused(it, '2302', { data: { ...stay, feedetl_sn: one.feedetl_sn } }, /没有该明细，或此前已撤销/)
    await done(it, '2302', { data: { ...stay, chrg_bchno: 'B2' } })
    await refused(it, '2404', { data: stay }, /尚有费用明细；请先撤销/)
    await done(it, '2302', { data: { ...stay, feedetl_sn: '0000' } })
    await done(it, '2301', { feedetail: [one] })
    await done(it, '2302', { data: [{ ...stay, feedetl_sn: '0000' }] })
    await done(it, '2404', { data: stay })
  })

  test.each([
    ['a number that stands already', { feedetl_sn: 'twice' }, /费用明细 twice：该 feedetl_sn 已上传/],
    ['parts that do not add up', { inscp_scp_amt: 1 }, /之和 11\.00 与 det_item_fee_sumamt 100\.00 不符/],
    [
      'a refund of nothing',
      { cnt: -1, det_item_fee_sumamt: -50, fulamt_ownpay_amt: -5 },
      /退费（cnt 为负）时请填写所退明细/,
    ],
    [
      'a refund of what was never charged',
      { cnt: -1, det_item_fee_sumamt: -50, fulamt_ownpay_amt: -5, init_feedetl_sn: 'X' },
      /没有可退的明细 X/,
    ],
    [
      'a refund of more than was charged',
      { cnt: -3, det_item_fee_sumamt: -150, fulamt_ownpay_amt: -15, init_feedetl_sn: 'twice' },
      /退费超过明细 twice 的数量或金额/,
    ],
    ['a sign on one side only', { det_item_fee_sumamt: -100 }, /与 cnt 的正负不一致/],
    ['a price below nothing', { pric: '-0.01' }, /pric（单价）：不能为负数/],
    ['parts of more than a total of nothing', { det_item_fee_sumamt: '-0.00' }, /符合范围 -10\.00 与 cnt 的正负不一致/],
    [
      'a part below nothing',
      { fulamt_ownpay_amt: '-10.00', inscp_scp_amt: '110.00' },
      /全自费 -10\.00 与 cnt 的正负不一致/,
    ],
    [
      'parts that are more than the sum',
      { fulamt_ownpay_amt: 60, preselfpay_amt: 50 },
      /全自费、超限价、先行自付之和 110\.00 大于 det_item_fee_sumamt 100\.00/,
    ],
    [
      'a count times a price that is another sum',
      { cnt: 3, pric: 1000, det_item_fee_sumamt: 41010, fulamt_ownpay_amt: 0, inscp_scp_amt: 41010 },
      /cnt 3\.0000 × pric 1000\.000000 = 3000\.00，与 det_item_fee_sumamt 41010\.00 不符/,
    ],
    ['six fen apart', { det_item_fee_sumamt: '100.06' }, /允许相差 0\.05 元/],
    ['a day years before', { fee_ocur_time: '2019-03-02 08:00:00' }, /2019-03-02 不在就诊期间（2023-03-01 至 今）/],
    ['a day four days before', { fee_ocur_time: '2023-02-25 23:59:59' }, /2023-02-25 不在就诊期间/],
    ['a day years ahead', { fee_ocur_time: '2030-03-02 08:00:00' }, /2030-03-02 晚于今天/],
    [
      'a refund of all, without a minus, of what was given back already',
      { init_feedetl_sn: 'gone' },
      /没有可退的明细 gone/,
    ],
    ['a count of nothing', { cnt: 0 }, /cnt（数量）：不能为 0/],
    ['a count that is none', { cnt: 'two' }, /cnt（数量）：须为数字，最多 4 位小数/],
    ['another visit’s line in the same message', { mdtrt_id: 'M2' }, /一个报文只能上传同一人员同一就诊/],
  ])('%s: all lines of the message are refused', async (_, change, words) => {
    const stay = await admitted(it, psn_no, '2023-03-01')
    await done(it, '2301', { feedetail: [line(stay, { feedetl_sn: 'twice' })] })
    const before = await rowCounts(it)
    await refused(it, '2301', { feedetail: [line(stay), line(stay, change)] }, words)
    expect(await rowCounts(it)).toEqual(before)
  })
})

describe('a refund', () => {
  const charge = async (change: Record<string, unknown> = {}) => {
    const stay = await admitted(it, psn_no)
    const charged = line(stay, { cnt: 2, pric: 50, det_item_fee_sumamt: 100, fulamt_ownpay_amt: 10, ...change })
    await done(it, '2301', { feedetail: [charged] })
    return { stay, charged }
  }
  const given = { init: true, cnt: -1, pric: 50, det_item_fee_sumamt: -50, fulamt_ownpay_amt: -5, inscp_scp_amt: -45 }

  test.each([
    ['minus everywhere', {}],
    ['none in its parts', { fulamt_ownpay_amt: 5, inscp_scp_amt: 45 }],
    ['none in its sum', { det_item_fee_sumamt: 50, fulamt_ownpay_amt: 5, inscp_scp_amt: 45 }],
    ['none in its count', { cnt: 1 }],
    ['in its price alone', { cnt: 1, pric: -50, det_item_fee_sumamt: 50, fulamt_ownpay_amt: 5, inscp_scp_amt: 45 }],
    ['nowhere', { cnt: 1, det_item_fee_sumamt: 50, fulamt_ownpay_amt: 5, inscp_scp_amt: 45 }],
  ])('with its minus %s is meant as one', async (_, change) => {
    const { stay, charged } = await charge()
    const refund = line(stay, { ...given, ...change, init_feedetl_sn: charged.feedetl_sn })
    const { output, warn_msg } = await done(it, '2301', { feedetail: [refund] })
    expect(output.result[0]).toMatchObject({
      cnt: -1,
      pric: 50,
      det_item_fee_sumamt: -50,
      fulamt_ownpay_amt: -5,
      inscp_scp_amt: -45,
    })
    if (_ === 'nowhere') expect(warn_msg).toMatch(/已按退费（负数）处理/)
    await discharged(it, stay)
    const { setlinfo } = (await done(it, '2304', asSummed(stay))).output
    expect(setlinfo).toMatchObject({ medfee_sumamt: 50, fulamt_ownpay_amt: 5, inscp_scp_amt: 45 })
    // The same days and sums are settled once only.
    await done(it, '2305', { data: { ...stay, setl_id: setlinfo.setl_id } })
  })

  test('without parts gives back what is left in proportion, and the last one leaves nothing', async () => {
    // 100.00 of which 10.00, 0.01 and 33.33 are outside the scope, given back as 33.33, 33.33 and 33.34.
    const parts = { fulamt_ownpay_amt: 10, overlmt_amt: '0.01', preselfpay_amt: '33.33' }
    const { stay, charged } = await charge({ cnt: 3, pric: '33.333333', ...parts })
    for (const sum of ['-33.33', '-33.33', '-33.34']) {
      const none = { fulamt_ownpay_amt: '', init_feedetl_sn: charged.feedetl_sn }
      await done(it, '2301', {
        feedetail: [line(stay, { cnt: -1, pric: '33.333333', det_item_fee_sumamt: sum, ...none })],
      })
    }
    const { rows } = await it.service.db.pool.query(
      `SELECT sum(off_catalogue)::text AS off, sum(over_limit)::text AS "over", sum(pre_self_pay)::text AS pre, sum(in_scope)::text AS "in"
       FROM fee_lines WHERE mdtrt_id = $1`,
      [stay.mdtrt_id],
    )
    expect(rows[0]).toEqual({ off: '0.00', over: '0.00', pre: '0.00', in: '0.00' })
  })

  test('a charge that repeats its own number as that of its charge is a charge', async () => {
    const stay = await admitted(it, psn_no)
    const own = line(stay)
    const { output } = await done(it, '2301', { feedetail: [{ ...own, init_feedetl_sn: own.feedetl_sn }] })
    expect(output.result[0]).toMatchObject({ cnt: 2, det_item_fee_sumamt: 100 })
  })
})

describe('lines that are near', () => {
  test('five fen apart, or three days before, are taken and pointed at', async () => {
    const stay = await admitted(it, psn_no, '2023-03-01')
    const { warn_msg } = await done(it, '2301', {
      feedetail: [
        line(stay, { det_item_fee_sumamt: '100.05' }),
        line(stay, { det_item_fee_sumamt: '100.01' }),
        line(stay, { fee_ocur_time: '2023-02-26 00:00:00' }),
      ],
    })
    expect(warn_msg.split('；')).toEqual([
      expect.stringMatching(/与金额 100\.05 相差较大/),
      expect.stringMatching(/发生于 2023-02-26，不在就诊期间 2023-03-01 至 今/),
    ])
  })

  test('and three days after the discharge; a later one waits for another discharge', async () => {
    const stay = await admitted(it, psn_no, '2023-03-01')
    await done(it, '2301', { feedetail: [line(stay, { fee_ocur_time: '2023-03-18 23:00:00' })] })
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-14' } })
    await refused(it, '2304', asSummed(stay), /2023-03-18 不在就诊期间（2023-03-01 至 2023-03-14）/)
    await done(it, '2405', { data: stay })
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-16' } })
    await done(it, '2304', asSummed(stay))
  })

  test('numbers of lines are text of the hospital’s own', async () => {
    const stay = await admitted(it, psn_no, '2023-03-01')
    const odd = ['A/1\\2|3', '𠮷'.repeat(30)]
    const { output } = await done(it, '2301', { feedetail: odd.map((feedetl_sn) => line(stay, { feedetl_sn })) })
    expect(output.result.map((one: Body) => one.feedetl_sn)).toEqual(odd)
    await refused(it, '2301', { feedetail: [line(stay, { feedetl_sn: '𠮷'.repeat(31) })] }, /最多 30 个字符/)
    await done(it, '2302', { data: { ...stay, feedetl_sn: odd[0] } })
  })
})
