import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  asSummed,
  atTheDesk,
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
    ['no parts at all', { fulamt_ownpay_amt: '' }, /缺少费用构成/],
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
      'a refund with a part above nothing',
      { cnt: -1, det_item_fee_sumamt: -50, fulamt_ownpay_amt: 5, init_feedetl_sn: 'twice' },
      /全自费 5\.00 与 cnt 的正负不一致/,
    ],
    ['a count of nothing', { cnt: 0 }, /cnt（数量）：不能为 0/],
    ['a count that is none', { cnt: 'two' }, /cnt（数量）：须为数字，最多 4 位小数/],
    ['another visit’s line in the same message', { mdtrt_id: 'M2' }, /一个报文只能上传同一人员同一就诊/],
  ])('%s: all lines of the message are refused', async (_, change, words) => {
    const stay = await admitted(it, psn_no)
    await done(it, '2301', { feedetail: [line(stay, { feedetl_sn: 'twice' })] })
    const before = await rowCounts(it)
    await refused(it, '2301', { feedetail: [line(stay), line(stay, change)] }, words)
    expect(await rowCounts(it)).toEqual(before)
  })
})
