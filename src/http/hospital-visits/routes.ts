import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Refusal } from '../../domain/refusals/refusal.ts'
import { answerMessage, type MessageNumbers, numbersOf, refusedAnswer } from '../../nhsa/envelope/answer.ts'
import { readText } from '../../nhsa/envelope/envelope.ts'
import { transactions } from '../../nhsa/transactions/all.ts'
import { tags } from '../openapi/openapi.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { requireKey } from '../server/auth.ts'
import { textOf } from '../server/bodies.ts'
import { logFailure, refusalOf, retryAfterOf } from '../server/problems.ts'
import type { App, Parts } from '../server/wire.ts'
import { answer } from '../shared/problem.ts'
import { LargeMessages } from './large-messages.ts'
import { messageAnswer, messageRequest, strictQuery } from './schemas.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a log line may hold of a message; nothing before it was read. */
    message: MessageNumbers
  }
}

const told =
  'A sound message is answered with 200, whether it was done (infcode 0) or refused (-1, nothing written). Any other status, or no answer, is an unknown outcome: send the same message again, or undo it with 2601.'
const toldZh =
  '报文已处理（infcode 0）或被拒绝（−1，未写入）均返回 200。其他状态码或无应答为结果未知：以原报文重发，或用 2601 冲正。'

/** A row each, so that a hospital's developer sees at once what is answered. */
const table = [
  '| infno | 交易 |',
  '| --- | --- |',
  ...[...transactions.values()].map(({ infno, name }) => `| ${infno} | ${name} |`),
]

const schema = {
  operationId: 'sendMessage',
  tags: [tags.nhsa],
  summary: 'A national hospital message / 定点医药机构接口报文',
  description: `${told} docs/hospital-interface.md shows every transaction. / ${toldZh}各交易示例见 docs/hospital-interface.md。\n\n${table.join('\n')}`,
  querystring: strictQuery,
  body: messageRequest,
  response: {
    200: answer(messageAnswer, 'Done (0) or refused (-1)', '成功（0）或失败（−1）'),
    401: answer(messageAnswer, 'The key is missing, unknown or revoked', '缺少密钥，或密钥未知、已吊销'),
    429: answer(
      messageAnswer,
      'Too many; send it again after `retry-after` seconds',
      '过多；请在 retry-after 秒后重发',
    ),
    503: answer(messageAnswer, 'The outcome is not known', '结果未知'),
    500: answer(messageAnswer, 'The outcome is not known', '结果未知'),
  },
}

const withPath = {
  ...schema,
  operationId: 'sendMessageByNumber',
  params: z.strictObject({
    infno: z
      .string()
      .meta({ description: 'Number of the transaction, such as 2304 / 交易编号，如 2304', examples: ['2001'] }),
  }),
}

/** Sixteen megabytes: a day's lines come in one message (9101). Larger files go to /v1/reconciliations as a stream. */
const bodyLimit = 16_000_000

/** What the body of a message may call itself; old programs say text. */
const contentTypes = ['application/json', 'text/plain', 'text/json']

/**
 * The national messages. They keep their own habits: the body is read apart, because numbers in it must stay exact;
 * what is refused is an answer like any other; only a missing key has a status of its own.
 */
export function nhsaRoutes(parts: Parts): (scope: FastifyInstance) => Promise<void> {
  return async (scope) => {
    requireKey(scope, parts.service, parts.limits)
    scope.removeContentTypeParser(['application/json'])
    scope.addContentTypeParser(contentTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.decorateRequest('message')
    const large = new LargeMessages()
    scope.addHook('preParsing', async (request, reply) => large.admit(request, reply))
    // The schema above is for the documentation: what is wrong is said in the message's own words.
    scope.setValidatorCompiler(() => (value) => ({ value }))
    scope.setErrorHandler((error: FastifyError, request, reply) => refuseMessage(parts, error, request, reply))
    const handle = (request: FastifyRequest, reply: FastifyReply) => {
      const bytes = takeBody(request)
      return large.work(bytes.length, () => answerOne(parts, bytes, request, reply))
    }
    const app = scope as App
    app.post('/', { schema, bodyLimit }, handle)
    app.post('/:infno', { schema: withPath, bodyLimit }, handle)
  }
}

/** The bytes of the body, which the request lets go of: while a large one is worked on, its text is enough. */
function takeBody(request: FastifyRequest): Buffer {
  const { body } = request
  request.body = undefined
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

async function answerOne(
  parts: Parts,
  bytes: Buffer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const lost = parts.losesAnswers ? request.headers['x-yizhan-lose-answer'] : undefined
  if (lost === 'before-arrival') return hangUp(request, reply)
  const { infno = null } = request.params as { infno?: string }
  const message = await readText(textOf(bytes, request.headers['content-type']))
  request.message = numbersOf(message)
  const { text, ...about } = await answerMessage(parts.service, request.caller, message, infno, {
    isDemo: parts.losesAnswers,
    isStrict: (request.query as { strict?: unknown }).strict === '1',
  })
  request.log.info({ event: 'message.answered', infno: about.infno, msgid: about.msgid, infcode: 0 })
  if (lost === 'after-commit') return hangUp(request, reply)
  return send(reply, 200, text)
}

/** As if the line had broken: nothing is answered, and whoever asked does not know what happened. */
function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

function refuseMessage(parts: Parts, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error, request)
  const status = httpStatuses[refusal.code]
  if (status >= 500) logFailure(refusal, error, request, request.message)
  else request.log.info({ event: 'message.refused', ...request.message, infcode: -1, code: refusal.code })
  request.refusedAs = refusal.code
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="yizhan"')
  const retryAfter = retryAfterOf(refusal)
  if (retryAfter !== null) reply.header('retry-after', retryAfter)
  return send(reply, statusOf(refusal), refusedAnswer(parts.service, refusal))
}

/**
 * A refusal is decided: 200. Without a key, or past a limit, nobody is answered; from 500 on the outcome is not known.
 * Whoever is told to wait sends the same message again, and a program that knows no 429 does so for any status but 200.
 */
function statusOf({ code }: Refusal): number {
  const status = httpStatuses[code]
  return status === 401 || status === 429 || status >= 500 ? status : 200
}

function send(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').serializer(String).send(text)
}
