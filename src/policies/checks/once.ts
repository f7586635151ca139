import type { Day } from '../../domain/calendar.ts'
import { everywhere } from '../../domain/policies/merge.ts'
import { asksForSomething, excludeEachOther, isOfOtherInsurance } from './exclude.ts'
import { faultAt, type PackFault } from './faults.ts'
import { keysOfRow, leavesOpen, topicsByHand, topicsOfRow } from './keys.ts'
import { type RowAt, rowTwice, write } from './world.ts'

/** The law of a region on one of its turning days. */
export interface LawOn {
  readonly on: Day
  readonly rows: readonly RowAt[]
}

/** One thing, laid down by two rows that hold on the same day, unless their conditions exclude each other. */
export function checkTwice({ on, rows }: LawOn): PackFault[] {
  const seen = new Map<string, RowAt[]>()
  return rows.flatMap((at) => {
    const keys = keysOfRow(at)
    const met = keys.flatMap((key) => (seen.get(key) ?? []).map((other) => ({ key, other })))
    const both = met.find(({ other }) => !excludeEachOther(other, at) && !isNamedAnew(at, other))
    for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), at])
    if (!both) return []
    const asks = asksForSomething(at) || asksForSomething(both.other)
    return [rowTwice(on, both.key, both.other, at, asks ? 'rows-meet' : 'row-twice')]
  })
}

/** One of our names given again by a place: pointed at by `name-ours`, for saying `replaces` would not help. */
function isNamedAnew(at: RowAt, other: RowAt): boolean {
  const isOurs = (row: RowAt) => row.place.region === everywhere
  return at.kind === 'names' && isOurs(at) !== isOurs(other)
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

/** One thing, laid down by a row and left open by a gap, or to be settled by hand; or left open and to be settled by hand. */
export function checkGaps(rows: readonly RowAt[]): PackFault[] {
  const laid = rows.flatMap((at) => topicsOfRow(at).map((topic) => ({ topic, at })))
  const byHand = rows.flatMap((at) =>
    at.kind === 'manual' ? topicsByHand(at.row).map((topic) => ({ topic, at })) : [],
  )
  return rows.flatMap((at) => {
    if (at.kind !== 'gap' && at.kind !== 'manual') return []
    const [others, code] =
      at.kind === 'gap' ? ([[...laid, ...byHand], 'row-and-gap'] as const) : ([laid, 'row-and-manual'] as const)
    const both = others.find((one) => leavesOpen(at.row, one.topic) && !isOfOtherInsurance(at, one.at))
    return both ? [faultAt(at.spot, code, { what: both.topic, other: write(both.at.spot) })] : []
  })
}
