import { GroupCommit, type GroupCommitOptions, type JobOutcome } from '../../../src/application/ledger/group-commit.ts'

export type Job = string
export type Group = {
  readonly partition: number
  readonly jobs: Job[]
  readonly finish: (outcomes?: JobOutcome<string>[]) => void
  readonly fail: (error: unknown) => void
}

/** Every job of a group done. */
export const done = (jobs: readonly Job[]): JobOutcome<string>[] => jobs.map((job) => ({ done: `did ${job}` }))

/** A queue whose groups the test finishes by hand, and a clock that the test sets. */
export function byHand(options: Partial<GroupCommitOptions<Job, string>> = {}) {
  const groups: Group[] = []
  const clock = { now: 0 }
  const queue = new GroupCommit<Job, string>({
    partitions: 1,
    maxGroup: 128,
    maxQueue: 1000,
    partitionOf: (job) => job.split(':')[0] as string,
    now: () => clock.now,
    process: (partition, jobs) =>
      new Promise((resolve, reject) => {
        groups.push({ partition, jobs, finish: (outcomes = done(jobs)) => resolve(outcomes), fail: reject })
      }),
    ...options,
  })
  return { queue, groups, clock }
}

/** Long enough for a free partition to have taken what waits. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export function byItself(
  process: GroupCommitOptions<Job, string>['process'],
  options: Partial<GroupCommitOptions<Job, string>> = {},
) {
  return byHand({ process, ...options }).queue
}
