import { z } from 'zod'
import { type ErrorCode, problems } from '../../domain/refusals/refusal.ts'
import { named } from './fields.ts'

export const problem = z
  .looseObject({
    type: named(z.string(), 'Address of the problem’s page', '错误说明页地址'),
    title: named(z.string(), 'What kind of problem it is', '错误名称'),
    status: named(z.int(), 'HTTP status', 'HTTP 状态码'),
    detail: named(z.string(), 'What to send or do instead', '应如何更正'),
    instance: named(z.string(), 'Path of the request', '请求路径'),
    code: named(
      z.enum(Object.keys(problems) as [ErrorCode, ...ErrorCode[]]),
      'Stable code, listed at /problems',
      '稳定的错误代码，见 /problems',
    ),
    errors: named(
      z.array(
        z.strictObject({
          pointer: named(z.string(), 'JSON pointer to the field', '字段位置（JSON Pointer）'),
          detail: named(z.string(), 'What to send there', '该字段应填内容'),
        }),
      ),
      'Each field that was refused',
      '逐项说明',
    ).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document / 错误说明' })

const always = ['invalid-request', 'unauthenticated', 'forbidden', 'database-unavailable', 'internal'] as const

/** The problem answers of a route, one entry a status, each naming its codes. */
export function refusals(...codes: ErrorCode[]): Record<number, object> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of [...always, ...codes]) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries([...byStatus].map(([status, named]) => [status, answerOf(named)]))
}

function answerOf(codes: readonly ErrorCode[]) {
  const description = codes
    .map((code) => `\`${code}\` ${problems[code].title.en} / ${problems[code].title.zh}`)
    .join('; ')
  return { description, content: { 'application/problem+json': { schema: problem } } }
}

/** One documented answer of a route. */
export function answer(schema: z.ZodType, en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'application/json': { schema } } }
}
