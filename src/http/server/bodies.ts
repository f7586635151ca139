import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { refuse } from '../../domain/refusals/refusal.ts'
import { saidTwice } from '../../domain/refusals/said-twice.ts'
import { repeatedName } from '../../domain/shared/repeated-name.ts'
import { mediaTypeOf } from './media-type.ts'

/** How bodies are read: JSON in the charset that it names, never a guess, and never a packed one. */
export function readBodies(app: FastifyInstance): void {
  // Only JSON is read; Fastify would take plain text too.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isBlank(body) && !needsBody(request)) return done(null, undefined)
    const text = textOf(body, request.headers['content-type'])
    void parse(request, text, (error, value) => {
      const twice = error ? null : repeatedName(text)
      done(twice === null ? error : saidTwice(twice), value)
    })
  })
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const packing = request.headers['content-encoding'] ?? 'identity'
    if (packing.toLowerCase() === 'identity') return done()
    reply.header('accept-encoding', 'identity')
    refuse('unsupported-content-encoding', { encoding: packing.slice(0, 40) })
  })
}

/** Nothing, or the line break that some programs end it with. */
function isBlank(body: Buffer): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** Programs name a type for every request they send; where nothing is asked for, that asks for nothing. */
function needsBody({ routeOptions }: FastifyRequest): boolean {
  const body = routeOptions.schema?.body as z.ZodType | undefined
  return body !== undefined && !body.safeParse(undefined).success
}

/**
 * The text of a body. Errors: `unsupported-charset`; `malformed-json` where the bytes are no text of the charset, since
 * a name with a guessed character is somebody else's.
 */
export function textOf(bytes: Buffer, contentType: string | undefined): string {
  const { charset, encoding } = mediaTypeOf(contentType)
  if (charset !== null && encoding === null) refuse('unsupported-charset', { charset: charset.slice(0, 40) })
  if (encoding === 'gb18030') return decoded(bytes)
  return isUtf8(bytes) ? withoutMark(bytes.toString('utf8')) : noText('UTF-8')
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    return noText('GB18030')
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function noText(charset: string): never {
  const reason = {
    zh: `内容不是 ${charset} 编码；请在 Content-Type 的 charset 中注明编码（UTF-8、GBK、GB18030）。`,
    en: `its bytes are no text in ${charset}; name the charset in the content-type (UTF-8, GBK, GB18030).`,
  }
  return refuse('malformed-json', { reason })
}
