import { applyForClearing, type ClearingAsked } from '../../../src/application/clearing/claim-clearing.ts'
import { decideClearing } from '../../../src/application/clearing/decide-clearing.ts'
import { receive } from '../../../src/application/fund/record-receipt.ts'
import { reverse } from '../../../src/application/settlement/reverse.ts'
import type { SettlementAnswer } from '../../../src/application/settlement/settlement-answer.ts'
import type { ClearingDecision } from '../../../src/domain/fund/fund-names.ts'
import { ofHospital } from '../people/registers.ts'
import { type Bill, bureau, type Desk } from './desk.ts'

let count = 0

/** A hospital of a test's own, and what its cashier and the bureau do. A stay of 10,000 in scope is aided with 7,000. */
export async function clearingDesk(desk: Desk) {
  count += 1
  const hospitalCode = await desk.hospital({ hospitalCode: `HC${count}` })
  const own = ofHospital(hospitalCode)
  const settle = async (bill: Bill = {}) => {
    const personNo = await desk.person({ as: 'dibao' })
    return desk.settle(personNo, { hospitalCode, on: '2024-05-01', inScope: '10000.00', as: 'dibao', ...bill })
  }
  const undo = ({ settlementNo }: SettlementAnswer) =>
    reverse(desk.service, bureau, {
      hospitalCode,
      settlementNo: settlementNo ?? '',
      reversalNo: `R-${settlementNo}`,
      reason: 'test',
    })
  const apply = (claimed: ClearingAsked['claimed'], change: Partial<ClearingAsked> = {}) => {
    count += 1
    const asked = { hospitalCode, applicationNo: `A${count}`, month: '2024-05', clearingType: 'all' as const }
    return applyForClearing(desk.service, own, { ...asked, claimed, ...change })
  }
  const decide = (clearingId: string, decision: ClearingDecision, reason?: string) =>
    decideClearing(desk.service, bureau, { clearingId, decision, reason })
  /** Settled, applied for and approved: a debt of 7,000. */
  const approved = async () => {
    await settle()
    const { clearing } = await apply(stay)
    await decide(clearing.id, 'approve')
    return clearing.id
  }
  return { hospitalCode, own, settle, undo, apply, decide, approved }
}

export const stay = { count: 1, total: '10000.00', fundPaid: '7000.00', personPaid: '3000.00' }

export function give(desk: Desk, amount: string, region = '140500') {
  count += 1
  const receipt = { receiptNo: `B${count}`, source: 'city', amount, receivedOn: '2024-05-01', note: 'test' } as const
  return receive(desk.service, bureau, { region, ...receipt })
}

/** What the fund of a region holds. */
export async function balanceOf(desk: Desk, region = '140500'): Promise<string> {
  const { rows } = await desk.service.db.pool.query<{ balance: string }>(
    `SELECT coalesce(sum(balance), 0.00)::text AS balance FROM fund_balances WHERE region = $1 AND account = 'fund:' || $1`,
    [region],
  )
  return rows[0]?.balance ?? ''
}
