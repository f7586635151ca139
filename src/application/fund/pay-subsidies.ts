import { insertEntry } from '../../db/fund/journal.ts'
import { countSubsidies, takeSubsidies } from '../../db/fund/subsidy-payments.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import { movements } from '../../domain/fund/journal.ts'
import { decimal } from '../../domain/money.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { entryOf, postLines } from './post-entries.ts'
import { type PostedEntry, postOnce, refuseFuture, requireOwnFund } from './post-once.ts'

export interface SubsidyPaymentAsked {
  readonly region: string
  readonly paymentNo: string
  readonly year: number
  readonly paidOn: Day
  readonly note: string
}

/**
 * Pays the premium subsidies of a year that were recorded or corrected and not paid yet, all in one movement. Where
 * corrections would take back as much as there is to pay, nothing is left to pay.
 * Errors: `forbidden`, `policy-missing`, `date-in-future`, `number-reused`, `subsidies-nothing-left`, `fund-insufficient`.
 */
export async function paySubsidies(
  service: Service,
  caller: Caller,
  asked: SubsidyPaymentAsked,
): Promise<PostedEntry & { readonly people: number }> {
  const { region, paymentNo, year, paidOn, note } = asked
  const { law } = requireOwnFund(service, caller, region)
  refuseFuture(service, 'paidOn', paidOn)
  const key = { region, kind: 'subsidy-paid', reference: paymentNo } as const
  const what = { zh: '拨付编号', en: 'payment number' }
  const booked = await postOnce(service, { key, input: asked, what }, () =>
    withTransaction(service.db.pool, async (client) => {
      const entry = entryOf(service.clock(), caller.id, { ...key, happenedOn: paidOn, note }, asked)
      await insertEntry(client, entry)
      const { count, amount } = await takeSubsidies(client, entry.entryId, { region, law: law ?? region, year })
      if (count === 0 || !decimal(amount).gt(0)) refuse('subsidies-nothing-left', { region, year: String(year) })
      await postLines(client, entry, movements.subsidies(region, amount))
    }),
  )
  return { ...booked, people: await countSubsidies(service.db.pool, booked.entry.id) }
}
