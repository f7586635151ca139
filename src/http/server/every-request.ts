import type { FastifyInstance } from 'fastify'
import type { Language } from '../../domain/language.ts'
import type { ErrorCode } from '../../domain/refusals/refusal.ts'
import { languageOf } from './language.ts'

declare module 'fastify' {
  interface FastifyRequest {
    language: Language
    /** The problem code the request was answered with. */
    refusedAs: ErrorCode | null
  }
}

/** What holds for every answer: its id, its language, headers that keep it where it belongs, one log line. */
export function onEveryRequest(app: FastifyInstance): void {
  app.decorateRequest('language', 'en')
  app.decorateRequest('refusedAs', null)
  app.addHook('onRequest', (request, reply, done) => {
    request.language = languageOf(request.headers['accept-language'])
    reply.header('x-request-id', request.id)
    if (/^\/(v1|nhsa)(?=\/|\?|$)/.test(request.url)) {
      // Answers name people: no proxy and no browser may keep them.
      reply.headers({ 'cache-control': 'no-store', 'content-language': request.language, vary: 'accept-language' })
    }
    done()
  })
  closeWhenStopping(app)
  logRequests(app)
}

/**
 * A connection that is answering while the service stops is not idle, so nobody closes it afterwards, and the service
 * would wait for its caller to leave. The answer says that it is the last one there.
 */
function closeWhenStopping(app: FastifyInstance): void {
  let stopping = false
  app.addHook('preClose', (done) => {
    stopping = true
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** The pattern of the route stands for its address, whose parts are numbers of people. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({
      event: 'request.done',
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller ? { caller: request.caller.id } : {}),
      ...(request.refusedAs ? { code: request.refusedAs } : {}),
    })
    done()
  })
  // Nothing is answered to who has hung up, so that line never comes.
  app.addHook('onRequestAbort', (request, done) => {
    const { url = null } = request.routeOptions
    request.log.info({ event: 'request.aborted', method: request.method, route: url })
    done()
  })
}
