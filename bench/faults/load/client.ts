import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attempt, ClientLog, Outcome, Payers } from '../history/history.ts'
import type { Random } from '../random.ts'
import { type Answer, ask, NoAnswer } from './http.ts'
import type { Clerk, Operation } from './operations.ts'

export interface Target {
  readonly name: string
  readonly port: number
}

export interface ClientOptions {
  readonly number: number
  readonly clerk: Clerk
  readonly random: Random
  readonly log: ClientLog
  readonly targets: readonly Target[]
  readonly keyOf: (hospitalCode: string) => string
  /** Operations that are sent at the same moment, at most: what comes together is written together. */
  readonly burst: number
  /** Between two bursts, at most. */
  readonly pauseMs: number
  readonly timeoutMs: number
  /** How long one operation is sent again and again. */
  readonly patienceMs: number
}

/** A hospital's program: sends what its clerk wants, notes every attempt, and sends again until it is decided. */
export class Client {
  readonly #options: ClientOptions
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 })

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** Works until it is asked to stop, and then until its last operations are decided. */
  async run(isOver: () => boolean): Promise<void> {
    const { clerk, random, pauseMs, burst } = this.#options
    while (!isOver()) {
      const operations = Array.from({ length: random.int(1, burst) }, () => clerk.next())
      await Promise.all(operations.map((operation) => this.#decide(operation)))
      await sleep(random.int(0, pauseMs))
    }
    this.#agent.destroy()
  }

  async #decide(operation: Operation): Promise<void> {
    const decided = await Promise.all(Array.from({ length: operation.copies }, () => this.#carryOut(operation)))
    if (decided.includes('done') && operation.mayRefuse.length === 0) this.#options.clerk.acknowledged(operation)
  }

  async #carryOut(operation: Operation): Promise<Outcome['kind']> {
    const { random, patienceMs } = this.#options
    const giveUpAt = performance.now() + patienceMs
    let open = false
    while (true) {
      const { kind } = await this.#attempt(operation)
      open ||= kind === 'unknown'
      if (kind === 'done' || kind === 'refused') return kind
      if (kind === 'not-yet' && operation.givesUp && operation.copies === 1 && !open) return kind
      if (performance.now() > giveUpAt) return kind
      await sleep(random.int(150, 500))
    }
  }

  async #attempt(operation: Operation): Promise<Outcome> {
    const { number, log, random, targets } = this.#options
    const target = random.pick(targets)
    const sentAt = performance.now()
    const outcome = await this.#send(operation, target)
    const { operation: what, no, hospitalCode, personNo, settlementNo, total, mayRefuse } = operation
    const line = {
      client: number,
      operation: what,
      no,
      hospitalCode,
      personNo,
      settlementNo,
      total,
      mayRefuse,
      to: target.name,
    }
    log.write({
      ...line,
      bodyHash: hashOf(operation.body),
      sentAt,
      endedAt: performance.now(),
      outcome,
    } satisfies Attempt)
    return outcome
  }

  async #send(operation: Operation, { port }: Target): Promise<Outcome> {
    const { keyOf, timeoutMs } = this.#options
    const path = operation.operation === 'settle' ? '/v1/settlements' : '/v1/reversals'
    const question = {
      agent: this.#agent,
      port,
      method: 'POST',
      path,
      key: keyOf(operation.hospitalCode),
      body: operation.body,
      timeoutMs,
    }
    try {
      return outcomeOf(await ask(question))
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: 'unknown', status: null, code: error.message, retryAfter: null }
      throw error
    }
  }
}

interface DoneBody {
  readonly id: string
  readonly payers: Payers
  readonly limits?: Extract<Outcome, { kind: 'done' }>['limits']
  readonly adjustments?: Extract<Outcome, { kind: 'done' }>['adjustments']
}

/** An answer that is no JSON says nothing; neither does a 500, nor a 503 that does not promise that nothing was done. */
export function outcomeOf({ status, headers, body }: Answer): Outcome {
  const read = parsed(body)
  const code = typeof read?.['code'] === 'string' ? read['code'] : ''
  if (!read || status >= 500) {
    const promises = status === 503 && ['overloaded', 'deadline-exceeded'].includes(code)
    return {
      kind: promises ? 'not-yet' : 'unknown',
      status,
      code: code || 'unreadable',
      retryAfter: headers['retry-after'] ?? null,
    }
  }
  if (status >= 400) return { kind: 'refused', status, code }
  const { id, payers, limits = [], adjustments = [] } = read as unknown as DoneBody
  const replayed = headers['idempotent-replayed'] === 'true'
  return {
    kind: 'done',
    replayed,
    id,
    payers,
    limits,
    adjustments: adjustments.map(({ id: of, difference }) => ({ id: of, difference })),
  }
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16)
}
