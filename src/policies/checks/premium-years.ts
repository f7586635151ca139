import type { RowOf } from '../../domain/policies/pack.ts'
import { excludeEachOther } from './exclude.ts'
import { faultAt, type PackFault } from './faults.ts'
import { type RowAt, rowTwice } from './world.ts'

type PremiumAt = Extract<RowAt, { kind: 'premium' }>

interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Subsidies go by the year of the contribution: one a category, tier and year, and no year left out between two. Rows for
 * other insurances, groups or ages stand beside each other, if nobody can be meant by both.
 */
export function checkPremiums(rows: readonly RowAt[]): PackFault[] {
  const premiums = rows.filter((at): at is PremiumAt => at.kind === 'premium')
  const keys = new Set(premiums.flatMap((at) => keysOf(at.row)))
  const faults = [...keys].flatMap((key) => {
    const own = premiums.filter((at) => keysOf(at.row).includes(key))
    const people = [...new Set(own.map(peopleOf))]
    const ofOne = people.flatMap((who) => {
      const theirs = own.filter((at) => peopleOf(at) === who)
      return inTurn(key, theirs)
    })
    return [...ofOne, ...meeting(key, own)]
  })
  // A row that names no tier is of both, and is said to meet another once.
  const isSaid = (fault: PackFault, at: number) =>
    faults.findIndex((one) => one.code === fault.code && one.file === fault.file && one.line === fault.line) < at
  return faults.filter((fault, at) => fault.code !== 'rows-meet' || !isSaid(fault, at))
}

function peopleOf({ row: { insurance, groups, ages } }: PremiumAt): string {
  return JSON.stringify([insurance, groups, ages])
}

function meeting(key: string, rows: readonly PremiumAt[]): PackFault[] {
  return rows.flatMap((at, index) => {
    const other = rows
      .slice(0, index)
      .find((one) => peopleOf(one) !== peopleOf(at) && inOneYear(one, at) && !excludeEachOther(one, at))
    return other ? [rowTwice(String(spanOf(at).from), key, other, at, 'rows-meet')] : []
  })
}

function inOneYear(one: PremiumAt, other: PremiumAt): boolean {
  const [a, b] = [spanOf(one), spanOf(other)]
  return a.from <= b.to && b.from <= a.to
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
