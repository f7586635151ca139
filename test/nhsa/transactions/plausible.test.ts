import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  asSummed,
  atTheDesk,
  done,
  inJincheng,
  line,
  refused,
  type Stay,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
/** Born on 2012-03-13. */
const minor = inJincheng('low-income-minor')

const admission = (begntime: string, who = psn_no) => ({ mdtrtinfo: { psn_no: who, begntime, med_type: '21' } })

describe('days that can only be a slip of the hand are refused when they are told', () => {
  test.each([
    [
      'an admission before the birth',
      admission('2012-03-12 09:00:00', minor),
      /就诊日期 2012-03-12 早于登记的出生日期 2012-03-13/,
    ],
    [
      'an admission in four years',
      admission('2028-01-01 09:00:00'),
      /begntime 为 2028-01-01，今天是 2024-05-05（北京时间）；请核对日期/,
    ],
    ['an admission the day after tomorrow', admission('2024-05-07 00:00:00'), /begntime 为 2024-05-07/],
    [
      'a stay that ends before it began',
      { mdtrtinfo: { ...admission('2023-03-02').mdtrtinfo, endtime: '2023-03-01' } },
      /出院 2023-03-01/,
    ],
  ])('%s (2401)', async (_, input, words) => {
    await refused(it, '2401', input, words)
  })

  test('a clock that runs a little ahead is no slip', async () => {
    await done(it, '2401', admission('2024-05-06 00:10:00', inJincheng('tekun')))
  })

  describe('a discharge (2402)', () => {
    let stay: Stay
    beforeAll(async () => {
      const who = inJincheng('poverty-returned')
      const { output } = await done(it, '2401', admission('2020-03-01 09:00:00', who))
      stay = { psn_no: who, mdtrt_id: output.result.mdtrt_id }
    })
    test.each([
      ['before the admission', '2020-02-29', /入院 2020-03-01，出院 2020-02-29/],
      ['in a year', '2025-05-05', /endtime 为 2025-05-05，今天是 2024-05-05/],
      ['in the year 9999', '9999-12-31', /endtime 为 9999-12-31/],
      ['after more than three years', '2024-05-05', /共 1526 天，超过 1096 天/],
    ])('%s', async (_, endtime, words) => {
      await refused(it, '2402', { dscginfo: { ...stay, endtime } }, words)
    })

    test('nor is the admission moved to behind it (2403)', async () => {
      await refused(it, '2403', { adminfo: { ...stay, begntime: '2030-01-01' } }, /begntime 为 2030-01-01/)
    })

    test('on the day of the admission, told without its hour', async () => {
      await done(it, '2402', { dscginfo: { ...stay, endtime: '2020-03-01' } })
    })
  })

  test('a settlement that says the discharge itself (2304)', async () => {
    const stay = await admitted(it, psn_no)
    const sums = { medfee_sumamt: '100.00', inscp_scp_amt: '100.00' }
    await refused(it, '2304', asSummed(stay, { ...sums, dscgTime: '2030-01-01' }), /dscgTime 为 2030-01-01/)
    await refused(it, '2304', asSummed(stay, { ...sums, dscgTime: '2023-02-28' }), /入院 2023-03-01，出院 2023-02-28/)
  })
})

describe('amounts that can only be a slip of the hand', () => {
  const huge = '99999999999999.99'
  const of = (total: string) => ({
    cnt: 1,
    pric: total.slice(-11),
    det_item_fee_sumamt: total,
    fulamt_ownpay_amt: 0,
    inscp_scp_amt: total,
  })

  test('are refused line by line (2301), and their sum', async () => {
    const stay = await admitted(it, psn_no)
    await refused(
      it,
      '2301',
      { feedetail: [line(stay, of(huge)), line(stay, of(huge))] },
      /费用明细 F\d+ 的金额 99999999999999.99 元超过/,
    )
    const parts = { det_item_fee_sumamt: 1, fulamt_ownpay_amt: `-${huge}`, inscp_scp_amt: '' }
    await refused(it, '2301', { feedetail: [line(stay, parts)] }, /超过 100000000.00 元/)
    await done(it, '2301', { feedetail: [line(stay, of('99999999.00'))] })
    await refused(
      it,
      '2301',
      { feedetail: [line(stay, of('1000001.01'))] },
      /费用明细合计 101000000.01 元超过 100000000.00 元/,
    )
  })

  test('and in a settlement (2304), again and again', async () => {
    const stay = await admitted(it, psn_no)
    const sums = { medfee_sumamt: huge, inscp_scp_amt: huge, dscgTime: '2023-03-15' }
    for (let round = 0; round < 2; round++)
      expect(await refused(it, '2304', asSummed(stay, sums), /医疗费总额 99999999999999.99 元超过/)).toContain(
        '请核对小数点',
      )
  })
})
