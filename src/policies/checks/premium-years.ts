import type { RowOf } from '../../domain/policies/pack.ts'
import { faultAt, type PackFault } from './faults.ts'
import { type RowAt, rowTwice } from './world.ts'

type PremiumAt = Extract<RowAt, { kind: 'premium' }>

interface Span {
  readonly from: number
  readonly to: number
}

/** Subsidies go by the year of the contribution: one a category, tier and year, and no year left out between two. */
export function checkPremiums(rows: readonly RowAt[]): PackFault[] {
  const premiums = rows.filter((at): at is PremiumAt => at.kind === 'premium')
  const keys = new Set(premiums.flatMap((at) => keysOf(at.row)))
  return [...keys].flatMap((key) =>
    inTurn(
      key,
      premiums.filter((at) => keysOf(at.row).includes(key)),
    ),
  )
}

/** A row without a tier stands for both, and for a place that has none. */
function keysOf(row: RowOf<'premium'>): string[] {
  const tiers = row.tier === undefined ? ['-', '1', '2'] : [row.tier]
  return row.for.flatMap((who) => tiers.map((tier) => `premium ${who} ${tier}`))
}

function inTurn(key: string, rows: readonly PremiumAt[]): PackFault[] {
  const byYear = [...rows].sort((a, b) => spanOf(a).from - spanOf(b).from)
  return byYear.slice(1).flatMap((at, index) => {
    const before = byYear[index] as PremiumAt
    const [ended, begins] = [spanOf(before).to, spanOf(at).from]
    if (begins <= ended) return [rowTwice(String(Math.max(begins, 0)), key, before, at)]
    if (begins === ended + 1) return []
    return [faultAt(at.spot, 'row-apart', { what: key, from: String(ended + 1) })]
  })
}

function spanOf({ row }: PremiumAt): Span {
  return { from: Number(row.years?.from ?? 0), to: Number(row.years?.to ?? 9999) }
}
