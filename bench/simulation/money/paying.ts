import { applyForClearing } from '../../../src/application/clearing/claim-clearing.ts'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { recover } from '../../../src/application/fund/record-recovery.ts'
import { mendAccount, withdrawPayout } from '../../../src/application/payouts/change-payout.ts'
import { withdrawBatch } from '../../../src/application/payouts/decide-batch.ts'
import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { bureau } from '../../../test/support/database/desk.ts'
import { otherCard } from '../../../test/support/database/payout-desk.ts'
import { ofHospital } from '../../../test/support/people/registers.ts'
import { type Ground, nobodys } from './ground.ts'

const nothing = { count: 0, total: '0.00', fundPaid: '0.00', personPaid: '0.00' }

/** What a fund pays: hospitals by clearings, people by payouts; and what comes back. */
export function paying(ground: Ground) {
  const { desk, upTo, among, people, hospitals, next, payouts: it, made } = ground
  const { service } = desk
  const last = (list: readonly string[]) => list.at(-1) ?? nobodys
  const tell = async () => {
    const id = upTo(3) === 0 ? among(made.batches) : made.batches.at(-1)
    const lines = [1, 2, 3].filter(() => upTo(2) === 0)
    if (id === undefined || lines.length === 0) return
    const told = (lineNo: number) => ({ lineNo, outcome: upTo(2) === 0 ? ('returned' as const) : ('paid' as const) })
    await it.tell(id, ...lines.map(told))
  }
  return {
    clear: async () => {
      const hospitalCode = among(hospitals) as string
      const own = ofHospital(hospitalCode)
      const asked = { hospitalCode, month: '2024-05', clearingType: 'all' as const }
      // A claim of nothing is refused with what there is.
      const refused: unknown = await applyForClearing(service, own, {
        ...{ ...asked, applicationNo: next('RA'), claimed: nothing },
      }).catch((error: unknown) => error)
      if (!(refused instanceof Refusal)) return
      if (refused.code !== 'clearing-differs') throw refused
      const here = refused.extra['here'] as { settlements: number; reversals: number } & typeof nothing
      const { total, fundPaid, personPaid } = here
      const claimed = { count: here.settlements + here.reversals, total, fundPaid, personPaid }
      const { clearing } = await applyForClearing(service, own, { ...asked, applicationNo: next('RA'), claimed })
      made.clearings.push(clearing.id)
      if (upTo(4) === 0)
        await decideClearing(service, bureau, { clearingId: clearing.id, decision: 'hold', reason: 'x' })
    },
    decide: async () => {
      const clearingId = among(made.clearings)
      if (clearingId === undefined) return
      for (const decision of ['approve', 'pay'] as const)
        if (upTo(4) > 0) await decideClearing(service, bureau, { clearingId, decision })
        else break
    },
    /** What a hospital owes comes back by the bank, in place of its next clearing. */
    recover: async () => {
      const { rows } = await service.db.pool.query<{ clearing: string; settlement: string; amount: string }>(
        `SELECT k.clearing_id AS clearing, e.settlement_id AS settlement, (-(e.assistance + e.re_aid + e.tilt))::text AS amount
         FROM entries e JOIN entries s ON s.person_no = e.person_no AND s.year = e.year AND s.settlement_id = e.settlement_id
           AND s.kind = 'settlement'
         JOIN clearing_entries k ON k.person_no = s.person_no AND k.region = s.region AND k.year = s.year AND k.seq = s.seq
           AND k.released_at IS NULL JOIN clearings c ON c.id = k.clearing_id AND c.status = 'paid'
         WHERE e.kind = 'adjustment' AND e.to_person = 0 AND e.assistance + e.re_aid + e.tilt < 0 AND e.hospital > 0
           AND NOT EXISTS (SELECT FROM fund_recovered r WHERE r.settlement_id = e.settlement_id)
           AND NOT EXISTS (SELECT FROM clearing_entries o WHERE o.person_no = e.person_no AND o.region = e.region
             AND o.year = e.year AND o.seq = e.seq AND o.released_at IS NULL)
         ORDER BY e.person_no, e.seq LIMIT 1`,
      )
      const [debt] = rows
      if (!debt) return
      const settlements = [{ settlementId: debt.settlement, amount: debt.amount }]
      const asked = { recoveryNo: next('ZH'), region: '140500', recoveredOn: '2024-05-15', reason: '退回' }
      await recover(service, bureau, { ...asked, amount: debt.amount, of: { clearingId: debt.clearing, settlements } })
    },
    pay: async () => void made.payouts.push((await it.pay(among(people) as string)).id),
    batch: async () => void made.batches.push((await it.batch()).id),
    approve: async () => void (await it.approve(last(made.batches))),
    send: async () => {
      if (upTo(3) > 0) await it.approve(last(made.batches))
      await it.send(last(made.batches))
      if (upTo(2) === 0) await tell()
    },
    tell,
    mend: async () => {
      const id = among(made.payouts)
      const account = { number: otherCard, bankName: '晋城农村商业银行' }
      if (id) await mendAccount(service, bureau, { id, account, reason: '退回' })
    },
    withdraw: async () => {
      const [id, batchId] = [among(made.payouts), among(made.batches)]
      if (upTo(2) === 0 && id) await withdrawPayout(service, bureau, { id, reason: 'x' })
      else if (batchId) await withdrawBatch(service, bureau, { id: batchId, reason: 'x' })
    },
  }
}
