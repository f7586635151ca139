import type pg from 'pg'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { JobOutcome } from './group-commit.ts'

/** A command that decides about its year in one transaction: what it refuses is its caller's alone, what failed is thrown on. */
export async function decidedIn<Answer>(
  client: pg.PoolClient,
  decide: () => Promise<JobOutcome<Answer>>,
): Promise<JobOutcome<Answer>> {
  try {
    return await inTransaction(client, decide)
  } catch (error) {
    if (error instanceof Refusal) return { failed: error }
    throw error
  }
}
