import { attemptOf } from '../../db/hospital-visits/settlement-attempts.ts'
import { listStays, listVisits } from '../../db/hospital-visits/visits.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import type { SettlementAnswer } from '../settlement/settlement-answer.ts'
import { type HospitalVisit, hospitalVisitOf, readVisit } from './visit.ts'

/** A person's visits at the hospital that asks. */
export async function visitsOf(service: Service, caller: Caller, personNo: string): Promise<HospitalVisit[]> {
  const rows = await listVisits(service.db.pool, { personNo, hospitalCode: caller.hospitalCode ?? '' })
  return rows.map(hospitalVisitOf)
}

/** The visit that a settlement is of. Errors: `not-found` for one that no message asked for. */
export async function visitOfSettlement(
  service: Service,
  caller: Caller,
  { hospitalCode, settlementNo, personNo }: Pick<SettlementAnswer, 'hospitalCode' | 'settlementNo' | 'personNo'>,
): Promise<HospitalVisit> {
  const begun = await attemptOf(service.db.pool, { hospitalCode, msgid: settlementNo ?? '' })
  if (!begun)
    return refuse('not-found', {
      what: { zh: '该结算的就诊（不是由报文结算的）', en: 'visit of that settlement: no message asked for it' },
    })
  return readVisit(service, caller, { mdtrtId: begun.mdtrtId, personNo })
}

/** The stays of a person that are open, wherever. */
export async function openStaysOf(service: Service, personNo: string): Promise<HospitalVisit[]> {
  const stays = await listStays(service.db.pool, personNo)
  return stays.map(hospitalVisitOf).filter(({ state }) => state === 'open')
}
