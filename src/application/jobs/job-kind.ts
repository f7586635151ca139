import type pg from 'pg'
import type { Service } from '../service.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** A job as its kind sees it. `input` never changes; `cursor` is what the piece before answered, null before the first. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly region: string
  readonly input: JsonObject
  readonly cursor: JsonObject | null
  readonly done: number
  readonly total: number | null
  readonly createdBy: string
}

/** What one piece of work came to. */
export interface Step {
  /** Where the next piece begins. */
  readonly cursor: JsonObject
  /** How much of the job is done now, all pieces together; of `total`, where that is known. */
  readonly done: number
  readonly total: number | null
  /** How much of this piece could not be done; added to the job's. */
  readonly failures?: number
  /** Set on the last piece: what the job came to. No ID number and no name. */
  readonly result?: JsonObject
  readonly finished: boolean
}

/** What a kind of job does. The list of them all is `kinds.ts`. */
export interface JobKind {
  /** Small letters and hyphens. */
  readonly kind: string
  /**
   * One bounded piece of work, about a second or two, inside the transaction of `client`. The runner stores the cursor
   * that it answers in the same transaction, so after a kill a piece is there whole or is done again from its beginning.
   *
   * What is posted through `service.ledger` is not in that transaction and must be idempotent by its own key.
   * Errors: a Refusal fails the job at once; anything else is tried again, a bounded number of times.
   */
  step(service: Service, job: Job, client: pg.PoolClient): Promise<Step>
}
