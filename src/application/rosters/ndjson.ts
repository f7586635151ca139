import { columnOf, type RosterColumn } from '../../domain/rosters/roster-columns.ts'
import type { Cells } from '../../domain/rosters/roster-line.ts'
import { withoutHidden } from '../../domain/shared/plain-text.ts'

export interface ObjectCells {
  readonly fields: readonly string[]
  /** Null where a field is not known, stands twice, or holds no text, number or null. */
  readonly cells: Cells | null
}

/** One object of NDJSON, its fields named as the columns of CSV are; null for what is no object. */
export function objectCells(text: string): ObjectCells | null {
  const object = objectIn(text)
  if (object === null) return null
  const fields = Object.keys(object)
  const values = new Map<RosterColumn, string | null>()
  for (const field of fields) {
    const name = columnOf(field)
    if (name === null) continue
    const value = textOf(object[field])
    if (name === undefined || value === undefined || values.has(name)) return { fields, cells: null }
    values.set(name, value)
  }
  return { fields, cells: (name) => values.get(name) ?? null }
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function textOf(value: unknown): string | null | undefined {
  if (value === null) return null
  if (typeof value === 'string') return withoutHidden(value).trim() || null
  // A long number was rounded when it was read, so none is taken but a tier's.
  return value === 1 || value === 2 ? String(value) : undefined
}
