import type { EnrolmentCount } from '../../db/premiums/enrolment.ts'
import { decimal } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { EnrolmentGroup } from '../../domain/names/enrolment-groups.ts'
import type { ClauseRef, Law } from '../../domain/policies/law.ts'

/** A line that the law draws: of whom at least which share is to be enrolled. */
export interface EnrolmentLine {
  readonly group: EnrolmentGroup | null
  readonly categories: readonly Category[]
  readonly share: string
  readonly clause: ClauseRef
}

/** The lines that a law draws. */
export function enrolmentLines(law: Law): EnrolmentLine[] {
  return law.rows('enrolment').map((row) => ({
    group: row.group ?? null,
    categories: row.for,
    share: row.rateAtLeast,
    clause: row.clause,
  }))
}

export type Rate = ReturnType<typeof rateOf>

/** The rate of some of the people. Null where there is nobody; rounded down, so that a rate below a line never reads as the line. */
export function rateOf(counts: readonly EnrolmentCount[], line: Pick<EnrolmentLine, 'share'> | null) {
  const people = counts.reduce((sum, one) => sum + one.people, 0)
  const enrolled = counts.reduce((sum, one) => sum + one.enrolled, 0)
  // Compared without dividing, so that nothing is rounded.
  const below = line === null ? null : decimal(String(enrolled)).lt(decimal(line.share).times(people))
  const rate = people === 0 ? null : decimal(String(enrolled)).times(100).div(people)
  return { people, enrolled, rate: rate?.toDecimalPlaces(2, 'down').toFixed(2) ?? null, below }
}

/** One group, whole and by category, county and city; who holds two of its categories counts once in it, and in each of them. */
export function groupRates(counts: readonly EnrolmentCount[], line: EnrolmentLine) {
  const own = counts.filter(({ held }) => line.categories.some((category) => held.includes(category)))
  const byPlace = (placeOf: (region: string) => string) => {
    const places = [...new Set(own.map(({ region }) => placeOf(region)))].sort()
    return places.map((region) => ({
      region,
      ...rateOf(
        own.filter((one) => placeOf(one.region) === region),
        line,
      ),
    }))
  }
  return {
    group: line.group,
    line: decimal(line.share).times(100).toFixed(2),
    clause: line.clause,
    ...rateOf(own, line),
    categories: line.categories.map((category) => ({
      category,
      ...rateOf(
        own.filter(({ held }) => held.includes(category)),
        line,
      ),
    })),
    counties: byPlace((region) => region),
    cities: byPlace(cityOf),
  }
}

/** Every city of which one of the groups is below its line. */
export function citiesBelow(groups: readonly ReturnType<typeof groupRates>[]) {
  return groups.flatMap(({ group, line, clause, cities }) =>
    cities.filter(({ below }) => below === true).map((city) => ({ group, line, clause, ...city })),
  )
}

function cityOf(region: string): string {
  return `${region.slice(0, 4)}00`
}
