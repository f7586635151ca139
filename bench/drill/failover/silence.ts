import type { Attempt } from '../../faults/history/history.ts'

type Times = Pick<Attempt, 'sentAt' | 'endedAt' | 'outcome'>

/** A replay is read, and waits for no standby: it says nothing of whether anything is written. */
const isWritten = ({ outcome }: Times) => outcome.kind === 'done' && !outcome.replayed

/** Whether a number was acknowledged that was sent after `at`. */
export function hasAnsweredSince(attempts: readonly Times[], at: number): boolean {
  return attempts.some((attempt) => attempt.sentAt > at && isWritten(attempt))
}

/** The longest time after `from` in which no number was acknowledged that was just written, in milliseconds. */
export function longestSilence(attempts: readonly Times[], from: number): number {
  const done = attempts.filter((attempt) => attempt.endedAt >= from && isWritten(attempt))
  const moments = [from, ...done.map(({ endedAt }) => endedAt).sort((a, b) => a - b)]
  return Math.max(0, ...moments.slice(1).map((moment, at) => moment - (moments[at] ?? moment)))
}
