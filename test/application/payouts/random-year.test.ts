import { expect, test } from 'vitest'
import { applyForClearing } from '../../../src/application/clearing/claim-clearing.ts'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { mendAccount, withdrawPayout } from '../../../src/application/payouts/change-payout.ts'
import { withdrawBatch } from '../../../src/application/payouts/decide-batch.ts'
import { recalculate } from '../../../src/application/recalculation/recalculate.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { closeYears, quotaVisit } from '../../support/claims/year-end.ts'
import { give } from '../../support/database/clearing-desk.ts'
import { bureau, type Desk, openDesk } from '../../support/database/desk.ts'
import { otherCard, payoutDesk } from '../../support/database/payout-desk.ts'
import { ofHospital } from '../../support/people/registers.ts'

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const nobodys = '00000000-0000-7000-8000-0000000000ff'

/** What must hold of the money, whatever happened: each query answers the rows in which it does not. */
const claims = {
  'every yuan owed is in a payout or waits under a name': `
    WITH owed AS (SELECT person_no, region, sum(to_person) AS amount FROM entries GROUP BY 1, 2),
    held AS (SELECT person_no, region, sum(amount) AS amount FROM payouts WHERE withdrawn_at IS NULL GROUP BY 1, 2),
    waits AS (SELECT e.person_no, e.region, sum(e.to_person) AS amount FROM entries e WHERE NOT EXISTS (
        SELECT FROM payout_entries t WHERE (t.person_no, t.region, t.year, t.seq) = (e.person_no, e.region, e.year, e.seq)
          AND t.released_at IS NULL) GROUP BY 1, 2)
    SELECT o.* FROM owed o LEFT JOIN held h USING (person_no, region) LEFT JOIN waits w USING (person_no, region)
    WHERE o.amount <> coalesce(h.amount, 0) + coalesce(w.amount, 0)`,
  'nobody is paid more than was owed when it was sent, nor twice': `
    SELECT payout_id FROM payout_batch_lines WHERE state IN ('waiting', 'paid') GROUP BY 1 HAVING count(*) > 1`,
  'the fund holds what came in less what hospitals and people were paid': `
    SELECT * FROM (SELECT
      (SELECT balance FROM fund_balances WHERE account = 'fund:140500') AS holds,
      (SELECT sum(l.amount) FROM fund_lines l JOIN fund_entries e USING (entry_id) WHERE e.kind = 'receipt' AND l.account LIKE 'fund:%')
      - (SELECT coalesce(sum(aid_paid), 0) FROM clearings WHERE status = 'paid')
      - (SELECT coalesce(sum(l.amount), 0) FROM payout_batch_lines l JOIN payout_batches b ON b.id = l.batch_id
         WHERE b.sent_at IS NOT NULL AND l.state IN ('waiting', 'paid')) AS should) f WHERE holds <> should`,
  'a hospital that has claimed a settlement gives nothing back and claims nothing for what changes afterwards': `
    SELECT a.settlement_id, a.seq FROM entries a JOIN entries s USING (person_no, region, year, settlement_id)
    JOIN clearing_entries t ON (t.person_no, t.region, t.year, t.seq) = (s.person_no, s.region, s.year, s.seq) AND t.released_at IS NULL
    WHERE s.kind = 'settlement' AND a.kind = 'adjustment' AND a.person + a.to_person <> 0
      AND a.posted_at > (SELECT applied_at FROM clearings WHERE id = t.clearing_id)`,
  'aid is with hospitals, with people, or open': `
    SELECT * FROM (SELECT (SELECT sum(assistance + re_aid + tilt) FROM entries) AS aid,
      (SELECT coalesce(sum(aid_paid), 0) FROM clearings WHERE status <> 'withdrawn')
      + (SELECT coalesce(sum(e.assistance + e.re_aid + e.tilt - e.to_person), 0) FROM entries e WHERE NOT EXISTS (
          SELECT FROM clearing_entries t WHERE (t.person_no, t.region, t.year, t.seq) = (e.person_no, e.region, e.year, e.seq)
            AND t.released_at IS NULL))
      + (SELECT sum(to_person) FROM entries) AS placed) a WHERE aid <> placed`,
}

/** Refusals that a year brings; anything else is a fault of ours. */
const usual = new Set([
  ...['payout-nothing-owed', 'payout-status', 'payouts-none-open', 'payout-exceeds-owed', 'batch-status'],
  ...['clearing-nothing-left', 'fund-insufficient', 'not-found'],
])

/** A year in which everything happens to a few people: bills, late certificates, reversals, clearings, the year's end, payouts. */
async function year(desk: Desk, seed: number, steps: number): Promise<Record<string, number>> {
  const upTo = numbersFrom(seed)
  const among = <T>(list: readonly T[]): T | undefined => list[upTo(Math.max(list.length, 1))]
  const it = payoutDesk(desk)
  const done: Record<string, number> = {}
  const hospitals = [
    await desk.hospital({ hospitalCode: `HR${seed}1` }),
    await desk.hospital({ hospitalCode: `HR${seed}2` }),
  ]
  const people: string[] = []
  const late = new Set<string>()
  for (let at = 0; at < 5; at++) {
    const personNo = await desk.person({ as: at < 3 ? 'dibao' : [], registered: [{ management: 'quota' }] })
    if (at >= 3) late.add(personNo)
    people.push(personNo)
  }
  const settled: { personNo: string; hospitalCode: string; settlementNo: string }[] = []
  const payouts: string[] = []
  const batches: string[] = []
  let numbers = 0
  const bill = async () => {
    const personNo = among(people) as string
    const hospitalCode = among(hospitals) as string
    numbers += 1
    const settlementNo = `RY${seed}-${numbers}`
    const inScope = `${1000 + upTo(70_000)}.${String(upTo(100)).padStart(2, '0')}`
    const day = `2023-${String(1 + upTo(12)).padStart(2, '0')}-${String(1 + upTo(28)).padStart(2, '0')}`
    const visit = upTo(3) === 0 ? quotaVisit(inScope, { on: day }) : { on: day, inScope }
    await desk.settle(personNo, { ...visit, hospitalCode, settlementNo })
    settled.push({ personNo, hospitalCode, settlementNo })
  }
  const certify = async () => {
    const personNo = among([...late])
    if (personNo) await desk.identity(personNo, { category: 'dibao', from: '2023-02-01' })
    if (personNo) late.delete(personNo)
  }
  const settleAnew = async () => {
    numbers += 1
    const personNo = among(people) as string
    await recalculate(desk.service, bureau, {
      personNo,
      year: 2023,
      reason: '补认定',
      resettleNo: `RN${seed}-${numbers}`,
    })
  }
  const undo = async () => {
    const at = upTo(Math.max(settled.length, 1))
    const [one] = settled.splice(at, 1)
    if (!one) return
    const { hospitalCode, settlementNo } = one
    await reverse(desk.service, bureau, {
      ...{ hospitalCode, settlementNo, reversalNo: `R-${settlementNo}`, reason: '录入错误', resettleLater: true },
    })
  }
  const clear = async () => {
    const hospitalCode = among(hospitals) as string
    const own = ofHospital(hospitalCode)
    numbers += 1
    const asked = {
      hospitalCode,
      applicationNo: `RA${seed}-${numbers}`,
      month: '2024-05',
      clearingType: 'all' as const,
    }
    const nothing = { count: 0, total: '0.00', fundPaid: '0.00', personPaid: '0.00' }
    const refused = await applyForClearing(desk.service, own, { ...asked, claimed: nothing }).catch(
      (error: unknown) => error,
    )
    if (!(refused instanceof Refusal)) return
    if (refused.code !== 'clearing-differs') throw refused
    const here = refused.extra['here'] as { settlements: number; reversals: number } & typeof nothing
    const { total, fundPaid, personPaid } = here
    const claimed = { count: here.settlements + here.reversals, total, fundPaid, personPaid }
    const { clearing } = await applyForClearing(desk.service, own, {
      ...asked,
      applicationNo: `${asked.applicationNo}-2`,
      claimed,
    })
    for (const decision of ['approve', 'pay'] as const)
      if (upTo(4) > 0) await decideClearing(desk.service, bureau, { clearingId: clearing.id, decision })
      else break
  }
  const tell = async () => {
    const id = upTo(3) === 0 ? among(batches) : batches.at(-1)
    if (id === undefined) return
    const lines = [1, 2, 3].filter(() => upTo(2) === 0)
    if (lines.length > 0)
      await it.tell(
        id,
        ...lines.map((lineNo) => ({ lineNo, outcome: upTo(2) === 0 ? ('returned' as const) : ('paid' as const) })),
      )
  }
  const mend = async () => {
    const id = among(payouts)
    const account = { number: otherCard, bankName: '晋城农村商业银行' }
    if (id) await mendAccount(desk.service, bureau, { id, account, reason: '退回' })
  }
  const withdraw = async () => {
    const [id, batchId] = [among(payouts), among(batches)]
    if (upTo(2) === 0 && id) await withdrawPayout(desk.service, bureau, { id, reason: 'x' })
    else if (batchId) await withdrawBatch(desk.service, bureau, { id: batchId, reason: 'x' })
  }
  const all = {
    ...{ bill, certify, settleAnew, undo, clear, tell, mend, withdraw },
    pay: async () => void payouts.push((await it.pay(among(people) as string)).id),
    batch: async () => void batches.push((await it.batch()).id),
    approve: async () => void (await it.approve(batches.at(-1) ?? nobodys)),
    send: async () => {
      if (upTo(2) === 0) await it.approve(batches.at(-1) ?? nobodys)
      await it.send(batches.at(-1) ?? nobodys)
    },
    close: async () => void (await closeYears(desk)),
  }
  const often = [
    'bill',
    'bill',
    'bill',
    'settleAnew',
    'clear',
    'pay',
    'pay',
    'batch',
    'approve',
    'send',
    'tell',
  ] as const
  const seldom = ['certify', 'undo', 'mend', 'withdraw', 'close', 'tell'] as const
  for (let at = 0; at < steps; at++) {
    const name = (upTo(3) === 0 ? among(seldom) : among(often)) as keyof typeof all
    const outcome = await all[name]().then(
      () => name,
      (error: unknown) => {
        if (!(error instanceof Refusal) || !usual.has(error.code)) throw error
        return `${name}: ${error.code}`
      },
    )
    done[outcome] = (done[outcome] ?? 0) + 1
  }
  return done
}

test.each([1, 2])(
  'in year %i everything that is owed is in its place, to the fen',
  async (seed) => {
    const desk = await openDesk()
    const { service } = desk
    await give(desk, '3000000.00')
    desk.setDay('2024-05-15')
    const done = await year(desk, seed, 180)
    for (const [claim, sql] of Object.entries(claims))
      expect({ claim, wrong: (await service.db.pool.query(sql)).rows }).toEqual({ claim, wrong: [] })
    expect(await desk.differences()).toEqual([])
    // A year in which nothing was paid would show nothing.
    for (const step of ['bill', 'settleAnew', 'undo', 'clear', 'close', 'pay', 'batch', 'send'])
      expect([step, (done[step] ?? 0) > 0]).toEqual([step, true])
    const { rows } = await service.db.pool.query<{ state: string }>('SELECT DISTINCT state FROM payout_batch_lines')
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['paid', 'returned']))
  },
  180_000,
)
