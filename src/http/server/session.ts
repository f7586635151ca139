import { randomBytes, timingSafeEqual } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../application/callers/caller.ts'
import { requirePost } from '../../application/callers/caller.ts'
import { isCsrfToken, type OpenedSession, type SessionOf, sessionOf } from '../../application/operators/sessions.ts'
import type { Service } from '../../application/service.ts'
import { postsOf } from '../../domain/operators/rights.ts'
import { refuse } from '../../domain/refusals/refusal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session that the request's cookie opened; null where a key came, or nothing. */
    session: SessionOf | null
  }
}

export const sessionCookie = 'yizhan_session'
/** Sent by our own pages and by no other origin's: browsers ask us first before they send it, and we never say yes. */
const tokenHeader = 'x-csrf-token'
/** What may be asked before a first password is changed. */
const beforeChange: ReadonlySet<string> = new Set([
  ...['getOwnSession', 'signOut', 'withdrawOwnSession', 'changeOwnPassword'],
])

export async function readCookies(app: FastifyInstance): Promise<void> {
  await app.register(fastifyCookie)
  app.decorateRequest('session', null)
}

/** By plain http the cookie is kept too: on a closed network TLS may end before us, and a proxy that is trusted says so. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, { token }: OpenedSession): void {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  })
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, { path: '/' })
}

export const tokenOf = (request: FastifyRequest): string | null => request.cookies[sessionCookie] ?? null

/** Whether a browser sent the cookie of a session, whatever became of that. */
export const isOfSession = (request: FastifyRequest): boolean => request.cookies?.[sessionCookie] !== undefined

/** Who asks by a cookie; null where there is none, or its session has ended. Sets `request.session`. */
export async function callerOfSession(service: Service, request: FastifyRequest): Promise<Caller | null> {
  const token = tokenOf(request)
  if (token === null || token.length > 100) return null
  request.session = await sessionOf(service, token)
  return request.session?.caller ?? null
}

/**
 * What a person's request has to show besides who they are: that it comes from our own page, that the first password was
 * changed, and a post that may ask this.
 * Errors: `session-token-missing`, `password-must-change`, `post-missing`.
 */
export function checkSession(request: FastifyRequest, { session, caller }: SessionOf): void {
  const operation = operationOf(request)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (!isReading && !isCsrfToken(tokenOf(request) ?? '', request.headers[tokenHeader])) refuse('session-token-missing')
  if (session.operator.mustChange && !session.byProvider && !beforeChange.has(operation)) refuse('password-must-change')
  if (!request.is404) requirePost(caller, postsOf(operation, request.method))
}

/** The id of the operation in the OpenAPI document; what has none is named by its route. */
export function operationOf(request: FastifyRequest): string {
  const schema = request.routeOptions.schema as { readonly operationId?: string } | undefined
  return schema?.operationId ?? 'unknown'
}

/** The cookie's session, for routes about it. A key has none. Errors: `not-found`. */
export function ownSession(request: FastifyRequest): SessionOf {
  return (
    request.session ?? refuse('not-found', { what: { zh: '登录会话（密钥没有会话）', en: 'session; a key has none' } })
  )
}

/** Of this process alone, so that nobody outside can send a request as somebody else's task. */
const taskSecret = randomBytes(32)
const taskHeader = 'x-yizhan-task'
const performers = new Map<string, Caller>()

/** Lets `run` send one request in somebody's name, from within this process. */
export async function asTask<T>(caller: Caller, run: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  const id = randomBytes(16).toString('hex')
  performers.set(id, caller)
  try {
    return await run({ [taskHeader]: `${taskSecret.toString('hex')}${id}` })
  } finally {
    performers.delete(id)
  }
}

export function callerOfTask(request: FastifyRequest): Caller | null {
  const sent = request.headers[taskHeader]
  if (typeof sent !== 'string' || sent.length !== 96) return null
  const given = Buffer.from(sent.slice(0, 64), 'hex')
  if (given.length !== taskSecret.length || !timingSafeEqual(given, taskSecret)) return null
  return performers.get(sent.slice(64)) ?? null
}
