import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  ask,
  asSummed,
  atTheDesk,
  type Body,
  discharged,
  done,
  endOpen,
  inJincheng,
  line,
  newMsgid,
  refused,
  type Stay,
  settling,
} from '../../support/claims/messages.ts'
import { send, testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

describe('a stay', () => {
  test('has a number of thirty characters, and is settled after it has ended', async () => {
    const stay = await admitted(it, psn_no)
    expect(stay.mdtrt_id).toMatch(/^140502\d{24}$/)
    await refused(it, '2304', settling(stay), /尚未出院；请先 2402 办理出院，或填写 dscgTime/)
    expect((await done(it, '2303', settling(stay))).output.setlinfo.setl_id).toBeNull()
    await discharged(it, stay)
    await refused(
      it,
      '2304',
      settling(stay, { dscgTime: '2023-03-16 10:00:00' }),
      /dscgTime 为 2023-03-16，2402 登记为 2023-03-15/,
    )
    await done(it, '2304', settling(stay))
    await refused(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-15' } }, /请先以 2305 撤销结算/)
  })

  test('its discharge is undone and told anew; its particulars change; it is called off', async () => {
    const stay = await admitted(it, psn_no)
    await refused(it, '2405', { data: stay }, /尚未办理出院，无可撤销/)
    await discharged(it, stay)
    await refused(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-16' } }, /已出院；如需更正请先 2405/)
    await refused(it, '2404', { data: stay }, /已出院；请先 2405 撤销出院/)
    await done(it, '2405', { data: stay })
    await done(it, '2403', {
      adminfo: { ...stay, begntime: '2023-02-27 10:00:00', med_type: '22' },
      diseinfo: [{ diag_code: 'M01', diag_name: '示例' }],
    })
    await done(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-16 10:00:00' } })
    const [shown] = (await done(it, '5201', { data: { psn_no, mdtrt_id: stay.mdtrt_id } })).output.mdtrtinfo
    expect(shown).toMatchObject({
      begntime: '2023-02-27 10:00:00',
      endtime: '2023-03-16 10:00:00',
      med_type: '22',
      memo: '已出院',
    })
    await done(it, '2405', { data: stay })
    await done(it, '2404', { data: stay })
    await refused(it, '2402', { dscginfo: { ...stay, endtime: '2023-03-16' } }, /已撤销；请重新登记/)
  })

  test('is not outpatient care, and the reverse', async () => {
    const stay = await admitted(it, psn_no)
    await refused(it, '2202', { data: stay }, /是住院就诊，请用 23xx、24xx 交易/)
    const visit = {
      psn_no,
      mdtrt_id: (await done(it, '2201', { data: { psn_no, begntime: '2023-04-01' } })).output.data.mdtrt_id,
    }
    await refused(it, '2304', settling(visit), /是门诊就诊，请用 22xx 交易/)
  })
})

describe('outpatient care', () => {
  const open = async (begntime = '2023-04-01 08:00:00'): Promise<Stay> => {
    const { mdtrt_id } = (await done(it, '2201', { data: { psn_no, insutype: '390', begntime, ipt_otp_no: 'O1' } }))
      .output.data
    return { psn_no, mdtrt_id }
  }

  test('of a registered disease is settled by the registration, and undone', async () => {
    const visit = await open()
    await done(it, '2203', {
      mdtrtinfo: {
        ...visit,
        med_type: '14',
        begntime: '2023-04-01 08:00:00',
        dise_codg: 'E11.900',
        dise_name: '2型糖尿病',
      },
    })
    await done(it, '2204', {
      feedetail: [
        line(visit, {
          fee_ocur_time: '2023-04-01 08:30:00',
          det_item_fee_sumamt: 1200,
          cnt: 1,
          pric: 1200,
          fulamt_ownpay_amt: 0,
          inscp_scp_amt: 1200,
        }),
      ],
    })
    const asked = asSummed(visit, { medfee_sumamt: 1200, exp_content: { hifp_pay: 600, hifmi_pay: 0 } })
    const quoted = await done(it, '2206', asked)
    const settled = await done(it, '2207', asked)
    // 1200 - 600 = 600; 30% for dibao (140500/J8).
    expect([quoted.output.setlinfo.maf_pay, settled.output.setlinfo.maf_pay]).toEqual([180, 180])
    expect(settled.output.setlinfo).toMatchObject({ med_type: '14', clr_type: '11' })
    const { setl_id } = settled.output.setlinfo
    const undone = await done(it, '2208', { data: { ...visit, setl_id } })
    expect(undone.output.setlinfo).toMatchObject({ maf_pay: -180, medfee_sumamt: -1200 })
    await done(it, '2205', { data: { ...visit, chrg_bchno: '0000' } })
    await done(it, '2202', { data: visit })
  })

  test('that no disease is registered for gets no aid, with the reason', async () => {
    const visit = await open()
    const sent = {
      ...visit,
      med_type: '14',
      dise_codg: 'X99',
      medfee_sumamt: 100,
      inscp_scp_amt: 100,
      exp_content: { hifp_pay: 0, hifmi_pay: 0 },
    }
    const { setlinfo, setldetail } = (await done(it, '2207', { data: sent })).output
    expect(setlinfo.maf_pay).toBe(0)
    expect(setldetail.find((one: Body) => one.fund_pay_type === '610100').setl_proc_info).toMatch(
      /未支付原因：没有与病种「X99」相符的有效备案/,
    )
  })

  test('that is ordinary is not settled where no rule aids it', async () => {
    const visit = await open()
    const sent = { ...visit, med_type: '11', dise_codg: 'J00', medfee_sumamt: 100, inscp_scp_amt: 100 }
    await refused(
      it,
      '2207',
      { data: sent },
      /参保地 140502 的政策在 2023-\d\d-\d\d 没有普通门急诊的救助规定.*已备案的慢特病请填 med_type 14/,
    )
  })
})

describe('records', () => {
  test('a referral by 2501 makes a stay elsewhere properly referred; 2502 calls it off', async () => {
    const person = inJincheng('dibao')
    await endOpen(it, person)
    const key = await it.issue({ kind: 'hospital', name: 'test', region: '140106', hospitalCode: 'H14010000001' })
    await atTheDesk(it, 'H14010000001')
    const there = () => ({ key, msgid: newMsgid('H14010000001') })
    const settledThere = async (begntime: string) => {
      const mdtrtinfo = { psn_no: person, begntime, med_type: '23' }
      const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo }, there())).output.result
      const asked = settling({ psn_no: person, mdtrt_id }, { dscgTime: '2023-08-10' })
      return (await done(it, '2304', asked, there())).output.setlinfo.maf_pay
    }
    expect(await settledThere('2023-08-02')).toBe(0)
    const refmedin = {
      psn_no: person,
      reflin_medins_no: 'H14010000001',
      mdtrtarea_admdvs: '140106',
      refl_date: '2023-08-01',
      enddate: '',
    }
    const { trt_dcla_detl_sn } = (await done(it, '2501', { refmedin })).output.result
    expect(await settledThere('2023-08-05')).toBe(0)
    const waiting = await send(it, 'GET', `/v1/referral-requests?personNo=${person}`, undefined, {
      key: it.keys.bureau,
    })
    const [{ id }] = waiting.body.items
    const confirmed = `/v1/beneficiaries/${person}/referral-requests/${id}/decision`
    expect((await send(it, 'POST', confirmed, { decision: 'confirm' }, { key: it.keys.bureau })).status).toBe(200)
    expect((await done(it, '5304', { data: { psn_no: person } }, there())).output.refmedin).toMatchObject([
      { trt_dcla_detl_sn, vali_flag: '1', enddate: null },
    ])
    expect(await settledThere('2023-08-03')).toBe(10647)
    await refused(it, '2502', { data: { psn_no: person, trt_dcla_detl_sn } }, /没有该转院备案/, there())
    await done(it, '2502', { data: { psn_no: person, trt_dcla_detl_sn } })
    expect(await settledThere('2023-08-04')).toBe(0)
  })
})

test('9001 gives the number that 9002 signs off with', async () => {
  const { signinoutb } = (await done(it, '9001', { signIn: { opter_no: '001', mac: '00', ip: '127.0.0.1' } })).output
  expect(signinoutb.sign_no).toHaveLength(30)
  await done(it, '9002', { signOut: { sign_no: signinoutb.sign_no, opter_no: '001' } })
  await refused(it, '9002', { signOut: { sign_no: '140502202405051200000000000000', opter_no: '001' } }, /没有签到编号/)
})

test('each transaction has a path of its own', async () => {
  const { body } = await ask(it, '2001', { data: { psn_no } }, { path: '/nhsa/2001', envelope: { infno: undefined } })
  expect(body.infcode).toBe(0)
  expect((await ask(it, '2206A', asSummed({ psn_no, mdtrt_id: 'M1' }), {})).body.err_msg).toMatch(/没有人员/)
})

describe('who is told that nothing is paid', () => {
  const personNo = '14050000000000007001'
  const put = async (change: object) => {
    const body = {
      name: '示例',
      idType: '01',
      idNumber: '140502198001010014',
      birthDate: '1980-01-01',
      insuredRegion: '140502',
    }
    const answer = await send(
      it,
      'PUT',
      `/v1/beneficiaries/${personNo}`,
      { ...body, ...change },
      { key: it.keys.bureau },
    )
    expect([200, 201]).toContain(answer.status)
  }
  const read = async () => {
    const certificate = { mdtrt_cert_type: '02', mdtrt_cert_no: '140502198001010014' }
    const { insuinfo } = (await done(it, '1101', { data: certificate })).output
    const { trtinfo } = (await done(it, '2001', { data: { psn_no: personNo, begntime: '2024-05-05' } })).output
    return { status: insuinfo[0].psn_insu_stas, trtinfo }
  }

  test('1101 and 2001 say who is not enrolled, and whose list alone opens nothing', async () => {
    await put({ enrolledTier: null })
    const listed = {
      category: 'illness-impoverished',
      from: '2023-01-01',
      to: null,
      certifiedBy: 'healthcare-security',
      certificateNo: 'L',
    }
    await send(it, 'POST', `/v1/beneficiaries/${personNo}/identities`, listed, { key: it.keys.bureau })
    const before = await read()
    expect(before.status).toBe('0')
    expect(before.trtinfo).toMatchObject([
      { trt_enjymnt_flag: '0', trt_chk_rslt: '未参保。' },
      { trt_enjymnt_flag: '0', trt_chk_rslt: '未参保。' },
      { trt_enjymnt_flag: '0', trt_chk_rslt: expect.stringMatching(/^未参保，医疗救助不予支付。/) },
    ])
    await put({ enrolledTier: 1 })
    const after = await read()
    expect(after.status).toBe('1')
    expect(after.trtinfo).toMatchObject([
      { trt_enjymnt_flag: '1' },
      { trt_enjymnt_flag: '1' },
      { trt_enjymnt_flag: '0', trt_chk_rslt: expect.stringMatching(/依申请救助，尚无覆盖当日的已批准申请/) },
    ])
  })
})
