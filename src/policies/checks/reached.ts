import type { Day } from '../../domain/calendar.ts'
import { clausesFor } from '../../domain/policies/merge.ts'
import type { RowOf, Switches } from '../../domain/policies/pack.ts'
import { faultAt, type PackFault } from './faults.ts'
import type { RowAt, World } from './world.ts'

/** Rows that no visit ever meets, and deductibles that their own care never fills: each would be a confident, wrong amount. */
export function checkReached(world: World, region: string, on: Day, rows: readonly RowAt[]): PackFault[] {
  const places = clausesFor(world.files, region, on)
  const chosen = <K extends keyof Switches>(name: K): Switches[K] =>
    places.find(({ clause }) => clause.switches?.[name] !== undefined)?.clause.switches?.[name]
  return [
    ...(chosen('aidWithoutInsurance') === 'none' ? uninsured(rows) : []),
    ...unreferred(rows),
    ...ofPackages(rows),
    ...filledByStays(rows, chosen('aidDeductibleOver') === 'stay'),
  ]
}

/** A row for people without insurance is reached only where the law aids them at all (000000/G21); else it would be a rate that nobody gets. */
function uninsured(rows: readonly RowAt[]): PackFault[] {
  return rows
    .filter((at) => (at.row as { insured?: string }).insured === 'no')
    .map((at) => faultAt(at.spot, 'uninsured-unreached', {}))
}

/** A row for care without a referral is reached only where such care is not shut out (000000/G8): by a row of `withoutReferral`. */
function unreferred(rows: readonly RowAt[]): PackFault[] {
  const open = new Set(rows.flatMap((at) => (at.kind === 'withoutReferral' ? pairs(at.row) : [])))
  return rows.flatMap((at) => {
    if ((at.kind !== 'aid' && at.kind !== 'topUp') || at.row.referral !== 'none') return []
    const shut = pairs(at.row).filter((pair) => !open.has(pair))
    const of = (index: number) => [...new Set(shut.map((pair) => pair.split(' ')[index]))].join(', ')
    return shut.length === 0 ? [] : [faultAt(at.spot, 'unreferred-unreached', { who: of(0), care: of(1) })]
  })
}

function pairs(row: { readonly for: readonly string[]; readonly care: readonly string[] }): string[] {
  return row.for.flatMap((who) => row.care.map((care) => `${who} ${care}`))
}

/** A listed critical disease is aided by its package, or as the stay that it is (140500/J11). */
function ofPackages(rows: readonly RowAt[]): PackFault[] {
  return rows
    .filter((at) => asStays.has(at.kind) && (at.row as { care?: readonly string[] }).care?.includes('critical-disease'))
    .filter((at) => !(at.row as { care: readonly string[] }).care.includes('inpatient'))
    .map((at) => faultAt(at.spot, 'package-unreached', {}))
}

const asStays: ReadonlySet<RowAt['kind']> = new Set(['aid', 'topUp', 'floor', 'offCatalogueAid', 'withoutReferral'])

/** A deductible of the year is filled by stays where nothing is said, so that outpatient care would meet it anew at each visit. */
function filledByStays(rows: readonly RowAt[], isOfStay: boolean): PackFault[] {
  return rows.flatMap((at) => {
    if (at.kind !== 'aid') return []
    const left = outsideOfStays(at.row, isOfStay)
    return left === undefined ? [] : [faultAt(at.spot, 'counts-left-out', { care: left, all: at.row.care.join(', ') })]
  })
}

function outsideOfStays({ deductible, care }: RowOf<'aid'>, isOfStay: boolean): string | undefined {
  if (deductible === 'none' || deductible.counts !== undefined) return undefined
  const { over = isOfStay ? 'visit' : 'year', period } = deductible
  if (period !== undefined && period !== 'visit') return care.find((one) => one !== 'inpatient')
  return period === 'visit' || over === 'visit' ? undefined : care.find((one) => one !== 'inpatient')
}
