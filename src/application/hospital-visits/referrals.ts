import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { findSendingHospital } from '../../db/hospital-visits/patients.ts'
import {
  cancelReferralRow,
  insertReferral,
  listReferrals,
  type ReferralRow,
} from '../../db/hospital-visits/referrals.ts'
import { referredPerson } from '../../db/hospital-visits/referred-person.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type WaitingReason, waitingReasonNames } from '../../domain/names/filings.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { placeFault } from '../../domain/registers/filings.ts'
import { whyItWaits } from '../../domain/registers/referrals.ts'
import { implausibleBeginning } from '../../domain/shared/implausible-day.ts'
import type { Caller } from '../callers/caller.ts'
import { unknownPlace } from '../registers/place.ts'
import { noSuchPerson } from '../registers/register-change.ts'
import type { Service } from '../service.ts'

export type Referral = ReferralRow

export interface ReferralInput {
  readonly personNo: string
  readonly toHospital: string
  readonly toRegion: string | null
  readonly from: Day
  readonly to: Day | null
}

/** The id of the record, and why it waits for the bureau; null where it counts at once. */
export interface Referred {
  readonly id: string
  readonly waits: WaitingReason | null
}

/**
 * A hospital sends a patient on to another (2501). What the sending hospital says on or before the day stands as filed (000000/G8);
 * what the receiving hospital says itself, what comes late and what comes from outside the insured place waits for the bureau.
 * The same again answers the first.
 *
 * Errors: `not-found` for a hospital that is not registered; `referral-invalid` for a place or days that cannot be, or after the death.
 */
export async function refer(
  service: Service,
  caller: Caller,
  client: pg.PoolClient,
  sent: ReferralInput,
): Promise<Referred> {
  const fromHospital = caller.hospitalCode ?? ''
  const hospital = await findSendingHospital(client, sent.toHospital)
  if (!hospital) refuse('not-found', { what: unregistered(sent.toHospital) })
  const person = (await referredPerson(client, sent.personNo)) ?? noSuchPerson(sent.personNo)
  requireSound(service, sent, { region: hospital.region, diedOn: person.diedOn })
  const same = (await listReferrals(client, sent.personNo)).find((one) => isSameReferral(one, fromHospital, sent))
  if (same) return { id: same.id, waits: same.status === 'confirmed' ? null : same.waitsBecause }
  const waits = await waitsBecause(service, client, { ...sent, fromHospital, insuredRegion: person.insuredRegion })
  const id = uuidv7()
  const status = waits === null ? ('filed' as const) : ('pending' as const)
  const stamp = { recordedAt: service.clock(), recordedBy: caller.id }
  await insertReferral(client, { id, fromHospital, ...sent, status, waitsBecause: waits, ...stamp })
  return { id, waits }
}

const unregistered = (code: string): Bilingual => ({
  zh: `医疗机构 ${code}（转往机构须先由经办机构登记；请核对 reflin_medins_no）`,
  en: `hospital ${code} (the bureau registers it first; check reflin_medins_no)`,
})

async function waitsBecause(
  { library, clock }: Service,
  client: pg.PoolClient,
  { fromHospital, toHospital, from, insuredRegion }: ReferralInput & { fromHospital: string; insuredRegion: string },
): Promise<WaitingReason | null> {
  const sentOn = chinaDay(clock())
  const fromRegion = (await findSendingHospital(client, fromHospital))?.region ?? ''
  const region = library.governing(insuredRegion, sentOn)
  const localDigits = region === null ? 4 : Number(library.lawOfPack(region, sentOn).choices.localCareDigits.value)
  return whyItWaits({ fromHospital, fromRegion, toHospital, from, sentOn, insuredRegion, localDigits })
}

/** Within the insured place a transfer is recorded all the same: hospitals follow their patients by it. */
function requireSound(
  service: Service,
  { toHospital, toRegion, from }: ReferralInput,
  { region, diedOn }: { region: string; diedOn: Day | null },
): void {
  const wrong = toRegion === null ? null : unknownPlace(service, toRegion)
  const place = placeFault({ toRegion, hospital: { hospitalCode: toHospital, region }, home: null })
  const day = implausibleBeginning(from, chinaDay(service.clock()))
  const dead = diedOn !== null && from > diedOn ? afterDeath(from, diedOn) : null
  const reason = wrong ?? place ?? day ?? dead
  if (reason) refuse('referral-invalid', { reason })
}

const afterDeath = (from: Day, diedOn: Day): Bilingual => ({
  zh: `该人员于 ${diedOn} 死亡，转诊起始日期 ${from} 在其后；请核对日期，死亡登记有误的请经办机构更正。`,
  en: `The person died on ${diedOn}, before the referral begins on ${from}; check the day, or have the bureau correct the death.`,
})

/** One that was cancelled or refused may be sent anew. */
function isSameReferral(one: ReferralRow, fromHospital: string, sent: ReferralInput): boolean {
  const fields = ['toHospital', 'toRegion', 'from', 'to'] as const
  const open = !one.cancelled && one.status !== 'refused'
  return open && one.fromHospital === fromHospital && fields.every((name) => one[name] === sent[name])
}

/** What a hospital is told of a referral that waits; null for one that counts. In Chinese, as national messages are. */
export function waitsWords(waits: WaitingReason | null): string | null {
  if (waits === null) return null
  return `已受理，因${waitingReasonNames[waits].zh}，待经办机构确认后生效；确认前结算按未转诊处理。可用 5304 查询。`
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
