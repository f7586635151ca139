import type pg from 'pg'
import { lockJoined } from '../../db/ledger/lock-joined.ts'
import { readClaims } from '../../db/ledger/read-person-years.ts'
import type { ClaimKey, ClaimRead } from '../../db/ledger/rows.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { SettleAnswer, SettleJob } from '../ledger/commands.ts'
import type { JobOutcome } from '../ledger/group-commit.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { claimKey, SettleGroup } from './settle-group.ts'

/**
 * One read, the arithmetic, one write. A group that holds a settlement whose version had moved is
 * read under row locks in one transaction, so that the second attempt cannot lose again. So is one that holds a settlement of
 * somebody with several numbers, whose years count together (000000/G26), or by a law that looks at other years as well: no
 * version of the other year guards its own.
 */
export async function settleTogether(
  context: PostingContext,
  client: pg.PoolClient,
  jobs: readonly SettleJob[],
): Promise<JobOutcome<SettleAnswer>[]> {
  const { group, outcomes } = await settled(context, client, jobs)
  context.alerts.add(group.alerted)
  return outcomes
}

interface Settled {
  readonly group: SettleGroup
  readonly outcomes: JobOutcome<SettleAnswer>[]
}

async function settled(context: PostingContext, client: pg.PoolClient, jobs: readonly SettleJob[]): Promise<Settled> {
  const keys: ClaimKey[] = jobs.map((job) => claimKey(job))
  const reads = await readClaims(client, keys, { lock: false })
  const joined = joinedIn(reads)
  if (joined.length > 0 || jobs.some((job) => job.attempts > 0)) return heldAndSettled(context, client, jobs, joined)
  const group = new SettleGroup(context, jobs)
  await group.compute(reads, client)
  if (group.unheld.size > 0) return heldAndSettled(context, client, jobs, [...group.unheld])
  // An alert is there exactly if the settlement that raised it is.
  const outcomes = group.writesBesides
    ? await inTransaction(client, () => group.write(client))
    : await group.write(client)
  return { group, outcomes }
}

/** With people held before their rows are; who has to be held as well is known once it is computed, and then it begins anew. */
async function heldAndSettled(
  context: PostingContext,
  client: pg.PoolClient,
  jobs: readonly SettleJob[],
  people: readonly string[],
): Promise<Settled> {
  const held = [...new Set(people)].sort()
  const keys: ClaimKey[] = jobs.map((job) => claimKey(job))
  const group = new SettleGroup(context, jobs, new Set(held))
  const outcomes = await inTransaction(client, async () => {
    await lockJoined(client, held)
    await group.compute(await readClaims(client, keys, { lock: true }), client)
    return group.unheld.size > 0 ? null : group.write(client)
  })
  return outcomes === null ? heldAndSettled(context, client, jobs, [...held, ...group.unheld]) : { group, outcomes }
}

function joinedIn(reads: readonly ClaimRead[]): string[] {
  return reads.map(({ person }) => person?.joinedAs ?? null).filter((one) => one !== null)
}
