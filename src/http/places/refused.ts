import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Places } from '../../application/places/places.ts'
import { asRefusal } from '../../application/shared/database-errors.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { refusedAnswer } from '../../nhsa/envelope/answer.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { languageOf } from '../server/language.ts'
import { problemDocument, retryAfterOf } from '../server/problems.ts'
import { requestIdOf } from '../server/request-id.ts'
import { giveAnswer } from './passing.ts'

/** What stands before the places refuses in the words and with the headers in which a place does. */
export function answerFailure(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  { log, places }: { readonly log: Logger; readonly places: Places },
): void {
  if (response.headersSent || request.socket.destroyed) {
    response.destroy()
    return
  }
  const known = asRefusal(error)
  const refusal = known instanceof Refusal ? known : new Refusal('internal', {}, { cause: error })
  const requestId = requestIdOf(request.headers['x-request-id'])
  const status = httpStatuses[refusal.code]
  if (status >= 500) log.error({ event: 'request.failed', requestId, code: refusal.code, ...refusal.extra, err: error })
  const language = languageOf(request.headers['accept-language'])
  const retryAfter = retryAfterOf(refusal)
  const headers = {
    'x-request-id': requestId,
    'cache-control': 'no-store',
    ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
  }
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const service = places.all.find((place) => place.service !== null)?.service ?? null
  if (path.startsWith('/nhsa') && service !== null)
    giveAnswer(response, {
      status: status >= 500 ? status : 200,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(refusedAnswer(service, refusal)),
    })
  else
    giveAnswer(response, {
      status,
      headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8', 'content-language': language },
      body: Buffer.from(JSON.stringify(problemDocument(refusal, language, path))),
    })
}
