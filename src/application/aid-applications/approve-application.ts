import type { ApplicationRow } from '../../db/aid-applications/applications.ts'
import { findApplicationCallers } from '../../db/registers/register-changes.ts'
import { applicationStatusNames, nextOf } from '../../domain/aid-applications/application-names.ts'
import { awaitedStep } from '../../domain/aid-applications/periods.ts'
import { chinaDay, type Day, yearOf } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { type ErrorCode, Refusal, refuse, detailOf as wordsOf } from '../../domain/refusals/refusal.ts'
import { type Caller, requireAnother } from '../callers/caller.ts'
import { previewYears, type RecalculationAsked, recalculateYears } from '../recalculation/recalculate.ts'
import type { RecalculationResult } from '../recalculation/recalculation-answer.ts'
import type { Service } from '../service.ts'
import { type ApplicationAnswer, stepDetailOf } from './application-answer.ts'
import { openAid } from './open-aid.ts'
import { openApplication } from './read-applications.ts'
import { lawOfReceipt, type StepAsked, stepOn } from './step-application.ts'

export interface Approval extends StepAsked {
  /** The first day of the identity; the day applied for where it is left out. */
  readonly from?: Day | undefined
  readonly to?: Day | null | undefined
  readonly certifiedBy: string
  /** The number of the decision; that of the application where it is left out. */
  readonly certificateNo?: string | undefined
}

export interface Approved {
  readonly application: ApplicationAnswer
  readonly created: boolean
  /** What recalculating the years since then would give the person back; null where it cannot be computed, and why. */
  readonly preview: RecalculationResult | null
  /** Of an application for aid: what its approval posted, owed to the person at once; null for an identity. */
  readonly owedToPerson: OwedToPerson | null
  readonly previewRefused: { readonly code: ErrorCode; readonly detail: string } | null
}

/**
 * Approves an application: the identity is recorded with its first day in the same transaction, and what was settled since
 * then is looked at; nothing is recalculated by it. Of an application for aid, what waited is posted at once (000000/G23).
 * Errors: those of a step, `second-pair-of-eyes`, `identity-overlaps`, `identity-period-invalid`, `application-publicity-open`.
 */
export async function approveApplication(
  service: Service,
  caller: Caller,
  { from, to = null, certifiedBy, certificateNo, ...asked }: Approval,
  language: Language,
): Promise<Approved> {
  const row = await openApplication(service, caller, asked.id)
  await requireAnotherThanBefore(service, caller, row)
  const said = { from: from ?? row.requestedFrom, to, certifiedBy, certificateNo: certificateNo ?? row.applicationNo }
  const identity = { personNo: row.personNo, category: row.category, ...said }
  const { answer, created } = await stepOn(
    service,
    caller,
    {
      ...{ ...asked, to: 'approved', reason: null, said },
      open: (registers) => openAid(service, caller, registers, row, identity),
    },
    language,
  )
  if (row.kind === 'aid')
    return { application: answer, created, ...(await posted(service, caller, answer.id, language)) }
  const looked = await orRefused(() => previewApplication(service, caller, answer.id), language)
  return { application: answer, created, owedToPerson: null, ...looked }
}

/** Whoever received an application, or found something out for it, does not approve it. */
async function requireAnotherThanBefore(service: Service, caller: Caller, row: ApplicationRow): Promise<void> {
  if (caller.posts === undefined) return
  const what = { zh: `申请 ${row.applicationNo}`, en: `application ${row.applicationNo}` }
  for (const before of await findApplicationCallers(service.db.pool, row)) requireAnother(caller, before, what)
}

interface OwedToPerson {
  /** Yuan. */
  readonly amount: string
  /** Of it, by payout; the rest its hospital gives back, which is still to be cleared for the stay. */
  readonly byPayout: string
  readonly settlements: readonly {
    readonly hospitalCode: string
    readonly settlementNo: string
    readonly amount: string
  }[]
}

/** What waited is posted at once as adjustments, once an application, and is the person's (000000/G23). */
async function posted(service: Service, caller: Caller, id: string, language: Language) {
  const done = await orRefused(async () => (await recalculateApplication(service, caller, id)).resettlement, language)
  return { ...done, owedToPerson: done.preview && owedBy(done.preview) }
}

/** A settlement that comes out otherwise may owe nothing: another identity counts, and pays as much. */
function owedBy({ personGetsBack, owedToPerson, settlements }: RecalculationResult): OwedToPerson {
  const adjusted = settlements
    .map(({ hospitalCode, settlementNo, personGetsBack: amount }) => ({ hospitalCode, settlementNo, amount }))
    .filter(({ amount }) => !decimal(amount).isZero())
  return { amount: personGetsBack, byPayout: owedToPerson, settlements: adjusted }
}

/** The approval stands, whatever comes of looking or of posting: what is missing is named, and posting is asked for again. */
async function orRefused(compute: () => Promise<RecalculationResult>, language: Language) {
  try {
    return { preview: await compute(), previewRefused: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { preview: null, previewRefused: { code: error.code, detail: wordsOf(error, language) } }
  }
}

/**
 * What recalculating since the first day of the approved identity would post. Writes nothing.
 * Errors: `not-found`, `forbidden`, `application-status` before it is approved, what the engine refuses.
 */
export async function previewApplication(service: Service, caller: Caller, id: string): Promise<RecalculationResult> {
  const { personNo, resettleNo, reason, ...years } = jobOf(service, await openApplication(service, caller, id))
  return previewYears(service, caller, { personNo, ...years }, { resettleNo, reason })
}

/** Recalculates what was settled since then, once an application; sent again it answers the first time. */
export async function recalculateApplication(
  service: Service,
  caller: Caller,
  id: string,
): Promise<RecalculationAsked> {
  return recalculateYears(service, caller, jobOf(service, await openApplication(service, caller, id)))
}

/** A number that no caller can send, so that no number of a bureau's own stands in its way. */
function jobOf(service: Service, row: ApplicationRow) {
  const approval = row.events.find(({ status }) => status === 'approved')
  if (!approval) return refuseResettling(service, row)
  const { id, personNo, applicationNo, requestedFrom } = row
  const firstYear = yearOf(stepDetailOf(approval).said.from ?? requestedFrom)
  const lastYear = Math.max(firstYear, yearOf(chinaDay(service.clock())))
  const named = { resettleNo: `application/${id}`, reason: `申请 ${applicationNo} 获准`, applicationId: id }
  return { personNo, firstYear, lastYear, ...named }
}

function refuseResettling(service: Service, row: ApplicationRow): never {
  const { id, status, category } = row
  const next = nextOf(awaitedStep(lawOfReceipt(service, row), category, status))
  const action = { zh: '重算', en: 'recalculated' }
  return refuse('application-status', { id, status: applicationStatusNames[status], action, next })
}
