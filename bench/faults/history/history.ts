import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Payers = Readonly<Record<string, string>>

/** A limit as an answer states it. Amounts are yuan in text. */
export interface Limit {
  readonly name: string
  readonly limit: string | null
  readonly usedBefore: string
  readonly usedAfter: string
}

/** What a client was answered. Money is kept as it came, so that a lost fen cannot be rounded away. */
export type Outcome =
  | {
      readonly kind: 'done'
      readonly replayed: boolean
      readonly id: string
      readonly payers: Payers
      readonly limits: readonly Limit[]
      readonly adjustments: readonly { readonly id: string; readonly difference: Payers }[]
    }
  /** 4xx: a decision that nothing was written. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  /** 503 whose text says that nothing was written by this attempt. */
  | { readonly kind: 'not-yet'; readonly status: number; readonly code: string; readonly retryAfter: string | null }
  /** No answer (without a status), or one that leaves it open. */
  | {
      readonly kind: 'unknown'
      readonly status: number | null
      readonly code: string
      readonly retryAfter: string | null
    }

/** One line of a client's own log. */
export interface Attempt {
  readonly client: number
  readonly operation: 'settle' | 'reverse'
  /** The hospital's own number of the settlement, or of the reversal. */
  readonly no: string
  readonly hospitalCode: string
  readonly personNo: string
  /** For a reversal, the settlement that it undoes. */
  readonly settlementNo: string | null
  readonly total: string | null
  readonly bodyHash: string
  /** The codes by which this may be refused; any other refusal is a fault. */
  readonly mayRefuse: readonly string[]
  readonly to: string
  /** Milliseconds of the client's own stopwatch. */
  readonly sentAt: number
  readonly endedAt: number
  readonly outcome: Outcome
}

/** Writes each line before the client goes on, so that the log is never behind what the client knows. */
export class ClientLog {
  readonly #path: string

  constructor(folder: string, client: number) {
    this.#path = join(folder, `client-${String(client).padStart(3, '0')}.jsonl`)
  }

  write(attempt: Attempt): void {
    appendFileSync(this.#path, `${JSON.stringify(attempt)}\n`)
  }
}

/** All lines of all clients, in the order in which they were sent. */
export function readLogs(folder: string): Attempt[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
  const attempts = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Attempt)
  return attempts.sort((a, b) => a.sentAt - b.sentAt)
}
