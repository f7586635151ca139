import { beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { ask, atTheDesk, done, inJincheng, newMsgid, refused, settling, stayOf } from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

const undoing = (omsgid: string, oinfno: string, psn_no: string) => ({ data: { psn_no, omsgid, oinfno } })

/** What is booked for the person in the year, by the annual cap. */
const used = async (psn_no: string) =>
  (await done(it, '5206', { data: { psn_no, cum_ym: '202303' } })).output.cuminfo.find(
    (one: { cum_type_code: string }) => one.cum_type_code === 'limit-annual',
  )?.cum

describe('2601 of a reversal (2305)', () => {
  const psn_no = inJincheng('dibao')

  test('whose answer was lost settles the claim again, once, and refuses a late copy', async () => {
    const stay = await stayOf(it, psn_no)
    const first = await done(it, '2304', settling(stay))
    const before = await used(psn_no)
    const msgid = newMsgid()
    const input = { data: { ...stay, setl_id: first.output.setlinfo.setl_id } }
    await done(it, '2305', input, { msgid })
    const undone = await done(it, '2601', undoing(msgid, '2305', psn_no))
    expect(undone.warn_msg).toMatch(/^已冲正：撤销已取消，原结算已恢复，新的 setl_id 为 \w{25}/)
    expect(await used(psn_no)).toBe(before)
    expect((await done(it, '2601', undoing(msgid, '2305', psn_no))).warn_msg).toMatch(/该撤销早已取消/)
    await refused(it, '2305', input, /已由 2601 冲正或作废/, { msgid })
    const setl_id = /setl_id 为 (\w{25})/.exec(undone.warn_msg)?.[1] ?? ''
    const { setlinfo } = (await done(it, '5203', { data: { psn_no, setl_id } })).output
    expect([setlinfo.maf_pay, setlinfo.mdtrt_id]).toEqual([first.output.setlinfo.maf_pay, stay.mdtrt_id])
    // It is a settlement like others: it stands in the way, and is undone.
    await refused(it, '2405', { data: stay }, /请先以 2305 撤销结算/)
    await done(it, '2305', { data: { ...stay, setl_id } })
  })

  test('after which the visit was changed says what to send', async () => {
    const stay = await stayOf(it, psn_no)
    const { setl_id } = (await done(it, '2304', settling(stay))).output.setlinfo
    const msgid = newMsgid()
    await done(it, '2305', { data: { ...stay, setl_id } }, { msgid })
    await done(it, '2405', { data: stay })
    expect((await done(it, '2601', undoing(msgid, '2305', psn_no))).warn_msg).toMatch(
      /请以新 msgid 重新发送 2207、2304/,
    )
  })

  test('that never came refuses it when it comes', async () => {
    const stay = await stayOf(it, inJincheng('tekun'))
    const { setl_id } = (await done(it, '2304', settling(stay))).output.setlinfo
    const msgid = newMsgid()
    expect((await done(it, '2601', undoing(msgid, '2305', stay.psn_no))).warn_msg).toMatch(/^从未收到原报文/)
    await refused(it, '2305', { data: { ...stay, setl_id } }, /已由 2601 冲正或作废/, { msgid })
  })
})

describe('2601 of an admission (2401)', () => {
  const psn_no = inJincheng('youfu')
  const mdtrtinfo = { psn_no, begntime: '2023-03-01', med_type: '21' }

  test('calls the stay off, once, and refuses a late copy', async () => {
    const msgid = newMsgid()
    await done(it, '2401', { mdtrtinfo }, { msgid })
    expect((await done(it, '2601', undoing(msgid, '2401', psn_no))).warn_msg).toMatch(/^已冲正：原报文办理的入院已撤销/)
    expect((await done(it, '2601', undoing(msgid, '2401', psn_no))).warn_msg).toMatch(/早已撤销/)
    await refused(it, '2401', { mdtrtinfo }, /已由 2601 冲正或作废/, { msgid })
    await done(it, '2401', { mdtrtinfo })
  })

  test('that never came refuses it when it comes; another of it is free', async () => {
    const who = inJincheng('severely-disabled')
    const msgid = newMsgid()
    const input = { mdtrtinfo: { ...mdtrtinfo, psn_no: who } }
    expect((await done(it, '2601', undoing(msgid, '2401', who))).warn_msg).toMatch(/^从未收到原报文/)
    await refused(it, '2401', input, /已由 2601 冲正或作废/, { msgid })
    await done(it, '2401', input)
  })

  test('of which more is known says why not', async () => {
    const who = inJincheng('low-income-elder')
    const msgid = newMsgid()
    const { mdtrt_id } = (await done(it, '2401', { mdtrtinfo: { ...mdtrtinfo, psn_no: who } }, { msgid })).output.result
    await done(it, '2402', { dscginfo: { psn_no: who, mdtrt_id, endtime: '2023-03-02' } })
    await refused(it, '2601', undoing(msgid, '2401', who), /已出院；请先 2405/)
  })
})

test('what a reversal moves is listed, and told to the other hospital: in its answers and as an event', async () => {
  const psn_no = inJincheng('illness-impoverished')
  const other = 'H14050000002'
  const region = { key: await it.issue({ kind: 'hospital', name: 'test', region: '140522', hospitalCode: other }) }
  await atTheDesk(it, other)
  const there = () => ({ ...region, msgid: newMsgid(other) })
  const big = {
    medfee_sumamt: 120000,
    fulamt_ownpay_amt: 0,
    inscp_scp_amt: 120000,
    exp_content: { hifp_pay: 60000, hifmi_pay: 0 },
  }
  const first = newMsgid()
  const one = await stayOf(it, psn_no, { from: '2023-02-01', to: '2023-02-10' })
  await done(it, '2304', settling(one, big), { msgid: first })
  const mdtrtinfo = { psn_no, begntime: '2023-03-01', med_type: '21' }
  const two = { psn_no, mdtrt_id: (await done(it, '2401', { mdtrtinfo }, there())).output.result.mdtrt_id }
  const later = await done(it, '2304', settling(two, { ...big, dscgTime: '2023-03-10' }), there())
  const undone = await done(it, '2601', undoing(first, '2304', psn_no))
  expect(undone.warn_msg).toMatch(/^已冲正：.*另有 1 笔后续结算已一并重算：其他医疗机构 1 笔（已通知该机构）。$/)
  const { setl_id } = later.output.setlinfo
  const told = await done(it, '5203', { data: { psn_no, setl_id } }, there())
  expect(told.warn_msg).toMatch(/本结算已于 .*重新结算.*医疗救助变动/)
  expect(told.output.setlinfo.maf_pay).not.toBe(later.output.setlinfo.maf_pay)
  const day = { stmt_begndate: '2024-05-05', stmt_enddate: '2024-05-05', setl_optins: '140522' }
  const sums = {
    insutype: '390',
    clr_type: '21',
    medfee_sumamt: 0,
    fund_pay_sumamt: 0,
    acct_pay: 0,
    fixmedins_setl_cnt: 0,
  }
  const totals = await done(it, '3201', { data: { ...day, ...sums } }, there())
  expect(totals.warn_msg).toMatch(/1 笔结算.*重新结算：/)
  expect((await ask(it, '3201', { data: { ...day, ...sums, setl_optins: '140502' } })).body.warn_msg).toBeNull()
  const { rows } = await it.service.db.pool.query(
    `SELECT payload FROM outbox_events WHERE type = 'settlement.adjusted'`,
  )
  expect(rows.map(({ payload }) => JSON.parse(payload).data)).toMatchObject([{ hospitalCode: other, personNo: psn_no }])
  const found: unknown[] = []
  await verifyLedger({ db: it.service.db, archive: it.service.ledger.archive }, (fault) => found.push(fault))
  expect(found).toEqual([])
})
