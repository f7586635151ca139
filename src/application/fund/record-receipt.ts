import { insertEntry } from '../../db/fund/journal.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Source } from '../../domain/fund/fund-names.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { entryOf, postLines } from './post-entries.ts'
import { type Booked, postOnce, refuseFuture, requireFund } from './post-once.ts'

export interface ReceiptAsked {
  readonly region: string
  /** Of the bank's slip; the same again is a replay. */
  readonly receiptNo: string
  readonly source: Source
  readonly amount: string
  readonly receivedOn: Day
  readonly note: string
}

/** Money that came into a fund. Errors: `forbidden`, `policy-missing`, `date-in-future`, `number-reused`. */
export async function receive(service: Service, caller: Caller, asked: ReceiptAsked): Promise<Booked> {
  const { region, receiptNo, source, amount, receivedOn, note } = asked
  requireFund(service, caller, region, 'bureau')
  refuseFuture(service, 'receivedOn', receivedOn)
  const key = { region, kind: 'receipt', reference: receiptNo } as const
  const what = { zh: '到账编号', en: 'receipt number' }
  return postOnce(service, { key, input: asked, what }, () =>
    withTransaction(service.db.pool, async (client) => {
      const entry = entryOf(service.clock(), caller.id, { ...key, happenedOn: receivedOn, note }, asked)
      await insertEntry(client, entry)
      await postLines(client, entry, movements.receipt(region, source, amount))
    }),
  )
}
