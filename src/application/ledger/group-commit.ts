import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { BatchWindow } from './batch-window.ts'

/** What became of one job. `retry`: nothing of it was written, because somebody else was first. */
export type JobOutcome<Answer> = { readonly done: Answer } | { readonly failed: unknown } | { readonly retry: true }

export interface GroupCommitOptions<Job, Answer> {
  /** Groups that are processed at the same time; each needs a connection. */
  readonly partitions: number
  readonly maxGroup: number
  /** Jobs that may wait, over all partitions. Those being processed no longer wait. */
  readonly maxQueue: number
  /** One outcome a job, in order. A throw means that it is not known which jobs are to blame. */
  readonly process: (partition: number, jobs: Job[]) => Promise<JobOutcome<Answer>[]>
  /** Jobs with the same word go through the same partition, in the order in which they came. */
  readonly partitionOf: (job: Job) => string
  /** Milliseconds; only differences are used, so a clock that never jumps is best. */
  readonly now: () => number
  /**
   * Whether to run the jobs of a failed group one by one. False fails them all with the error: when the database
   * does not answer, asking it once for each would only keep everybody waiting. Default: always.
   */
  readonly isolates?: (error: unknown) => boolean
}

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly dueAt: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  attempts: number
}

interface Partition<Job, Answer> {
  readonly index: number
  waiting: Waiting<Job, Answer>[]
  running: boolean
  readonly window: BatchWindow
  /** Set while the partition waits for more: sends it on its way. */
  enough: (() => void) | null
}

const maxAttempts = 20

/**
 * Gathers what arrives while something is being written, and writes it together.
 *
 * A free partition takes everything that waits as soon as the current turn of the event loop is over, so a lone caller waits
 * for nobody, and the groups grow by themselves as the load does. Only a busy partition waits a moment, for those whom it has
 * just answered: see `BatchWindow`. A group that fails is run again one by one, so that a bad job fails alone.
 */
export class GroupCommit<Job, Answer> {
  readonly #options: GroupCommitOptions<Job, Answer>
  readonly #partitions: Partition<Job, Answer>[]
  #waiting = 0
  #closed = false
  #idle: (() => void)[] = []

  constructor(options: GroupCommitOptions<Job, Answer>) {
    this.#options = options
    this.#partitions = Array.from({ length: options.partitions }, (_, index) => ({
      index,
      waiting: [],
      running: false,
      window: new BatchWindow(options.maxGroup),
      enough: null,
    }))
  }

  /** Jobs that wait now, for the metrics. */
  get waiting(): number {
    return this.#waiting
  }

  /**
   * Answers when the job is done. `deadlineMs` counts from now: a job still waiting then is refused before anything of
   * it is processed, and never after.
   * Errors: Refusal `overloaded` when too many wait, when the job lost 20 times, or after `close`; `deadline-exceeded`;
   * and what the job itself failed with.
   */
  submit(job: Job, { deadlineMs = Number.POSITIVE_INFINITY }: { deadlineMs?: number } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#waiting >= this.#options.maxQueue) refuse('overloaded')
      const partition = this.#partitionOf(job)
      partition.waiting.push({ job, dueAt: this.#options.now() + deadlineMs, resolve, reject, attempts: 0 })
      this.#waiting += 1
      if (!partition.running) void this.#run(partition)
      else if (partition.window.isEnough(partition.waiting.length)) partition.enough?.()
    })
  }

  /** Takes nothing more, finishes what waits and what is in flight. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#partitions.every((partition) => !partition.running)) return
    await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #partitionOf(job: Job): Partition<Job, Answer> {
    return this.#partitions[hash(this.#options.partitionOf(job)) % this.#partitions.length] as Partition<Job, Answer>
  }

  async #run(partition: Partition<Job, Answer>): Promise<void> {
    partition.running = true
    while (partition.waiting.length > 0) {
      await this.#gather(partition)
      const group = this.#take(partition)
      partition.window.took(group.length)
      const begun = this.#options.now()
      const lost = group.length > 0 ? await this.#process(partition, group) : 0
      const now = this.#options.now()
      // Those who lost to another process would meet it again; it is better served by not waiting.
      partition.window.answered(lost > 0 ? 0 : group.length, partition.waiting.length, now - begun, now)
    }
    partition.running = false
    if (this.#partitions.every(({ running }) => !running)) for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** What arrived in the same turn goes along: the requests of one read of the sockets are one group. */
  async #gather(partition: Partition<Job, Answer>): Promise<void> {
    await endOfTurn()
    const ms = partition.window.msLeft(partition.waiting.length, this.#options.now())
    if (ms === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      partition.enough = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    partition.enough = null
  }

  /** Those in time, oldest first, at most a group; the late ones are refused on the way. */
  #take(partition: Partition<Job, Answer>): Waiting<Job, Answer>[] {
    const taken = partition.waiting.splice(0, this.#options.maxGroup)
    this.#waiting -= taken.length
    const now = this.#options.now()
    return taken.filter((one) => {
      if (now <= one.dueAt) return true
      one.reject(new Refusal('deadline-exceeded'))
      return false
    })
  }

  /** Answers how many were put back. */
  async #process(partition: Partition<Job, Answer>, group: Waiting<Job, Answer>[]): Promise<number> {
    try {
      return this.#putBack(partition, conclude(group, await this.#outcomes(partition, group)))
    } catch (error) {
      if (group.length > 1 && this.#isolates(error)) return await this.#oneByOne(partition, group)
      reject(group, error)
      return 0
    }
  }

  #isolates(error: unknown): boolean {
    return this.#options.isolates?.(error) ?? true
  }

  /**
   * Without a look at the deadlines: after an error at COMMIT a job may have been written, and then only running it
   * again tells its answer.
   */
  async #oneByOne(partition: Partition<Job, Answer>, group: Waiting<Job, Answer>[]): Promise<number> {
    const again: Waiting<Job, Answer>[] = []
    for (const [at, one] of group.entries()) {
      try {
        again.push(...conclude([one], await this.#outcomes(partition, [one])))
      } catch (error) {
        const alone = this.#isolates(error)
        reject(alone ? [one] : group.slice(at), error)
        if (!alone) break
      }
    }
    return this.#putBack(partition, again)
  }

  async #outcomes(partition: Partition<Job, Answer>, group: Waiting<Job, Answer>[]): Promise<JobOutcome<Answer>[]> {
    const jobs = group.map(({ job }) => job)
    const outcomes = await this.#options.process(partition.index, jobs)
    if (outcomes.length !== jobs.length) throw new Error(`${jobs.length} jobs got ${outcomes.length} outcomes`)
    return outcomes
  }

  /** To the front, so that nobody who came later for the same person is computed before them. */
  #putBack(partition: Partition<Job, Answer>, again: Waiting<Job, Answer>[]): number {
    this.#waiting += again.length
    partition.waiting = [...again, ...partition.waiting]
    return again.length
  }
}

/** Answers what is decided and gives back what is to be tried again. */
function conclude<Job, Answer>(
  group: readonly Waiting<Job, Answer>[],
  outcomes: readonly JobOutcome<Answer>[],
): Waiting<Job, Answer>[] {
  return group.filter((one, at) => {
    const outcome = outcomes[at] as JobOutcome<Answer>
    if ('done' in outcome) one.resolve(outcome.done)
    else if ('failed' in outcome) one.reject(outcome.failed)
    else if (++one.attempts >= maxAttempts) one.reject(new Refusal('overloaded'))
    else return true
    return false
  })
}

function reject<Job, Answer>(group: readonly Waiting<Job, Answer>[], error: unknown): void {
  for (const one of group) one.reject(error)
}

/** setImmediate is no timer: it runs after the sockets that are ready now were read. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** FNV-1a: the same word gives the same partition, and neighbours spread. */
function hash(word: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193) >>> 0
  return value
}
