import { violated } from '../../db/errors.ts'
import { findEntry, insertEntry, readRecovered, type StoredFundEntry } from '../../db/fund/journal.ts'
import { insertRecovered, lockRecoveries } from '../../db/fund/recovered.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Bilingual } from '../../domain/language.ts'
import { minus } from '../../domain/reconciliation/figures.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { uuidOf } from '../shared/short-id.ts'
import { entryOf, postLines } from './post-entries.ts'
import { type PostedEntry, postOnce, refuseFuture, requireOwnFund } from './post-once.ts'
import { type NamedPart, partsOf } from './recovered-parts.ts'

export interface RecoveryAsked {
  readonly region: string
  readonly recoveryNo: string
  /** The payment that was wrong: a clearing with its settlements, or a payment of premium subsidies by its number. */
  readonly of:
    | { readonly clearingId: string; readonly settlements?: readonly NamedPart[] | undefined }
    | { readonly paymentNo: string }
  readonly amount: string
  readonly recoveredOn: Day
  readonly reason: string
}

/**
 * A wrongly paid sum that came back, into the fund it left and off the purpose it was spent on; never more than was paid.
 * Of a clearing it names its settlements, so that one that is reversed later is not taken off the hospital's next clearing
 * as well. A settlement that is reversed needs none of this: it comes off the hospital's next clearing.
 * Errors: `forbidden`, `policy-missing`, `date-in-future`, `invalid-request`, `not-found`, `recovery-elsewhere`, `recovery-exceeds`,
 * `recovery-unnamed`, `recovery-sum-differs`, `number-reused`.
 */
export async function recover(service: Service, caller: Caller, asked: RecoveryAsked): Promise<PostedEntry> {
  const { region, recoveryNo, amount, recoveredOn, reason } = asked
  requireOwnFund(service, caller, region)
  refuseFuture(service, 'recoveredOn', recoveredOn)
  const payment = await paymentOf(service, caller, asked)
  refuseBeforePaid(payment, recoveredOn)
  const purpose = payment.kind === 'clearing-paid' ? 'aid' : 'premium-subsidy'
  const key = { region, kind: 'recovery', reference: recoveryNo } as const
  const head = { ...key, recovers: payment.entryId, happenedOn: recoveredOn, note: reason }
  const what = { zh: '追回编号', en: 'recovery number' }
  return postOnce(service, { key, input: asked, what }, () =>
    withTransaction(service.db.pool, async (client) => {
      const entry = entryOf(service.clock(), caller.id, head, asked)
      if ('clearingId' in asked.of) {
        await lockRecoveries(client, region)
        await insertEntry(client, entry)
        const { settlements: named = null } = asked.of
        await insertRecovered(client, entry.entryId, await partsOf(client, payment.reference, { named, amount }))
      } else await insertEntry(client, entry)
      await postLines(client, entry, movements.recovery(region, purpose, amount))
    }).catch((error: unknown) => explain(service, payment, error)),
  )
}

/** The fund's quarter goes by the day: what comes back before it was paid would stand in a quarter that paid nothing. */
function refuseBeforePaid({ happenedOn }: StoredFundEntry, recoveredOn: Day): void {
  if (recoveredOn >= happenedOn) return
  const detail = {
    zh: `该款项 ${happenedOn} 才支付，追回日期不能更早；请填写款项退回的日期。`,
    en: `It was paid on ${happenedOn} and cannot have come back before; send the day on which it did.`,
  }
  refuse('invalid-request', {}, { faults: [{ pointer: '/recoveredOn', detail }] })
}

async function paymentOf(service: Service, caller: Caller, { of, region }: RecoveryAsked): Promise<StoredFundEntry> {
  const found =
    'clearingId' in of
      ? await findEntry(service.db.pool, {
          region: null,
          kind: 'clearing-paid',
          reference: uuidOf(of.clearingId) ?? '',
        })
      : await findEntry(service.db.pool, { region, kind: 'subsidy-paid', reference: of.paymentNo })
  const what = namedOf(of)
  if (!found || !coversRegion(caller.region, found.region)) return refuse('not-found', { what })
  if (found.region !== region) refuse('recovery-elsewhere', { what, paidBy: found.region })
  return found
}

function namedOf(of: RecoveryAsked['of']): Bilingual {
  return 'clearingId' in of
    ? { zh: `清算 ${of.clearingId} 的拨付`, en: `payment of clearing ${of.clearingId}` }
    : { zh: `参保资助拨付 ${of.paymentNo}`, en: `payment ${of.paymentNo} of premium subsidies` }
}

/** The database looks at premium subsidies, after everybody who recovers of the same fund at the same time. */
async function explain(service: Service, { entryId, reference }: StoredFundEntry, error: unknown): Promise<never> {
  if (violated(error) !== 'fund_recovered_within') throw error
  const { paid, recovered } = await readRecovered(service.db.pool, entryId)
  const what = { zh: `参保资助拨付 ${reference}`, en: `payment ${reference} of premium subsidies` }
  return refuse('recovery-exceeds', { what, paid, recovered, left: minus(paid, recovered) })
}
