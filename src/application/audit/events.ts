import { type AuditKind, auditKinds, type EventRow, insertAuditEvent, listEventRows } from '../../db/audit/events.ts'
import type { Queryable } from '../../db/sql.ts'
import { chinaTime, type Day } from '../../domain/calendar.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import type { Caller, CallerKind } from '../callers/caller.ts'
import { officeOf } from '../operators/office.ts'
import { requirePeriod } from '../reconciliation/reconciliation-scope.ts'
import type { Service } from '../service.ts'
import { asRefusal } from '../shared/database-errors.ts'
import { newId } from '../shared/ids.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { instantsWithin } from '../shared/period.ts'

export { type AuditKind, auditKinds }

export interface AuditEvent {
  readonly kind: AuditKind
  /** The id of the operation in the OpenAPI document. */
  readonly operation: string
  readonly target?: string | null
  readonly personNo?: string | null
  readonly status: number
  readonly code?: ErrorCode | null
  readonly address: string
  readonly requestId?: string | null
  /** Of what nobody with a name did: whose auditors read the line. */
  readonly region?: string | null
}

/** Leaves a line that stays. `actor` null: nobody that is known. Errors: `database-unavailable`. */
export async function noteEvent(service: Service, actor: Caller | null, event: AuditEvent): Promise<void> {
  await noteEventIn(service, service.db.pool, actor, event)
}

/** The same in a transaction of its caller's. */
export async function noteEventIn(
  service: Pick<Service, 'clock'>,
  client: Queryable,
  actor: Caller | null,
  event: AuditEvent,
): Promise<void> {
  const row: EventRow = {
    ...{ id: newId(), at: service.clock(), kind: event.kind, operation: event.operation, status: event.status },
    ...{ actorId: actor?.id ?? null, actorKind: actor?.kind ?? null, actorName: actor?.name ?? null },
    ...{ actorRegion: actor?.region ?? event.region ?? null, hospitalCode: actor?.hospitalCode ?? null },
    ...{ target: event.target ?? null, personNo: event.personNo ?? null, code: event.code ?? null },
    ...{ approvedBy: actor?.approvedBy ?? null, address: event.address, requestId: event.requestId ?? null },
  }
  await insertAuditEvent(client, row).catch((error: unknown) => {
    throw asRefusal(error)
  })
}

export interface EventsAsked extends PageInput {
  readonly actorId?: string | undefined
  readonly personNo?: string | undefined
  readonly kind?: AuditKind | undefined
  /** Days in China, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

export type ShownEvent = ReturnType<typeof shown>

/** Newest first. Errors: `forbidden`, `period-reversed`, `invalid-request` for a cursor that is not ours. */
export async function listEvents(service: Service, caller: Caller, asked: EventsAsked): Promise<Page<ShownEvent>> {
  return pageOf('audit-events', asked, (part) => listEventRows(service.db.pool, filterOf(caller, asked), part), {
    key: ({ at, id }) => [at.toISOString(), id],
    item: shown,
  })
}

/** All of it, newest first, a piece at a time; the same errors as the list. */
export async function* eventsOf(service: Service, caller: Caller, asked: EventsAsked): AsyncGenerator<ShownEvent[]> {
  const filter = filterOf(caller, asked)
  let after: readonly [string, string] | null = null
  for (;;) {
    const rows = await listEventRows(service.db.pool, filter, { after, take: piece })
    if (rows.length > 0) yield rows.map(shown)
    const last = rows.at(-1)
    if (rows.length < piece || last === undefined) return
    after = [last.at.toISOString(), last.id]
  }
}

const piece = 1_000

function filterOf(caller: Caller, { actorId, personNo, kind, from, to }: EventsAsked) {
  const office = officeOf(caller, 'auditor')
  if (from !== undefined && to !== undefined) requirePeriod(from, to)
  const said = { actorId: actorId ?? null, personNo: personNo ?? null, kind: kind ?? null }
  return { ...office, ...said, ...instantsWithin(from, to) }
}

function shown({ at, actorKind, ...row }: EventRow) {
  return { ...row, actorKind: actorKind as CallerKind | null, at: chinaTime(at) }
}
