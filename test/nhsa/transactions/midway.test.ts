import { beforeAll, describe, expect, test } from 'vitest'
import { atTheDesk, type Body, done, inJincheng, newMsgid, refused, type Stay } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

async function opened(psn_no: string, from: string): Promise<Stay> {
  const mdtrtinfo = { psn_no, insutype: '390', begntime: `${from} 09:00:00`, med_type: '21' }
  return { psn_no, mdtrt_id: (await done(it, '2401', { mdtrtinfo })).output.result.mdtrt_id }
}

const line = (stay: Stay, feedetl_sn: string, day: string, amount: number, more: Record<string, unknown> = {}) => ({
  ...stay,
  feedetl_sn,
  fee_ocur_time: `${day} 08:00:00`,
  cnt: 1,
  pric: amount,
  det_item_fee_sumamt: amount,
  inscp_scp_amt: amount,
  ...more,
})

const settling = (stay: Stay, more: Record<string, unknown>) => ({
  data: { ...stay, insutype: '390', psn_setlway: '01', acct_used_flag: '0', mid_setl_flag: '0', ...more },
})
const midway = (stay: Stay, until: string | undefined, hifp_pay: number, more: Record<string, unknown> = {}) =>
  settling(stay, {
    mid_setl_flag: '1',
    ...(until ? { dscgTime: until } : {}),
    exp_content: { hifp_pay, hifmi_pay: 0 },
    ...more,
  })
const rest = (stay: Stay, hifp_pay: number, more: Record<string, unknown> = {}) =>
  settling(stay, { exp_content: { hifp_pay, hifmi_pay: 0 }, ...more })

const undo = ({ setl_id }: Body, stay: Stay) => ({ data: { ...stay, setl_id } })
const end = (stay: Stay, day: string) => done(it, '2402', { dscginfo: { ...stay, endtime: `${day} 10:00:00` } })
const used = async (psn_no: string, year: string) => {
  const { output } = await done(it, '5206', { data: { psn_no, cum_ym: `${year}12` } })
  return output.cuminfo.find((one: Body) => one.cum_type_code === 'limit-annual').cum
}

describe('a stay over the turn of the year', () => {
  const psn_no = inJincheng('dibao')
  let stay: Stay
  let december: Body

  test('is settled to 31 December by the lines of the old year', async () => {
    stay = await opened(psn_no, '2023-12-20')
    const feedetail = [
      line(stay, '1', '2023-12-25', 10_000),
      line(stay, '2', '2023-12-31', 2000),
      line(stay, '3', '2024-01-02', 8000),
    ]
    await done(it, '2301', { feedetail })
    const quoted = await done(it, '2303', midway(stay, '2023-12-31', 6000))
    // 70% of 12000 − 6000.
    expect(quoted.output.setlinfo).toMatchObject({ setl_id: null, medfee_sumamt: 12_000, maf_pay: 4200 })
    const settled = await done(it, '2304', midway(stay, '2023-12-31 23:59:59', 6000))
    december = settled.output.setlinfo
    expect(december).toMatchObject({ medfee_sumamt: 12_000, maf_pay: 4200, psn_part_amt: 1800 })
    expect(settled.warn_msg).toMatch(/^中途结算：截至 2023-12-31 的费用已计入/)
    const { setlinfo } = (await done(it, '5203', { data: { ...stay, setl_id: december.setl_id } })).output
    expect(setlinfo).toMatchObject({ begndate: '2023-12-20', enddate: '2023-12-31', year: '2023' })
  })

  test('is still in its bed, and what is settled stands still', async () => {
    const { output } = await done(it, '5303', { data: { psn_no } })
    expect(output.data.map((one: Body) => one.mdtrt_id)).toEqual([stay.mdtrt_id])
    const late = { feedetail: [line(stay, '4', '2023-12-31', 1)] }
    await refused(it, '2301', late, /截至 2023-12-31 的费用已中途结算/)
    await refused(it, '2302', { data: { ...stay, feedetl_sn: '2' } }, /已中途结算，不能撤销/)
    await refused(it, '2404', { data: stay }, /截至 2023-12-31 的费用已中途结算/)
    await refused(it, '2402', { dscginfo: { ...stay, endtime: '2023-12-30' } }, /已中途结算/)
    await refused(it, '2304', midway(stay, '2023-12-15', 1), /截至 2023-12-31 的费用已中途结算，2023-12-15 在其内/)
  })

  test('takes what is withdrawn at once from the rest alone', async () => {
    await done(it, '2302', { data: { ...stay, feedetl_sn: '0000' } })
    const { output } = await done(it, '5204', { data: stay })
    expect(output.feedetail.map((one: Body) => one.feedetl_sn)).toEqual(['1', '2'])
    await done(it, '2301', { feedetail: [line(stay, '3', '2024-01-02', 8000)] })
  })

  test('the rest is settled at the discharge, in the new year', async () => {
    await end(stay, '2024-01-05')
    // The sum of the whole stay is not the sum of the rest.
    await refused(it, '2304', rest(stay, 5000, { medfee_sumamt: 20_000 }), /medfee_sumamt.*8000\.00/)
    const { output, warn_msg } = await done(it, '2304', rest(stay, 5000))
    // 70% of 8000 − 5000.
    expect(output.setlinfo).toMatchObject({ medfee_sumamt: 8000, maf_pay: 2100 })
    expect(warn_msg).toBe('截至 2023-12-31 的费用已中途结算，本次为其后的费用。')
    expect([await used(psn_no, '2023'), await used(psn_no, '2024')]).toEqual([4200, 2100])
    const shown = await done(it, '5203', { data: { ...stay, setl_id: output.setlinfo.setl_id } })
    expect(shown.output.setlinfo).toMatchObject({ begndate: '2024-01-01', enddate: '2024-01-05', year: '2024' })
    await refused(it, '2305', undo(december, stay), /其后已另行结算/)
    await done(it, '2305', undo(output.setlinfo, stay))
    await done(it, '2305', undo(december, stay))
    const whole = await done(it, '2304', rest(stay, 11_000))
    // Undone, the stay is one again: 70% of 20000 − 11000, of the year of its discharge.
    expect(whole.output.setlinfo).toMatchObject({ medfee_sumamt: 20_000, maf_pay: 6300 })
    expect(whole.warn_msg).toMatch(
      /^与预结算不同：.*就诊日期 2023-12-31 → 2024-01-05；基本医保填报金额 6000.00 → 11000.00。$/,
    )
    expect([await used(psn_no, '2023'), await used(psn_no, '2024')]).toEqual([0, 6300])
  })
})

describe('a stay of several quarters', () => {
  test('by sums alone, each part under its own day; a copy of each is a copy', async () => {
    const stay = await opened(inJincheng('tekun'), '2023-01-10')
    const part = { medfee_sumamt: 1000, inscp_scp_amt: 1000 }
    const msgid = newMsgid()
    const first = midway(stay, '2023-03-31', 500, part)
    const { setl_id } = (await done(it, '2304', first, { msgid })).output.setlinfo
    expect((await done(it, '2304', first, { msgid })).output.setlinfo.setl_id).toBe(setl_id)
    expect((await done(it, '2304', first)).output.setlinfo.setl_id).toBe(setl_id)
    const second = (await done(it, '2304', midway(stay, '2023-06-30', 500, part))).output.setlinfo
    expect(second.setl_id).not.toBe(setl_id)
    await refused(it, '2305', undo({ setl_id }, stay), /请先撤销该笔/)
    const lost = await done(it, '2304', midway(stay, '2023-07-31', 500, part))
    const omsgid = lost.output.setlinfo.medins_setl_id
    await refused(it, '2601', { data: { psn_no: stay.psn_no, omsgid: msgid, oinfno: '2304' } }, /请先撤销该笔/)
    await done(it, '2601', { data: { psn_no: stay.psn_no, omsgid, oinfno: '2304' } })
    const final = await done(it, '2304', rest(stay, 500, { ...part, dscgTime: '2023-07-20' }))
    expect(final.output.setlinfo.maf_pay).toBe(second.maf_pay)
    await refused(
      it,
      '2304',
      rest(stay, 500, { ...part, dscgTime: '2023-07-21' }),
      /已由报文 .* 结算；请先以 2305 撤销结算/,
    )
  })

  test('undone by a lost 2305 and restored, it is the same part again', async () => {
    const stay = await opened(inJincheng('poverty-returned'), '2023-02-01')
    await done(it, '2301', { feedetail: [line(stay, '1', '2023-02-10', 1000), line(stay, '2', '2023-04-02', 700)] })
    const settled = (await done(it, '2304', midway(stay, '2023-03-31', 400))).output.setlinfo
    const msgid = newMsgid()
    await done(it, '2305', undo(settled, stay), { msgid })
    const again = await done(it, '2601', { data: { psn_no: stay.psn_no, omsgid: msgid, oinfno: '2305' } })
    expect(again.warn_msg).toMatch(/撤销已取消，原结算已恢复/)
    const final = await done(it, '2304', rest(stay, 100, { dscgTime: '2023-04-05' }))
    expect(final.output.setlinfo.medfee_sumamt).toBe(700)
  })
})

test('what has no middle says what to send', async () => {
  const psn_no = inJincheng('monitored-unstable')
  const stay = await opened(psn_no, '2023-05-01')
  const part = { medfee_sumamt: 10, inscp_scp_amt: 10 }
  await refused(it, '2304', midway(stay, '2023-04-30', 0, part), /于 2023-05-01 入院，晚于 2023-04-30/)
  await refused(it, '2304', midway(stay, '2024-06-30', 0, part), /2024-06-30/)
  await end(stay, '2023-05-09')
  await refused(it, '2304', midway(stay, '2023-05-09', 0, part), /请以 mid_setl_flag 0 结算/)
  const visit = (await done(it, '2201', { data: { psn_no, begntime: '2023-06-01' } })).output.data.mdtrt_id
  const data = midway({ psn_no, mdtrt_id: visit }, undefined, 0, { ...part, med_type: '14', dise_codg: 'E11.900' })
  await refused(it, '2207', data, /门诊不适用中途结算/)
})
