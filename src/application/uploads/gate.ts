import { refuse } from '../../domain/refusals/refusal.ts'

export interface GateLimits {
  /** Uploads that are written to the database at the same time; fewer than its connections for work in bulk. */
  readonly loading: number
  /** Uploads of one caller that are under way, the one that is written and those that arrive or wait. */
  readonly perCaller: number
  /** Uploads under way of all callers together: each is a file on the disk. */
  readonly inAll: number
  /** How long an upload that has arrived may wait for its turn. */
  readonly waitMs: number
}

export const defaultGate: GateLimits = { loading: 2, perCaller: 4, inAll: 32, waitMs: 60_000 }

interface Waiting {
  readonly caller: string
  readonly start: () => void
}

/**
 * Who may upload, and when, in one process. Of one caller one upload is written at a time, so that however many it sends
 * the others have their turn, and jobs and comparisons have their connections.
 */
export class UploadGate {
  readonly #limits: GateLimits
  readonly #underWay = new Map<string, number>()
  readonly #loading = new Set<string>()
  #waiting: Waiting[] = []

  constructor(limits: GateLimits = defaultGate) {
    this.#limits = limits
  }

  /**
   * Runs an upload from its arrival to its answer; what `work` does by `inTurn` is done when the caller's turn has come.
   * Errors: `uploads-at-once` when the caller has too many under way, `uploads-busy` when all have or the turn never came.
   */
  async admit<T>(caller: string, work: (inTurn: <R>(load: () => Promise<R>) => Promise<R>) => Promise<T>): Promise<T> {
    const own = this.#underWay.get(caller) ?? 0
    const { perCaller, inAll } = this.#limits
    if (own >= perCaller) refuse('uploads-at-once', { limit: String(perCaller) })
    if ([...this.#underWay.values()].reduce((sum, count) => sum + count, 0) >= inAll) busy()
    this.#underWay.set(caller, own + 1)
    try {
      return await work((load) => this.#inTurn(caller, load))
    } finally {
      this.#leave(caller)
    }
  }

  #leave(caller: string): void {
    const left = (this.#underWay.get(caller) ?? 1) - 1
    if (left > 0) this.#underWay.set(caller, left)
    else this.#underWay.delete(caller)
  }

  async #inTurn<R>(caller: string, load: () => Promise<R>): Promise<R> {
    await this.#turnOf(caller)
    try {
      return await load()
    } finally {
      this.#loading.delete(caller)
      this.#startNext()
    }
  }

  #turnOf(caller: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting)
        reject(asError(busy))
      }, this.#limits.waitMs)
      const waiting = {
        caller,
        start: () => {
          clearTimeout(timeout)
          resolve()
        },
      }
      this.#waiting.push(waiting)
      this.#startNext()
    })
  }

  /** The first that waits and whose caller has none in hand. */
  #startNext(): void {
    if (this.#loading.size >= this.#limits.loading) return
    const next = this.#waiting.find(({ caller }) => !this.#loading.has(caller))
    if (!next) return
    this.#waiting = this.#waiting.filter((one) => one !== next)
    this.#loading.add(next.caller)
    next.start()
  }
}

function busy(): never {
  refuse('uploads-busy', {
    reason: {
      zh: '正在处理的上传已达上限，未保存任何内容；请稍后重试。',
      en: 'As many uploads as can be are being taken and nothing was kept; try again later.',
    },
  })
}

function asError(refusing: () => never): unknown {
  try {
    return refusing()
  } catch (error) {
    return error
  }
}
