import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { pathOf, sendProblem } from './problems.ts'

/**
 * Answers addresses that no route has: 405 with `allow` where another method would be answered, else 404.
 * Fastify does not know the first, so the routes are remembered as they are added.
 */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const name of [method].flat()) route.methods.add(name)
    known.set(url, route)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    const methods = [...known.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap(({ methods }) => [...methods])
    const isOther = methods.length > 0 && !methods.includes(request.method)
    return isOther ? wrongMethod(methods, request, reply) : unknown(path, request, reply)
  })
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}

function wrongMethod(methods: string[], request: FastifyRequest, reply: FastifyReply) {
  const allowed = [...new Set(methods)].sort().join(', ')
  reply.header('allow', allowed)
  return sendProblem(new Refusal('method-not-allowed', { allowed }), request, reply)
}

function unknown(path: string, request: FastifyRequest, reply: FastifyReply) {
  const what = { en: `address ${path.slice(0, 200)}`, zh: `地址 ${path.slice(0, 200)}` }
  return sendProblem(new Refusal('not-found', { what }), request, reply)
}
