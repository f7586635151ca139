import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { releaseEntries } from '../../db/clearing/clearing-entries.ts'
import {
  findByApplication,
  insertClearing,
  lockClearing,
  type StoredClearing,
  writeDecision,
} from '../../db/clearing/clearings.ts'
import type { StoredDisallowance } from '../../db/disallowances/disallowances.ts'
import { clearingHolding, sumReplacement, takeReplacement } from '../../db/disallowances/replaced-clearing.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'

/**
 * Puts a clearing without what was upheld in the place of one that nobody has approved yet: the old one is taken back, as its hospital
 * could have done, and the new one holds the same entries and the one that takes the aid back. Null where the clearing is approved
 * already, or none holds the settlement; then it comes off the hospital's next.
 */
export async function replaceClearing(
  service: Service,
  caller: Caller,
  { personNo, settlementId, hospitalCode, disallowanceNo }: StoredDisallowance,
  causeNo: string,
): Promise<string | null> {
  return withTransaction(service.db.pool, async (client) => {
    const id = await clearingHolding(client, { personNo, settlementId })
    const clearing = id === null ? null : await lockClearing(client, id)
    if (!clearing || (clearing.status !== 'applied' && clearing.status !== 'held')) return null
    const of = { clearingId: clearing.id, hospitalCode, causeNo, personNo }
    const { fundPaid: _, ...sums } = await sumReplacement(client, of)
    // Sent again after it was done, there is nothing more to take off.
    if (sums.adjustments === clearing.adjustments) return clearing.id
    const at = service.clock().toISOString()
    const reason = `稽核扣减 ${disallowanceNo}`
    const made = { reason, decidedAt: at, callerId: caller.id, paidOn: null, paymentNo: null }
    await writeDecision(client, clearing, 'withdrawn', { ...made, decision: 'withdraw' })
    await releaseEntries(client, clearing.id, at)
    const applicationNo = await freeNumber(client, hospitalCode, clearing.applicationNo)
    const { month, clearingType, region, callerId } = clearing
    const head = { id: uuidv7(), hospitalCode, region, month, clearingType, applicationNo, callerId }
    await insertClearing(client, { ...head, ...sums, inputHash: sha256(causeNo), status: 'applied', appliedAt: at })
    await takeReplacement(client, head.id, of)
    await keepHold(client, clearing, head.id)
    return head.id
  })
}

/** What was held before stays held, for the same reason: nobody has looked into it since. */
async function keepHold(client: pg.PoolClient, { status, decisions }: StoredClearing, id: string): Promise<void> {
  const hold = decisions.findLast(({ decision }) => decision === 'hold')
  const made = status === 'held' && hold ? await lockClearing(client, id) : null
  if (made && hold) await writeDecision(client, made, 'held', hold)
}

/** The hospital's own number with the number of times that something was taken off. */
async function freeNumber(client: Parameters<typeof findByApplication>[0], hospitalCode: string, number: string) {
  const base = number.replace(/:\d{1,3}$/, '')
  for (let times = 1; ; times += 1) {
    const next = `${base}:${times}`
    if ((await findByApplication(client, hospitalCode, next)) === null) return next
  }
}
