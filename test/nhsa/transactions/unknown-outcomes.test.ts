import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { createLedgerWriter } from '../../../src/application/ledger/ledger-writer.ts'
import { verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import type { App } from '../../../src/http/server/wire.ts'
import {
  type Answered,
  ask,
  atTheDesk,
  done,
  inJincheng,
  isSettled,
  newMsgid,
  refused,
  rowCounts,
  type Stay,
  settling,
  stayOf,
} from '../../support/claims/messages.ts'
import { daysBefore } from '../../support/claims/visit.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))
const psn_no = inJincheng('dibao')
/** Another process on the same database, with a ledger and an app of its own. */
let other: typeof it

beforeAll(async () => {
  const { service } = it
  const ledger = createLedgerWriter({ db: service.db, library: service.library, clock: service.clock })
  const app: App = await buildApp({ service: { ...service, ledger } })
  other = { ...it, app, keys: it.keys, service: { ...service, ledger }, issue: it.issue, logged: it.logged }
})

afterAll(async () => {
  await other.app.close()
  await other.service.ledger.close()
})

const undoing = (omsgid: string, oinfno = '2304', person = psn_no) => ({ data: { psn_no: person, omsgid, oinfno } })

describe('msgid is the idempotency key of everything that writes', () => {
  test('the same number with the same content gives the same answer, whatever else the envelope says', async () => {
    const mdtrtinfo = { psn_no, begntime: '2023-03-01', med_type: '21' }
    const msgid = newMsgid()
    const first = await done(it, '2401', { mdtrtinfo }, { msgid })
    const before = await rowCounts(it)
    const again = await done(
      it,
      '2401',
      { mdtrtinfo: { ...mdtrtinfo, begntime: '2023-03-01 00:00:00' } },
      { msgid, envelope: { inf_time: '2024-05-05 12:30:00', opter: '002' } },
    )
    expect([again.output, again.inf_refmsgid]).toEqual([first.output, first.inf_refmsgid])
    expect(await rowCounts(it)).toEqual(before)
    await done(it, '2404', { data: { psn_no, mdtrt_id: first.output.result.mdtrt_id } })
  })

  test('with another content, or for another transaction, it is refused', async () => {
    const msgid = newMsgid()
    const { output } = await done(
      it,
      '2401',
      { mdtrtinfo: { psn_no, begntime: '2023-03-01', med_type: '21' } },
      { msgid },
    )
    const other = { mdtrtinfo: { psn_no, begntime: '2023-03-02', med_type: '21' } }
    await refused(it, '2401', other, /报文 .* 已用于内容不同的 2401；请换用新的 msgid/, { msgid })
    await refused(it, '2201', { data: { psn_no, begntime: '2023-03-01' } }, /已用于内容不同的 2401/, { msgid })
    await done(it, '2404', { data: { psn_no, mdtrt_id: output.result.mdtrt_id } })
  })

  test('twenty copies at once write once', async () => {
    const msgid = newMsgid()
    const mdtrtinfo = { psn_no, begntime: '2023-03-01', med_type: '21' }
    const before = await rowCounts(it)
    const copies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => ask(at % 2 ? other : it, '2401', { mdtrtinfo }, { msgid })),
    )
    expect(new Set(copies.map(({ body }) => body.output.result.mdtrt_id)).size).toBe(1)
    expect((await rowCounts(it))['visits']).toBe(String(Number(before['visits']) + 1))
    await done(it, '2404', { data: { psn_no, mdtrt_id: copies[0]?.body.output.result.mdtrt_id } })
  })

  test('a settlement: same answer, another content refused', async () => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    const first = await ask(it, '2304', settling(stay), { msgid })
    const again = await ask(it, '2304', settling(stay), { msgid })
    expect(again.body.output).toEqual(first.body.output)
    expect(again.body.inf_refmsgid).toBe(first.body.inf_refmsgid)
    await refused(
      it,
      '2304',
      settling(stay, { medfee_sumamt: 52001, fulamt_ownpay_amt: 2001 }),
      /已用于内容不同的 2304/,
      { msgid },
    )
    await done(it, '2601', undoing(msgid))
  })

  test('an undone settlement: same answer, also when the year has gone on', async () => {
    const stay = await stayOf(it, psn_no)
    const { setl_id } = (await done(it, '2304', settling(stay))).output.setlinfo
    const msgid = newMsgid()
    const first = await ask(it, '2305', { data: { ...stay, setl_id } }, { msgid })
    const later = newMsgid()
    await done(it, '2304', settling(stay), { msgid: later })
    const again = await ask(it, '2305', { data: { ...stay, setl_id } }, { msgid })
    expect(again.body.output).toEqual(first.body.output)
    expect(again.body.inf_refmsgid).toBe(first.body.inf_refmsgid)
    await done(it, '2601', undoing(later))
  })

  test('a settlement that was posted and never said so: its copy finds it', async () => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    const first = await done(it, '2304', settling(stay), { msgid })
    // As after a kill between the posting and the line that says what was answered.
    await it.service.db.pool.query('SELECT 1')
    const owner = await ownerOf()
    await owner(`ALTER TABLE hospital_messages DISABLE TRIGGER append_only_delete`)
    await owner(`DELETE FROM hospital_messages WHERE msgid = '${msgid}'`)
    await owner(`ALTER TABLE hospital_messages ENABLE TRIGGER append_only_delete`)
    const again = await done(it, '2304', settling(stay), { msgid })
    expect(again.output).toEqual(first.output)
    await done(it, '2601', undoing(msgid))
  })
})

describe('2601', () => {
  test('undoes a settlement and is repeatable, under its own number and under another', async () => {
    const stay = await stayOf(it, psn_no)
    const [msgid, undo] = [newMsgid(), newMsgid()]
    await ask(it, '2304', settling(stay), { msgid })
    const first = await done(it, '2601', undoing(msgid), { msgid: undo })
    const again = await done(it, '2601', undoing(msgid), { msgid: undo })
    expect([first.output, first.warn_msg, again.warn_msg]).toEqual([
      null,
      expect.stringMatching(/^已冲正/),
      first.warn_msg,
    ])
    expect((await done(it, '2601', undoing(msgid))).warn_msg).toMatch(/^此前已冲正/)
    expect(await isSettled(it, msgid)).toBe(false)
  })

  test('a late copy of an undone message is refused, and the visit may be settled again', async () => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    await ask(it, '2304', settling(stay), { msgid })
    await done(it, '2601', undoing(msgid))
    await refused(it, '2304', settling(stay), /已由 2601 冲正或作废，不再结算；请用新的 msgid/, { msgid })
    const anew = newMsgid()
    await done(it, '2304', settling(stay), { msgid: anew })
    expect(await isSettled(it, anew)).toBe(true)
    await done(it, '2601', undoing(anew))
  })

  test('says of a message that was never seen that it was not, and refuses it when it comes', async () => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    expect((await done(it, '2601', undoing(msgid))).warn_msg).toMatch(/^从未收到原报文，或原报文已被拒绝；现已登记作废/)
    expect((await done(it, '2601', undoing(msgid))).warn_msg).toMatch(/^此前已冲正/)
    await refused(it, '2304', settling(stay), /不再结算/, { msgid })
    await refused(other, '2304', settling(stay), /不再结算/, { msgid })
    expect(await isSettled(it, msgid)).toBe(false)
  })

  test('undoes the settlement that a second message of the same discharge was answered with', async () => {
    const stay = await stayOf(it, psn_no)
    const [first, second] = [newMsgid(), newMsgid()]
    await ask(it, '2304', settling(stay), { msgid: first })
    await ask(it, '2304', settling(stay), { msgid: second })
    expect((await done(it, '2601', undoing(second))).warn_msg).toMatch(/^已冲正/)
    expect(await isSettled(it, first)).toBe(false)
  })

  test('recalculates later ones, because who does not know the outcome cannot undo them first', async () => {
    const person = inJincheng('illness-impoverished')
    const big = {
      medfee_sumamt: 120000,
      fulamt_ownpay_amt: 0,
      inscp_scp_amt: 120000,
      exp_content: { hifp_pay: 60000, hifmi_pay: 0 },
    }
    const [first, second] = [newMsgid(), newMsgid()]
    const one = await stayOf(it, person, { from: '2023-02-01', to: '2023-02-10' })
    const two = await stayOf(it, person, { from: '2023-03-01', to: '2023-03-10' })
    const settled = await done(it, '2304', settling(one, big), { msgid: first })
    await done(it, '2304', settling(two, big), { msgid: second })
    const { setl_id } = settled.output.setlinfo
    await refused(
      it,
      '2305',
      { data: { ...one, setl_id } },
      /1 笔后续结算的金额会随之改变；如需一并重算，请以 exp_content \{"resettle_later":"1"\} 重新发送/,
    )
    expect((await done(it, '2601', undoing(first, '2304', person))).warn_msg).toMatch(/^已冲正/)
    expect([await isSettled(it, first), await isSettled(it, second)]).toEqual([false, true])
  })

  test.each([
    [
      'of a transaction that the interface does not undo',
      '2301',
      /2601 冲正 2207、2208、2304、2305 与 2401；2301 请以原 msgid 原样重发/,
    ],
    ['of another number than it had', '2207', /的交易编号是 2304；请更正 oinfno/],
  ])('%s: says what to do', async (_, oinfno, words) => {
    const stay = await stayOf(it, psn_no)
    const msgid = newMsgid()
    await ask(it, '2304', settling(stay), { msgid })
    await refused(it, '2601', undoing(msgid, oinfno), words)
    await refused(it, '2601', undoing(msgid, '2304', inJincheng('tekun')), /不是该人员的/)
    expect(await isSettled(it, msgid)).toBe(true)
    await done(it, '2601', undoing(msgid))
  })

  test('of another hospital’s message, or of a number that is none, is refused', async () => {
    await refused(it, '2601', undoing('H50024300001202405051200000001'), /omsgid（原发送方报文ID）：须为本机构发送的/)
    await refused(it, '2601', undoing('1'), /须为本机构发送的原报文 msgid/)
  })
})

/** Stays of two days, each of its own: of one hospital, days and amounts, they would be one bill sent twice (G25). */
function twoDaysBefore(last: string, at: number): { from: string; to: string } {
  return { from: daysBefore(last, at * 2 + 1), to: daysBefore(last, at * 2) }
}

describe('a message and its 2601 at the same time, in two processes', () => {
  test('the database decides, and nothing is left standing', async () => {
    const stays: Stay[] = []
    for (let at = 0; at < 30; at++) stays.push(await stayOf(it, psn_no, twoDaysBefore('2023-06-30', at)))
    const races = stays.map(async (stay, at) => {
      const msgid = newMsgid()
      const send = () => ask(it, '2304', settling(stay), { msgid })
      const undo = () => ask(other, '2601', undoing(msgid))
      const both = at % 3 === 0 ? [undo(), send()] : [send(), undo()]
      const [one, two] = (await Promise.all(both)) as [Answered, Answered]
      return { msgid, sent: at % 3 === 0 ? two : one, undone: at % 3 === 0 ? one : two }
    })
    for (const race of races) {
      const { msgid, sent, undone } = await race
      expect(undone.body.infcode).toBe(0)
      expect(await isSettled(it, msgid)).toBe(false)
      // A settlement that was answered was undone afterwards; one that was refused never was.
      if (sent.body.infcode === -1) expect(sent.body.err_msg).toMatch(/2601 冲正或作废/)
      else expect(undone.body.warn_msg).toMatch(/^已冲正/)
    }
    const found: unknown[] = []
    await verifyLedger({ db: it.service.db, archive: it.service.ledger.archive }, (one) => found.push(one))
    expect(found).toEqual([])
  })

  test('two messages of one discharge in two processes settle it once', async () => {
    for (let at = 0; at < 10; at++) {
      const stay = await stayOf(it, psn_no, twoDaysBefore('2023-08-30', at))
      const sent = [newMsgid(), newMsgid()] as const
      await Promise.all([
        ask(it, '2304', settling(stay), { msgid: sent[0] }),
        ask(other, '2304', settling(stay), { msgid: sent[1] }),
      ])
      const settled = await Promise.all(sent.map((msgid) => isSettled(it, msgid)))
      expect(settled.filter(Boolean)).toHaveLength(1)
    }
  })
})

/** Statements as the owner of the database, for doing damage. */
async function ownerOf(): Promise<(sql: string) => Promise<unknown>> {
  const { pool } = it.service.db
  return async (sql) => {
    const client = await pool.connect()
    try {
      await client.query('RESET ROLE')
      await client.query('SET ROLE NONE')
      return await client.query(sql)
    } finally {
      client.release(new Error('not as it was'))
    }
  }
}
