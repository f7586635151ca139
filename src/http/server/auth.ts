import type { FastifyInstance, FastifyRequest } from 'fastify'
import { authenticate } from '../../application/callers/authenticate.ts'
import type { Caller } from '../../application/callers/caller.ts'
import type { Service } from '../../application/service.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { RequestLimits } from './limits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Only read it on routes under /v1, where it is set before anything else happens. */
    caller: Caller
  }
}

const bearer = /^Bearer ([\x21-\x7e]{1,256})$/i

/** The key of a request; null where it has none. */
export function bearerOf(request: FastifyRequest): string | null {
  return bearer.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** Every route of `app` needs a key. It is checked before the body is read, so that strangers cost little. */
export function requireKey(app: FastifyInstance, service: Service, limits: RequestLimits): void {
  app.addHook('onRequest', async (request) => {
    const key = bearerOf(request)
    const caller = key === null ? null : await authenticate(service, key)
    if (!caller) {
      if (key !== null) await limits.wrongKey(request)
      await limits.stranger(request)
      return refuse('unauthenticated')
    }
    request.caller = { ...caller, requestId: request.id }
    await limits.caller(request, caller)
  })
}
