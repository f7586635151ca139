import { beforeAll, describe, expect, test } from 'vitest'
import type { Clause } from '../../../src/domain/policies/pack.ts'
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
  type Stay,
} from '../../support/claims/messages.ts'
import { libraryOf, shippedFiles } from '../../support/claims/packs.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()

beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

describe('lines that do not say of what they are made up', () => {
  const bare = (stay: Stay, change: Record<string, unknown> = {}) => line(stay, { fulamt_ownpay_amt: '', ...change })
  const sums = { medfee_sumamt: 200, fulamt_ownpay_amt: 40, preselfpay_amt: 10, inscp_scp_amt: 150 }

  test('leave it to the settlement, and are answered without', async () => {
    const stay = await admitted(it, psn_no)
    const { output, warn_msg } = await done(it, '2301', { feedetail: [bare(stay), line(stay)] })
    expect(warn_msg).toMatch(/1 条明细未给费用构成/)
    expect(output.result.map((one: Body) => [one.fulamt_ownpay_amt, one.inscp_scp_amt])).toEqual([
      [null, null],
      [10, 90],
    ])
    expect(Object.keys(output.result[0])).toEqual([
      ...['feedetl_sn', 'det_item_fee_sumamt', 'cnt', 'pric', 'pric_uplmt_amt', 'selfpay_prop', 'fulamt_ownpay_amt'],
      ...['overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt', 'chrgitm_lv', 'med_chrgitm_type', 'bas_medn_flag'],
      ...['hi_nego_drug_flag', 'chld_medc_flag', 'list_sp_item_flag', 'lmt_used_flag', 'drt_reim_flag', 'memo'],
    ])
    await discharged(it, stay)
    await refused(it, '2304', asSummed(stay), /费用明细未给费用构成，请填写/)
    await refused(it, '2304', asSummed(stay, { ...sums, medfee_sumamt: 201 }), /报文为 201\.00，费用明细合计 200\.00/)
    await refused(
      it,
      '2304',
      asSummed(stay, { ...sums, fulamt_ownpay_amt: 5 }),
      /fulamt_ownpay_amt 报文为 5\.00，费用明细合计 10\.00/,
    )
    await refused(it, '2304', asSummed(stay, { ...sums, inscp_scp_amt: 149 }), /199\.00|总额|之和/)
    const { setlinfo } = (await done(it, '2304', asSummed(stay, sums))).output
    expect(setlinfo).toMatchObject({ ...sums, overlmt_selfpay: 0 })
  })

  test('and so is what is given back of them', async () => {
    const stay = await admitted(it, psn_no)
    const charged = bare(stay)
    await done(it, '2301', { feedetail: [charged] })
    await done(it, '2301', {
      feedetail: [bare(stay, { cnt: -1, det_item_fee_sumamt: -50, init_feedetl_sn: charged.feedetl_sn })],
    })
    await discharged(it, stay)
    const { setlinfo } = (await done(it, '2304', asSummed(stay, { inscp_scp_amt: 50 }))).output
    expect(setlinfo).toMatchObject({ medfee_sumamt: 50, fulamt_ownpay_amt: 0, inscp_scp_amt: 50 })
  })

  test('have it from the catalogue of the pack, where the pack has the item', async () => {
    const clause = {
      clause: 'catalogue',
      cite: '示例目录',
      says: { zh: '示例目录', en: 'A catalogue for the test' },
      status: 'text',
      catalogue: [
        { item: 'B', name: '乙类', level: '02', chargeType: '09', priceLimit: '40', selfPayShare: '0.1' },
        { item: 'C', name: '丙类', level: '03' },
        { item: 'R', name: '限用', level: '01', restricted: 'true' },
      ],
    } as unknown as Clause
    const packs = shippedFiles.map((file) =>
      file.region === '140500' ? { ...file, clauses: [...file.clauses, clause] } : file,
    )
    const whole = it.service.library
    Object.assign(it.service, { library: libraryOf(packs) })
    try {
      const stay = await admitted(it, psn_no)
      const { output, warn_msg } = await done(it, '2301', {
        feedetail: [
          bare(stay, { med_list_codg: 'B' }),
          bare(stay, { med_list_codg: 'C' }),
          bare(stay, { med_list_codg: 'R', hosp_appr_flag: '1' }),
          bare(stay, { med_list_codg: 'R', hosp_appr_flag: '2' }),
          line(stay, { med_list_codg: 'B' }),
        ],
      })
      expect(warn_msg).toBeNull()
      // 2 at 50.00, of which 40.00 are recognised: 20.00 above; 10% of 80.00 first; 72.00 in scope.
      expect(output.result[0]).toMatchObject({
        pric_uplmt_amt: 40,
        selfpay_prop: 0.1,
        overlmt_amt: 20,
        preselfpay_amt: 8,
        inscp_scp_amt: 72,
        chrgitm_lv: '02',
        med_chrgitm_type: '09',
        lmt_used_flag: '0',
      })
      expect(output.result[1]).toMatchObject({ fulamt_ownpay_amt: 100, inscp_scp_amt: 0, selfpay_prop: 1 })
      expect(output.result[2]).toMatchObject({ inscp_scp_amt: 100, lmt_used_flag: '1' })
      expect(output.result[3]).toMatchObject({ fulamt_ownpay_amt: 100, inscp_scp_amt: 0 })
      expect(output.result[4]).toMatchObject({ fulamt_ownpay_amt: 10, inscp_scp_amt: 90 })
    } finally {
      Object.assign(it.service, { library: whole })
    }
  })
})
