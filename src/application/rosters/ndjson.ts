import type { FaultReason } from '../../domain/rosters/line-faults.ts'
import { columnOf, type RosterColumn } from '../../domain/rosters/roster-columns.ts'
import type { Cells } from '../../domain/rosters/roster-line.ts'
import { withoutHidden } from '../../domain/shared/plain-text.ts'
import { repeatedName } from '../../domain/shared/repeated-name.ts'

export interface ObjectCells {
  readonly fields: readonly string[]
  readonly cells: Cells
  /** A field that stands twice, or holds no text, with its column. */
  readonly fault: { readonly column: RosterColumn; readonly reason: FaultReason } | null
}

/** One object of NDJSON, its fields named as the columns of CSV are; null for what is no object, or says a field twice. */
export function objectCells(text: string): ObjectCells | null {
  const object = objectIn(text)
  if (object === null) return null
  const fields = Object.keys(object)
  const values = new Map<RosterColumn, string | null>()
  let fault: ObjectCells['fault'] = null
  for (const field of fields) {
    const column = columnOf(field)
    if (column === undefined) continue
    const reason = values.has(column) ? 'field' : reasonAgainst(column, object[field])
    if (reason !== null) fault ??= { column, reason }
    values.set(column, textOf(object[field]))
  }
  return { fields, cells: (name) => values.get(name) ?? null, fault }
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) && repeatedName(text) === null
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** A long number was rounded when it was read, so none is taken but a tier's. */
function reasonAgainst(column: RosterColumn, value: unknown): FaultReason | null {
  if (value === null || typeof value === 'string') return null
  if (typeof value !== 'number') return 'field'
  return column === 'enrolledTier' ? null : 'number'
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return withoutHidden(value).trim() || null
  return typeof value === 'number' ? String(value) : null
}
