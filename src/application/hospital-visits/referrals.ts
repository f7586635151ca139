import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import {
  cancelReferralRow,
  insertReferral,
  listReferrals,
  type ReferralRow,
} from '../../db/hospital-visits/referrals.ts'
import type { Day } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

export type Referral = ReferralRow

/** A hospital sends a patient on to another (2501). Answers the id of the record. */
export async function refer(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  referral: { personNo: string; toHospital: string; toRegion: string | null; from: Day; to: Day | null },
): Promise<string> {
  const id = uuidv7()
  const fromHospital = caller.hospitalCode ?? ''
  await insertReferral(client, { id, fromHospital, ...referral, recordedAt: service.clock(), recordedBy: caller.id })
  return id
}

/** Called off by the hospital that made it (2502). What was settled under it stays settled. Errors: `not-found`. */
export async function cancelReferral(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  { personNo, id }: { personNo: string; id: string },
): Promise<void> {
  const found = (await listReferrals(client, personNo)).find((one) => one.id === id && !one.cancelled)
  if (!found || found.fromHospital !== caller.hospitalCode)
    refuse('not-found', { what: { zh: '该转院备案，或已撤销', en: 'such referral, or it was cancelled' } })
  await cancelReferralRow(client, { personNo, id, at: service.clock() })
}

/** A person's referrals that the hospital made or is the aim of (5304). */
export async function referralsOf(service: Service, caller: Caller, personNo: string): Promise<Referral[]> {
  const all = await listReferrals(service.db.pool, personNo)
  return all.filter(({ fromHospital, toHospital }) => [fromHospital, toHospital].includes(caller.hospitalCode ?? ''))
}
