import { type BaseCategory, type Category, categories, categoryName } from '../../domain/names/categories.ts'
import type { Department } from '../../domain/names/departments.ts'
import type { FeeClass, HospitalLevel } from '../../domain/names/hospitals.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import { isIdNumber, isRoundedNumber } from '../../domain/registers/id-number.ts'

/**
 * People and hospitals for trying the service. None of them exists.
 *
 * Their numbers are fixed, because the examples in the API's documentation are made of them.
 */
export interface DemoHospital {
  readonly hospitalCode: string
  readonly name: string
  readonly region: string
  readonly level: HospitalLevel
  readonly feeClass: FeeClass
  readonly designated: boolean
  readonly criticalDiseaseDesignated: boolean
}

export interface DemoPerson {
  readonly personNo: string
  readonly name: string
  readonly idNumber: string
  readonly birthDate: string
  readonly insuredRegion: string
  readonly enrolledTier: 1 | 2 | null
  readonly categories: readonly BaseCategory[]
  readonly registrations: readonly DemoRegistration[]
}

export interface DemoRegistration {
  readonly kind: RegistrationKind
  readonly diseaseCode: string
  readonly diseaseName: string
  readonly management: 'visit' | 'quota' | null
  readonly packageCode: string | null
}

const hospital = (
  hospitalCode: string,
  name: string,
  region: string,
  level: HospitalLevel,
  feeClass: FeeClass,
  designated = true,
): DemoHospital => ({
  hospitalCode,
  name,
  region,
  level,
  feeClass,
  designated,
  criticalDiseaseDesignated: level === 'three',
})

export const demoHospitals: readonly DemoHospital[] = [
  hospital('H14050000001', '示例晋城市医院', '140502', 'three', 'city-two'),
  hospital('H14050000002', '示例晋城县医院', '140522', 'two', 'county-two'),
  hospital('H14050000009', '示例非定点医院', '140502', 'two', 'county-two', false),
  hospital('H14010000001', '示例山西省医院', '140106', 'three', 'class-one'),
  hospital('H14020000001', '示例大同市医院', '140213', 'three', 'city-two'),
  hospital('H50024300001', '示例彭水县医院', '500243', 'two', 'county-two'),
  hospital('H50010000001', '示例重庆市医院', '500103', 'three', 'class-one'),
  hospital('H37080000001', '示例济宁市医院', '370811', 'three', 'city-two'),
]

const diabetes: DemoRegistration = {
  kind: 'chronic',
  diseaseCode: 'E11.900',
  diseaseName: '2型糖尿病',
  management: 'visit',
  packageCode: null,
}
const specialDrug: DemoRegistration = {
  kind: 'special-drug',
  diseaseCode: 'C34.900',
  diseaseName: '肺恶性肿瘤靶向药',
  management: null,
  packageCode: null,
}
const childhoodLeukaemia: DemoRegistration = {
  kind: 'critical-disease',
  diseaseCode: 'C91.000',
  diseaseName: '儿童急性淋巴细胞白血病 标危',
  management: null,
  packageCode: '儿童急性淋巴细胞白血病 标危',
}
const dialysis: DemoRegistration = {
  kind: 'special-disease',
  diseaseCode: 'N18.500',
  diseaseName: '尿毒症透析',
  management: null,
  packageCode: null,
}

/** Where the people live: the first two digits of a person's place are the city's, the rest a county's. */
interface Place {
  readonly prefix: string
  readonly insuredRegion: string
  readonly enrolledTier: 1 | 2 | null
  readonly registrations: readonly DemoRegistration[]
}

const places: readonly Place[] = [
  {
    prefix: '140500',
    insuredRegion: '140502',
    enrolledTier: 1,
    registrations: [diabetes, specialDrug, childhoodLeukaemia],
  },
  {
    prefix: '140200',
    insuredRegion: '140213',
    enrolledTier: 1,
    registrations: [diabetes, specialDrug, childhoodLeukaemia],
  },
  { prefix: '500243', insuredRegion: '500243', enrolledTier: 1, registrations: [dialysis] },
  { prefix: '370800', insuredRegion: '370811', enrolledTier: 1, registrations: [diabetes] },
]

/** Number 1 of each place is the one the examples use most. */
const firstCategory: BaseCategory = 'dibao'
const laterOnes: readonly BaseCategory[] = ['formerly-poor', 'other-special']
const firstOnes: readonly BaseCategory[] = [
  firstCategory,
  ...categories.filter((category) => category !== firstCategory && !laterOnes.includes(category)),
]

/**
 * One person of every category, one of no category and one who holds two identities at once. Categories that came later
 * stand last, so that nobody's number changed.
 */
const holdings: readonly (readonly BaseCategory[])[] = [
  ...firstOnes.map((category) => [category]),
  [],
  ['dibao-marginal', 'severely-disabled'],
  ...laterOnes.map((category) => [category]),
]

export const demoPeople: readonly DemoPerson[] = places.flatMap((place) =>
  holdings.map((held, at) => person(place, held, at + 1)),
)

export const certifiers: Readonly<Record<string, Department>> & Record<BaseCategory, Department> = {
  tekun: 'civil-affairs',
  dibao: 'civil-affairs',
  'poverty-returned': 'rural-revitalization',
  'monitored-unstable': 'rural-revitalization',
  'monitored-marginal': 'rural-revitalization',
  'monitored-sudden': 'rural-revitalization',
  'dibao-marginal': 'civil-affairs',
  'illness-impoverished': 'civil-affairs',
  youfu: 'veterans',
  'severely-disabled': 'disabled-federation',
  'low-income': 'civil-affairs',
  'low-income-elder': 'civil-affairs',
  'low-income-minor': 'civil-affairs',
  'formerly-poor': 'rural-revitalization',
  'other-special': 'civil-affairs',
}

function person(place: Place, held: readonly BaseCategory[], number: number): DemoPerson {
  const birthDate = birthDateOf(held, number)
  return {
    personNo: demoPersonNo(place.prefix, number),
    name: `示例${held.map((category) => categoryName(category).zh).join('兼') || '普通居民'}`,
    idNumber: inventedIdNumber(place.prefix, birthDate),
    birthDate,
    insuredRegion: place.insuredRegion,
    enrolledTier: place.enrolledTier,
    categories: held,
    registrations: place.registrations,
  }
}

function demoPersonNo(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(14, '0')}`
}

function birthDateOf(held: readonly BaseCategory[], number: number): string {
  const day = String(number).padStart(2, '0')
  if (held.includes('low-income-minor')) return `2012-03-${day}`
  return held.includes('low-income-elder') ? `1950-03-${day}` : `1978-03-${day}`
}

/**
 * Nobody's: the sequence 000 is never given out, and no card is issued for a whole city. Where the check digit would be 0 as well, the
 * number would look like one that a spreadsheet has rounded; the county 99, which no city has, gives it another.
 */
function inventedIdNumber(prefix: string, birthDate: string): string {
  const seventeen = [prefix, `${prefix.slice(0, 4)}99`].map((place) => `${place}${birthDate.replaceAll('-', '')}000`)
  const numbers = seventeen.flatMap((body) => [...'0123456789X'].map((check) => body + check))
  const number = numbers.find((one) => isIdNumber(one) && !isRoundedNumber(one))
  if (number === undefined) throw new Error(`no check digit fits ${prefix} ${birthDate}`)
  return number
}

/** The demo person of a place who holds exactly this identity. */
export function demoPerson(prefix: string, category: Category): string {
  return demoPersonNo(prefix, holdings.findIndex((held) => held.length === 1 && held[0] === category) + 1)
}
