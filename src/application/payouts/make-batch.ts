import { uuidv7 } from 'uuidv7'
import { findBatchByNo, insertBatch, lockReady, type Ready, type StoredBatch } from '../../db/payouts/batches.ts'
import { withTransaction } from '../../db/transaction.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import type { Caller } from '../callers/caller.ts'
import { requireOwnFund } from '../fund/post-once.ts'
import type { Service } from '../service.ts'
import { isRace } from '../shared/database-errors.ts'
import { sha256 } from '../shared/hash.ts'
import { type ShownBatch, shownPayoutBatch } from './batch-answer.ts'

/** What one file to the bank holds at most. */
export const maxBatchLines = 10_000

export interface PayoutBatchAsked {
  /** The bureau's own number; the same again is a replay. */
  readonly batchNo: string
  readonly region: string
  /** Left out, all that are open, oldest first. */
  readonly payouts?: readonly string[] | null | undefined
}

/**
 * Puts open payouts of a fund into a batch, which somebody else is to approve. A payout of somebody to whom less is owed by
 * now stays out, or is named where it was asked for.
 * Errors: `forbidden`, `policy-missing`, `payouts-not-ready`, `payouts-none-open`, `payout-exceeds-owed`, `number-reused`.
 */
export async function makeBatch(
  service: Service,
  caller: Caller,
  asked: PayoutBatchAsked,
): Promise<{ readonly batch: ShownBatch; readonly replayed: boolean }> {
  const { region, batchNo, payouts = null } = asked
  requireOwnFund(service, caller, region)
  const inputHash = sha256(canonical({ region, payouts: payouts && [...payouts].sort() }))
  const known = await findBatchByNo(service.db.pool, region, batchNo)
  if (known) return { batch: replay(known, inputHash), replayed: true }
  for (let attempt = 1; ; attempt++) {
    try {
      await write(service, caller, asked, inputHash)
      break
    } catch (error) {
      if (!isRace(error)) throw error
      const first = await findBatchByNo(service.db.pool, region, batchNo)
      if (first) return { batch: replay(first, inputHash), replayed: true }
      // Another batch took some of the payouts in this moment; what is left is looked for again.
      if (attempt === 3) return refuse('overloaded')
    }
  }
  return {
    batch: shownPayoutBatch((await findBatchByNo(service.db.pool, region, batchNo)) as StoredBatch),
    replayed: false,
  }
}

function replay(known: StoredBatch, inputHash: string): ShownBatch {
  if (known.inputHash === inputHash) return shownPayoutBatch(known)
  return refuse('number-reused', { what: { zh: '批次号', en: 'batch number' }, number: known.batchNo })
}

async function write(service: Service, caller: Caller, asked: PayoutBatchAsked, inputHash: string): Promise<void> {
  const { region, batchNo, payouts: named = null } = asked
  await withTransaction(service.db.pool, async (client) => {
    const ready = await lockReady(client, region, named, maxBatchLines)
    if (named) refuseMissing(named, ready)
    const owed = ready.filter((one) => decimal(one.owed).gte(decimal(one.amount)))
    if (named && owed.length < ready.length) refuseExceeding(ready)
    if (owed.length === 0) refuse('payouts-none-open', { region })
    const amount = yuan(sum(owed.map((one) => decimal(one.amount))))
    const row = { id: uuidv7(), batchNo, region, status: 'made', lines: owed.length, amount, inputHash } as const
    await insertBatch(client, { ...row, madeAt: service.clock().toISOString(), madeBy: caller.id }, owed)
  })
}

function refuseMissing(named: readonly string[], ready: readonly Ready[]): void {
  const found = new Set(ready.map(({ payoutId }) => payoutId))
  const missing = named.filter((id) => !found.has(id.toLowerCase()))
  if (missing.length > 0)
    refuse('payouts-not-ready', { ids: missing.slice(0, 20).join(', ') }, { extra: { payouts: missing } })
}

function refuseExceeding(ready: readonly Ready[]): never {
  const over = ready.filter((one) => decimal(one.owed).lt(decimal(one.amount)))
  const listed = over.slice(0, 20).map(({ payoutNo, amount, owed }) => `${payoutNo} (${amount} > ${owed})`)
  return refuse(
    'payout-exceeds-owed',
    { payouts: listed.join(', ') },
    { extra: { payouts: over.map(({ payoutId }) => payoutId) } },
  )
}
