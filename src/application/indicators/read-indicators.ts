import { readClearingDays, readPayoutDaySums, readVisitSums, type VisitSums } from '../../db/indicators/visit-sums.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { goalOf, type IndicatorCode, indicatorCodes, indicatorWords } from '../../domain/indicators/indicator-names.ts'
import type { Language } from '../../domain/language.ts'
import { type Decimal, decimal, sum, yuan } from '../../domain/money.ts'
import type { Care } from '../../domain/names/care.ts'
import { knownCategories } from '../../domain/names/categories.ts'
import { type Caller, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { sharedReadings } from '../shared/shared-readings.ts'

export interface IndicatorsAsked {
  readonly region: string
  readonly year: number
}

export type IndicatorsAnswer = Awaited<ReturnType<typeof readIndicators>>
export type ShownIndicator = IndicatorsAnswer['figures'][number]

/** Of all visits, of those of one identity, or of one kind of care. */
interface Of {
  readonly category: string | null
  readonly care: Care | null
  readonly scope: 'all' | 'category' | 'care'
}

const all: Of = { category: null, care: null, scope: 'all' }

/**
 * Figures of how the year's aid did: each with what is above and below its line, and the goal that a document names. Of visits of
 * people insured in the region that stand, as they stand now; all from one reading. Errors: `forbidden`.
 */
export async function readIndicators(
  service: Service,
  caller: Caller,
  { region, year }: IndicatorsAsked,
  language: Language,
) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const prefix = prefixOf(region)
  const { visits, clearings, payouts } = await sharedReadings(service.db).read(`indicators ${region} ${year}`, () =>
    withTransaction(
      service.db.bulk,
      async (client) => ({
        visits: await readVisitSums(client, year, prefix),
        clearings: await readClearingDays(client, year, prefix),
        payouts: await readPayoutDaySums(client, year, prefix),
      }),
      { snapshot: true },
    ),
  )
  const figure = (code: IndicatorCode, parts: { numerator: string; denominator: string | null }, of: Of = all) =>
    shown({ code, ...parts, of, goal: of.scope === 'all' ? goalOf(code, region, year) : null }, language)
  const by = new Ratios(visits)
  const categories = [...new Set(visits.map(({ category }) => category))].sort((a, b) => placeOf(a) - placeOf(b))
  const cares = [...new Set(visits.map(({ care }) => care))].sort()
  const scopes: readonly Of[] = [
    all,
    ...categories.map((category) => ({ category, care: null, scope: 'category' as const })),
    ...cares.map((care) => ({ category: null, care, scope: 'care' as const })),
  ]
  const days = (total: number) => String(total)
  const figures = indicatorCodes.flatMap((code) => {
    if (code === 'days-to-pay-people')
      return [figure(code, { numerator: days(payouts.days), denominator: days(payouts.payouts) })]
    if (code === 'days-to-pay-hospitals')
      return [figure(code, { numerator: days(clearings.days), denominator: days(clearings.clearings) })]
    return scopes.map((of) => figure(code, by.of(code, of), of))
  })
  return { region, year, asOf: chinaTime(service.clock()), figures }
}

type OfVisits = Exclude<IndicatorCode, 'days-to-pay-people' | 'days-to-pay-hospitals'>

class Ratios {
  readonly #rows: readonly VisitSums[]

  constructor(rows: readonly VisitSums[]) {
    this.#rows = rows
  }

  of(code: OfVisits, { scope, category, care }: Of): { numerator: string; denominator: string | null } {
    const rows = this.#rows.filter((row) =>
      scope === 'all' ? true : scope === 'care' ? row.care === care : row.category === category,
    )
    const money = (...names: readonly MoneyField[]) =>
      yuan(sum(rows.flatMap((row) => names.map((name) => decimal(row[name])))))
    const count = (name: 'visits' | 'aided' | 'aidedAtOnce') =>
      String(rows.reduce((total, row) => total + row[name], 0))
    switch (code) {
      case 'one-stop-share':
        return { numerator: count('aidedAtOnce'), denominator: count('aided') }
      case 'combined-ratio':
        return { numerator: money('insured', 'aid'), denominator: money('inScope') }
      case 'in-county-share':
        return { numerator: money('inScopeInCounty'), denominator: money('inScope') }
      case 'in-county-inpatient-paid':
        return { numerator: money('countyStaysBasic'), denominator: money('countyStaysInScope') }
      case 'in-scope-self-pay':
        return { numerator: money('selfPay'), denominator: money('inScope') }
      case 'person-times':
        return { numerator: count('visits'), denominator: null }
      case 'aided-person-times':
        return { numerator: count('aided'), denominator: null }
    }
  }
}

type MoneyField =
  | 'insured'
  | 'aid'
  | 'inScope'
  | 'inScopeInCounty'
  | 'selfPay'
  | 'countyStaysInScope'
  | 'countyStaysBasic'

interface Figure {
  readonly code: IndicatorCode
  readonly numerator: string
  readonly denominator: string | null
  readonly of: Of
  readonly goal: ReturnType<typeof goalOf>
}

function shown({ code, numerator, denominator, of, goal }: Figure, language: Language) {
  const words = indicatorWords[code]
  return {
    ...{ code, name: words.name[language], unit: words.unit, scope: of.scope, category: of.category, care: of.care },
    value: quotient(decimal(numerator), denominator, words.unit === 'days' ? 1 : 4),
    numerator: { amount: numerator, what: words.numerator[language] },
    denominator: denominator === null ? null : { amount: denominator, what: words.denominator[language] },
    goal: goal && { value: goal.value, cite: goal.cite, says: goal.says[language] },
  }
}

/** Null where there is nothing to divide by; a number itself where nothing is divided. */
function quotient(numerator: Decimal, denominator: string | null, places: number): string | null {
  if (denominator === null) return numerator.toFixed(0)
  const by = decimal(denominator)
  return by.isZero() ? null : numerator.div(by).toFixed(places)
}

/** In the order of the documents' words; nobody's come last. */
function placeOf(category: string | null): number {
  return category === null ? knownCategories().length : knownCategories().indexOf(category)
}
