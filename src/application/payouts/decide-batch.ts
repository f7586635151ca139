import type pg from 'pg'
import { violated } from '../../db/errors.ts'
import {
  approveBatchRow,
  findPayoutBatch,
  listOfTheDead,
  listOverpaying,
  lockBatch,
  type StoredBatch,
  sendBatchRow,
  withdrawBatchRow,
} from '../../db/payouts/batches.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { type FundLine, movements } from '../../domain/fund/journal.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type BatchStatus, batchStatusNames } from '../../domain/payouts/payout-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, requireFundKeeper, requireKind } from '../callers/caller.ts'
import { postTo } from '../fund/post-entries.ts'
import { refuseFuture } from '../fund/post-once.ts'
import type { Service } from '../service.ts'
import { type ShownBatch, shownPayoutBatch } from './batch-answer.ts'

export interface DecidedBatch {
  readonly batch: ShownBatch
  readonly replayed: boolean
}

/**
 * A second pair of eyes: what the batch holds is promised to its people. Whoever made it cannot approve it.
 * Errors: `forbidden`, `not-found`, `batch-status`, `second-pair-of-eyes`, `payee-died`, `payout-exceeds-owed`.
 */
export function approveBatch(service: Service, caller: Caller, id: string): Promise<DecidedBatch> {
  return step(service, caller, { id, to: 'approved' }, async (client, batch, at) => {
    if (batch.madeBy === caller.id)
      refuse('second-pair-of-eyes', { what: { zh: `支付批次 ${batch.batchNo}`, en: `batch ${batch.batchNo}` } })
    await refuseDead(client, batch)
    await approveBatchRow(client, batch.id, { at, callerId: caller.id }).catch((error: unknown) =>
      explain(service, batch, error),
    )
    await postMovement(service, client, caller, batch, {
      kind: 'payout-approved',
      lines: movements.promised(batch.region, batch.amount),
    })
  })
}

/**
 * Hands the money to the bank: from here on the file may be fetched. The fund pays now, and never more than it holds.
 * Errors: `forbidden`, `not-found`, `batch-status`, `date-in-future`, `payment-before-approval`, `fund-insufficient`,
 * `payee-died`, `payout-exceeds-owed`.
 */
export async function sendBatch(
  service: Service,
  caller: Caller,
  asked: { readonly id: string; readonly sentOn?: Day | null | undefined },
): Promise<DecidedBatch> {
  const on = asked.sentOn ?? chinaDay(service.clock())
  refuseFuture(service, 'sentOn', on)
  return step(service, caller, { id: asked.id, to: 'sent', on: asked.sentOn ?? null }, async (client, batch, at) => {
    refuseEarlier(batch, on)
    await refuseDead(client, batch)
    await sendBatchRow(client, batch.id, { at, callerId: caller.id, on }).catch((error: unknown) =>
      explain(service, batch, error),
    )
    const lines = movements.sent(batch.region, batch.amount)
    await postMovement(service, client, caller, batch, { kind: 'payout-sent', lines, happenedOn: on })
  })
}

/** Before it is sent; its payouts are open again. Errors: `forbidden`, `not-found`, `batch-status`. */
export function withdrawBatch(
  service: Service,
  caller: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<DecidedBatch> {
  return step(service, caller, { id, to: 'withdrawn' }, async (client, batch, at) => {
    await withdrawBatchRow(client, batch.id, { at, callerId: caller.id, reason })
    if (batch.approvedAt === null) return
    const lines = movements.unpromised(batch.region, batch.amount)
    await postMovement(service, client, caller, batch, { kind: 'payout-withdrawn', lines })
  })
}

/** Who died after the payout was made is not paid. */
async function refuseDead(client: pg.PoolClient, batch: StoredBatch): Promise<void> {
  const dead = await listOfTheDead(client, batch.id)
  if (dead.length > 0) refuse('payee-died', { payouts: dead.join(', ') })
}

interface Step {
  readonly id: string
  readonly to: 'approved' | 'sent' | 'withdrawn'
  readonly on?: Day | null
}

const before: Record<Step['to'], readonly BatchStatus[]> = {
  approved: ['made'],
  sent: ['approved'],
  withdrawn: ['made', 'approved'],
}

/** Two at once wait for each other; the second finds it done. */
async function step(
  service: Service,
  caller: Caller,
  asked: Step,
  take: (client: pg.PoolClient, batch: StoredBatch, at: string) => Promise<void>,
): Promise<DecidedBatch> {
  requireKind(caller, 'bureau')
  return withTransaction(service.db.pool, async (client) => {
    const batch = ofRegion(caller, await lockBatch(client, asked.id)) ?? batchNotFound(asked.id)
    requireFundKeeper(caller, batch.region)
    if (isDone(batch, asked)) return { batch: shownPayoutBatch(batch), replayed: true }
    if (!before[asked.to].includes(batch.status)) refuseStatus(batch, actions[asked.to])
    await take(client, batch, service.clock().toISOString())
    return { batch: shownPayoutBatch((await findPayoutBatch(client, batch.id)) as StoredBatch), replayed: false }
  })
}

/** The same step again; a file that was sent on another day is another step. */
function isDone({ status, sentOn }: StoredBatch, { to, on = null }: Step): boolean {
  return status === to && (to !== 'sent' || on === null || on === sentOn)
}

export function batchNotFound(id: string): never {
  refuse('not-found', { what: { zh: `支付批次 ${id}`, en: `batch of payouts ${id}` } })
}

async function postMovement(
  service: Service,
  client: pg.PoolClient,
  caller: Caller,
  { id, region, batchNo }: StoredBatch,
  entry: {
    readonly kind: 'payout-approved' | 'payout-sent' | 'payout-withdrawn'
    readonly lines: readonly FundLine[]
    readonly happenedOn?: Day
  },
): Promise<void> {
  await postTo(client, service.clock(), caller.id, { region, reference: id, note: batchNo, ...entry })
}

function refuseEarlier({ batchNo, approvedAt }: StoredBatch, on: Day): void {
  const approvedOn = chinaDay(new Date(approvedAt as string))
  if (on < approvedOn) refuse('sent-before-approval', { batchNo, approvedOn, sentOn: on })
}

/** What was reversed since the batch was made is owed no more; the database looks, whoever posts meanwhile. */
async function explain(service: Service, batch: StoredBatch, error: unknown): Promise<never> {
  if (violated(error) !== 'payout_batches_within') throw error
  const over = await listOverpaying(service.db.pool, batch.id)
  return refuse('payout-exceeds-owed', { payouts: over.map(({ payoutNo }) => payoutNo).join(', ') })
}

const actions: Record<Step['to'] | 'told', Bilingual> = {
  approved: { zh: '复核', en: 'approve' },
  sent: { zh: '发送', en: 'send' },
  withdrawn: { zh: '撤销', en: 'withdraw' },
  told: { zh: '登记银行反馈', en: 'enter what the bank said of' },
}

const next: Record<BatchStatus, Bilingual> = {
  made: { zh: '请先由他人复核（POST …/approve）。', en: 'somebody else approves it first (POST …/approve).' },
  approved: { zh: '请先发送（POST …/send）。', en: 'send it first (POST …/send).' },
  sent: { zh: '请登记银行反馈（POST …/returns）。', en: 'enter what the bank says (POST …/returns).' },
  closed: {
    zh: '已办结；退回的支付更正账号后编入新批次。',
    en: 'what came back goes out in another batch, with a mended account.',
  },
  withdrawn: { zh: '请另建批次。', en: 'make another batch.' },
}

export function refuseStatus({ batchNo, status }: StoredBatch, action: Bilingual): never {
  refuse('batch-status', { batchNo, status: batchStatusNames[status], action, next: next[status] })
}

export const tellAction = actions.told
