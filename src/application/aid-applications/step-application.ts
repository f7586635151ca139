import {
  type ApplicationEventRow,
  type ApplicationRow,
  lockApplication,
  takeStep,
} from '../../db/aid-applications/applications.ts'
import type { Registers } from '../../db/registers/dates.ts'
import {
  type ApplicationStatus,
  type ApplicationStepKind,
  applicationStatusNames,
  isDoneWhereItStands,
  leadsTo,
  nextOf,
} from '../../domain/aid-applications/application-names.ts'
import { awaitedStep, deadlineOf, publicityFrom } from '../../domain/aid-applications/periods.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { canonical } from '../../domain/shared/canonical.ts'
import { present } from '../../domain/shared/present.ts'
import { type Caller, ofRegion, requireKind } from '../callers/caller.ts'
import { refuseFuture } from '../fund/post-once.ts'
import { inRegisterTransaction, note, type WrittenAnswer } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import {
  type ApplicationAnswer,
  type ApplicationCaution,
  papersOf,
  type SaidOfStep,
  type StepDetail,
  shownApplication,
  stepDetailOf,
} from './application-answer.ts'
import { applicationNotFound } from './read-applications.ts'

/** What every step says: whose, and the day on which it happened; today where it is left out. */
export interface StepAsked {
  readonly id: string
  readonly on?: Day | undefined
}

export interface ApplicationStep extends StepAsked {
  /** Where it leads; of what is done where the application stands, null. */
  readonly to: ApplicationStatus | null
  readonly kind?: Exclude<ApplicationStepKind, 'advanced'>
  readonly reason: string | null
  readonly said: SaidOfStep
  /** What an approval opens, in the same transaction; answers its id. */
  readonly open?: (registers: Registers, application: ApplicationRow) => Promise<string>
}

/** The household was visited, the data compared, and nothing stands against it. */
export function checkApplication(
  service: Service,
  caller: Caller,
  { findings, ...asked }: StepAsked & { readonly findings: string },
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  return stepOn(service, caller, { ...asked, to: 'checked', reason: null, said: { findings } }, language)
}

/** What was found is made public. `until` may be later than the law asks, not earlier. */
export function publiciseApplication(
  service: Service,
  caller: Caller,
  { place, until = null, ...asked }: StepAsked & { readonly place: string; readonly until?: Day | null | undefined },
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  return stepOn(service, caller, { ...asked, to: 'publicised', reason: null, said: { place, until } }, language)
}

export function refuseApplication(
  service: Service,
  caller: Caller,
  asked: StepAsked & { readonly reason: string },
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  return stepOn(service, caller, { ...asked, to: 'refused', said: {} }, language)
}

/** The applicant takes it back. */
export function withdrawApplication(
  service: Service,
  caller: Caller,
  { reason = null, ...asked }: StepAsked & { readonly reason?: string | null | undefined },
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  return stepOn(service, caller, { ...asked, reason, to: 'withdrawn', said: {} }, language)
}

/**
 * Takes an application one step on, with the day on which it happened and the day on which it is recorded. The step on
 * which it already stands answers again where it says the same.
 * Errors: `not-found`, `forbidden`, `application-status`, `application-step-date`, `date-in-future`.
 */
export async function stepOn(
  service: Service,
  caller: Caller,
  step: ApplicationStep,
  language: Language,
): Promise<WrittenAnswer<ApplicationAnswer>> {
  requireKind(caller, 'bureau')
  const { row, created } = await inRegisterTransaction(service, async (registers) => {
    const before = ofRegion(caller, await lockApplication(registers, step.id)) ?? applicationNotFound(step.id)
    if (isSame(before, step)) return { row: before, created: false }
    const event = eventOf(service, caller, before, step)
    const identityId = step.open ? await step.open(registers, before) : null
    await takeStep(registers, before, event, identityId)
    const { id: applicationId, personNo, applicationNo } = before
    const detail = { applicationId, applicationNo, status: event.status, on: event.happenedOn, identityId }
    await note(service, caller, registers, { action: `application-${step.kind ?? event.status}`, personNo, detail })
    const kept = { steps: before.steps + 1, dueOn: event.dueOn, identityId: identityId ?? before.identityId }
    const after = { status: event.status, ...kept }
    return { row: { ...before, ...after, events: [...before.events, { ...event, seq: after.steps }] }, created: true }
  })
  return { answer: shownApplication(service, row, language), created }
}

/** A lost answer is fetched by sending the step again. Days that the service filled in may be left out again. */
function isSame({ events }: ApplicationRow, step: ApplicationStep): boolean {
  const { to, on, reason, said } = step
  const last = lastOf(events)
  const before = stepDetailOf(last).said
  const again = { ...said, ...(said.until === null ? { until: before.until ?? null } : {}) }
  const day = on === undefined || on === last.happenedOn
  return (
    last.kind === kindOf(step) &&
    (to === null || last.status === to) &&
    day &&
    last.reason === reason &&
    canonical(before) === canonical(again)
  )
}

const kindOf = ({ kind }: ApplicationStep): ApplicationStepKind => kind ?? 'advanced'

const firstStep = 'the first step of an application'

function lastOf(events: readonly ApplicationEventRow[]): ApplicationEventRow {
  return present(events.at(-1), firstStep)
}

function eventOf(
  service: Service,
  caller: Caller,
  before: ApplicationRow,
  step: ApplicationStep,
): Omit<ApplicationEventRow, 'seq'> {
  const last = lastOf(before.events)
  const from = before.status
  requireLeading(service, before, step)
  const on = step.on ?? chinaDay(service.clock())
  refuseFuture(service, 'on', on)
  if (on < last.happenedOn) {
    const { happenedOn: beforeOn } = last
    refuse('application-step-date', { on, before: applicationStatusNames[from], beforeOn })
  }
  const detail = lawOfStep(service, before, step, on)
  return {
    ...{ fromStatus: from, status: step.to ?? from, kind: kindOf(step) },
    ...{ happenedOn: on, reason: step.reason },
    ...{ recordedAt: service.clock(), recordedBy: caller.id },
    detail: JSON.parse(JSON.stringify(detail)),
    dueOn: detail.deadline?.dueOn ?? null,
  }
}

/** Errors: `application-status`, `application-papers-missing`. */
function requireLeading(service: Service, before: ApplicationRow, step: ApplicationStep): void {
  const { to } = step
  const kind = kindOf(step)
  const { status, category } = before
  const law = lawOfReceipt(service, before)
  const awaited = awaitedStep(law, category, status)
  if (to === null ? !isDoneWhereItStands(kind, status) : !leadsTo(status, to))
    refuseStep(before, to ?? step.kind ?? 'told', nextOf(awaited))
  if (to !== 'approved') return
  // From the check straight to the decision only where publication is no step.
  if (awaited !== 'decide') refuseStep(before, to, nextOf(awaited))
  const { missing } = papersOf(before)
  if (missing.length > 0)
    refuse('application-papers-missing', { id: before.id, missing: { zh: missing.join('、'), en: missing.join(', ') } })
}

/** What the rules of the day of receipt are: they hold to the end. */
export function lawOfReceipt(service: Service, { region, events }: ApplicationRow): Law {
  return service.library.law(region, present(events[0], firstStep).happenedOn)
}

/** What the law of the day of receipt says to the step: how long it is public, and by when the next one is due. */
function lawOfStep(service: Service, before: ApplicationRow, step: ApplicationStep, on: Day): StepDetail {
  // Nothing is due sooner or later for what is done where it stands.
  if (step.to === null) return { said: step.said, deadline: stepDetailOf(lastOf(before.events)).deadline, warnings: [] }
  const receivedOn = present(before.events[0], firstStep).happenedOn
  const law = lawOfReceipt(service, before)
  const category = before.category
  const said = step.to === 'publicised' ? publicSaid(law, category, step.said, on) : step.said
  const since = { receivedOn, steppedOn: on, publicUntil: said.until ?? null }
  const deadline = deadlineOf(law, category, step.to, since)
  return { said, deadline, warnings: step.to === 'approved' ? openPublicity(law, before, on) : [] }
}

function publicSaid(law: Law, category: Category, said: SaidOfStep, on: Day): SaidOfStep {
  const least = publicityFrom(law, category, on)
  const until = said.until ?? least?.until ?? null
  const short =
    until !== null && (until < on || (least && until < least.until && least.clause.status !== 'unconfirmed'))
  if (!short) return { ...said, until }
  const from = least?.until ?? on
  const reason = {
    zh: `公示须至 ${from} 或以后；所填为 ${until}。`,
    en: `It is to be public until ${from} at least; sent was ${until}.`,
  }
  return refuse('application-invalid', { reason })
}

/**
 * A length that the documents name binds, and so does a day that the bureau itself put up; a length that nobody confirmed is pointed
 * at. Errors: `application-publicity-open`.
 */
function openPublicity(law: Law, { events, category }: ApplicationRow, on: Day): ApplicationCaution[] {
  const publicised = events.findLast(({ status, kind }) => status === 'publicised' && kind === 'advanced')
  const until = (publicised && stepDetailOf(publicised).said.until) ?? null
  if (!publicised || until === null || on > until) return []
  const least = publicityFrom(law, category, publicised.happenedOn)
  if (least === null || until !== least.until) refuse('application-publicity-open', { until, on, clause: ownWord })
  const { clause } = least
  if (clause.status === 'unconfirmed') return [{ code: 'publicity-short', clause }]
  return refuse('application-publicity-open', { until, on, clause: clause.id })
}

const ownWord: Bilingual = { zh: '公示时所填', en: 'as it was put up' }

function refuseStep({ id, status }: ApplicationRow, to: keyof typeof actions, next: Bilingual): never {
  refuse('application-status', { id, status: applicationStatusNames[status], action: actions[to], next })
}

const actions = {
  received: { zh: '受理', en: 'received' },
  checked: { zh: '核对', en: 'checked' },
  publicised: { zh: '公示', en: 'publicised' },
  approved: { zh: '批准', en: 'approved' },
  refused: { zh: '作出不予批准决定', en: 'refused' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  documents: { zh: '补充材料', en: 'given further papers' },
  forwarded: { zh: '转办', en: 'forwarded' },
  told: { zh: '反馈结果', en: 'told back' },
} as const
