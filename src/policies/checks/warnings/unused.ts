import { categories, categoryNames } from '../../../domain/names/categories.ts'
import { departments } from '../../../domain/names/departments.ts'
import { isNamedLimit, limitName } from '../../../domain/names/limits.ts'
import { chainOf, everywhere } from '../../../domain/policies/merge.ts'
import { faultAt, type PackFault } from '../faults.ts'
import { everyClause, type RowAt, rowsIn, type World, write } from '../world.ts'

/** Limits that nothing draws on, and names that are missing, unused, or of what has a name already. */
export function warnOfUnused(world: World): PackFault[] {
  const all = everyClause(world).flatMap((place) => rowsIn(world, place))
  return world.regions
    .flatMap((region) => {
      const chain = chainOf(world.files, region)
      const rows = all.filter((at) => chain.includes(at.place.region))
      const own = rows.filter((at) => at.place.region === region)
      return [...limits(own, rows), ...nameless(own, rows)]
    })
    .concat(all.flatMap((at) => named(at, all)))
}

interface Draws {
  readonly limit?: string | readonly string[]
  readonly opensWhenUsedUp?: string
  readonly for?: readonly string[]
}

function limits(own: readonly RowAt[], rows: readonly RowAt[]): PackFault[] {
  const drawn = new Set(
    rows.flatMap((at) => {
      const { limit, opensWhenUsedUp, for: who } = at.row as Draws
      const names = [limit ?? [], opensWhenUsedUp ?? []].flat()
      return Array.isArray(who) ? names.flatMap((name) => who.map((one) => `${name} ${one}`)) : []
    }),
  )
  return own.flatMap((at) => {
    if (at.kind !== 'limits') return []
    const { name, for: who } = at.row
    const idle = who.filter((one) => !drawn.has(`${name} ${one}`))
    return idle.length === 0 ? [] : [faultAt(at.spot, 'limit-unused', { limit: name, category: idle.join(', ') })]
  })
}

function nameless(own: readonly RowAt[], rows: readonly RowAt[]): PackFault[] {
  // What is called so everywhere is called as of the year.
  const names = rows.filter((at) => at.kind === 'names' && at.place.region !== everywhere)
  const given = new Set(names.flatMap((at) => (at.kind === 'names' ? [`${at.row.of} ${at.row.code}`] : [])))
  return own.flatMap((at) => {
    if (at.kind !== 'limits') return []
    const { name: code, period = 'year' } = at.row
    if (given.has(`limit ${code}`)) return []
    if (!isNamedLimit(code)) return [faultAt(at.spot, 'name-missing', { of: 'limit', code })]
    const isOfYear = period === 'year' || typeof period !== 'string'
    return isOfYear ? [] : [faultAt(at.spot, 'name-of-year', { code, name: limitName(code) })]
  })
}

function named(at: RowAt, all: readonly RowAt[]): PackFault[] {
  if (at.kind !== 'names') return []
  const { of, code } = at.row
  // The base pack is where ours are named.
  if (at.place.region === everywhere) return []
  if (of === 'identity' && (categories as readonly string[]).includes(code))
    return [faultAt(at.spot, 'name-ours', { code, name: categoryNames[code as keyof typeof categoryNames] })]
  const other = of === 'identity' ? all.find((one) => isCalledOtherwise(one, at)) : undefined
  if (other) return [faultAt(at.spot, 'name-differs', { code, other: write(other.spot) })]
  const used = all.some((other) => other !== at && mentions(other.row, code))
  return used || of === 'disease' || isOurs(of, code) || of === 'group'
    ? []
    : [faultAt(at.spot, 'name-unused', { of, code })]
}

/** Ours may be called otherwise in a place, whatever its rows say. */
function isOurs(of: string, code: string): boolean {
  return of === 'department' && (departments as readonly string[]).includes(code)
}

/** Whether a pack of another region gives the code another name. */
function isCalledOtherwise(one: RowAt, at: RowAt): boolean {
  if (one.kind !== 'names' || at.kind !== 'names' || one.place.region === at.place.region) return false
  const { of, code, name } = one.row
  return of === at.row.of && code === at.row.code && (name.zh !== at.row.name.zh || name.en !== at.row.name.en)
}

function mentions(value: unknown, code: string): boolean {
  if (value === code) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, one]) => key === code || mentions(one, code))
}
