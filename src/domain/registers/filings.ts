import type { Day, Period } from '../calendar.ts'
import type { Bilingual } from '../language.ts'
import type { DatedFact } from './dated-facts.ts'

/** The visit of which it is asked what was filed for it. Both days belong to it. */
export interface FiledVisit {
  readonly from: Day
  readonly to: Day
  readonly hospitalCode: string
  readonly hospitalRegion: string
}

/** The filings of a person that stand behind a visit: some day of it is theirs, and so is its place (000000/G8). */
export function filingsBehind(dated: readonly DatedFact[], visit: FiledVisit): readonly DatedFact[] {
  return dated.filter((fact) => fact.kind === 'filing' && sharesADay(fact, visit) && leadsThere(fact, visit))
}

function sharesADay(filed: Period, visit: FiledVisit): boolean {
  return filed.from <= visit.to && (filed.to === null || visit.from <= filed.to)
}

/** A filing to a hospital is for that one; one to a region for all of its hospitals; one that names neither for any. */
function leadsThere(
  { hospitalCode, toRegion }: Pick<DatedFact, 'hospitalCode' | 'toRegion'>,
  visit: FiledVisit,
): boolean {
  if (hospitalCode) return hospitalCode === visit.hospitalCode
  return !toRegion || holds(toRegion, visit.hospitalRegion)
}

/** Whether a place lies in a region: 110000 holds 110105, 140500 holds 140502. */
export function holds(region: string, place: string): boolean {
  return place.startsWith(region.replace(/(?:00){1,2}$/, ''))
}

/** To where something is filed, and the place in which the person is at home by the law: there nothing needs to be filed. */
export interface FiledPlace {
  readonly toRegion: string | null
  readonly hospital: { readonly hospitalCode: string; readonly region: string } | null
  readonly home: string | null
}

/** What is wrong with the place of a filing; null where nothing is. */
export function placeFault({ toRegion, hospital, home }: FiledPlace): Bilingual | null {
  if (hospital && toRegion !== null && !holds(toRegion, hospital.region)) return liesElsewhere(hospital, toRegion)
  const place = hospital?.region ?? toRegion
  return place !== null && home !== null && holds(home, place) ? atHome(place, home) : null
}

function liesElsewhere({ hospitalCode, region }: NonNullable<FiledPlace['hospital']>, toRegion: string): Bilingual {
  return {
    zh: `医疗机构 ${hospitalCode} 位于 ${region}，不在 ${toRegion}；请更正其一，或只填写其中一项。`,
    en: `Hospital ${hospitalCode} lies in ${region}, not in ${toRegion}; correct either, or send one of them.`,
  }
}

function atHome(place: string, home: string): Bilingual {
  return {
    zh: `${place} 属于参保地 ${home}，在参保地就医无需备案；请填写参保地以外的 toRegion 或 toHospital。`,
    en: `${place} lies in the insured place ${home}, where care needs no filing; send a region or hospital outside it.`,
  }
}
