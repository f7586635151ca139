import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { pathOf, sendProblem } from './problems.ts'

/**
 * Answers addresses that no route has: 405 with `allow` where another method would be answered, else 404.
 * Fastify does not know the first, so the routes are remembered as they are added.
 */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const known = new Map<string, { parts: readonly string[]; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { parts: partsOf(url), methods: new Set<string>() }
    for (const name of [method].flat()) route.methods.add(name)
    known.set(url, route)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    const asked = partsOf(path)
    const methods = [...known.values()].filter(({ parts }) => hasForm(asked, parts)).flatMap((one) => [...one.methods])
    // A route of this very method said itself that it has nothing there, such as a folder of files.
    const isOther = methods.length > 0 && !methods.includes(request.method)
    return isOther ? wrongMethod(methods, request, reply) : unknown(path, request, reply)
  })
}

/** A slash at the end is passed over, as the router does. */
function partsOf(url: string): string[] {
  return (url.endsWith('/') ? url.slice(0, -1) : url).split('/')
}

/** Whether an address has the form of a route: `:name` stands for one part that is not empty, `*` for any that are left. */
function hasForm(asked: readonly string[], parts: readonly string[]): boolean {
  if (parts.at(-1) === '*') return asked.length >= parts.length && startsAs(asked, parts.slice(0, -1))
  return asked.length === parts.length && startsAs(asked, parts)
}

function startsAs(asked: readonly string[], parts: readonly string[]): boolean {
  return parts.every((part, at) => (part.startsWith(':') ? asked[at] !== '' : asked[at] === part))
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
