import type pg from 'pg'
import { findHospitalOn } from '../../db/hospital-visits/patients.ts'
import { listStays, lockStaysOf, type Setting, wasOpenedBy } from '../../db/hospital-visits/visits.ts'
import { placeOf } from '../../domain/adjudication/types.ts'
import { addDays, chinaDay, type Day, yearOf } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { beginsAfterDeath } from '../../domain/registers/dated-facts.ts'
import { personOn } from '../claim/claim-input.ts'
import { readClaim } from '../claim/read-claim.ts'
import { depositOf } from '../entitlements/deposit-waiver.ts'
import type { Service } from '../service.ts'
import { requireSettledCare } from './care-of-visit.ts'
import type { HospitalMessage } from './messages.ts'
import { Codes } from './national-codes.ts'
import type { Patient } from './patients.ts'
import { checkDays } from './plausible-visit.ts'
import { dayOfTime, type HospitalVisit, hospitalVisitOf, inState, type VisitFacts } from './visit.ts'

/**
 * Refuses what could never be settled when it is told, not weeks later: days that are slips of the hand, a kind of care that is
 * none of the region's, or not of this setting, and care that begins after the person's death.
 * Errors: those of `checkDays`, `code-unknown`, `care-not-settled`, `policy-missing`, `died`.
 */
export async function checkCare(
  service: Service,
  patient: Patient,
  setting: Setting,
  facts: Partial<VisitFacts>,
): Promise<void> {
  checkDays(service, patient, setting, facts)
  const { personNo, insuredRegion } = patient
  const { medType, beganAt, endedAt } = facts
  const began = beganAt === undefined || beganAt === '' ? null : dayOfTime(beganAt)
  if (endedAt) service.library.law(insuredRegion, dayOfTime(endedAt))
  if (setting === 'inpatient' && began !== null && !endedAt) requireLawToCome(service, insuredRegion, began)
  if (medType) checkMedType(service, insuredRegion, setting, medType, endedAt ? dayOfTime(endedAt) : began)
  if (began === null) return
  const read = await readClaim(service, { hospitalCode: '', settlementNo: null, personNo, year: yearOf(began) })
  const died = beginsAfterDeath(read.dated, began)
  const what = { zh: `而就医始于 ${began}`, en: `and the visit begins on ${began}` }
  if (died !== null) refuse('died', { personNo, diedOn: died, what })
}

/**
 * A stay is settled by the law of its discharge, and no discharge is further away than the pack takes a stay to last: where no law
 * is in force by then, it never will be settled. Errors: `policy-missing`.
 */
function requireLawToCome({ library, clock }: Service, region: string, began: Day): void {
  const today = chinaDay(clock())
  const governing = library.governing(region, today)
  const maxStay = governing === null ? null : library.lawOfPack(governing, today).tables.plausible.stay
  const latest = maxStay === null ? today : addDays(began, Number(maxStay.refuseAbove.toFixed(0)))
  library.law(region, latest < today ? latest : today)
}

/** A stay that began before the law did is settled by that of its discharge, so today's codes stand in. */
function checkMedType(service: Service, region: string, setting: Setting, medType: string, day: Day | null): void {
  const today = chinaDay(service.clock())
  const on = day !== null && service.library.governing(region, day) !== null ? day : today
  requireSettledCare(service, new Codes(service, region, on).of('med_type', medType), { region, on, setting })
}

export interface OpenStay {
  readonly visit: HospitalVisit
  /** It is this admission, told before. */
  readonly isSame: boolean
}

/** Nobody lies in two beds: the stay of the person that is open, or was told before. Others who ask wait until this one is done. */
export async function stayBefore(
  client: pg.PoolClient,
  { hospitalCode, msgid }: Pick<HospitalMessage, 'hospitalCode' | 'msgid'>,
  { personNo }: Patient,
  { recordNo, beganAt }: Partial<VisitFacts>,
): Promise<OpenStay | null> {
  await lockStaysOf(client, personNo)
  const stays = (await listStays(client, personNo)).map(hospitalVisitOf).filter(({ state }) => state !== 'cancelled')
  const isOwn = (one: HospitalVisit) =>
    recordNo !== undefined && one.hospitalCode === hospitalCode && one.recordNo === recordNo
  const isOfDay = (one: HospitalVisit) => beganAt !== undefined && dayOfTime(one.beganAt) === dayOfTime(beganAt)
  const same = stays.find((one) => isOwn(one) && (one.state === 'open' || isOfDay(one)))
  if (same) {
    refuseOtherDay(same, beganAt)
    return { visit: same, isSame: true }
  }
  const open = stays.find(({ state }) => state === 'open')
  // Another copy of this message was first; its answer is found when this one is kept.
  return open ? { visit: open, isSame: await wasOpenedBy(client, open.mdtrtId, msgid) } : null
}

/** One number of an admission, and another day: nobody should take the first for the second. */
function refuseOtherDay({ mdtrtId, recordNo, ...open }: HospitalVisit, beganAt: string | undefined): void {
  if (beganAt === undefined || dayOfTime(open.beganAt) === dayOfTime(beganAt)) return
  const [before, now] = [dayOfTime(open.beganAt), dayOfTime(beganAt)]
  inState(
    mdtrtId,
    `住院号 ${recordNo} 已于 ${before} 办理入院且尚未出院，本报文为 ${now}；更正入院时间请用 2403，另一次住院请先 2402 出院。`,
    `it was opened under ipt_no ${recordNo} on ${before} and has not ended, and this message says ${now}; correct the day with 2403, or end that stay (2402) before another one.`,
  )
}

/** Whether the deposit of a stay is waived, in Chinese because it stands in a message; null where nobody is told of one. */
export async function depositToldOf(
  service: Service,
  { personNo }: Patient,
  hospitalCode: string,
  began: Day,
): Promise<{ readonly waived: boolean; readonly text: string } | null> {
  const read = await readClaim(service, { hospitalCode: '', settlementNo: null, personNo, year: yearOf(began) })
  if (!read?.person) return null
  const found = { ...read, person: read.person }
  if (service.library.governing(placeOf(personOn(service.library, found, began)), began) === null) return null
  const hospital = await findHospitalOn(service.db.pool, { hospitalCode, on: began })
  if (hospital === null) return null
  const { waived, why, text, clause } = depositOf(service, found, hospital, began, 'zh')
  if (why === 'no-identity') return null
  const cite = waived && clause ? `（${clause.cite}）` : ''
  return { waived, text: `住院押金：${text.replace(/。$/, '')}${cite}` }
}

/** Days of a newborn. Source: WHO, the first 28 days of life. */
const newbornDays = 28

export function isNewborn(birthDate: Day, began: Day): boolean {
  return began < addDays(birthDate, newbornDays)
}
