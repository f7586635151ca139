import {
  type ApplicationKind,
  type ApplicationStatus,
  type ApplicationStepKind,
  applicationKinds,
  applicationStatuses,
  applicationStepKinds,
} from '../../domain/aid-applications/application-names.ts'
import type { Day } from '../../domain/calendar.ts'
import { type Application, type ApplicationEvent, Prisma } from '../generated/client.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from '../registers/dates.ts'
import { among, list, members, shaped, text } from '../shared/shape.ts'

/** What a column holds as a word or a document, and only some of them mean something. */
interface Narrowed {
  readonly kind: ApplicationKind
  readonly status: ApplicationStatus
  readonly documents: readonly string[]
}

const aStatus = among(applicationStatuses)
const aStepKind = among(applicationStepKinds)
const narrowed = members<Narrowed>({ kind: among(applicationKinds), status: aStatus, documents: list(text) })

/** An application where it stands, with its steps in order. */
export interface ApplicationRow extends Omit<Application, 'requestedFrom' | 'dueOn' | keyof Narrowed>, Narrowed {
  readonly requestedFrom: Day
  readonly dueOn: Day | null
  readonly events: readonly ApplicationEventRow[]
}

export interface ApplicationEventRow
  extends Omit<
    ApplicationEvent,
    'applicationId' | 'previousSeq' | 'happenedOn' | 'dueOn' | 'detail' | 'status' | 'kind'
  > {
  readonly kind: ApplicationStepKind
  readonly status: ApplicationStatus
  readonly happenedOn: Day
  readonly dueOn: Day | null
  readonly detail: Prisma.JsonObject
}

const withEvents = { events: { orderBy: { seq: 'asc' } } } as const

type Read = Application & { events: ApplicationEvent[] }

function read({ requestedFrom, dueOn, events, ...row }: Read): ApplicationRow {
  return {
    ...row,
    ...shaped('applications', narrowed, row),
    requestedFrom: dayOfDate(requestedFrom),
    dueOn: dueOn && dayOfDate(dueOn),
    events: events.map(({ applicationId: _, previousSeq: _before, ...event }) => ({
      ...event,
      status: shaped('application_events.status', aStatus, event.status),
      kind: shaped('application_events.kind', aStepKind, event.kind),
      happenedOn: dayOfDate(event.happenedOn),
      dueOn: event.dueOn && dayOfDate(event.dueOn),
      detail: event.detail as Prisma.JsonObject,
    })),
  }
}

export async function findApplication(registers: Registers, id: string): Promise<ApplicationRow | null> {
  const row = await registers.application.findUnique({ where: { id }, include: withEvents })
  return row && read(row)
}

export async function findByNumber(
  registers: Registers,
  { region, applicationNo }: Pick<ApplicationRow, 'region' | 'applicationNo'>,
): Promise<ApplicationRow | null> {
  const row = await registers.application.findUnique({
    where: { region_applicationNo: { region, applicationNo } },
    include: withEvents,
  })
  return row && read(row)
}

/**
 * An application of the person for an identity of the category that is not decided yet. Whoever takes another waits until this
 * transaction ends.
 */
export async function findUndecided(
  registers: Registers,
  { personNo, category }: Pick<ApplicationRow, 'personNo' | 'category'>,
): Promise<ApplicationRow | null> {
  await registers.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('applications of ' || ${personNo}, 0))`
  const row = await registers.application.findFirst({
    where: { personNo, category, kind: 'identity', status: { in: ['received', 'checked', 'publicised'] } },
    include: withEvents,
  })
  return row && read(row)
}

/** Locked until the transaction ends, and read after the wait: two steps at once come one after the other. */
export async function lockApplication(registers: Registers, id: string): Promise<ApplicationRow | null> {
  await registers.$queryRaw`SELECT FROM applications WHERE id = ${id}::uuid FOR UPDATE`
  return findApplication(registers, id)
}

/** The application with its first step; false where the number is taken. */
export async function insertApplication(
  registers: Registers,
  { events, requestedFrom, dueOn, documents, bills, ...row }: ApplicationRow,
): Promise<boolean> {
  const days = { requestedFrom: dateOf(requestedFrom), dueOn: dueOn && dateOf(dueOn) }
  const data = { ...row, ...days, documents: [...documents], bills: bills ?? Prisma.DbNull }
  const { count } = await registers.application.createMany({ data: [data], skipDuplicates: true })
  if (count === 0) return false
  for (const event of events) await insertEvent(registers, row.id, event)
  return true
}

/** Takes an application one step on. The database refuses a step that does not follow from the last one. */
export async function takeStep(
  registers: Registers,
  { id, steps }: Pick<ApplicationRow, 'id' | 'steps'>,
  event: Omit<ApplicationEventRow, 'seq'>,
  identityId: string | null,
): Promise<void> {
  const seq = steps + 1
  const { status, dueOn } = event
  await registers.application.update({
    where: { id },
    data: { status, steps: seq, dueOn: dueOn && dateOf(dueOn), ...(identityId ? { identityId } : {}) },
  })
  await insertEvent(registers, id, { ...event, seq })
}

async function insertEvent(registers: Registers, applicationId: string, event: ApplicationEventRow): Promise<void> {
  const { happenedOn, dueOn, detail, ...row } = event
  const days = { happenedOn: dateOf(happenedOn), dueOn: dueOn && dateOf(dueOn) }
  const data = { applicationId, ...row, ...days, detail: detail as Prisma.InputJsonObject }
  await registers.applicationEvent.createMany({ data: [data] })
}

export interface ApplicationFilter {
  readonly regionPrefix: string
  readonly personNo?: string | undefined
  readonly status?: string | undefined
  /** True for those whose next step was due before the day, false for the others. */
  readonly overdue?: boolean | undefined
  readonly today: Day
}

/** Newest first. */
export async function listApplicationRows(
  registers: Registers,
  { regionPrefix, personNo, status, overdue, today }: ApplicationFilter,
  { after, take }: PageOf,
): Promise<ApplicationRow[]> {
  const late = { lt: dateOf(today) }
  const rows = await registers.application.findMany({
    where: {
      region: { startsWith: regionPrefix },
      ...(personNo === undefined ? {} : { personNo }),
      ...(status === undefined ? {} : { status }),
      ...(overdue === true ? { dueOn: late } : {}),
      ...(overdue === false ? { OR: [{ dueOn: null }, { NOT: { dueOn: late } }] } : {}),
      ...(after === null ? {} : { id: { lt: after } }),
    },
    include: withEvents,
    orderBy: { id: 'desc' },
    take,
  })
  return rows.map(read)
}
