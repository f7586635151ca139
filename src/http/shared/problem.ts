import { z } from 'zod'
import { type ErrorCode, problems } from '../../domain/refusals/refusal.ts'
import { httpStatuses } from '../problems/statuses.ts'
import { problemCode } from './codes.ts'
import { named } from './fields.ts'

export const problemSchema = z
  .looseObject({
    type: named(z.string(), 'Address of the problem’s page', '错误说明页地址'),
    title: named(z.string(), 'What kind of problem it is', '错误名称'),
    status: named(z.int(), 'HTTP status', 'HTTP 状态码'),
    detail: named(z.string(), 'What to send or do instead', '应如何更正'),
    instance: named(z.string(), 'Path of the request', '请求路径'),
    code: named(problemCode, 'Stable code, listed at /problems', '稳定的错误代码，见 /problems'),
    errors: named(
      z.array(
        z.strictObject({
          pointer: named(z.string(), 'JSON pointer to the field', '字段位置（JSON Pointer）'),
          detail: named(z.string(), 'What to send there', '该字段应填内容'),
        }),
      ),
      'Each field that was refused, the first twenty',
      '逐项说明，最多二十项',
    ).optional(),
    moreErrors: named(z.int(), 'How many more there are', '未列出的其余项数').optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document / 错误说明' })

/** Documented answers by status. */
export type Responses = Record<number, { readonly description: string; readonly content?: object }>

const always = [
  'invalid-request',
  'unauthenticated',
  'session-ended',
  'forbidden',
  'post-missing',
  'password-must-change',
  'session-token-missing',
  'too-many-requests',
  'too-many-wrong-keys',
  'database-unavailable',
  'internal',
] as const

/** The problem answers of a route, one entry a status, each naming its codes. */
export function refusals(...codes: ErrorCode[]): Responses {
  return refusalsOfAnyone(...always, ...codes)
}

/** The same of a route that needs no key: these codes and no others. */
export function refusalsOfAnyone(...codes: ErrorCode[]): Responses {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set(codes)) {
    const status = httpStatuses[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, named]) => [status, answerOf(named)]))
}

/** What any body may be refused for before a route sees it. */
const ofBodies = [
  ...(['malformed-json', 'request-aborted', 'body-too-large'] as const),
  ...(['unsupported-media-type', 'unsupported-charset', 'unsupported-content-encoding'] as const),
]

/** The answers of a route that a body may be sent to, with the refusals that no route writes down for itself. */
export function withBodyRefusals(responses: Responses): Responses {
  const named = (code: ErrorCode) =>
    (responses[httpStatuses[code]]?.description ?? '').includes(`\`${code}\``) ? [] : [code]
  const missing = Object.entries(refusalsOfAnyone(...ofBodies.flatMap(named)))
  const merged = missing.map(([status, { description, ...rest }]) => {
    const told = responses[Number(status)]
    return [status, told ? { ...told, description: `${told.description}; ${description}` } : { description, ...rest }]
  })
  return { ...responses, ...(Object.fromEntries(merged) as Responses) }
}

function answerOf(codes: readonly ErrorCode[]) {
  const description = codes
    .map((code) => `\`${code}\` ${problems[code].title.en} / ${problems[code].title.zh}`)
    .join('; ')
  return { description, content: { 'application/problem+json': { schema: problemSchema } } }
}

/** One documented answer of a route. */
export function answer(schema: z.ZodType, en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'application/json': { schema } } }
}
