import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { type ErrorCode, Refusal } from '../../domain/refusals/refusal.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { closedPolicy } from './headers.ts'
import { problemDocument } from './problems.ts'
import { requestIdOf } from './request-id.ts'

/** What Node's parser calls it. Anything else that it refuses is no HTTP. */
const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/**
 * Answers what never became a request, so that a program meets a problem document there too, and closes the connection,
 * on which nobody knows any more where the next request begins. Whoever has hung up is not answered.
 */
export function answerUnparsed(
  this: { readonly log: Pick<FastifyBaseLogger, 'info'> },
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const refusal = new Refusal(codes[error.code ?? ''] ?? 'request-unreadable')
  const status = httpStatuses[refusal.code]
  const id = requestIdOf(undefined)
  this.log.info({ event: 'request.unparsed', requestId: id, status, code: refusal.code })
  // Which language is asked for is not known: the headers were not read. Both are said.
  const [zh, en] = [problemDocument(refusal, 'zh', '/'), problemDocument(refusal, 'en', '/')]
  const body = JSON.stringify({ ...en, title: `${en.title} / ${zh.title}`, detail: `${en.detail} ${zh.detail}` })
  if (socket.writable && !isAnswering(socket)) socket.write(answered(status, id, body))
  socket.destroySoon()
}

/** Half of another answer is on its way: what stood behind it would be read as its end. */
function isAnswering(socket: Socket): boolean {
  return (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage?.headersSent === true
}

function answered(status: number, id: string, body: string): string {
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${id}`,
    'x-content-type-options: nosniff',
    `content-security-policy: ${closedPolicy}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
