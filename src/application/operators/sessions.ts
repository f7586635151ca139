import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import {
  endSessionRow,
  findOpenSession,
  findSession,
  insertSession,
  type ListedSession,
  listOpenSessions,
  markSeen,
  type OpenSession,
} from '../../db/operators/sessions.ts'
import { chinaTime } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'
import { newId } from '../shared/ids.ts'
import { type Page, type PageInput, pageOf } from '../shared/page.ts'
import { isOfOffice, officeOf } from './office.ts'

const minuteMs = 60_000
/** Without a request for this long a session has ended: somebody walked away from the desk. */
const idleMs = 30 * minuteMs
/** However busy: a day's work. */
const longestMs = 12 * 60 * minuteMs

/** What a browser holds of a session, and no table: the cookie's token. */
export interface OpenedSession {
  readonly token: string
  readonly id: string
  readonly endsAt: Date
}

export interface SessionOf {
  readonly session: OpenSession
  readonly caller: Caller
}

const digestOf = (token: string) => hash('sha256', token, 'buffer')

/** What a page sends back to show that it is ours: made of the cookie, which no other origin can read. */
export function csrfTokenOf(token: string): string {
  return hash('sha256', `csrf ${token}`, 'base64url')
}

export function isCsrfToken(token: string, sent: unknown): boolean {
  if (typeof sent !== 'string') return false
  const expected = Buffer.from(csrfTokenOf(token))
  const given = Buffer.from(sent)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const maxAgent = 200

export async function openSession(
  service: Service,
  operatorId: string,
  {
    address,
    agent,
    byProvider = false,
  }: { readonly address: string; readonly agent: string; readonly byProvider?: boolean },
): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url')
  const createdAt = service.clock()
  const session = { id: newId(), createdAt, endsAt: new Date(createdAt.getTime() + longestMs) }
  await insertSession(service.db.pool, {
    ...session,
    ...{ tokenHash: digestOf(token), operatorId, address, agent: agent.slice(0, maxAgent), byProvider },
  })
  return { token, id: session.id, endsAt: session.endsAt }
}

/** Whose cookie it is; null where the session has ended, was idle too long, or never was. */
export async function sessionOf(service: Service, token: string): Promise<SessionOf | null> {
  const now = service.clock()
  const session = await findOpenSession(service.db.pool, digestOf(token), { now, idleSince: idleSince(service) })
  if (!session) return null
  if (now.getTime() - session.seenAt.getTime() > minuteMs) await markSeen(service.db.pool, session.id, now)
  return { session, caller: callerOfOperator(session.operator) }
}

const idleSince = (service: Service) => new Date(service.clock().getTime() - idleMs)

export function callerOfOperator({ id, kind, name, region, hospitalCode, posts }: OpenSession['operator']): Caller {
  return { id, kind, name, region, hospitalCode, posts }
}

export async function signOut(service: Service, { session, caller }: SessionOf): Promise<void> {
  await endSessionRow(service.db.pool, session.id, caller.id, service.clock())
}

export type ShownSession = ReturnType<typeof shown>

/** Open sessions of the caller's region, or hospital. Errors: `forbidden`. */
export function listSessions(service: Service, caller: Caller, page: PageInput): Promise<Page<ShownSession>> {
  const office = officeOf(caller, 'auditor')
  const open = { ...office, now: service.clock(), idleSince: idleSince(service) }
  return pageOf('sessions', page, (part) => listOpenSessions(service.db.pool, open, part), {
    key: ({ id }) => id,
    item: shown,
  })
}

/** Ends somebody's session at once. One that has ended is left as it is. Errors: `forbidden`, `not-found`. */
export async function endSession(service: Service, caller: Caller, { id }: { readonly id: string }): Promise<void> {
  officeOf(caller)
  const found = await findSession(service.db.pool, id)
  if (!found || !isOfOffice(caller, found)) refuse('not-found', { what: { zh: `会话 ${id}`, en: `session ${id}` } })
  await endSessionRow(service.db.pool, id, caller.id, service.clock())
}

function shown({ id, operatorId, username, name, createdAt, seenAt, endsAt, address, agent }: ListedSession) {
  return {
    ...{ id, operatorId, username, name, address, agent },
    ...{ createdAt: chinaTime(createdAt), seenAt: chinaTime(seenAt), endsAt: chinaTime(endsAt) },
  }
}
