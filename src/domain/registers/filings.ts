import type { Day, Period } from '../calendar.ts'
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
