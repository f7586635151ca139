import { findEntry, fundBalance, insertEntry, isWithdrawn, type StoredFundEntry } from '../../db/fund/journal.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { TraceRemark } from '../../domain/adjudication/types.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Source } from '../../domain/fund/fund-names.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Language } from '../../domain/language.ts'
import { decimal, yuan } from '../../domain/money.ts'
import type { WarningCode } from '../../domain/names/codes.ts'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import type { Caller } from '../callers/caller.ts'
import { type ShownRemark, shownWarning } from '../explain/explain.ts'
import type { Service } from '../service.ts'
import { sha256 } from '../shared/hash.ts'
import { entryOf, postLines } from './post-entries.ts'
import { type PostedEntry, postOnce, refuseFuture, requireOwnFund } from './post-once.ts'

export interface ReceiptAsked {
  readonly region: string
  /** Of the bank's slip; the same again is a replay. */
  readonly receiptNo: string
  readonly source: Source
  readonly amount: string
  readonly receivedOn: Day
  readonly note: string
}

export type PostedReceipt = PostedEntry & { readonly warnings: readonly ShownRemark<WarningCode>[] }

/**
 * Money that came into a fund. A slip whose receipt was taken back is entered anew under its number.
 * Errors: `forbidden`, `policy-missing`, `date-in-future`, `number-reused`, `amount-implausible`, `receipt-withdrawn` for
 * the very receipt that was taken back.
 */
export async function receive(
  service: Service,
  caller: Caller,
  asked: ReceiptAsked,
  language: Language = 'en',
): Promise<PostedReceipt> {
  const { region, receiptNo, source, amount, receivedOn, note } = asked
  requireOwnFund(service, caller, region)
  refuseFuture(service, 'receivedOn', receivedOn)
  const warnings = plausible(service, asked).map((warning) => shownWarning(warning, language))
  const round = await nextRound(service, asked)
  const key = { region, kind: 'receipt', reference: receiptNo, round } as const
  const booked = await postOnce(service, { key, input: asked, what: receiptNumber }, () =>
    withTransaction(service.db.pool, async (client) => {
      const entry = entryOf(service.clock(), caller.id, { ...key, happenedOn: receivedOn, note }, asked)
      await insertEntry(client, entry)
      await postLines(client, entry, movements.receipt(region, source, amount))
    }),
  )
  return { ...booked, warnings }
}

const receiptNumber = { zh: '到账编号', en: 'receipt number' }

/** What is pointed at. Errors: `amount-implausible`. */
function plausible({ library, clock }: Service, { region, amount }: ReceiptAsked): TraceRemark<WarningCode>[] {
  const { receipt } = library.lawOfPack(region, chinaDay(clock())).tables.plausible
  if (!receipt) return []
  if (decimal(amount).gt(receipt.refuseAbove)) {
    const what = { zh: '到账金额', en: 'money received' }
    refuse('amount-implausible', { what, amount, above: yuan(receipt.refuseAbove), clause: receipt.clause.id })
  }
  if (decimal(amount).lte(receipt.cautionAbove)) return []
  const params = { amount, above: yuan(receipt.cautionAbove) }
  return [{ code: 'unusual-receipt', clause: receipt.clause, params }]
}

/** A slip's receipt is entered once; after it was taken back, once more. Errors: `receipt-withdrawn`. */
async function nextRound(service: Service, asked: ReceiptAsked): Promise<number> {
  const { region, receiptNo } = asked
  const last = await findEntry(service.db.pool, { region, kind: 'receipt', reference: receiptNo })
  if (!last) return 1
  if (!(await isWithdrawn(service.db.pool, last.entryId))) return last.round
  if (last.inputHash === sha256(canonical(asked))) refuse('receipt-withdrawn', { receiptNo })
  return last.round + 1
}

export interface WithdrawalAsked {
  readonly region: string
  readonly receiptNo: string
  readonly reason: string
}

/**
 * Takes back a receipt that was entered wrongly: the money never came, so its lines are negated on the day on which it was
 * said to have come, and the quarter agrees with the bank. The slip may then be entered as it is.
 * Errors: `forbidden`, `policy-missing`, `not-found`, `receipt-withdrawn` when it was for another reason, `receipt-spent`.
 */
export async function withdrawReceipt(service: Service, caller: Caller, asked: WithdrawalAsked): Promise<PostedEntry> {
  const { region, receiptNo, reason } = asked
  requireOwnFund(service, caller, region)
  const receipt = await findEntry(service.db.pool, { region, kind: 'receipt', reference: receiptNo })
  if (!receipt) return refuse('not-found', { what: { zh: `到账 ${receiptNo}`, en: `receipt ${receiptNo}` } })
  const { entryId: withdraws, round, happenedOn } = receipt
  const key = { region, kind: 'receipt-withdrawn', reference: receiptNo, round } as const
  return postOnce(service, { key, input: { ...asked, round }, what: receiptNumber }, () =>
    withTransaction(service.db.pool, async (client) => {
      const head = { ...key, withdraws, happenedOn, note: reason }
      const entry = entryOf(service.clock(), caller.id, head, { ...asked, round })
      await insertEntry(client, entry)
      await postLines(client, entry, movements.withdrawal(receipt.lines))
    }),
  ).catch((error: unknown) => explain(service, receipt, error))
}

async function explain(service: Service, receipt: StoredFundEntry, error: unknown): Promise<never> {
  const code = error instanceof Refusal ? error.code : null
  const { region, reference: receiptNo } = receipt
  if (code === 'number-reused') refuse('receipt-withdrawn', { receiptNo })
  if (code !== 'fund-insufficient') throw error
  const amount = receipt.lines.find(({ account }) => account.startsWith('fund:'))?.amount ?? '0.00'
  return refuse('receipt-spent', { receiptNo, amount, balance: await fundBalance(service.db.pool, region) })
}
