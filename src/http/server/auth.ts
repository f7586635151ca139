import type { FastifyInstance, FastifyRequest } from 'fastify'
import { authenticate } from '../../application/callers/authenticate.ts'
import { type Caller, requirePost } from '../../application/callers/caller.ts'
import type { Service } from '../../application/service.ts'
import { postsOf } from '../../domain/operators/rights.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { RequestLimits } from './limits.ts'
import { callerOfSession, callerOfTask, checkSession, isOfSession, operationOf } from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Only read it on routes under /v1, where it is set before anything else happens. */
    caller: Caller
  }
}

const bearer = /^Bearer ([\x21-\x7e]{1,256})$/i

/** The key of a request; null where it has none. */
export function bearerOf(request: FastifyRequest): string | null {
  return keyIn(request.headers.authorization)
}

/** The key in an `authorization` header; null where there is none. */
export function keyIn(authorization: string | undefined): string | null {
  return bearer.exec(authorization ?? '')?.[1] ?? null
}

/** Every route of `app` needs a key, checked before the body is read. Machines send national messages, and people do not. */
export function requireKey(app: FastifyInstance, service: Service, limits: RequestLimits): void {
  app.addHook('onRequest', async (request) => {
    await identify(request, limits, (key) => (key === null ? null : authenticate(service, key)))
  })
}

/**
 * Every route of `app` needs a key, or the session of somebody who signed in. It is checked before the body is read, so that
 * strangers cost little.
 */
export function requireCaller(app: FastifyInstance, service: Service, limits: RequestLimits): void {
  app.addHook('onRequest', async (request) => {
    const caller = await identify(request, limits, (key) =>
      key === null ? withoutKey(service, request) : authenticate(service, key),
    )
    if (request.session) checkSession(request, request.session)
    else if (caller.posts !== undefined) requirePost(caller, postsOf(operationOf(request), request.method))
  })
}

type Found = Promise<Caller | null> | null

async function identify(
  request: FastifyRequest,
  limits: RequestLimits,
  find: (key: string | null) => Found,
): Promise<Caller> {
  const key = bearerOf(request)
  const caller = await find(key)
  if (!caller) {
    if (key !== null) await limits.wrongKey(request)
    await limits.stranger(request)
    return refuse(key === null && isOfSession(request) ? 'session-ended' : 'unauthenticated')
  }
  request.caller = { ...caller, requestId: request.id }
  await limits.caller(request, caller)
  return request.caller
}

async function withoutKey(service: Service, request: FastifyRequest): Promise<Caller | null> {
  return callerOfTask(request) ?? (await callerOfSession(service, request))
}
