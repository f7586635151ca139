import type { Repetition } from './measure.ts'

/** One line of the table: what was measured, against what, and whether the goal holds. */
export interface Row {
  readonly name: string
  readonly measured: string
  readonly against: string
  readonly value: number
  /** How the value is shown: a ratio, milliseconds, microseconds or bytes. */
  readonly unit: '×' | ' ms' | ' µs' | ' B' | '%' | ''
  /** Null is shown for the record and never short. */
  readonly goal: number | null
  readonly isAtLeast: boolean
}

export function holds({ value, goal, isAtLeast }: Row): boolean {
  if (goal === null) return true
  return isAtLeast ? value >= goal : value <= goal
}

export type Pair = (one: Repetition) => readonly [number | undefined, number | undefined]

/** The pairs that are there. */
export function pairsOf(repetitions: readonly Repetition[], pair: Pair): (readonly [number, number])[] {
  return repetitions
    .map(pair)
    .filter((one): one is readonly [number, number] => one[0] !== undefined && one[1] !== undefined)
}

/** How many a second over how many another does. */
export function rates(
  repetitions: readonly Repetition[],
  name: string,
  against: string,
  goal: number | null,
  pair: Pair,
): Row[] {
  return ratio(name, against, pairsOf(repetitions, pair), {
    goal,
    isAtLeast: true,
    shown: (value) => `${value.toFixed(0)}/s`,
  })
}

interface Compared {
  readonly goal: number | null
  readonly isAtLeast: boolean
  readonly shown: (value: number) => string
}

export function ratio(
  name: string,
  against: string,
  pairs: readonly (readonly [number, number])[],
  { goal, isAtLeast, shown }: Compared,
): Row[] {
  if (pairs.length === 0) return []
  const measured = shown(median(pairs.map(([ours]) => ours)))
  const theirs = `${against}: ${shown(median(pairs.map(([, other]) => other)))}`
  const value = median(pairs.map(([ours, other]) => ours / other))
  return [{ name, measured, against: theirs, value, unit: '×', goal, isAtLeast }]
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
