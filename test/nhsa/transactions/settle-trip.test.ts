import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import {
  admitted,
  ask,
  asSummed,
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
import { now, testApp } from '../../support/database/test-app.ts'

const it = testApp()
beforeAll(() => atTheDesk(it))

afterEach(() => {
  vi.restoreAllMocks()
})

/** Lets something happen at the moment at which a settlement is on its way to the ledger. */
function meanwhile(happens: () => Promise<unknown>) {
  const settle = it.service.ledger.settle.bind(it.service.ledger)
  vi.spyOn(it.service.ledger, 'settle').mockImplementationOnce(async (job) => {
    await happens()
    return settle(job)
  })
}

/** Everything that is sent to the database while something is done, a line each. */
async function sentDuring(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const original = pg.Client.prototype.query
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text?: string; name?: string }]
    sent.push(typeof first === 'string' ? first : (first.name ?? first.text ?? '?'))
    return original.apply(this, args as never) as never
  } as never)
  await work()
  vi.restoreAllMocks()
  return sent
}

describe('one trip for a national settlement', () => {
  test('a fee line that comes while the stay is settled is in the settlement or refused, never accepted and missing', async () => {
    const visit = await admitted(it, inJincheng('dibao'))
    await done(it, '2301', { feedetail: [line(visit)] })
    await discharged(it, visit)
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    meanwhile(async () => {
      answer = await ask(it, '2301', { feedetail: [line(visit)] })
    })
    const settled = await done(it, '2304', asSummed(visit))
    expect(settled.output.setlinfo.medfee_sumamt).toBe(100)
    expect(answer?.body).toMatchObject({ infcode: -1 })
    expect(answer?.body.err_msg).toMatch(/正由报文 .* 结算/)
  })

  test.each([
    ['a change of the stay (2403)', '2403', '08', (visit: object) => ({ adminfo: { ...visit, med_type: '21' } })],
    ['the discharge undone (2405)', '2405', '09', (visit: object) => ({ data: visit })],
  ])('nor is %s taken', async (_, infno, month, input) => {
    const visit = await stayOf(it, inJincheng('tekun'), { from: `2023-${month}-01`, to: `2023-${month}-02` })
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    meanwhile(async () => {
      answer = await ask(it, infno, input(visit))
    })
    await done(it, '2304', settling(visit))
    expect(answer?.body).toMatchObject({ infcode: -1 })
    expect(answer?.body.err_msg).toMatch(/正由报文 .* 结算/)
  })

  test('a refused settlement leaves the visit open and its number free', async () => {
    const visit = await stayOf(it, inJincheng('poverty-returned'))
    const msgid = newMsgid()
    const wrong = await ask(it, '2304', settling(visit, { inscp_scp_amt: 49999 }), { msgid })
    expect(wrong.body.infcode).toBe(-1)
    await done(it, '2301', { feedetail: [line(visit, { det_item_fee_sumamt: 100 })] })
    const { output } = await done(it, '2304', asSummed(visit), { msgid })
    expect(output.setlinfo.medfee_sumamt).toBe(100)
  })

  test('one that is refused on its way to the ledger does so too', async () => {
    const visit = await stayOf(it, inJincheng('dibao'), { from: '2023-06-01', to: '2023-06-09' })
    const msgid = newMsgid()
    meanwhile(() => Promise.reject(new Refusal('overloaded')))
    expect((await ask(it, '2304', settling(visit), { msgid })).body.infcode).not.toBe(0)
    await done(it, '2301', { feedetail: [line(visit, { fee_ocur_time: '2023-06-02' })] })
    expect((await done(it, '2304', asSummed(visit), { msgid })).output.setlinfo.medfee_sumamt).toBe(100)
  })

  test('one whose process ended is waited for, and then kept from ever settling', async () => {
    const visit = await stayOf(it, inJincheng('tekun'), { from: '2023-07-01', to: '2023-07-09' })
    const msgid = newMsgid()
    meanwhile(() => Promise.reject(new Error('the process ended')))
    expect((await ask(it, '2304', settling(visit), { msgid })).body.infcode).not.toBe(0)
    await refused(it, '2301', { feedetail: [line(visit, { fee_ocur_time: '2023-07-02' })] }, /正由报文 .* 结算/)
    vi.spyOn(it.service, 'clock').mockReturnValue(new Date(now.getTime() + 61_000))
    await done(it, '2301', { feedetail: [line(visit, { fee_ocur_time: '2023-07-02' })] })
    await refused(it, '2304', settling(visit), /冲正|作废/, { msgid })
    expect((await done(it, '2304', asSummed(visit))).output.setlinfo.medfee_sumamt).toBe(100)
  })

  test('the message again is answered as the first time, with what changed since the quote', async () => {
    const visit = await stayOf(it, inJincheng('dibao-marginal'))
    await done(it, '2303', settling(visit))
    const other = await stayOf(it, inJincheng('dibao-marginal'), { from: '2023-02-01', to: '2023-02-10' })
    await done(it, '2304', settling(other))
    const msgid = newMsgid()
    const first = await done(it, '2304', settling(visit), { msgid })
    expect(first.warn_msg).toMatch(/与预结算不同/)
    expect(await done(it, '2304', settling(visit), { msgid })).toEqual(first)
  })

  test('at most ten round trips and two commits', async () => {
    // On days of its own: a stay that overlaps another is listed besides (000000/G25).
    const visit = await stayOf(it, inJincheng('tekun'), { from: '2023-05-01', to: '2023-05-10' })
    await done(it, '2301', { feedetail: [line(visit, { fee_ocur_time: '2023-05-02 08:00:00' })] })
    const sent = await sentDuring(() => done(it, '2304', asSummed(visit)))
    const registers = ['message-place', 'message-patient']
    const attempt = ['BEGIN', 'visit-lock', 'visit-to-settle', 'attempt-begin', 'COMMIT']
    // The write commits by itself. Who calls is kept for some seconds, and looked up again by whichever message comes then.
    expect(sent.filter((name) => name !== 'yizhan-callers')).toEqual([
      ...registers,
      ...attempt,
      'yizhan-read-2023-2024',
      'yizhan-write',
    ])
    expect(sent.length).toBeLessThanOrEqual(10)
  })
})
