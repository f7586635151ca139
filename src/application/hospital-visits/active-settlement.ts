import type pg from 'pg'
import { latestActive, latestAttempt, type SettlementAttempt } from '../../db/hospital-visits/settlement-attempts.ts'
import { voidNumber } from '../../db/settlement/void-number.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Service } from '../service.ts'
import { type HospitalVisit, inState } from './visit.ts'

/** An attempt that is older has lost its process: a settlement is refused long before. */
const maxAttemptMs = 60_000

/**
 * Nothing may be told of a visit that is settled, or that is being settled at this moment: it would be accepted and
 * missing from the settlement. An attempt that was given up is kept from ever settling first. The visit is locked.
 * Errors: `visit-settled`, until the settlement is undone; `visit-being-settled`, to be sent again in a moment.
 */
export async function requireUnsettled(service: Service, client: pg.PoolClient, visit: HospitalVisit): Promise<void> {
  const last = await latestAttempt(client, visit.mdtrtId)
  if (!last) return
  // What is settled in the middle of a stay leaves the rest of it open.
  if (last.state === 'settled' && last.midwayUntil !== null) return
  if (last.state === 'settled') refuseSettled(visit, last.msgid)
  if (last.state !== 'open') return
  if (service.clock().getTime() - last.begunAt.getTime() < maxAttemptMs)
    refuse('visit-being-settled', { mdtrtId: visit.mdtrtId, msgid: last.msgid })
  if ((await supersede(client, visit, last)) === 'settled') refuseSettled(visit, last.msgid)
}

/** Keeps an attempt from settling from now on, or answers that it has: the database decides which was first. */
export async function supersede(
  client: pg.PoolClient,
  { personNo }: Pick<HospitalVisit, 'personNo'>,
  { hospitalCode, msgid: settlementNo }: SettlementAttempt,
): Promise<'void' | 'settled'> {
  return (await voidNumber(client, { hospitalCode, settlementNo, personNo })) === 'settled' ? 'settled' : 'void'
}

/**
 * Parts of a stay are undone from the last one back: a part between two others could not be settled again.
 * Errors: `visit-state` with the number of the settlement that is to be undone first.
 */
export async function requireLastPart(
  { db }: Pick<Service, 'db'>,
  { mdtrtId, msgid, midwayUntil, state }: SettlementAttempt,
): Promise<void> {
  if (midwayUntil === null || state !== 'settled') return
  const last = await latestActive(db.pool, mdtrtId)
  if (last === null || last.msgid === msgid) return
  inState(
    mdtrtId,
    `其后已另行结算（编号 ${last.msgid}）；请先撤销该笔，再撤销截至 ${midwayUntil} 的中途结算。`,
    `a later part of it is settled under ${last.msgid}; undo that one first.`,
  )
}

export function refuseSettled({ mdtrtId, setting }: HospitalVisit, msgid: string): never {
  const undoneBy = setting === 'inpatient' ? '2305' : '2208'
  return refuse('visit-settled', { mdtrtId, msgid, undoneBy })
}
