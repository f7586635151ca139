import type { RecalculationRow } from '../../db/recalculation/recalculations.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, yearOf } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, requireKind } from '../callers/caller.ts'
import { lawOfNow } from '../policies/policy-archive.ts'
import { lookAtPerson, readPerson } from '../registers/beneficiaries.ts'
import type { Service } from '../service.ts'
import { planYears, requireOwn, type Span } from './plan-recalculation.ts'
import { posted, previewed, type RecalculationResult } from './recalculation-answer.ts'

/** The law of the settlement, or the packs in use now. */
export const underLaws = ['then', 'now'] as const
export type UnderLaw = (typeof underLaws)[number]

export interface RecalculationAsked {
  readonly resettlement: RecalculationResult
  /** True when the number had been used before for the same; nothing was written again. */
  readonly replayed: boolean
}

/**
 * What recalculating a person's year, with the identities as they are now known, would post; `under` the law now in use, what a newer
 * pack or reading would have given. Writes nothing, and nothing that was settled changes with a reading.
 * Errors: `not-found`, `forbidden`, and what the engine refuses, such as `figure-missing`.
 */
export async function previewRecalculation(
  service: Service,
  caller: Caller,
  { personNo, year, under = 'then' }: { readonly personNo: string; readonly year: number; readonly under?: UnderLaw },
): Promise<RecalculationResult> {
  const span = { personNo, firstYear: year, lastYear: pastYear(service, year) }
  return previewYears(service, caller, span, { resettleNo: null, reason: null, under })
}

/**
 * Recalculates a person's year, once a number: what comes out differently is posted as adjustments. Sent again it answers
 * the first time. Errors: those of the preview, and `number-reused`.
 */
export async function recalculate(
  service: Service,
  caller: Caller,
  asked: { readonly personNo: string; readonly year: number; readonly reason: string; readonly resettleNo: string },
): Promise<RecalculationAsked> {
  const { personNo, reason, resettleNo } = asked
  const year = pastYear(service, asked.year)
  return recalculateYears(service, caller, {
    ...{ personNo, resettleNo, reason, applicationId: null, firstYear: year, lastYear: year },
  })
}

function pastYear(service: Service, year: number): number {
  const today = chinaDay(service.clock())
  if (year > yearOf(today)) refuse('date-in-future', { field: 'year', date: String(year), today })
  return year
}

/** Auditors may look too: it is a question. As of one moment, so that its years agree with each other. */
export async function previewYears(
  service: Service,
  caller: Caller,
  span: Span,
  { under = 'then', ...head }: { resettleNo: string | null; reason: string | null; under?: UnderLaw },
): Promise<RecalculationResult> {
  await lookAtPerson(service, caller, span.personNo, 'recalculation')
  const cause = {
    kind: 'resettle',
    no: head.resettleNo ?? '-',
    at: service.clock().toISOString(),
    callerId: caller.id,
  } as const
  return withTransaction(
    service.db.pool,
    async (client) => {
      const context = under === 'now' ? { archive: lawOfNow(service.library) } : service.ledger
      const years = await planYears(context, client, span, cause, { lock: false })
      requireOwn(caller, years)
      return previewed(span, years, head)
    },
    { snapshot: true },
  )
}

/** Through the ledger, as everything that is posted: a person is in one partition, and a lost race is tried again. */
export async function recalculateYears(
  service: Service,
  caller: Caller,
  job: Omit<RecalculationRow, 'considered' | 'adjusted' | 'resettledAt' | 'callerId'>,
): Promise<RecalculationAsked> {
  requireKind(caller, 'bureau')
  await readPerson(service, caller, job.personNo)
  const { recalculated } = await service.ledger.recalculate({ caller, ...job })
  return { resettlement: await posted(service.db.pool, job), replayed: !recalculated }
}
