import { findHospitalOn, type SendingHospitalRow } from '../../db/hospital-visits/patients.ts'
import { isReferredFromPrimaryCare } from '../../db/hospital-visits/referrals.ts'
import { placeOf } from '../../domain/adjudication/types.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { type DepositObstacle, depositObstacles } from '../../domain/entitlements/deposit.ts'
import { countingCategory } from '../../domain/entitlements/limits-of-category.ts'
import type { Language } from '../../domain/language.ts'
import { type Category, categoryName } from '../../domain/names/categories.ts'
import type { Law, Ruled } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { beginsAfterDeath } from '../../domain/registers/dated-facts.ts'
import { holds } from '../../domain/registers/filings.ts'
import { look } from '../audit/sight.ts'
import { type Caller, requireHospital } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { type PersonRead, readPersonYear } from '../claim/read-person-year.ts'
import type { Service } from '../service.ts'
import { categoriesOn } from './annual-cap.ts'

export interface DepositAsked {
  readonly personNo: string
  readonly hospitalCode: string
  readonly on: Day
}

/**
 * Whether the deposit of a stay that begins on a day in a hospital is waived (140500/J19, 500243/P9), and why not.
 *
 * Errors: `not-found` for a hospital that is not registered, `policy-missing`, those of `look`; `forbidden` for another hospital's.
 */
export async function readDepositWaiver(
  service: Service,
  caller: Caller,
  { personNo, hospitalCode, on }: DepositAsked,
  language: Language,
) {
  requireHospital(caller, hospitalCode)
  await look(service, caller, personNo, 'deposit-waiver')
  const hospital = await findHospitalOn(service.db.pool, { hospitalCode, on })
  if (!hospital)
    return refuse('not-found', { what: { zh: `医疗机构 ${hospitalCode}`, en: `hospital ${hospitalCode}` } })
  const read = await readPersonYear(service, caller, personNo, yearOf(on))
  if (service.library.governing(placeOf(personOn(service.library, read, on)), on) === null)
    return refuse('policy-missing', { region: read.person.insuredRegion, on })
  const referred = await isReferredFromPrimaryCare(service.db.pool, { personNo, hospitalCode, on })
  return {
    personNo,
    hospitalCode,
    on,
    referredFromPrimaryCare: referred,
    ...depositOf(service, read, hospital, on, language),
  }
}

/** What is said of a person, a hospital and a day; there is law on the day. */
export function depositOf(
  { library }: Pick<Service, 'library'>,
  read: PersonRead,
  { region, designated }: SendingHospitalRow,
  on: Day,
  language: Language,
) {
  const person = personOn(library, read, on)
  const law = library.law(placeOf(person), on)
  const { category, row } = waivedBy(law, categoriesOn(law, read, { day: on, ...person }))
  const obstacles: Record<DepositObstacle, boolean> = {
    died: beginsAfterDeath(read.dated, on) !== null,
    'no-identity': category === null,
    'not-named': row === undefined,
    'not-designated': !designated,
    // The region whose law it is: the city for Jincheng, the county for Pengshui.
    'outside-insured-place': !holds(law.region, region),
  }
  const why = depositObstacles.find((one) => obstacles[one]) ?? null
  const name = category === null ? '' : categoryName(category, law.region)[language]
  const condition = why === null ? conditionOf(row, language) : null
  const says = why === null ? (condition ?? waived[language]) : words[why][language](name)
  const clause = row?.clause ?? law.rows('depositWaiver')[0]?.clause ?? null
  return {
    waived: why === null,
    why,
    category,
    condition,
    text: says,
    clause,
  }
}

/** Any identity that the clause names waives the deposit, whichever would give more on the bill. */
export function waivedBy(law: Law, held: readonly Category[]) {
  const rows = law.rows('depositWaiver')
  const named = held.filter((category) => rows.some((row) => row.for.includes(category)))
  const { category } = countingCategory(law, named.length > 0 ? named : held)
  return { category, row: rows.find((one) => category !== null && one.for.includes(category)) }
}

/** What a hospital has to see for itself where the clause asks for a referral from primary care; null where it does not. */
function conditionOf(row: Ruled<'depositWaiver'> | undefined, language: Language): string | null {
  return row?.referredFromPrimaryCare === 'true' ? conditions[language] : null
}

const waived: Record<Language, string> = {
  zh: '在参保地定点医疗机构住院的，免交押金。',
  en: 'Waived for a stay in a designated hospital of the insured place.',
}

const conditions: Record<Language, string> = {
  zh: '经基层首诊转诊，在参保地定点医疗机构住院的，免交押金。',
  en: 'Waived for a stay that is referred from primary care.',
}

const words: Record<DepositObstacle, Record<Language, (category: string) => string>> = {
  died: { zh: () => '该人员已登记死亡。', en: () => 'The person has died by the register.' },
  'no-identity': { zh: () => '当日没有有效救助身份，不免交押金。', en: () => 'No identity is in force on the day.' },
  'not-named': {
    zh: () => '该身份不在免交押金范围内。',
    en: (category) => `The clause does not name the category ${category}.`,
  },
  'not-designated': {
    zh: () => '就诊医疗机构不是定点医疗机构，不免交押金。',
    en: () => 'The hospital is not a designated one.',
  },
  'outside-insured-place': {
    zh: () => '仅参保地定点医疗机构免交。',
    en: () => 'Only designated hospitals of the insured place waive it.',
  },
}
