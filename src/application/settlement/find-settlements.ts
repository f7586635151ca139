import { findSettlement, listSettlementRows as listRows, settlementKey } from '../../db/ledger/history.ts'
import type { SettlementKey } from '../../db/ledger/lists.ts'
import type { KeyPage, StoredEntry, StoredSettlement } from '../../db/ledger/rows.ts'
import { correctedCosts } from '../../domain/adjudication/corrected.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { noteLookup } from '../audit/lookups.ts'
import { mayLook } from '../audit/sight.ts'
import { type Caller, prefixOf, requireHospital, sees } from '../callers/caller.ts'
import { type EnteredBy, enteredByIds } from '../callers/entered-by.ts'
import type { Service } from '../service.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { uuidOf } from '../shared/short-id.ts'
import { answerOf, type KnownSettlement, type SettlementAnswer } from './settlement-answer.ts'

export interface FoundSettlement {
  readonly settlement: StoredSettlement
  /** In order of posting. */
  readonly entries: readonly StoredEntry[]
}

/**
 * A settlement as it stands now: after a reversal it says so, after an adjustment it shows the new amounts.
 * Errors: `not-found`, also for another hospital's or region's.
 */
export async function getSettlement(
  service: Service,
  caller: Caller,
  id: string,
  language: Language,
): Promise<SettlementAnswer> {
  const { settlement } = await openSettlement(service, caller, id, 'settlement')
  return answerOf(await knownWithSender(service, settlement), language)
}

/** What the ledger has of a settlement that the caller may see; the look leaves a line. Errors: as `getSettlement`. */
export async function openSettlement(
  service: Service,
  caller: Caller,
  id: string,
  operation: string,
): Promise<FoundSettlement> {
  const found = await findOwnSettlement(service, caller, id)
  const { personNo, insuredRegion } = found.settlement
  const basis = caller.kind === 'hospital' ? 'settlement' : 'region'
  await noteLookup(service, caller, { operation, outcome: 'shown', personNo, insuredRegion, basis })
  return found
}

/** By the id, or the shorter form of it that messages carry (`setl_id`). Errors: as `getSettlement`. */
export async function findOwnSettlement(service: Service, caller: Caller, id: string): Promise<FoundSettlement> {
  const settlementId = uuidOf(id)
  const found = settlementId && (await findSettlement(service.db.pool, { settlementId }))
  if (found && seesSettlement(caller, found)) return found
  return noSettlement(id)
}

export function noSettlement(id: string): never {
  refuse('not-found', { what: { zh: `结算 ${id}`, en: `settlement ${id}` } })
}

/** A hospital sees its own settlements, the others those of people insured in their region. */
export function seesSettlement(caller: Caller, { settlement }: FoundSettlement): boolean {
  return sees(caller, { hospitalCode: settlement.hospitalCode, region: settlement.insuredRegion })
}

/**
 * The settlement that a replayed number stands for.
 * Errors: `not-found` for a bureau where the person was insured elsewhere then; a hospital's number is its own.
 */
export async function readSettlement(service: Service, caller: Caller, id: string): Promise<KnownSettlement> {
  const found = await findSettlement(service.db.pool, { settlementId: id })
  if (!found) throw new Error(`a used number names the settlement ${id}, which is not there`)
  if (!seesSettlement(caller, found)) return noSettlement(id)
  return knownWithSender(service, found.settlement)
}

async function knownWithSender(service: Service, stored: StoredSettlement): Promise<KnownSettlement> {
  const enteredBy = await enteredByIds(service, [stored.callerId])
  return knownSettlement(stored, enteredBy(stored.callerId))
}

/** National messages say nothing of who entered it, and do not look for it. */
export function shownSettlement(
  stored: StoredSettlement,
  language: Language,
  enteredBy: EnteredBy | null = null,
): SettlementAnswer {
  return answerOf(knownSettlement(stored, enteredBy), language)
}

function knownSettlement(stored: StoredSettlement, enteredBy: EnteredBy | null): KnownSettlement {
  const { settlementId: id, settledAt, status, inputHash, outcome, traceHash } = stored
  const input = { ...stored.input, costs: correctedCosts(stored.input.costs, stored.corrected) }
  return { id, settledAt, status, input, inputHash, outcome, traceHash, enteredBy }
}

export interface SettlementsAsked extends PageInput {
  readonly hospitalCode?: string | undefined
  readonly settlementNo?: string | undefined
  readonly personNo?: string | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

/** Settlements that the caller may see, newest first: a hospital its own, the others those of their region. */
export async function listSettlements(
  service: Service,
  caller: Caller,
  filter: SettlementsAsked,
  language: Language,
): Promise<Page<SettlementAnswer>> {
  const hospitalCode = caller.kind === 'hospital' ? (caller.hospitalCode ?? undefined) : filter.hospitalCode
  if (filter.hospitalCode !== undefined) requireHospital(caller, filter.hospitalCode)
  const regionPrefix = caller.kind === 'hospital' ? '' : prefixOf(caller.region)
  const { settlementNo, personNo, from, to } = filter
  if (personNo !== undefined) await mayLook(service, caller, personNo, 'settlements')
  const scope = { hospitalCode, settlementNo, personNo, from, to, regionPrefix }
  let enteredBy: Awaited<ReturnType<typeof enteredByIds>>
  const read = async (page: KeyPage<SettlementKey>) => {
    const rows = await listRows(service.db.pool, scope, page)
    enteredBy = await enteredByIds(
      service,
      rows.map(({ callerId }) => callerId),
    )
    return rows
  }
  return pageOf('settlements', filter, read, {
    key: settlementKey,
    item: (row) => shownSettlement(row, language, enteredBy(row.callerId)),
  })
}
