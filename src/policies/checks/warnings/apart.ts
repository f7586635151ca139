import { decimal } from '../../../domain/money.ts'
import { chainOf } from '../../../domain/policies/merge.ts'
import type { RowOf } from '../../../domain/policies/pack.ts'
import { insurancesOf } from '../exclude.ts'
import { faultAt, type PackFault } from '../faults.ts'
import { leavesOpen } from '../keys.ts'
import { everyClause, type RowAt, rowsIn, type World, write } from '../world.ts'

type AidAt = Extract<RowAt, { kind: 'aid' }>
type BasicAt = Extract<RowAt, { kind: 'basic' }>

/** Rows that mean something together and miss each other: top-ups of care that nothing aids, one deductible that is filled in two ways, two caps that are one. */
export function warnOfRowsApart(world: World): PackFault[] {
  const all = everyClause(world).flatMap((place) => rowsIn(world, place))
  return world.regions.flatMap((region) => {
    const chain = chainOf(world.files, region)
    const rows = all.filter((at) => chain.includes(at.place.region))
    const own = rows.filter((at) => at.place.region === region)
    return [...toppedUpAlone(own, rows), ...filledInTwoWays(own), ...cappedTogether(own)]
  })
}

/** What a person bears of outpatient care is topped up where the care is aided (000000/G13). */
function toppedUpAlone(own: readonly RowAt[], rows: readonly RowAt[]): PackFault[] {
  return own.flatMap((at) => {
    if (at.kind !== 'topUp') return []
    const { for: people, care } = at.row
    const alone = people
      .flatMap((who) => care.map((one) => ({ who, care: one })))
      .find((one) => one.care !== 'inpatient' && !rows.some((row) => isAided(row, one)))
    return alone === undefined ? [] : [faultAt(at.spot, 'top-up-unreached', alone)]
  })
}

function isAided(at: RowAt, { who, care }: { readonly who: string; readonly care: string }): boolean {
  if (at.kind === 'aid') return at.row.for.includes(who) && at.row.care.some((one) => one === care)
  return (at.kind === 'manual' || at.kind === 'gap') && leavesOpen(at.row, `aid ${who} ${care}`)
}

/** One deductible of the year, which two rows of the same people count by other kinds of care. */
function filledInTwoWays(own: readonly RowAt[]): PackFault[] {
  const aid = own.filter((at): at is AidAt => at.kind === 'aid' && sameYear(at.row) !== null)
  return aid.flatMap((at, index) => {
    const other = aid.slice(0, index).find((one) => differ(one.row, at.row) || differ(at.row, one.row))
    if (!other) return []
    const together = [...new Set([...countsOf(other.row), ...countsOf(at.row)])].join(', ')
    return [faultAt(at.spot, 'counts-differ', { other: write(other.spot), counts: together })]
  })
}

/** The deductible of a row without how it is filled; null where it is none, or of each visit. */
function sameYear({ deductible }: RowOf<'aid'>): string | null {
  if (deductible === 'none' || deductible.over === 'visit' || deductible.period === 'visit') return null
  const { over: _, counts: __, lookBack: ___, ...of } = deductible
  return JSON.stringify(of)
}

function countsOf({ deductible }: RowOf<'aid'>): readonly string[] {
  return (deductible === 'none' ? undefined : deductible.counts) ?? ['inpatient']
}

/** Whether the second counts the care of the first, which does not count that of the second. */
function differ(one: RowOf<'aid'>, other: RowOf<'aid'>): boolean {
  return (
    sameYear(one) === sameYear(other) &&
    one.for.some((who) => other.for.includes(who)) &&
    one.care.some((care) => countsOf(other).includes(care)) &&
    other.care.some((care) => !countsOf(one).includes(care))
  )
}

/** Caps of basic insurance for different care that differ, and are yet filled together: of the two the lower is pointed at. */
function cappedTogether(own: readonly RowAt[]): PackFault[] {
  const capped = own.filter((at): at is BasicAt => at.kind === 'basic' && capOf(at) !== null)
  return capped.flatMap((at) => {
    const higher = capped.find(
      (other) => decimal(capOf(other) as string).gt(capOf(at) as string) && areOfOne(at, other),
    )
    if (!higher) return []
    const { cap, care } = at.row
    return [
      faultAt(at.spot, 'caps-together', { value: cap as string, care: care.join(', '), other: write(higher.spot) }),
    ]
  })
}

/** The cap of a row that says nothing of what fills it. */
function capOf({ row }: BasicAt): string | null {
  return row.capCounts === undefined ? row.cap : null
}

/** Whether one person may be paid by both rows, for different care. */
function areOfOne(one: BasicAt, other: BasicAt): boolean {
  const [a, b] = [one.row, other.row]
  const meet = (x: readonly string[] | undefined, y: readonly string[] | undefined) =>
    x === undefined || y === undefined || x.some((each) => y.includes(each))
  return (
    !a.care.some((care) => b.care.includes(care)) &&
    insurancesOf(one).some((insurance) => insurancesOf(other).includes(insurance)) &&
    meet(a.groups, b.groups) &&
    (a.tier === undefined || b.tier === undefined || a.tier === b.tier)
  )
}
