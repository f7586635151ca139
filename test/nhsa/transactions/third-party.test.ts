import { beforeAll, describe, expect, test } from 'vitest'
import { ask, atTheDesk, done, inJincheng, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')

describe('an injury that somebody else caused (rel_ttp_flag)', () => {
  test.each([
    ['in the settlement', {}, { rel_ttp_flag: '1' }],
    ['in its exp_content', {}, { exp_content: { hifp_pay: 34790, hifmi_pay: 0, rel_ttp_flag: 1 } }],
    ['at the admission', { rel_ttp_flag: '1', trum_flag: '1' }, {}],
  ])('is said %s, marked in the ledger, and pointed at in the answer', async (_, admission, settlement) => {
    const stay = await stayOf(it, psn_no, admission)
    const quoted = await done(it, '2303', settling(stay, settlement))
    expect(quoted.warn_msg).toMatch(/第三人造成/)
    const { output, warn_msg } = await done(it, '2304', settling(stay, settlement))
    expect(warn_msg).toMatch(/第三人造成/)
    const { rows } = await it.service.db.pool.query(
      `SELECT input ->> 'thirdPartyInjury' AS injury FROM settlements ORDER BY settled_at DESC, settlement_id DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ injury: 'true' }])
    await done(it, '2305', { data: { ...stay, setl_id: output.setlinfo.setl_id } })
  })

  test('is asked for where an injury is told and nobody says by whom; a 0 is an answer', async () => {
    const stay = await stayOf(it, psn_no)
    expect((await done(it, '2303', settling(stay, { trum_flag: '1' }))).warn_msg).toMatch(/请核实并填写 rel_ttp_flag/)
    const none = await done(it, '2303', settling(stay, { trum_flag: '1', rel_ttp_flag: '0' }))
    expect(none.warn_msg).toBeNull()
  })
})

test('two visits of one day, disease and amount that are truly two: the second names the first (besides_msgid)', async () => {
  const visit = async () => {
    const opened = await done(it, '2201', {
      data: { psn_no, insutype: '390', begntime: '2023-04-05 09:00:00', mdtrt_cert_type: '02', ipt_otp_no: 'OT-1' },
    })
    const { mdtrt_id } = opened.output.data
    const mdtrtinfo = { psn_no, mdtrt_id, med_type: '14', begntime: '2023-04-05 09:00:00', dise_codg: 'E11.900' }
    await done(it, '2203', { mdtrtinfo })
    return { psn_no, mdtrt_id }
  }
  const bill = { med_type: '14', medfee_sumamt: 200, fulamt_ownpay_amt: 0, inscp_scp_amt: 200 }
  const send = (stay: { psn_no: string; mdtrt_id: string }, more: object = {}) =>
    settling(stay, { ...bill, exp_content: { hifp_pay: 100, hifmi_pay: 0, ...more } })
  const [one, two] = [await visit(), await visit()]
  await done(it, '2207', send(one))
  const { body } = await ask(it, '2207', send(two))
  expect(body).toMatchObject({ infcode: -1, err_code: 'same-visit-settled' })
  const first = /按编号 (\S+) 结算/.exec(body.err_msg)?.[1] ?? ''
  expect(body.err_msg).toContain(`exp_content 的 besides_msgid 中加上 ${first}`)
  await done(it, '2207', send(two, { besides_msgid: first }))
})
