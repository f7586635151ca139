import { IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { Refusal } from '../../domain/refusals/refusal.ts'
import type { App } from '../server/wire.ts'

/** A megabyte, as everywhere: what is larger is a file, and goes to the place of whoever sends it. */
const maxBytes = 1_000_000
/** Messages of hospitals hold a day's lines. */
const maxMessageBytes = 16_000_000

/** A body that may be looked into and sent on: JSON, or a hospital's message. */
export function isReadable({ headers, url = '' }: IncomingMessage): boolean {
  const isMessage = url.startsWith('/nhsa')
  const type = headers['content-type'] ?? ''
  const isText = isMessage || /^application\/json\b/i.test(type) || type === ''
  return isText && Number(headers['content-length'] ?? 0) <= (isMessage ? maxMessageBytes : maxBytes)
}

/** Whether a request brings a body at all. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The body of a request, whole; by events, which take a fraction of what an iterator does. Errors: `body-too-large`; `request-aborted`. */
export function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const limit = request.url?.startsWith('/nhsa') ? maxMessageBytes : maxBytes
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= limit) parts.push(part)
      else reject(new Refusal('body-too-large'))
    })
    request.once('end', () => {
      const [only = Buffer.alloc(0)] = parts
      resolve(parts.length <= 1 ? only : Buffer.concat(parts))
    })
    request.once('close', () => reject(new Refusal('request-aborted')))
    request.once('error', reject)
  })
}

/** The same request with a body that was read already, for whoever reads it once more. */
export function again(request: IncomingMessage, body: Buffer): IncomingMessage {
  const same = new IncomingMessage(request.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(same, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true })
  same.headers = headers
  same.push(body)
  same.push(null)
  return same
}

/** What a place answered, before it is decided whether it is the answer. */
export interface PlaceAnswer {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

/** Asks a place for its answer, which is held back. `url` where it is to be asked for something else than came. */
export async function askPlace(
  app: App,
  request: IncomingMessage,
  body: Buffer | null,
  url = request.url ?? '/',
): Promise<PlaceAnswer> {
  const { statusCode, headers, rawPayload } = await app.inject({
    method: request.method as 'GET',
    url,
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress ?? '127.0.0.1',
    ...(body === null || body.length === 0 ? {} : { payload: body }),
  })
  return { status: statusCode, headers, body: rawPayload }
}

export function giveAnswer(response: ServerResponse, { status, headers, body }: PlaceAnswer): void {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers
  response.writeHead(status, { ...kept, 'content-length': body.length })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
