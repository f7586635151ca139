import { beforeAll, describe, expect, test } from 'vitest'
import { transactions } from '../../../src/nhsa/transactions/all.ts'
import { notOffered } from '../../../src/nhsa/transactions/not-offered.ts'
import {
  admitted,
  ask,
  atTheDesk,
  discharged,
  done,
  inJincheng,
  line,
  newMsgid,
  refused,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

describe('5203', () => {
  test('knows a reversal by its own id, negated as 2305 answers it, and keeps the settlement’s own signs and flag', async () => {
    const stay = await stayOf(it, psn_no)
    const settled = (await done(it, '2304', settling(stay))).output.setlinfo
    const undone = (await done(it, '2305', { data: { ...stay, setl_id: settled.setl_id } })).output.setlinfo
    const of = async (setl_id: string) => done(it, '5203', { data: { psn_no, setl_id } })
    const original = await of(settled.setl_id)
    const reversal = await of(undone.setl_id)
    expect(original.output.setlinfo).toMatchObject({
      refd_setl_flag: '0',
      maf_pay: settled.maf_pay,
      medfee_sumamt: 52000,
    })
    expect(original.warn_msg).toMatch(/^本结算已于 2024-05-05 12:00 撤销（编号 H/)
    expect(reversal.output.setlinfo).toMatchObject({
      refd_setl_flag: '1',
      init_setl_id: settled.setl_id,
      setl_id: undone.setl_id,
      medfee_sumamt: -52000,
      maf_pay: -settled.maf_pay,
      fund_pay_sumamt: undone.fund_pay_sumamt,
    })
    const who = { hosp_lv: '03', opter_id: '001', opter_name: '示例' }
    expect([original.output.setlinfo, reversal.output.setlinfo]).toMatchObject([who, who])
    // Whoever adds the rows up comes to nothing.
    const sum = (field: string) => original.output.setlinfo[field] + reversal.output.setlinfo[field]
    expect(['medfee_sumamt', 'fund_pay_sumamt', 'maf_pay', 'psn_pay', 'inscp_scp_amt'].map(sum)).toEqual([
      0, 0, 0, 0, 0,
    ])
  })

  test('answers an id that opens /v1/settlements and its statement', async () => {
    const stay = await stayOf(it, psn_no)
    const { setl_id } = (await done(it, '2304', settling(stay))).output.setlinfo
    const key = it.keys.hospital
    const { status, body } = await send(it, 'GET', `/v1/settlements/${setl_id}`, undefined, { key })
    expect([status, body.payers?.basic]).toEqual([200, '34790.00'])
    const page = await send(it, 'GET', `/v1/settlements/${setl_id}/statement`, undefined, { key })
    expect(page.status).toBe(200)
    expect((await send(it, 'GET', `/v1/settlements/${'z'.repeat(25)}`, undefined, { key })).status).toBe(404)
  })
})

describe('5201', () => {
  test('has the day of its end in it, the flags, the department and what moved', async () => {
    const mdtrtinfo = { psn_no, begntime: '2023-12-20 18:30:00', med_type: '21', adm_dept_name: '内科', adm_bed: '12' }
    const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo })).output.result
    await done(it, '2403', { adminfo: { psn_no, mdtrt_id, adm_dept_name: '外科' } })
    await done(it, '2402', { dscginfo: { psn_no, mdtrt_id, endtime: '2024-01-05', dscg_way: '1' } })
    const asked = async (endtime: string) =>
      (await done(it, '5201', { data: { psn_no, begntime: '2023-12-20', endtime } })).output.mdtrtinfo
    expect(await asked('2023-12-20')).toHaveLength(1)
    expect(await asked('20231220')).toHaveLength(1)
    expect(await asked('2023-12-20 18:29:59')).toHaveLength(0)
    expect((await asked('2023-12-20'))[0]).toMatchObject({
      maf_psn_flag: '1',
      nwb_flag: '0',
      ars_year_ipt_flag: '1',
      traf_dept_flag: '1',
      adm_dept_name: '内科',
      dscg_dept_name: '外科',
      dscg_way: '1',
      ipt_days: 16,
      memo: '已出院；科室 内科 → 外科',
    })
  })
})

test('5202, 5204 and 5303 answer what was told of a visit; of another hospital’s stay the bed alone', async () => {
  const who = inJincheng('tekun')
  const stay = await admitted(it, who)
  const diseinfo = [{ diag_type: '1', diag_code: 'J18', diag_name: '肺炎' }]
  await done(it, '2403', { adminfo: stay, diseinfo })
  const told = line(stay)
  await done(it, '2301', { feedetail: [told] })
  expect((await done(it, '5202', { data: stay })).output.diseinfo).toMatchObject([
    { diag_code: 'J18', maindiag_flag: '1' },
  ])
  const lines = (await done(it, '5204', { data: stay })).output.feedetail
  expect(lines).toMatchObject([{ feedetl_sn: told.feedetl_sn, det_item_fee_sumamt: 100, fulamt_ownpay_amt: 10 }])
  const key = await it.issue({ kind: 'hospital', name: 'test', region: '140106', hospitalCode: 'H14010000001' })
  await atTheDesk(it, 'H14010000001')
  const own = (await done(it, '5303', { data: { psn_no: who } })).output.data
  const there = (await done(it, '5303', { data: { psn_no: who } }, { key, msgid: newMsgid('H14010000001') })).output
    .data
  expect(own).toMatchObject([{ mdtrt_id: stay.mdtrt_id, fixmedins_code: 'H14050000001' }])
  expect(there).toMatchObject([{ mdtrt_id: null, fixmedins_code: 'H14050000001', adm_dept_name: null }])
  await discharged(it, stay)
  expect((await done(it, '5303', { data: { psn_no: who } })).output.data).toEqual([])
})

test('1201, 1901 and 5302 answer what is known', async () => {
  expect((await done(it, '1201', { medinsinfo: {} })).output.medinsinfo).toMatchObject([
    { fixmedins_code: 'H14050000001' },
  ])
  const types = (await done(it, '1901', { data: { type: 'MED_TYPE' } })).output.list
  expect(types).toContainEqual(expect.objectContaining({ value: '21', label: '普通住院' }))
  expect((await done(it, '1901', { data: { type: 'nothing' } })).warn_msg).toMatch(/没有该字典；可用：.*med_type/)
  expect((await done(it, '5302', { data: { psn_no } })).output.psnfixmedin).toEqual([])
})

test('what is known and has no place here is refused by its name, and what to do', async () => {
  expect([...notOffered.keys()].filter((infno) => transactions.has(infno))).toEqual([])
  for (const infno of ['1161', '1312', '2102', '2505', '3101', '4101', '5205'])
    await refused(it, infno, { data: {} }, /不在此办理：/)
  expect((await ask(it, '7777', { data: {} })).body.err_msg).toMatch(/没有交易编号 7777/)
})

test('5304 says of a referral that waits for the bureau that it does, and that it counts for nothing', async () => {
  const refmedin = { psn_no, reflin_medins_no: 'H14010000001', mdtrtarea_admdvs: '140106', refl_date: '2023-08-01' }
  await done(it, '2501', { refmedin })
  await done(it, '2501', { refmedin: { ...refmedin, refl_date: '2024-05-05' } })
  const { output } = await done(it, '5304', { data: { psn_no } })
  const said = output.refmedin.map(({ begndate, vali_flag, memo }: Record<string, string>) => [
    begndate,
    vali_flag,
    memo,
  ])
  expect(said).toEqual([
    ['2023-08-01', '0', '待经办机构确认'],
    ['2024-05-05', '1', '已备案'],
  ])
})
