import type { Attempt } from '../../faults/history/history.ts'

/** A number that a client was told is done. */
export interface Acknowledged {
  /** Operation, hospital and number. */
  readonly name: string
  /** Milliseconds of the drill's stopwatch. */
  readonly at: number
}

/** Everything acknowledged before `at` is in the log before `lsn`: the log was asked how far it is after that moment. */
export interface Mark {
  readonly at: number
  readonly lsn: bigint
}

export interface Loss {
  readonly acknowledged: number
  /** Acknowledged and not in what was restored. */
  readonly lost: number
  /** Of these, what lies in the log that was kept, and must have come back. */
  readonly lostThoughKept: readonly string[]
  /** Before the failure, in milliseconds: the oldest that was lost. */
  readonly reachesBackMs: number
}

export function nameOf({ operation, hospitalCode, no }: Pick<Attempt, 'operation' | 'hospitalCode' | 'no'>): string {
  return `${operation} ${hospitalCode} ${no}`
}

/** By the clients' own logs, each number when it was first told. */
export function acknowledgedIn(attempts: readonly Attempt[]): Acknowledged[] {
  const first = new Map<string, number>()
  for (const attempt of attempts) {
    const name = nameOf(attempt)
    if (attempt.outcome.kind === 'done') first.set(name, Math.min(attempt.endedAt, first.get(name) ?? attempt.endedAt))
  }
  return [...first].map(([name, at]) => ({ name, at }))
}

/**
 * What a restore lost of what was acknowledged.
 *
 * `keptTo` is how far the log was kept: null where every acknowledgement waited until its part of the log was.
 */
export function lossOf(
  acknowledged: readonly Acknowledged[],
  restored: ReadonlySet<string>,
  { marks, keptTo, failedAt }: { marks: readonly Mark[]; keptTo: bigint | null; failedAt: number },
): Loss {
  const lost = acknowledged.filter(({ name }) => !restored.has(name))
  const covered = marks.filter(({ lsn }) => keptTo === null || lsn <= keptTo).map(({ at }) => at)
  const promisedUntil = keptTo === null ? Number.POSITIVE_INFINITY : Math.max(Number.NEGATIVE_INFINITY, ...covered)
  return {
    acknowledged: acknowledged.length,
    lost: lost.length,
    lostThoughKept: lost.filter(({ at }) => at <= promisedUntil).map(({ name }) => name),
    reachesBackMs: lost.length === 0 ? 0 : failedAt - Math.min(...lost.map(({ at }) => at)),
  }
}
