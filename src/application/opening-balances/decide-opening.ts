import {
  decideOpeningRow,
  findOpening,
  listOpeningRows,
  lockOpening,
  type StoredOpening,
} from '../../db/opening-balances/opening-balances.ts'
import { withTransaction } from '../../db/transaction.ts'
import type { OpeningStatus } from '../../domain/opening-balances/opening-names.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, ofRegion, prefixOf, requireKind, requireRegion } from '../callers/caller.ts'
import type { OpeningJob } from '../ledger/commands.ts'
import type { Service } from '../service.ts'
import { type PageInput, pageOf } from '../shared/page.ts'
import { type ShownOpening, shownOpening } from './opening-answer.ts'
import {
  openingNotFound,
  refuseOpeningStatus,
  refusingOpening,
  takingOpeningBack,
  withdrawingOpening,
} from './opening-status.ts'

export interface DecidedOpening {
  readonly opening: ShownOpening
  readonly replayed: boolean
}

/**
 * A second pair of eyes: it is posted in the person's year, before all that was settled of it here.
 * Errors: `forbidden`, `not-found`, `opening-status`, `second-pair-of-eyes`, `later-settlements-depend` with their list, `overloaded`.
 */
export async function approveOpening(
  service: Service,
  caller: Caller,
  { id, resettleLater = false }: { readonly id: string; readonly resettleLater?: boolean | undefined },
): Promise<DecidedOpening> {
  const row = await open(service, caller, id, 'bureau')
  if (row.enteredBy === caller.id) {
    const what = { zh: `期初余额 ${row.openingNo}`, en: `opening balance ${row.openingNo}` }
    refuse('second-pair-of-eyes', { what })
  }
  return post(service, caller, row, { undone: null, resettleLater })
}

export interface TakenBack {
  readonly id: string
  readonly reversalNo: string
  readonly reason: string
  readonly resettleLater?: boolean | undefined
}

/** Takes back what was posted. Errors: as `approveOpening`, without the second pair of eyes. */
export async function reverseOpening(
  service: Service,
  caller: Caller,
  { id, reversalNo, reason, resettleLater = false }: TakenBack,
): Promise<DecidedOpening> {
  const row = await open(service, caller, id, 'bureau')
  if (row.status === 'reversed' && row.reversalNo !== reversalNo) refuseOpeningStatus(row, takingOpeningBack)
  return post(service, caller, row, { undone: { reversalNo, reason }, resettleLater })
}

async function post(
  service: Service,
  caller: Caller,
  { id, personNo, lawRegion, year }: StoredOpening,
  how: Pick<OpeningJob, 'undone' | 'resettleLater'>,
): Promise<DecidedOpening> {
  const { done } = await service.ledger.open({ openingId: id, personNo, region: lawRegion, year, caller, ...how })
  return { opening: shownOpening((await findOpening(service.db.pool, { id })) as StoredOpening), replayed: !done }
}

/** Before it is approved. Errors: `forbidden`, `not-found`, `opening-status`. */
export async function endOpening(
  service: Service,
  caller: Caller,
  { id, to, reason }: { readonly id: string; readonly to: 'refused' | 'withdrawn'; readonly reason: string },
): Promise<DecidedOpening> {
  requireKind(caller, 'bureau')
  const replayed = await withTransaction(service.db.pool, async (client) => {
    const row = ofRegion(caller, await lockOpening(client, id)) ?? openingNotFound(id)
    if (row.status === to) return true
    if (row.status !== 'entered') refuseOpeningStatus(row, to === 'refused' ? refusingOpening : withdrawingOpening)
    await decideOpeningRow(client, { id, at: service.clock().toISOString(), callerId: caller.id, status: to, reason })
    return false
  })
  return { opening: shownOpening((await findOpening(service.db.pool, { id })) as StoredOpening), replayed }
}

async function open(service: Service, caller: Caller, id: string, ...kinds: Caller['kind'][]): Promise<StoredOpening> {
  requireKind(caller, ...kinds)
  return ofRegion(caller, await findOpening(service.db.pool, { id })) ?? openingNotFound(id)
}

/** Errors: `forbidden`, `not-found`. */
export async function getOpening(service: Service, caller: Caller, id: string): Promise<ShownOpening> {
  return shownOpening(await open(service, caller, id, 'bureau', 'auditor'))
}

export interface OpeningsAsked extends PageInput {
  readonly region?: string | undefined
  readonly personNo?: string | undefined
  readonly year?: number | undefined
  readonly status?: OpeningStatus | undefined
}

/** Newest first. Errors: `forbidden`. */
export async function listOpenings(service: Service, caller: Caller, asked: OpeningsAsked) {
  requireKind(caller, 'bureau', 'auditor')
  const { region = caller.region, personNo = null, year = null, status = null } = asked
  requireRegion(caller, region)
  const filter = { regionPrefix: prefixOf(region), personNo, year, status }
  return pageOf('opening-balances', asked, (page) => listOpeningRows(service.db.pool, filter, page), {
    key: ({ id }) => id,
    item: shownOpening,
  })
}
