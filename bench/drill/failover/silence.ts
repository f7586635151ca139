import type { Attempt } from '../../faults/history/history.ts'

type Times = Pick<Attempt, 'sentAt' | 'endedAt' | 'outcome'>

/** Whether a number was acknowledged that was sent after `at`. */
export function hasAnsweredSince(attempts: readonly Times[], at: number): boolean {
  return attempts.some(({ sentAt, outcome }) => sentAt > at && outcome.kind === 'done')
}

/** The longest time after `from` in which no number was acknowledged, in milliseconds. */
export function longestSilence(attempts: readonly Times[], from: number): number {
  const done = attempts.filter(({ endedAt, outcome }) => endedAt >= from && outcome.kind === 'done')
  const moments = [from, ...done.map(({ endedAt }) => endedAt).sort((a, b) => a - b)]
  return Math.max(0, ...moments.slice(1).map((moment, at) => moment - (moments[at] ?? moment)))
}
