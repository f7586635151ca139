import type pg from 'pg'
import { listStays, lockStaysOf, type Setting, wasOpenedBy } from '../../db/hospital-visits/visits.ts'
import { placeOf } from '../../domain/adjudication/types.ts'
import { addDays, chinaDay, type Day, yearOf } from '../../domain/calendar.ts'
import { countingCategory } from '../../domain/entitlements/limits-of-category.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { beginsAfterDeath } from '../../domain/registers/dated-facts.ts'
import { personOn } from '../claim/claim-input.ts'
import { readClaim } from '../claim/read-claim.ts'
import { categoriesOn } from '../entitlements/annual-cap.ts'
import { depositWaiverOf } from '../entitlements/entitlements.ts'
import type { Service } from '../service.ts'
import type { HospitalMessage } from './messages.ts'
import { Codes } from './national-codes.ts'
import type { Patient } from './patients.ts'
import type { SendingHospital } from './sending-hospital.ts'
import { dayOfTime, type HospitalVisit, hospitalVisitOf, type VisitFacts } from './visit.ts'

/**
 * Refuses what could never be settled when it is told, not weeks later: a kind of care that is none of the region's, or not of
 * this setting, and care that begins after the person's death.
 * Errors: `code-unknown`, `care-not-settled`, `policy-missing`, `died`.
 */
export async function checkCare(
  service: Service,
  { personNo, insuredRegion }: Patient,
  setting: Setting,
  { medType, beganAt, endedAt }: Partial<VisitFacts>,
): Promise<void> {
  const began = beganAt === undefined || beganAt === '' ? null : dayOfTime(beganAt)
  if (endedAt) service.library.law(insuredRegion, dayOfTime(endedAt))
  if (medType) checkMedType(service, insuredRegion, setting, medType, endedAt ? dayOfTime(endedAt) : began)
  if (began === null) return
  const read = await readClaim(service, { hospitalCode: '', settlementNo: null, personNo, year: yearOf(began) })
  const died = read ? beginsAfterDeath(read.dated, began) : null
  const what = { zh: `而就医始于 ${began}`, en: `and the visit begins on ${began}` }
  if (died !== null) refuse('died', { personNo, diedOn: died, what })
}

/** A stay that began before the law did is settled by that of its discharge, so today's codes stand in. */
function checkMedType(service: Service, region: string, setting: Setting, medType: string, day: Day | null): void {
  const today = chinaDay(service.clock())
  const on = day !== null && service.library.governing(region, day) !== null ? day : today
  const { means, name } = new Codes(service, region, on).of('med_type', medType)
  if (means !== setting) refuse('care-not-settled', { medType, name, settled: setting === 'inpatient' ? '21' : '14' })
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
  if (same) return { visit: same, isSame: true }
  const open = stays.find(({ state }) => state === 'open')
  // Another copy of this message was first; its answer is found when this one is kept.
  return open ? { visit: open, isSame: await wasOpenedBy(client, open.mdtrtId, msgid) } : null
}

/** Whether the deposit of a stay is waived, in Chinese because it stands in a message; null where nobody is told of one. */
export async function depositOf(
  service: Service,
  { personNo }: Patient,
  { region, designated }: SendingHospital,
  began: Day,
): Promise<{ readonly waived: boolean; readonly text: string } | null> {
  const read = await readClaim(service, { hospitalCode: '', settlementNo: null, personNo, year: yearOf(began) })
  if (!read?.person) return null
  const found = { ...read, person: read.person }
  const person = personOn(service.library, found, began)
  const place = placeOf(person)
  const governing = service.library.governing(place, began)
  if (governing === null) return null
  const law = service.library.lawOfPack(governing, began)
  const { category } = countingCategory(law, categoriesOn(law, found, { day: began, ...person }))
  if (category === null) return null
  const waiver = depositWaiverOf(law, category, 'zh')
  if (!waiver.waived) return { waived: false, text: '住院押金：该身份不在免交押金范围内' }
  const isLocal = designated && region.slice(0, 4) === place.slice(0, 4)
  if (!isLocal) return { waived: false, text: '住院押金：仅参保地定点医疗机构免交' }
  const cite = waiver.clause ? `（${waiver.clause.cite}）` : ''
  return { waived: true, text: `住院押金：${waiver.condition ?? ''}免交押金${cite}`.replace('。免', '的，免') }
}

/** Days of a newborn. Source: WHO, the first 28 days of life. */
const newbornDays = 28

export function isNewborn(birthDate: Day, began: Day): boolean {
  return began < addDays(birthDate, newbornDays)
}
