import type { Day } from '../../domain/calendar.ts'
import { faultAt, type PackFault } from './faults.ts'
import { keysOfRow, leavesOpen, topicsOfRow } from './keys.ts'
import { type RowAt, rowTwice, write } from './world.ts'

/** The law of a region on one of its turning days. */
export interface LawOn {
  readonly on: Day
  readonly rows: readonly RowAt[]
}

/** One thing, laid down by two rows that hold on the same day. */
export function checkTwice({ on, rows }: LawOn): PackFault[] {
  const seen = new Map<string, RowAt>()
  return rows.flatMap((at) => {
    const keys = keysOfRow(at)
    const key = keys.find((name) => seen.has(name))
    const first = key === undefined ? undefined : seen.get(key)
    for (const name of keys) if (!seen.has(name)) seen.set(name, at)
    return first && key ? [rowTwice(on, key, first, at)] : []
  })
}

/** Something laid down, then by nothing, then again: a hole that no writer means. */
export function checkHoles(days: readonly LawOn[]): PackFault[] {
  const last = new Map<string, number>()
  return days.flatMap(({ rows }, index) =>
    rows.flatMap((at) => {
      const hole = keysOfRow(at).find((key) => (last.get(key) ?? index) < index - 1)
      for (const key of keysOfRow(at)) last.set(key, index)
      if (hole === undefined) return []
      return [faultAt(at.spot, 'row-apart', { what: hole, from: firstDayWithout(days, hole, index) })]
    }),
  )
}

function firstDayWithout(days: readonly LawOn[], key: string, before: number): Day {
  const has = days.slice(0, before).findLastIndex(({ rows }) => rows.some((at) => keysOfRow(at).includes(key)))
  return (days[has + 1] as LawOn).on
}

/** One thing, laid down by a row and left open by a gap. */
export function checkGaps(rows: readonly RowAt[]): PackFault[] {
  const laid = rows.flatMap((at) => topicsOfRow(at).map((topic) => ({ topic, at })))
  return rows.flatMap((at) => {
    if (at.kind !== 'gap') return []
    const both = laid.find(({ topic }) => leavesOpen(at.row, topic))
    return both ? [faultAt(at.spot, 'row-and-gap', { what: both.topic, other: write(both.at.spot) })] : []
  })
}
