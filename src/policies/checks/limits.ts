import type { Category } from '../../domain/names/categories.ts'
import { insurancesOf } from './exclude.ts'
import { faultAt, type PackFault } from './faults.ts'
import type { RowAt } from './world.ts'

/** Every limit that a row draws on is laid down for every category of the row, be it as `null` (000000/G11). */
export function checkLimits(rows: readonly RowAt[]): PackFault[] {
  const laid = new Set(
    rows.flatMap((at) =>
      at.kind === 'limits'
        ? at.row.for.flatMap((who) => insurancesOf(at).map((insurance) => `${at.row.name} ${who} ${insurance}`))
        : [],
    ),
  )
  return rows.flatMap((at) =>
    limitsOf(at).flatMap(({ limit, category }) =>
      insurancesOf(at).every((insurance) => laid.has(`${limit} ${category} ${insurance}`))
        ? []
        : [faultAt(at.spot, 'limit-unknown', { limit, category })],
    ),
  )
}

function limitsOf(at: RowAt): { limit: string; category: Category }[] {
  if (at.kind === 'manual')
    return at.row.limit === undefined
      ? []
      : (at.row.for ?? []).map((category) => ({ limit: at.row.limit as string, category }))
  if (at.kind !== 'aid' && at.kind !== 'floor' && at.kind !== 'offCatalogueAid' && at.kind !== 'topUp') return []
  const opens = at.kind === 'topUp' && at.row.opensWhenUsedUp !== undefined ? [at.row.opensWhenUsedUp] : []
  return [...[at.row.limit].flat(), ...opens].flatMap((limit) => at.row.for.map((category) => ({ limit, category })))
}
