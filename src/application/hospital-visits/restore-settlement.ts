import { activeLines } from '../../db/hospital-visits/fee-lines.ts'
import {
  attemptOf,
  insertAttempt,
  latestAttempt,
  noteRefused,
  type SettlementAttempt,
} from '../../db/hospital-visits/settlement-attempts.ts'
import { findVisit, lockVisitRow } from '../../db/hospital-visits/visits.ts'
import { findReversal, findSettlement } from '../../db/ledger/history.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { settle } from '../settlement/settle.ts'
import { shortId } from '../shared/short-id.ts'
import { costsOf } from './fee-lines.ts'
import type { HospitalMessage } from './messages.ts'
import { linesOfPart } from './midway.ts'
import { inOneTransaction } from './transaction.ts'
import { hospitalVisitOf } from './visit.ts'

export type Restored =
  /** Settled again, under the number of the reversal that was undone. */
  | { readonly kind: 'restored'; readonly setlId: string }
  | { readonly kind: 'before' }
  /** Something was told of the visit since, or it comes out differently: what to send instead is said. */
  | { readonly kind: 'resend' }
  /** No reversal has that number. */
  | { readonly kind: 'none' }

/**
 * Undoes a reversal whose answer was lost (2601 of a 2208 or 2305): the ledger is never rewritten, so the same claim is settled
 * again, under the number of the reversal. A repeated 2601 finds that settlement by its number.
 * Errors: `database-unavailable`, where the outcome is not known.
 */
export async function restoreSettlement(
  service: Service,
  caller: Caller,
  { hospitalCode, refmsgid }: HospitalMessage,
  { msgid: reversalNo, personNo }: { readonly msgid: string; readonly personNo: string },
): Promise<Restored> {
  const { pool } = service.db
  const known = await attemptOf(pool, { hospitalCode, msgid: reversalNo })
  if (known?.state === 'settled' || known?.state === 'reversed') return { kind: 'before' }
  const reversal = await findReversal(pool, { hospitalCode, reversalNo })
  if (!reversal || reversal.personNo !== personNo) return { kind: 'none' }
  const { settlementNo } = reversal
  const found = await findSettlement(pool, { hospitalCode, settlementNo })
  const attempt = await attemptOf(pool, { hospitalCode, msgid: settlementNo })
  if (!found || !attempt) return { kind: 'resend' }
  const { mdtrtId } = attempt
  const begunAt = service.clock()
  const round = await inOneTransaction(service, async (client) => {
    await lockVisitRow(client, mdtrtId)
    const last = await latestAttempt(client, mdtrtId)
    const isOwn = last?.msgid === settlementNo || (last?.msgid === reversalNo && last.state !== 'void')
    if (!isOwn || !(await isUnchanged(client, attempt, found.settlement.input.costs.total))) return null
    const next = (last?.round ?? 0) + 1
    await insertAttempt(client, { ...attempt, round: next, msgid: reversalNo, refmsgid, begunAt })
    return next
  })
  if (round === null) return { kind: 'resend' }
  try {
    const { settlement } = await settle(service, caller, { ...found.settlement.input, settlementNo: reversalNo }, 'zh')
    return { kind: 'restored', setlId: shortId(settlement.id ?? '') }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'database-unavailable') throw error
    await noteRefused(pool, { mdtrtId, round }, service.clock())
    return { kind: 'resend' }
  }
}

/** Whether the visit is as it was settled: it has ended, and its lines, where it has any, come to the same. */
async function isUnchanged(
  client: Parameters<typeof lockVisitRow>[0],
  { mdtrtId, endedAt, midwayUntil: until }: SettlementAttempt,
  total: string,
): Promise<boolean> {
  const row = await findVisit(client, mdtrtId)
  const visit = row && hospitalVisitOf(row)
  if (!visit || visit.state === 'cancelled') return false
  const hasEnded = visit.setting === 'outpatient' || visit.state === 'ended' || endedAt !== null || until !== null
  const { settledUntil } = visit
  const lines = costsOf(linesOfPart(await activeLines(client, mdtrtId), { settledUntil, until }))
  return hasEnded && (lines === null || lines.costs.total === total)
}
