import type { PlacedClause } from '../../domain/policies/merge.ts'
import { type RowOf, rowKinds } from '../../domain/policies/pack.ts'
import { type FaultParams, faultAt, type PackFault } from './faults.ts'
import { rising, shapeOfAid } from './shapes.ts'
import { type Dated, datesOf, everyClause, type RowAt, rowsIn, spotOf, type World } from './world.ts'

/** What a clause says of itself: its status and what goes with it, its dates, the shape of its rows. */
export function checkClauses(world: World): PackFault[] {
  return everyClause(world).flatMap((place) => [
    ...status(world, place),
    ...gapRows(world, place),
    ...reversed(world, place),
    ...rowsIn(world, place).flatMap((at) => [...shape(at), ...shapeOfAid(at), ...listedTwice(at)]),
  ])
}

function status(world: World, place: PlacedClause): PackFault[] {
  const { clause, file } = place
  const spot = spotOf(world, file, clause)
  const params = { clause: clause.clause }
  if (clause.status === 'unconfirmed' && !clause.source) return [faultAt(spot, 'no-source', params)]
  if (clause.status === 'reading' && !clause.reading) return [faultAt(spot, 'no-reading', params)]
  if (clause.status === 'gap' && !clause.gap?.length) return [faultAt(spot, 'no-gap', params)]
  if (clause.status === 'manual' && !clause.manual?.length) return [faultAt(spot, 'no-manual', params)]
  if (clause.status !== 'manual' && clause.manual?.length) return [faultAt(spot, 'manual-status', params)]
  return []
}

/** A clause is either law or a gap: one that is both would answer with a number and with a silence. */
function gapRows(world: World, { clause, file }: PlacedClause): PackFault[] {
  if (!clause.gap?.length) return []
  const spot = spotOf(world, file, clause)
  if (clause.status !== 'gap') return [faultAt(spot, 'gap-status', { clause: clause.clause })]
  const laid = rowKinds.filter((kind) => kind !== 'gap' && clause[kind]?.length)
  return laid.map((kind) =>
    faultAt(spotOf(world, file, clause, kind), 'gap-with-values', { clause: clause.clause, kind }),
  )
}

function reversed(world: World, place: PlacedClause): PackFault[] {
  const { clause, file } = place
  const rows = rowsIn(world, place).map((at) => ({ dated: spanOf(at), spot: at.spot }))
  return [{ dated: clause, spot: spotOf(world, file, clause) }, ...rows].flatMap(({ dated, spot }) => {
    const { from, to } = dated
    return from !== undefined && to !== undefined && from > to ? [faultAt(spot, 'dates-reversed', { from, to })] : []
  })
}

function spanOf(at: RowAt): Dated {
  return at.kind === 'premium' ? (at.row.years ?? {}) : datesOf(at)
}

function shape(at: RowAt): PackFault[] {
  const wrong = (code: PackFault['code'], params: FaultParams = {}) => [faultAt(at.spot, code, params)]
  if (at.kind === 'premium') {
    return (at.row.share === undefined) === (at.row.amount === undefined) ? wrong('premium-shape') : []
  }
  if (at.kind === 'figures') {
    const without = at.row.value === undefined && at.row.values === undefined
    return without ? wrong('figure-without-value', { figure: at.row.name }) : []
  }
  if (at.kind === 'manual') return drawsByHand(at.row) ? [] : wrong('manual-limit')
  if (at.kind === 'criticalIllness') return rising(at.row.bands.map((band) => band.upTo)) ? [] : wrong('bands-order')
  const [caution, refuse] = linesOf(at)
  return caution !== undefined && refuse !== undefined && padded(caution) > padded(refuse)
    ? wrong('plausible-order')
    : []
}

/** One word twice in a list of a row: one of the two was meant to be another. */
function listedTwice(at: RowAt): PackFault[] {
  return Object.entries(at.row).flatMap(([key, list]) => {
    if (!Array.isArray(list)) return []
    const again = list.find((one, index) => typeof one === 'string' && list.indexOf(one) < index)
    return again === undefined ? [] : [faultAt(at.spot, 'listed-twice', { key, value: String(again) })]
  })
}

function drawsByHand({ limit, for: who, topic }: RowOf<'manual'>): boolean {
  return limit === undefined || (who !== undefined && byHandOnLimit.has(topic))
}

/** What is settled by hand and may be drawn on a limit. */
const byHandOnLimit: ReadonlySet<string> = new Set(['aid', 'reAid', 'tilt'])

/** From where on something is pointed at, and refused. */
function linesOf(at: RowAt): readonly [caution?: string, refuse?: string] {
  if (at.kind === 'plausibleAmount') return [at.row.cautionAbove, at.row.refuseAbove]
  return at.kind === 'plausibleStay' ? [at.row.cautionAboveDays, at.row.refuseAboveDays] : []
}

function padded(yuan: string): string {
  const [whole = '', part = ''] = yuan.split('.')
  return whole.padStart(14, '0') + part.padEnd(2, '0')
}
