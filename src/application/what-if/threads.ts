import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { YearsSpan } from '../../db/what-if/settled-years.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { Walked } from './walk.ts'
import type { ThreadAnswer, ThreadStart, ThreadTask } from './walk-thread.ts'

/** Written beside this file, and so of its kind: compiled where this one is. */
const isCompiled = import.meta.url.endsWith('.js')
const script = new URL(`./walk-thread.${isCompiled ? 'js' : 'ts'}`, import.meta.url)

/** A thread makes much that it soon forgets; with room for it, a fifth less time goes into clearing up. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 }

/** Sources are read by the loader of development, which a thread has to begin with itself. */
function newWorker(workerData: ThreadStart): Worker {
  if (isCompiled) return new Worker(script, { workerData, execArgv: [], resourceLimits })
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script.href)}) })`
  return new Worker(load, { eval: true, workerData, execArgv: [], resourceLimits })
}

/** More threads wait for the same database. */
const maxThreads = 4
export const walkingThreads = Math.max(2, Math.min(maxThreads, availableParallelism()))

interface Waiting {
  readonly done: (walked: Walked) => void
  readonly failed: (error: Error) => void
}

/** One thread that reckons spans, one after another. It keeps no process alive. */
class WalkingThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #broken: Error | null = null

  constructor(start: ThreadStart) {
    this.#worker = newWorker(start)
    this.#worker.on('message', (answer: ThreadAnswer) => this.#heard(answer))
    this.#worker.on('error', (error) => this.#break(error))
    this.#worker.unref()
    this.#worker.on('exit', () => this.#break(new Error('a thread ended by itself')))
  }

  over(span: YearsSpan): Promise<Walked> {
    if (this.#broken !== null) return Promise.reject(this.#broken)
    const id = ++this.#last
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#worker.ref()
      this.#worker.postMessage({ id, span } satisfies ThreadTask)
    })
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #heard(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if ('walked' in answer) waiting?.done(answer.walked)
    else waiting?.failed(answer.isPassing ? new Refusal('database-unavailable') : new Error(answer.failed))
  }

  #break(error: Error): void {
    this.#broken = error
    for (const { failed } of this.#waiting.values()) failed(error)
    this.#waiting.clear()
  }
}

/** The threads of a run in this process. */
export class WalkingThreads {
  readonly #threads: readonly WalkingThread[]

  constructor(start: ThreadStart, count = walkingThreads) {
    this.#threads = Array.from({ length: count }, () => new WalkingThread(start))
  }

  /** Each thread takes its share of the people, who are named in their order; what each came to. */
  over({ region, year, after }: Omit<YearsSpan, 'through'>, people: readonly string[]): Promise<Walked[]> {
    const each = Math.ceil(people.length / this.#threads.length)
    const walks: Promise<Walked>[] = []
    let from = after
    for (const [at, thread] of this.#threads.entries()) {
      const through = people[Math.min(people.length, (at + 1) * each) - 1]
      if (through === undefined || at * each >= people.length) break
      walks.push(thread.over({ region, year, after: from, through }))
      from = through
    }
    return Promise.all(walks)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()))
  }
}
