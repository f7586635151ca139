import { beforeAll, describe, expect, test } from 'vitest'
import { demoPerson } from '../../../src/application/demo/demo-people.ts'
import { Codes } from '../../../src/application/hospital-visits/national-codes.ts'
import { chinaDay } from '../../../src/domain/calendar.ts'
import {
  ask,
  atTheDesk,
  type Body,
  done,
  inJincheng,
  newMsgid,
  refused,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { amended } from '../../support/claims/packs.ts'
import { testApp } from '../../support/database/test-app.ts'
import { rowsOf, unzipped } from '../../support/files/hospital-file.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const today = () => chinaDay(it.service.clock())

/** How many settlements of a person stand in the ledger. */
async function active(psn_no: string): Promise<number> {
  const { rows } = await it.service.db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM settlements s WHERE person_no = $1 AND NOT EXISTS (
       SELECT FROM reversals r WHERE r.settlement_id = s.settlement_id)`,
    [psn_no],
  )
  return rows[0]?.count ?? -1
}

const maf = (body: Body) => body.output.setlinfo.maf_pay
const fund = (body: Body, type: string) => body.output.setldetail.find((one: Body) => one.fund_pay_type === type)

describe('the stumbling blocks of nhsa.md §4', () => {
  test('1. an unknown outcome is one of three, and 2601 by the sender’s own number resolves each', async () => {
    const psn_no = inJincheng('tekun')
    const stay = await stayOf(it, psn_no)
    const undo = (omsgid: string) => done(it, '2601', { data: { psn_no, omsgid, oinfno: '2304' } })

    const wasDone = newMsgid()
    await ask(it, '2304', settling(stay), { msgid: wasDone })
    expect((await undo(wasDone)).warn_msg).toMatch(/^已冲正/)

    const wasRefused = newMsgid()
    await refused(it, '2304', settling(stay, { medfee_sumamt: 1 }), /相差/, { msgid: wasRefused })
    expect((await undo(wasRefused)).warn_msg).toMatch(/^从未收到原报文/)

    const stillOnItsWay = newMsgid()
    expect((await undo(stillOnItsWay)).warn_msg).toMatch(/^从未收到原报文/)
    await refused(it, '2304', settling(stay), /已由 2601 冲正或作废，不再结算/, { msgid: stillOnItsWay })
    expect(await active(psn_no)).toBe(0)
  })

  test('2. the same discharge sent twice is settled once: the second is answered with the first', async () => {
    const psn_no = inJincheng('dibao')
    const stay = await stayOf(it, psn_no)
    const [first, second] = await Promise.all([ask(it, '2304', settling(stay)), ask(it, '2304', settling(stay))])
    const third = await done(it, '2304', settling(stay))
    expect(first.body.output).toEqual(second.body.output)
    expect(third.output).toEqual(first.body.output)
    expect(await active(psn_no)).toBe(1)
    await refused(it, '2304', settling(stay, { dise_codg: 'M01' }), /已由报文 H14050000001\d+ 结算；请先以 2305 撤销/)
  })

  test('3. one-sided accounts: totals first, then lines, each difference typed with what resolves it', async () => {
    const psn_no = inJincheng('monitored-unstable')
    const settled = []
    for (const day of ['2023-04-01', '2023-04-20']) {
      const stay = await stayOf(it, psn_no, { from: day, to: day })
      settled.push((await done(it, '2304', settling(stay))).output.setlinfo)
    }
    const period = { stmt_begndate: today(), stmt_enddate: today(), setl_optins: '140500' }
    const totals = {
      insutype: '390',
      clr_type: '21',
      medfee_sumamt: 52000.61,
      fund_pay_sumamt: 1,
      acct_pay: 0,
      fixmedins_setl_cnt: 2,
    }
    const stated = await done(it, '3201', { data: { ...period, ...totals } })
    expect(['1', '3']).toContain(stated.output.stmtinfo.stmt_rslt)
    expect(stated.output.stmtinfo.stmt_rslt_dscr).toMatch(/中心减医院：/)

    const [one] = settled
    const line = [one.setl_id, one.mdtrt_id, psn_no, '52000.61', one.fund_pay_sumamt.toFixed(2), '0', '0'].join('\t')
    const uploaded = await done(it, '9101', {
      fsUploadIn: { filename: 'day.txt', in: Buffer.from(line).toString('base64') },
    })
    const { file_qury_no } = uploaded.output
    const compared = await done(it, '3202', { data: { ...period, file_qury_no, ...totals } })
    const download = { fsDownloadIn: { file_qury_no: compared.output.fileinfo.file_qury_no, filename: 'r.txt' } }
    const { content } = (await done(it, '9102', download)).output.fsDownloadOut
    const rows = rowsOf(unzipped(Buffer.from(content, 'base64')).content)
    const of = (setlId: string) => rows.find((row) => row[2] === setlId)
    expect(of(settled[0].setl_id)).toMatchObject({ 4: '3', 6: expect.stringMatching(/金额不一致：.+/), 7: '-0.61' })
    expect(of(settled[1].setl_id)).toMatchObject({ 4: '1', 6: expect.stringMatching(/仅中心有：.+/), 7: '52000.00' })
  })

  test('4. a settlement that differs from its quote says what changed in between', async () => {
    const psn_no = inJincheng('dibao-marginal')
    const big = {
      medfee_sumamt: 150000,
      fulamt_ownpay_amt: 0,
      inscp_scp_amt: 150000,
      exp_content: { hifp_pay: 90000, hifmi_pay: 0 },
    }
    const stay = await stayOf(it, psn_no, { from: '2023-05-01', to: '2023-05-10' })
    const quoted = await done(it, '2303', settling(stay, big))
    const other = await stayOf(it, psn_no, { from: '2023-05-11', to: '2023-05-20' })
    await done(it, '2304', settling(other, big))
    const settled = await done(it, '2304', settling(stay, big))
    expect(maf(settled)).not.toBe(maf(quoted))
    expect(settled.warn_msg).toMatch(
      /^与预结算不同：医疗救助 34249\.32 → 5750\.68，.*其间变动：年度救助限额此前已用 0\.00 → 34249\.32；起付：/,
    )
    const again = await stayOf(it, inJincheng('youfu'))
    await done(it, '2303', settling(again))
    expect((await done(it, '2304', settling(again))).warn_msg).toBeNull()
  })

  test('5. two payers of the same amount count twice', async () => {
    const stay = await stayOf(it, inJincheng('low-income'))
    const paid = {
      hifp_pay: '100.00',
      hifmi_pay: '100.00',
      hifes_pay: '100.00',
      oth_pay: '100.00',
      soc_aid_pay: '100.00',
    }
    const { setlinfo, setldetail } = (await done(it, '2304', settling(stay, { exp_content: paid }))).output
    expect(setlinfo).toMatchObject({
      hifp_pay: 100,
      hifmi_pay: 100,
      hifes_pay: 100,
      oth_pay: 200,
      fund_pay_sumamt: 500,
    })
    expect(setldetail.filter((one: Body) => one.fund_payamt === 100)).toHaveLength(5)
  })

  test('6. an identity without an end holds everywhere alike: where it is shown, checked and settled', async () => {
    const psn_no = inJincheng('dibao')
    const certno = await certificateOf(psn_no)
    const { idetinfo } = (await done(it, '1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: certno } })).output
    expect(idetinfo).toMatchObject([{ psn_idet_type: '102', begntime: '2021-01-01 00:00:00', endtime: null }])
    const checked = await done(it, '2001', { data: { psn_no, begntime: '2027-12-31' } })
    expect(checked.output.trtinfo[2]).toMatchObject({ fund_pay_type: '610100', trt_enjymnt_flag: '1', enddate: null })
    const stay = await stayOf(it, psn_no, { from: '2024-05-01', to: '2024-05-04' })
    expect(maf(await done(it, '2304', settling(stay)))).toBeGreaterThan(0)
  })

  test('7. a reversal negates every payer and links to what it undoes, not to itself', async () => {
    const stay = await stayOf(it, inJincheng('poverty-returned'))
    const paid = { hifp_pay: 30000, hifmi_pay: 100, hifes_pay: 200, oth_pay: 300, soc_aid_pay: 400 }
    const { setlinfo } = (
      await done(
        it,
        '2304',
        settling(stay, { exp_content: paid, fulamt_ownpay_amt: 40000, inscp_scp_amt: 50000, medfee_sumamt: 90000 }),
      )
    ).output
    const undone = (await done(it, '2305', { data: { ...stay, setl_id: setlinfo.setl_id } })).output.setlinfo
    expect(setlinfo.hosp_part_amt).toBeGreaterThan(0)
    for (const name of [
      'hifp_pay',
      'hifmi_pay',
      'hifes_pay',
      'maf_pay',
      'oth_pay',
      'fund_pay_sumamt',
      'hosp_part_amt',
      'psn_part_amt',
      'psn_cash_pay',
    ])
      expect([name, undone[name]]).toEqual([name, -setlinfo[name]])
    expect([undone.init_setl_id, undone.setl_id === undone.init_setl_id]).toEqual([setlinfo.setl_id, false])
  })

  test('8. types drift: numbers, text and JSON text are read; two decimals and a number for infcode are written', async () => {
    const stay = await stayOf(it, inJincheng('severely-disabled'))
    const forms = [
      settling(stay, { medfee_sumamt: 52000, overlmt_selfpay: 0.0, exp_content: '{"hifp_pay":"34790","hifmi_pay":0}' }),
      settling(stay, {
        medfee_sumamt: '52000.0',
        overlmt_selfpay: '',
        exp_content: { hifp_pay: 34790.0, hifmi_pay: '0.0' },
      }),
      JSON.stringify(settling(stay, { medfee_sumamt: '052000.00', preselfpay_amt: 'null' })),
    ]
    const quotes = []
    for (const input of forms)
      quotes.push(
        await ask(it, '2303', input, { envelope: { mdtrtarea_admvs: undefined, mdtrtarea_admdvs: '140502' } }),
      )
    for (const { body, text } of quotes) {
      expect(body.infcode).toBe(0)
      expect(text).toContain('"infcode":0,')
      expect(text).toContain('"medfee_sumamt":52000.00,')
      expect(body.output.setldetail).toEqual(quotes[0]?.body.output.setldetail)
    }
    // Eighteen digits are more than a float holds: the sum is read, subtracted and written digit by digit.
    const sums = '{"medfee_sumamt":999999999999999999.99,"fund_pay_sumamt":"1.00","fixmedins_setl_cnt":1'
    const days = '"stmt_begndate":"2019-01-01","stmt_enddate":"2019-01-01","clr_type":"99","setl_optins":"140500"'
    const { text } = await ask(it, '3201', `{"data":${sums},${days}}}`)
    expect(text).toContain('总额 -999999999999999999.99')
  })

  test('10. psn_idet_type is dated data of the region, not an enum', async () => {
    const codeIn = (region: string, on = '2023-06-15') =>
      new Codes(it.service, region, on).for('psn_idet_type', 'dibao')?.code
    expect([codeIn('140502'), codeIn('500243'), codeIn('370811', '2021-06-15')]).toEqual(['102', '502', '302'])
    const library = amended((clause) =>
      clause.clause === 'idet'
        ? {
            ...clause,
            codes: clause.codes?.flatMap((row) =>
              row.means === 'dibao'
                ? [
                    { ...row, to: '2023-12-31' },
                    { ...row, code: 'D2', from: '2024-01-01' },
                  ]
                : [row],
            ),
          }
        : clause,
    )
    const then = (on: string) => new Codes({ library }, '140502', on).for('psn_idet_type', 'dibao')?.code
    expect([then('2023-12-31'), then('2024-01-01')]).toEqual(['102', 'D2'])
  })

  test('11. setl_proc_info says tier, base, rate, amount, clause and limit left; crt_payb_lmt_amt what is left', async () => {
    await atTheDesk(it, 'H50024300001')
    const key = await it.issue({ kind: 'hospital', name: 'test', region: '500243', hospitalCode: 'H50024300001' })
    const sent = () => ({
      key,
      msgid: newMsgid('H50024300001'),
      envelope: { mdtrtarea_admvs: '500243', insuplc_admdvs: '500243' },
    })
    const psn_no = demoPerson('500243', 'dibao-marginal')
    const mdtrtinfo = { psn_no, begntime: '2023-06-20', med_type: '21' }
    const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo }, sent())).output.result
    const settled = await done(it, '2304', settling({ psn_no, mdtrt_id }, { dscgTime: '2023-07-01 10:00:00' }), sent())
    // By hand, as in the README: (50000 - 34790) x 70% = 10647.00; 60000 - 10647 is left.
    const aid = fund(settled, '610100')
    expect(aid).toMatchObject({ fund_payamt: 10647, crt_payb_lmt_amt: 49353, fund_pay_type_name: '医疗救助基金' })
    for (const said of [
      '救助身份 低保边缘家庭成员',
      '基数 15210.00 元',
      '比例 70%',
      '金额 10647.00 元',
      '剩余 49353.00 元',
      '彭水府办发〔2023〕52号 二（三）2（500243/P4）',
    ])
      expect(aid.setl_proc_info).toContain(said)
    for (const one of settled.output.setldetail) {
      expect(one.setl_proc_info.length).toBeGreaterThan(0)
      expect(one.setl_proc_info.length).toBeLessThanOrEqual(4000)
      expect([one.fund_pay_type, one.fund_pay_type_name]).toEqual([
        expect.stringMatching(/^\d{6}$/),
        expect.stringMatching(/[一-龥]/),
      ])
    }
  })
})

/** The certificate that the demo person would show at the desk. */
async function certificateOf(psn_no: string): Promise<string> {
  const reply = await it.app.inject({
    url: `/v1/beneficiaries/${psn_no}?show=idNumber`,
    headers: { authorization: `Bearer ${it.keys.bureau}` },
  })
  return reply.json().idNumber
}
