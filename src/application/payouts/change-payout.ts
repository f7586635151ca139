import {
  findPayout,
  insertAccount,
  lockPayout,
  type StoredPayout,
  withdrawPayoutRow,
} from '../../db/payouts/payouts.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Bilingual } from '../../domain/language.ts'
import { type PayoutStatus, payoutStatusNames } from '../../domain/payouts/payout-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, requireFundKeeper, requireKind } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type AccountAsked, accountOwner, requireAccount, sealAccount } from './account.ts'
import { type ShownPayout, shownPayout } from './payout-answer.ts'

export function payoutNotFound(id: string): never {
  refuse('not-found', { what: { zh: `支付 ${id}`, en: `payout ${id}` } })
}

const mending: Bilingual = { zh: '更正账号', en: 'mend its account' }
const withdrawing: Bilingual = { zh: '撤销', en: 'withdraw it' }

/**
 * Another account for a payout that is open or came back; what a bank sent back goes out again with it. The same number may
 * be given again, where it was right: somebody has looked.
 * Errors: `forbidden`, `not-found`, `account-invalid`, `payout-status`.
 */
export async function mendAccount(
  service: Service,
  caller: Caller,
  asked: { readonly id: string; readonly account: AccountAsked; readonly reason: string },
): Promise<ShownPayout> {
  const account = requireAccount(asked.account)
  return changed(service, caller, { id: asked.id, action: mending }, async (client, { id, accountRound }) => {
    const round = accountRound + 1
    await insertAccount(client, {
      ...{ payoutId: id, round, accountEnc: sealAccount(service, account, accountOwner(id, round)) },
      ...{ kind: account.kind, tail: account.tail, bankName: asked.account.bankName },
      ...{ bankNo: asked.account.bankNo ?? null, reason: asked.reason },
      ...{ setAt: service.clock().toISOString(), callerId: caller.id },
    })
  })
}

/**
 * Takes a payout back that is under way nowhere; what it held waits under the person's name again.
 * Errors: `forbidden`, `not-found`, `payout-status`.
 */
export async function withdrawPayout(
  service: Service,
  caller: Caller,
  { id: asked, reason }: { readonly id: string; readonly reason: string },
): Promise<ShownPayout> {
  return changed(service, caller, { id: asked, action: withdrawing }, (client, { id }) =>
    withdrawPayoutRow(client, id, { at: service.clock().toISOString(), callerId: caller.id, reason }),
  )
}

type Client = Parameters<typeof lockPayout>[0]

async function changed(
  service: Service,
  caller: Caller,
  { id, action }: { readonly id: string; readonly action: Bilingual },
  change: (client: Client, payout: StoredPayout) => Promise<void>,
): Promise<ShownPayout> {
  requireKind(caller, 'bureau')
  return withTransaction(service.db.pool, async (client) => {
    const payout = ofRegion(caller, await lockPayout(client, id)) ?? payoutNotFound(id)
    requireFundKeeper(caller, payout.region)
    if (payout.status !== 'open' && payout.status !== 'returned') refuseStatus(payout, action)
    await change(client, payout)
    return shownPayout((await findPayout(client, payout.id)) as StoredPayout)
  })
}

const next: Record<PayoutStatus, Bilingual> = {
  open: { zh: '', en: '' },
  returned: { zh: '', en: '' },
  batched: { zh: '请先撤销所在批次。', en: 'withdraw its batch first.' },
  approved: { zh: '请先撤销所在批次。', en: 'withdraw its batch first.' },
  sent: { zh: '请等待银行反馈。', en: 'wait for what the bank says.' },
  paid: {
    zh: '款项已到账；银行退回的请登记退回。',
    en: 'it has arrived; enter it as returned where the bank sent it back.',
  },
  withdrawn: { zh: '请另建支付。', en: 'make another payout.' },
}

function refuseStatus({ payoutNo, status }: StoredPayout, action: Bilingual): never {
  refuse('payout-status', { payoutNo, status: payoutStatusNames[status], action, next: next[status] })
}
