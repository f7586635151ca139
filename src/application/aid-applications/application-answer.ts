import type { ApplicationEventRow, ApplicationRow } from '../../db/aid-applications/applications.ts'
import { allOf, among, list, maybe, members, shaped, text } from '../../db/shared/shape.ts'
import { nextSteps } from '../../domain/aid-applications/application-names.ts'
import type { Deadline } from '../../domain/aid-applications/periods.ts'
import { chinaDay, chinaTime, type Day } from '../../domain/calendar.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { statuses } from '../../domain/policies/pack.ts'
import { maskName } from '../../domain/registers/id-number.ts'
import { present } from '../../domain/shared/present.ts'
import type { Service } from '../service.ts'
import { billsOf } from './bills.ts'

/** Whom to call. Sealed where it is kept, masked where it is shown, unless a bureau asks for it. */
export interface Contact {
  readonly name: string
  readonly phone: string
}

const contactShape = members<Contact>({ name: text, phone: text })

/** What the bureau said of a step; each step has its own. */
export interface SaidOfStep {
  /** Papers that are still to come when it is taken (容缺), and by when. */
  readonly missing?: readonly string[]
  readonly missingBy?: Day
  /** Papers that came in later. */
  readonly documents?: readonly string[]
  /** Whom it was forwarded to, and what is asked of them. */
  readonly department?: string
  readonly asked?: string
  /** How the outcome was told. */
  readonly how?: string
  readonly findings?: string
  readonly place?: string
  readonly until?: Day | null
  readonly from?: Day
  readonly to?: Day | null
  readonly certifiedBy?: string
  readonly certificateNo?: string
}

/** A caution that goes with a step, by its code, with the clause that it comes from. */
export interface ApplicationCaution {
  readonly code: keyof typeof cautions
  readonly clause: ClauseRef | null
}

/** What is kept of a step besides its days: what was said, and what the law said to it then. */
export interface StepDetail {
  readonly said: SaidOfStep
  readonly deadline: Deadline | null
  readonly warnings: readonly ApplicationCaution[]
}

const cautions = {
  'channel-direct': {
    zh: '该类人员直接“一站式”结算，身份通常随部门名单登记，无需申请；已照收。',
    en: 'People of this category are settled directly and their identity usually comes with a department’s list; the application was taken all the same.',
  },
  'channel-unknown': {
    zh: '当地文件没有写明该类人员是否依申请救助；已照收。',
    en: 'The documents of the place do not say whether this category is aided on application; it was taken all the same.',
  },
  'publicity-short': {
    zh: '批准时公示期尚未届满；该期限来自未经官方文件证实的资料，故只作提示，不予阻止。',
    en: 'It was approved before an unconfirmed length of publication was over; because it is unconfirmed, this is said and stops nothing.',
  },
} as const satisfies Record<string, Bilingual>

/** The codes of what should be looked at in an application. */
export const applicationCautionCodes = Object.keys(cautions) as (keyof typeof cautions)[]

const clause = members<ClauseRef>({ id: text, cite: text, status: among(statuses) })

const detailShape = members<StepDetail>({
  said: members<SaidOfStep>(
    {},
    {
      ...{ missing: list(text), missingBy: text, documents: list(text), department: text, asked: text, how: text },
      findings: text,
      place: text,
      until: maybe(text),
      from: text,
      to: maybe(text),
      certifiedBy: text,
      certificateNo: text,
    },
  ),
  deadline: maybe(
    members<Deadline>({
      step: among(Object.values(nextSteps)),
      dueOn: maybe(text),
      clause: maybe(clause),
      gap: maybe(members<NonNullable<Deadline['gap']>>({ clause, decides: allOf(['zh', 'en'], text) })),
    }),
  ),
  warnings: list(members<ApplicationCaution>({ code: among(applicationCautionCodes), clause: maybe(clause) })),
})

export type ApplicationAnswer = ReturnType<typeof shownApplication>

export function shownApplication(
  service: Service,
  row: ApplicationRow,
  language: Language,
  { whole = false }: { readonly whole?: boolean } = {},
) {
  const last = present(row.events.at(-1), 'the first step of an application')
  const { deadline } = stepDetailOf(last)
  return {
    id: row.id,
    kind: row.kind,
    applicationNo: row.applicationNo,
    region: row.region,
    personNo: row.personNo,
    category: row.category,
    requestedFrom: row.requestedFrom,
    bills: billsOf(row).map(({ hospitalCode, settlementNo }) => ({ hospitalCode, settlementNo })),
    ...papersOf(row),
    ...forwardedOf(row),
    contact: contactOf(service, row, whole),
    status: row.status,
    overdue: row.dueOn !== null && row.dueOn < chinaDay(service.clock()),
    deadline,
    identityId: row.identityId,
    steps: row.events.map((event) => shownStep(event, language)),
    recordedAt: chinaTime(row.recordedAt),
    recordedBy: row.recordedBy,
  }
}

export function stepDetailOf(event: ApplicationEventRow): StepDetail {
  return shaped('application_events.detail', detailShape, event.detail)
}

/** What was handed in, at first and later; and what is still to come. */
export function papersOf({ documents, events }: Pick<ApplicationRow, 'documents' | 'events'>) {
  const said = events.map((event) => stepDetailOf(event).said)
  const later = said.flatMap((one) => one.documents ?? [])
  const [first] = said
  const missing = (first?.missing ?? []).filter((name) => !later.includes(name))
  return {
    documents: [...documents, ...later],
    missing,
    missingBy: missing.length > 0 ? (first?.missingBy ?? null) : null,
  }
}

/** The department that it was forwarded to last, and the day on which the outcome was told; null for neither. */
function forwardedOf({ events }: Pick<ApplicationRow, 'events'>) {
  const forwarded = events.findLast(({ kind }) => kind === 'forwarded')
  return {
    forwardedTo: forwarded ? (stepDetailOf(forwarded).said.department ?? null) : null,
    toldOn: events.findLast(({ kind }) => kind === 'told')?.happenedOn ?? null,
  }
}

function shownStep(event: ApplicationEventRow, language: Language) {
  const { said, warnings } = stepDetailOf(event)
  return {
    kind: event.kind,
    status: event.status,
    happenedOn: event.happenedOn,
    recordedAt: chinaTime(event.recordedAt),
    recordedBy: event.recordedBy,
    reason: event.reason,
    said,
    dueOn: event.dueOn,
    warnings: warnings.map(({ code, clause }) => ({ code, clause, text: cautions[code][language] })),
  }
}

function contactOf(service: Service, { contactEnc, id }: ApplicationRow, whole: boolean): Contact | null {
  if (contactEnc === null) return null
  const contact = shaped('applications.contact', contactShape, JSON.parse(service.secrets.decrypt(contactEnc, id)))
  return whole ? contact : { name: maskName(contact.name), phone: maskPhone(contact.phone) }
}

/** `138****5678`: whoever made the call knows it again, nobody else can make it. */
function maskPhone(phone: string): string {
  const [head, tail] = phone.length >= 11 ? [3, 4] : [0, 2]
  return phone.slice(0, head) + '*'.repeat(Math.max(phone.length - head - tail, 0)) + phone.slice(-tail)
}
