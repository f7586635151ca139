import { decimal } from '../../../domain/money.ts'
import { faultAt, type PackFault } from '../faults.ts'
import { everyClause, type RowAt, rowsIn, type World } from '../world.ts'

type At<K extends RowAt['kind']> = Extract<RowAt, { kind: K }>

/** Figures that jump from one year to the next, and subsidies above the contribution that they are for. */
export function warnOfFigures(world: World): PackFault[] {
  const rows = everyClause(world).flatMap((place) => rowsIn(world, place))
  const figures = rows.filter((at): at is At<'figures'> => at.kind === 'figures')
  const premiums = rows.filter((at): at is At<'premium'> => at.kind === 'premium')
  return [...figures.flatMap(jumps), ...premiums.flatMap((at) => above(at, figures))]
}

function jumps({ row, spot }: At<'figures'>): PackFault[] {
  const years = Object.entries(row.values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return years.slice(1).flatMap(([year, value], index) => {
    const before = years[index]?.[1] as string
    const ratio = decimal(before).isZero() ? decimal('1') : decimal(value).div(decimal(before))
    if (ratio.gte('0.5') && ratio.lte('2')) return []
    return [faultAt(spot, 'figure-jump', { figure: row.name, year, value, before })]
  })
}

function above({ row, place, spot }: At<'premium'>, figures: readonly At<'figures'>[]): PackFault[] {
  const { amount } = row
  if (amount === undefined) return []
  const tables = figures.filter(
    (at) =>
      at.place.region === place.region && at.row.name === 'contribution' && (row.tier ?? at.row.tier) === at.row.tier,
  )
  const years = tables.flatMap((at) => Object.entries(at.row.values ?? {}))
  const lower = years.find(
    ([year, contribution]) =>
      year >= (row.years?.from ?? '0') && year <= (row.years?.to ?? '9') && decimal(amount).gt(decimal(contribution)),
  )
  return lower ? [faultAt(spot, 'premium-above', { value: amount, year: lower[0], contribution: lower[1] })] : []
}
