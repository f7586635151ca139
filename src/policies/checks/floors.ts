import { covers, type Day } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import { chainOf, inForceOn } from '../../domain/policies/merge.ts'
import type { RowOf } from '../../domain/policies/pack.ts'
import { faultAt, type PackFault } from './faults.ts'
import { everyClause, idOf, type RowAt, rowsIn, type World } from './world.ts'

type FloorAt = Extract<RowAt, { kind: 'floorOfProvince' }>
type AidAt = Extract<RowAt, { kind: 'aid' }>

/**
 * A city may give more than its province asks for, never less (370000/N6).
 *
 * The floor is read from the province's own clauses: a city can neither replace it nor escape it by
 * leaving out `inherits`.
 */
export function checkFloors(world: World, region: string, on: Day, rows: readonly RowAt[]): PackFault[] {
  const aid = rows.filter((at): at is AidAt => at.kind === 'aid')
  return floorsOver(world, region, on).flatMap((floor) => [
    ...aid.flatMap((at) => rateBelow(floor, at)),
    ...aid.flatMap((at) => limitBelow(floor, at, rows)),
  ])
}

function floorsOver(world: World, region: string, on: Day): FloorAt[] {
  const above = new Set([...chainOf(world.files, region), `${region.slice(0, 2)}0000`])
  above.delete(region)
  return everyClause(world)
    .filter(({ file, clause }) => above.has(file.region) && covers(file.inForce, on) && inForceOn(clause, on))
    .flatMap((place) => rowsIn(world, place))
    .filter((at): at is FloorAt => at.kind === 'floorOfProvince' && inForceOn(at.row, on))
}

function rateBelow(floor: FloorAt, at: AidAt): PackFault[] {
  const least = floor.row.rateAtLeast
  const rate = minRate(at.row)
  if (rate === undefined || decimal(rate).gte(decimal(least))) return []
  return bound(floor.row, at.row).map((category) =>
    faultAt(at.spot, 'below-floor-rate', { category, value: rate, floor: idOf(floor.place), least }),
  )
}

/** Undefined for a row that says neither rate nor bands, which is at fault for that. */
function minRate({ rate, bands = [] }: RowOf<'aid'>): string | undefined {
  const rates = [...(rate === undefined ? [] : [rate]), ...bands.map((band) => band.rate)]
  return rates.sort((a, b) => decimal(a).cmp(decimal(b)))[0]
}

function limitBelow(floor: FloorAt, aid: AidAt, rows: readonly RowAt[]): PackFault[] {
  const least = floor.row.limitAtLeast
  return bound(floor.row, aid.row).flatMap((category) =>
    rows.flatMap((at) => {
      if (at.kind !== 'limits' || ![aid.row.limit].flat().includes(at.row.name) || !at.row.for.includes(category))
        return []
      const { amount } = at.row
      if (amount === null || decimal(amount).gte(decimal(least))) return []
      return [faultAt(at.spot, 'below-floor-limit', { category, value: amount, floor: idOf(floor.place), least })]
    }),
  )
}

/** The categories of an aid row that the floor binds, if it binds the care at all. */
function bound(floor: RowOf<'floorOfProvince'>, aid: RowOf<'aid'>): Category[] {
  const careBound = aid.care.some((care) => floor.care.includes(care))
  return careBound ? aid.for.filter((category) => floor.for.includes(category)) : []
}
