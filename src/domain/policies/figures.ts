import { decimal } from '../money.ts'
import { agesOf } from './compile-aid.ts'
import type { ClauseRef, Figure, FigureKey, FigureMissing, Ruled } from './law-parts.ts'

/**
 * Looks a figure up: the region's own table first, then those it inherits.
 *
 * A year without a figure is an answer that names it, never a zero. Only where a clause says so may
 * the year before stand in, and the answer then says that it is provisional (140000/J6).
 */
export function figureIn(
  tables: readonly Ruled<'figures'>[],
  fallbacks: readonly Ruled<'figureFallback'>[],
  name: string,
  key: FigureKey,
): Figure {
  const fitting = tables.filter((row) => row.name === name && fits(row, key)).sort(byDetail)
  const found = lookUp(fitting, name, key, null)
  if (found) return found
  const fallback = fallbacks.find((row) => row.figure === name)
  if (fallback && key.year !== undefined) {
    const before = lookUp(fitting, name, { ...key, year: key.year - 1 }, fallback.clause)
    if (before) return before
  }
  return missing(name, key, fitting[0]?.clause ?? null)
}

function fits(row: Ruled<'figures'>, key: FigureKey): boolean {
  const tier = row.tier === undefined ? undefined : Number(row.tier)
  return tier === key.tier && row.code === key.code && isOf(row, key)
}

function isOf({ groups, ages }: Ruled<'figures'>, { group, age }: FigureKey): boolean {
  if (groups !== undefined && (group === undefined || !groups.includes(group))) return false
  if (ages === undefined) return true
  const { from, to } = agesOf(ages)
  return age !== undefined && from <= age && age <= to
}

/** What names the group is taken before what names the age, and that before what is for everyone; else in their order. */
function byDetail(one: Ruled<'figures'>, other: Ruled<'figures'>): number {
  const detail = ({ groups, ages }: Ruled<'figures'>) => (groups ? 2 : 0) + (ages ? 1 : 0)
  return detail(other) - detail(one)
}

/** Whether the figure was not out yet on the day. */
function isToCome({ publishedOn }: Ruled<'figures'>, { year, on }: FigureKey): boolean {
  const day = year === undefined ? undefined : publishedOn?.[String(year)]
  return day !== undefined && on !== undefined && on < day
}

function lookUp(rows: readonly Ruled<'figures'>[], name: string, key: FigureKey, provisional: ClauseRef | null) {
  for (const row of rows) {
    const text = key.year === undefined ? row.value : row.values?.[String(key.year)]
    if (text === undefined || isToCome(row, key)) continue
    const doubtful = row.doubtful?.includes(String(key.year)) ?? false
    const { clause, code = null } = row
    return {
      kind: 'found',
      name,
      year: key.year ?? 0,
      code,
      value: decimal(text),
      provisional,
      doubtful,
      clause,
    } as const
  }
  return null
}

function missing(name: string, key: FigureKey, clause: ClauseRef | null): FigureMissing {
  const detail = [key.year, key.tier && `tier ${key.tier}`, key.code].filter(Boolean).join(' ')
  return { kind: 'missing', name, year: key.year ?? null, detail, clause }
}
