import { readDaysToPay } from '../../db/payouts/batch-lines.ts'
import { listOwedRows } from '../../db/payouts/owed.ts'
import { findPayout, listPayoutRows } from '../../db/payouts/payouts.ts'
import type { PayoutStatus } from '../../domain/payouts/payout-names.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'
import { payoutNotFound } from './change-payout.ts'
import { shownPayout } from './payout-answer.ts'

/** Errors: `not-found`, `forbidden`. */
export async function getPayout(service: Service, caller: Caller, id: string) {
  requireKind(caller, 'bureau', 'auditor')
  return shownPayout(ofRegion(caller, await findPayout(service.db.pool, id)) ?? payoutNotFound(id))
}

export interface PayoutsAsked extends PageInput {
  readonly region?: string | undefined
  readonly personNo?: string | undefined
  readonly settlementId?: string | undefined
  readonly batchId?: string | undefined
  readonly status?: PayoutStatus | undefined
}

/** Newest first, of the funds of the caller's region. Errors: `forbidden`. */
export async function listPayouts(service: Service, caller: Caller, asked: PayoutsAsked) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = caller.region, personNo = null, settlementId = null, batchId = null, status = null } = asked
  requireRegion(caller, region)
  const filter = { personNo, settlementId, batchId, status, regionPrefix: prefixOf(region) }
  return pageOf('payouts', asked, (page) => listPayoutRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownPayout,
  })
}

/** Who is owed something that no payout holds, or who owes. Errors: `forbidden`. */
export async function listOwed(
  service: Service,
  caller: Caller,
  asked: PageInput & { readonly region?: string | undefined; readonly debtors?: boolean | undefined },
) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = caller.region, debtors = false } = asked
  requireRegion(caller, region)
  const filter = { debtors, regionPrefix: prefixOf(region) }
  return pageOf('owed', asked, (page) => listOwedRows(service.db.pool, filter, page), {
    key: (row) => [row.region, row.personNo],
    item: (row) => row,
  })
}

/** Days from receipt to payment of what a region's funds paid in a year (晋医保发〔2023〕7号 四). Errors: `forbidden`. */
export async function daysToPay(
  service: Service,
  caller: Caller,
  { region, year }: { readonly region: string; readonly year: number },
) {
  requireKind(caller, 'bureau', 'auditor')
  requireRegion(caller, region)
  const period = { from: `${year}-01-01`, to: `${year}-12-31` }
  return { region, year, ...(await readDaysToPay(service.db.pool, prefixOf(region), period)) }
}
