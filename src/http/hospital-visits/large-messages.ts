import { setImmediate } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../domain/refusals/refusal.ts'

/** Above this a message is a file, or a batch as large as any may be. */
const largeBytes = 1_000_000
/** Their bytes are outside JavaScript's heap: 320 megabytes at most. */
const maxHeld = 20
/** Read, one is several times its size within the heap. */
const maxAtWork = 2

/**
 * Keeps large messages from filling the memory together: so many are taken in at once, and so few of them are read at
 * once; the others wait as the bytes that came. Small messages pass.
 */
export class LargeMessages {
  #held = 0
  #atWork = 0
  readonly #waiting: (() => void)[] = []

  /** Before the body is read. Errors: `overloaded`. */
  admit(request: FastifyRequest, reply: FastifyReply): void {
    if (!mayBeLarge(request)) return
    if (this.#held >= maxHeld) refuse('overloaded')
    this.#held += 1
    let holds = true
    const free = () => {
      if (holds) this.#held -= 1
      holds = false
    }
    reply.raw.once('finish', free).once('close', free)
  }

  /** Does the work on a message of so many bytes, in its turn. */
  async work<T>(bytes: number, job: () => Promise<T>): Promise<T> {
    if (bytes <= largeBytes) return job()
    if (this.#atWork >= maxAtWork) await new Promise<void>((begin) => this.#waiting.push(begin))
    else this.#atWork += 1
    try {
      // Reading one keeps the process busy for a moment; what else came meanwhile goes before the next.
      await setImmediate()
      return await job()
    } finally {
      // Whoever waits takes over the place; nobody can come in between.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#atWork -= 1
    }
  }
}

/** A body that does not say how long it is may be of any length. */
function mayBeLarge({ headers }: FastifyRequest): boolean {
  const length = headers['content-length']
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > largeBytes
}
