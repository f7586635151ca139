import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sumDue } from '../../../src/db/clearing/clearing-entries.ts'
import { caresOfClearing } from '../../../src/domain/clearing/clearing.ts'
import {
  type Answered,
  admitted,
  ask,
  atTheDesk,
  done,
  hospitalCode,
  inJincheng,
  line,
  newMsgid,
  rowCounts,
  type Stay,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
let owner: pg.Client
/** A second connection, because a transaction sees one moment of the server's activity only. */
let watcher: pg.Client

beforeAll(async () => {
  const { connectionString } = it.service.db.pool.options
  owner = new pg.Client({ connectionString })
  watcher = new pg.Client({ connectionString })
  for (const client of [owner, watcher]) {
    client.on('error', () => undefined)
    await client.connect()
  }
})
afterAll(() => Promise.all([owner.end(), watcher.end()]))

const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`

/** Sends a message, and ends its connection while it waits to write into a table: half of it may be written by then. */
async function cutOff(table: string, send: () => Promise<Answered>): Promise<Answered> {
  await owner.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  const answer = send()
  const settled = answer.then(() => true)
  let found: { pid: number }[] = []
  while (found.length === 0) {
    found = (await watcher.query<{ pid: number }>(waiting)).rows
    if (await Promise.race([settled, new Promise((resolve) => setTimeout(() => resolve(false), 10))])) break
  }
  for (const { pid } of found) await watcher.query('SELECT pg_terminate_backend($1)', [pid])
  await owner.query('COMMIT')
  expect(found).not.toEqual([])
  return answer
}

interface Case {
  readonly infno: string
  readonly table: string
  /** What stands before; the message is made of it. */
  readonly input: () => Promise<Record<string, unknown>>
}

const opened = (): Promise<Stay> => admitted(it, psn_no)
const onVisit = { fee_ocur_time: '2023-04-01 08:30:00' }
const visited = async (): Promise<Stay> => ({
  psn_no,
  mdtrt_id: (await done(it, '2201', { data: { psn_no, begntime: '2023-04-01' } })).output.data.mdtrt_id,
})
const undoable = async () => {
  const stay = await stayOf(it, psn_no)
  return { ...stay, setl_id: (await done(it, '2304', settling(stay))).output.setlinfo.setl_id }
}
const undoableVisit = async () => {
  const visit = await visited()
  const care = { ...visit, med_type: '14', dise_codg: 'E11.900', medfee_sumamt: 1200, inscp_scp_amt: 1200 }
  const settled = await done(it, '2207', { data: { ...care, exp_content: { hifp_pay: 600, hifmi_pay: 0 } } })
  return { ...visit, setl_id: settled.output.setlinfo.setl_id }
}

let files = 0
const file = () => {
  files += 1
  return { fsUploadIn: { filename: 'day.txt', in: Buffer.from(`AWAY-${files}\t\t\t1\t0\t0\t0`).toString('base64') } }
}
const sums = { medfee_sumamt: 1, fund_pay_sumamt: 0, cash_payamt: 1, fixmedins_setl_cnt: 1 }
const transfer = { psn_no, reflin_medins_no: 'H14010000001', refl_date: '2023-08-01' }
let diseases = 0
const disease = () => {
  diseases += 1
  return { psn_no, opsp_dise_code: `I1${diseases}`, opsp_dise_name: '示例', begndate: '2023-01-01' }
}
/** What the hospital is owed of the month and has not asked for yet, a new stay included. */
const application = async () => {
  await done(it, '2304', settling(await stayOf(it, psn_no)))
  const due = { hospitalCode, region: '140500', law: '140500', month: '2024-05', cares: caresOfClearing.all }
  const { settlements, reversals, total, fundPaid, personPaid } = await sumDue(it.service.db.pool, due)
  const claim = { medfee_sumamt: total, fund_appy_sum: fundPaid, cash_payamt: personPaid, acct_pay: 0 }
  return { data: { clr_type: '99', setlym: '202405', psntime: settlements + reversals, ...claim } }
}
const messages = 'hospital_messages'

/** Each transaction that writes, cut off at its last table; some at an earlier one too. */
const cases: Case[] = [
  { infno: '9001', table: messages, input: async () => ({ signIn: { opter_no: '001' } }) },
  {
    infno: '9002',
    table: messages,
    input: async () => {
      const { sign_no } = (await done(it, '9001', { signIn: { opter_no: '001' } })).output.signinoutb
      return { signOut: { sign_no, opter_no: '001' } }
    },
  },
  { infno: '2201', table: messages, input: async () => ({ data: { psn_no, begntime: '2023-04-01' } }) },
  { infno: '2202', table: messages, input: async () => ({ data: await visited() }) },
  { infno: '2203', table: messages, input: async () => ({ mdtrtinfo: { ...(await visited()), med_type: '14' } }) },
  { infno: '2204', table: messages, input: async () => ({ feedetail: [line(await visited(), onVisit)] }) },
  {
    infno: '2205',
    table: messages,
    input: async () => {
      const visit = await visited()
      await done(it, '2204', { feedetail: [line(visit, onVisit)] })
      return { data: { ...visit, feedetl_sn: '0000' } }
    },
  },
  { infno: '2208', table: 'reversals', input: async () => ({ data: await undoableVisit() }) },
  { infno: '2301', table: 'fee_lines', input: async () => ({ feedetail: [line(await opened())] }) },
  {
    infno: '2302',
    table: messages,
    input: async () => {
      const stay = await opened()
      await done(it, '2301', { feedetail: [line(stay)] })
      return { data: { ...stay, feedetl_sn: '0000' } }
    },
  },
  { infno: '2304', table: 'visit_settlings', input: async () => settling(await stayOf(it, psn_no)) },
  { infno: '2304', table: 'settlement_numbers', input: async () => settling(await stayOf(it, psn_no)) },
  { infno: '2304', table: 'entries', input: async () => settling(await stayOf(it, psn_no)) },
  { infno: '2305', table: 'entries', input: async () => ({ data: await undoable() }) },
  { infno: '2305', table: messages, input: async () => ({ data: await undoable() }) },
  {
    infno: '2401',
    table: 'visit_events',
    input: async () => ({ mdtrtinfo: { psn_no: inJincheng('tekun'), begntime: '2023-03-01', med_type: '21' } }),
  },
  { infno: '2402', table: messages, input: async () => ({ dscginfo: { ...(await opened()), endtime: '2023-03-09' } }) },
  { infno: '2403', table: messages, input: async () => ({ adminfo: { ...(await opened()), med_type: '22' } }) },
  { infno: '2404', table: messages, input: async () => ({ data: await opened() }) },
  // The stay is open afterwards, so it is another person's.
  { infno: '2405', table: messages, input: async () => ({ data: await stayOf(it, inJincheng('youfu')) }) },
  { infno: '2501', table: messages, input: async () => ({ refmedin: transfer }) },
  {
    infno: '2502',
    table: messages,
    input: async () => {
      const { trt_dcla_detl_sn } = (await done(it, '2501', { refmedin: transfer })).output.result
      return { data: { psn_no, trt_dcla_detl_sn } }
    },
  },
  { infno: '2503', table: 'registration_requests', input: async () => ({ data: disease() }) },
  { infno: '2503', table: messages, input: async () => ({ data: disease() }) },
  {
    infno: '2504',
    table: messages,
    input: async () => {
      const { trt_dcla_detl_sn } = (await done(it, '2503', { data: disease() })).output.result
      return { data: { psn_no, trt_dcla_detl_sn } }
    },
  },
  {
    infno: '2601',
    table: messages,
    input: async () => {
      const omsgid = newMsgid()
      await done(it, '2304', settling(await stayOf(it, psn_no)), { msgid: omsgid })
      return { data: { psn_no, omsgid, oinfno: '2304' } }
    },
  },
  { infno: '9101', table: 'uploaded_lines', input: async () => file() },
  { infno: '9101', table: messages, input: async () => file() },
  {
    infno: '3202',
    table: 'reconciliations',
    input: async () => {
      const { file_qury_no } = (await done(it, '9101', file())).output
      return { data: { file_qury_no, stmt_begndate: '2024-05-05', stmt_enddate: '2024-05-05', ...sums } }
    },
  },
  { infno: '3203', table: 'clearing_entries', input: application },
  { infno: '3203', table: messages, input: application },
  {
    infno: '3204',
    table: messages,
    input: async () => {
      const { clr_appy_evt_id } = (await done(it, '3203', await application())).output.result
      return { data: { clr_appy_evt_id } }
    },
  },
]

describe('a database that goes away in the middle of a message', () => {
  test.each(cases)('$infno, cut off at $table: unknown, and the same message again is done once', async (one) => {
    const input = await one.input()
    const msgid = newMsgid()
    const send = () => ask(it, one.infno, input, { msgid })
    const lost = await cutOff(one.table, send)
    expect([lost.status, lost.body.infcode]).toEqual([503, -1])
    expect(lost.body.err_msg).toMatch(/以?原?(编号|报文|msgid).*(重发|重新发送|再次发送)/)
    const again = await send()
    expect([again.status, again.body.infcode, again.body.err_msg]).toEqual([200, 0, null])
    const before = await rowCounts(it)
    const third = await send()
    expect([third.body.output, third.body.warn_msg, third.body.inf_refmsgid]).toEqual([
      again.body.output,
      again.body.warn_msg,
      again.body.inf_refmsgid,
    ])
    expect(await rowCounts(it)).toEqual(before)
  })

  test('a 2304 that had begun and settled nothing: 2601 says so, and the copy that comes after it is refused', async () => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    const send = () => ask(it, '2304', settling(stay), { msgid })
    expect((await cutOff('settlement_numbers', send)).status).toBe(503)
    const undo = { data: { psn_no, omsgid: msgid, oinfno: '2304' } }
    expect((await done(it, '2601', undo)).warn_msg).toMatch(/^无可冲正：收到过原报文，但未产生结算；现已作废/)
    expect((await done(it, '2601', undo)).warn_msg).toMatch(/^此前已冲正/)
    expect((await send()).body).toMatchObject({ infcode: -1, err_msg: expect.stringMatching(/不再结算/) })
    await done(it, '2304', settling(stay))
  })

  test('and nothing is left half done: as many settlements stand as were answered', async () => {
    const { rows } = await watcher.query<{ unpaired: number; active: number }>(
      `SELECT (SELECT count(*) FROM settlements s WHERE NOT EXISTS (SELECT FROM entries e WHERE e.settlement_id = s.settlement_id))::int AS unpaired,
         (SELECT count(*) FROM (SELECT mdtrt_id FROM visit_settlings v JOIN settlements s USING (hospital_code)
            WHERE s.settlement_no = v.msgid AND NOT EXISTS (SELECT FROM reversals r WHERE r.settlement_id = s.settlement_id)
            GROUP BY mdtrt_id HAVING count(DISTINCT s.settlement_id) > 1) twice)::int AS active`,
    )
    expect(rows).toEqual([{ unpaired: 0, active: 0 }])
  })
})
