import type { ReadToSettle } from '../../db/hospital-visits/read-to-settle.ts'
import type { Setting } from '../../db/hospital-visits/visits.ts'
import { covers, type Day } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { Care } from '../../domain/names/care.ts'
import type { RegistrationKind } from '../../domain/names/registrations.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { isSameDisease } from '../../domain/registers/same-disease.ts'
import type { Service } from '../service.ts'
import type { Code } from './national-codes.ts'

interface Place {
  readonly region: string
  readonly on: Day
  readonly setting: Setting
}

/**
 * Whether a kind of visit is settled here: one of its own setting, and ordinary outpatient care where the law of the day aids it.
 * Errors: `care-not-settled`, which says what is settled instead.
 */
export function requireSettledCare(
  service: Service,
  { code, name, means }: Code,
  { region, on, setting }: Place,
): void {
  const isOrdinary = means === 'outpatient-ordinary'
  if (means === setting) return
  if (isOrdinary && setting === 'outpatient') {
    if (aidsOrdinaryCare(service, region, on)) return
    refuse('care-not-settled', { medType: code, name, reason: notAided(region, on) })
  }
  refuse('care-not-settled', { medType: code, name, reason: setting === 'inpatient' ? notAStay : notAVisit })
}

function aidsOrdinaryCare({ library }: Service, region: string, on: Day): boolean {
  const governing = library.governing(region, on)
  if (governing === null) return false
  return library.lawOfPack(governing, on).tables.aid.some(({ care }) => care.includes('outpatient-ordinary'))
}

const notAided = (region: string, on: Day): Bilingual => ({
  zh: `参保地 ${region} 的政策在 ${on} 没有普通门急诊的救助规定，由基本医保结算即可，不必在此登记；已备案的慢特病请填 med_type 14 和 dise_codg`,
  en: `the policy of ${region} has no aid for ordinary outpatient care on ${on}: basic insurance settles it, and nothing is sent here; for a registered disease send med_type 14 and dise_codg`,
})
const notAStay: Bilingual = {
  zh: '不是住院的医疗类别；住院请填 21 等，门诊请用 2201',
  en: 'it is no stay: send 21 or another kind of stay, or use 2201 for outpatient care',
}
const notAVisit: Bilingual = {
  zh: '不是门诊的医疗类别；门诊慢特病请填 14，住院请用 2401',
  en: 'it is no outpatient care: send 14 for a registered disease, or use 2401 for a stay',
}

const careOfKind: Record<RegistrationKind, Care> = {
  chronic: 'outpatient-chronic',
  'special-drug': 'outpatient-special-drug',
  'special-disease': 'outpatient-special-disease',
  'critical-disease': 'critical-disease',
}

interface CareAsked extends Place {
  readonly kind: Code
  readonly packaged: boolean
  readonly diseaseCode: string | null
  readonly held: ReadToSettle['registrations']
}

/**
 * The care of a visit. Outpatient care is named by the registration that the disease has; without one it is settled as a chronic
 * disease's. Errors: `care-not-settled`.
 */
export function careOf(service: Service, { kind, packaged, diseaseCode, held, ...place }: CareAsked): Care {
  requireSettledCare(service, kind, place)
  if (packaged) return 'critical-disease'
  if (place.setting === 'inpatient') return 'inpatient'
  if (kind.means === 'outpatient-ordinary') return 'outpatient-ordinary'
  const kinds = held
    .filter((one) => isSameDisease(one.diseaseCode, diseaseCode) && covers(one, place.on))
    .map((one) => one.kind)
  const first = (['special-drug', 'special-disease', 'chronic'] as const).find((one) => kinds.includes(one))
  return careOfKind[first ?? 'chronic']
}
