import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { databaseCause, hasMetAnother, isUnavailable } from '../../application/shared/database-errors.ts'
import type { Language } from '../../domain/language.ts'
import { detailOf, problems, Refusal } from '../../domain/refusals/refusal.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { closedPolicy } from './headers.ts'
import { languageOf } from './language.ts'

/** A form is corrected after fewer; an answer must not grow with what was sent. */
const maxErrors = 20

/** An RFC 9457 problem document, in the caller's language. */
export function problemDocument(refusal: Refusal, language: Language, instance: string) {
  const problem = problems[refusal.code]
  const shown = refusal.faults.slice(0, maxErrors)
  const errors = shown.map(({ pointer, detail }) => ({ pointer, detail: detail[language] }))
  const moreErrors = refusal.faults.length - shown.length + refusal.moreFaults
  return {
    type: `/problems/${refusal.code}`,
    title: problem.title[language],
    status: httpStatuses[refusal.code],
    detail: detailOf(refusal, language),
    instance,
    code: refusal.code,
    ...(errors.length > 0 ? { errors } : {}),
    ...(moreErrors > 0 ? { moreErrors } : {}),
    ...refusal.extra,
  }
}

/** The one place where an error becomes an answer. Handlers never catch. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request)
    if (httpStatuses[refusal.code] >= 500) {
      logFailure(refusal, error, request)
    }
    return sendProblem(refusal, request, reply)
  })
}

/** Why nobody is at fault who asked: with the database's own code, and what it means, where it was the database. */
/** `about` is what else names the request, such as the number of a message. */
export function logFailure({ code }: Refusal, error: FastifyError, request: FastifyRequest, about: object = {}): void {
  request.log.error({ event: 'request.failed', ...about, code, ...databaseCause(error), err: error }, 'request failed')
}

export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply) {
  const status = httpStatuses[refusal.code]
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="yizhan"')
  const retryAfter = retryAfterOf(refusal)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  request.refusedAs = refusal.code
  // A plain string passes by the route's serializer, which knows the documented answers only.
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', request.language)
    .serializer(JSON.stringify)
    .send(problemDocument(refusal, request.language, pathOf(request)))
}

/** In how many seconds it makes sense to send the same again; null where it does not. */
export function retryAfterOf({ code, params }: Refusal): string | null {
  const status = httpStatuses[code]
  if (status === 503) return '1'
  return status === 429 ? String(params['seconds'] ?? '1') : null
}

/** The path without its query, whose values may name a person. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}

/** What an error is refused as: itself, or what Fastify and the database meant. */
export function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error
  if (isBrokenOff(request)) return new Refusal('request-aborted')
  if (isAway(error)) return new Refusal('database-unavailable')
  if (hasMetAnother(error)) return new Refusal('overloaded')
  const { bodyLimit = 0, schema } = request.routeOptions
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('body-too-large', { limit: String(bodyLimit) })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('unsupported-media-type', { types: (schema?.consumes ?? ['application/json']).join(', ') })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformed('请求体为空。', 'the body is empty.')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return malformed('请求体不是有效的 JSON。', 'the body is not valid JSON.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformed('请求体长度与 Content-Length 不符。', 'its length is not the content-length.')
  }
  // Files of the documentation are sent by a library, which refuses what leads out of its folder with these.
  if (error.statusCode === 403 || error.statusCode === 404) return noSuchFile()
  if (error.statusCode === 400) return malformed('无法读取请求。', 'the request cannot be read.')
  return new Refusal('internal')
}

/** Who asked is gone before the whole question had come; a database that is away looks alike. */
function isBrokenOff({ raw }: FastifyRequest): boolean {
  return !raw.complete && (raw.errored as NodeJS.ErrnoException | null)?.code === 'ECONNRESET'
}

function noSuchFile(): Refusal {
  return new Refusal('not-found', { what: { zh: '该文件', en: 'such file' } })
}

/** Prisma says "not reachable" in codes of its own, or wraps what the driver said. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as Error & { code?: unknown }
  const prisma = typeof code === 'string' && ['P1001', 'P1002', 'P1008', 'P1017', 'P2024'].includes(code)
  return prisma || isUnavailable(error) || isAway(error.cause)
}

/** An address that cannot be read never reaches a route, nor the hooks that set the request up. */
export function answerUnreadable(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.language = languageOf(request.headers['accept-language'])
  reply.headers({
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'content-security-policy': closedPolicy,
  })
  const detail = {
    en: 'Write the address in UTF-8 with percent-encoding; each of its parts has at most 128 characters.',
    zh: '地址须为 UTF-8 百分号编码，每段最多 128 个字符。',
  }
  sendProblem(new Refusal('invalid-request', {}, { faults: [{ pointer: '', detail }] }), request, reply)
}

function malformed(zh: string, en: string): Refusal {
  return new Refusal('malformed-json', { reason: { zh, en } })
}
