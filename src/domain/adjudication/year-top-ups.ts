import { type Decimal, max, min, zero } from '../money.ts'
import type { Law, TopUpRow } from '../policies/law.ts'

/** What top-ups on the year's excess pay out of a limit that nothing else uses. */
export interface YearTopUp {
  /** The name under which the year keeps what has been paid on. */
  readonly paidOnAs: string
  /** The highest rate of them. */
  readonly rate: Decimal
  /** The lowest self-pay of the year above which one pays. Yuan; zero where it goes by a figure. */
  readonly threshold: Decimal
}

/** By the names of their limits; without those that aid, a top-up of a stay or a decision by hand use as well. */
export function yearTopUps(law: Law): ReadonlyMap<string, YearTopUp> {
  const { topUps, aid } = law.tables
  const isOfYear = ({ over, paysOn }: TopUpRow) => over === 'year' && paysOn === 'excess'
  const others = new Set([
    ...[...aid, ...topUps.filter((row) => !isOfYear(row))].flatMap(({ limits }) => limits),
    ...law.rows('manual').flatMap(({ limit }) => limit ?? []),
  ])
  const found = new Map<string, YearTopUp>()
  for (const row of topUps.filter(isOfYear)) {
    const own = { paidOnAs: row.paidOnAs, rate: highestRate(row), threshold: thresholdOf(row) }
    for (const name of row.limits.filter((one) => !others.has(one))) {
      const known = found.get(name)
      found.set(
        name,
        known ? { ...own, rate: max(known.rate, own.rate), threshold: min(known.threshold, own.threshold) } : own,
      )
    }
  }
  return found
}

const highestRate = ({ rate, bands }: TopUpRow): Decimal =>
  (bands ?? []).reduce((highest, band) => max(highest, band.rate), rate)

const thresholdOf = ({ threshold }: TopUpRow): Decimal => ('share' in threshold ? zero : threshold)
