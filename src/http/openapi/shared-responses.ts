/*
 * An error's answer is the same wherever it is given, but for the codes: it stands once, by its status, and each operation
 * says beside the reference which codes it means. Clients made from the document have one type of error for it.
 */

interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>
}
type Reference = { readonly $ref: string; readonly description: string }
type Operation = { responses?: Record<string, Answer | Reference> }
export type Paths = Record<string, Record<string, Operation>>

const names: Readonly<Record<string, readonly [name: string, en: string, zh: string]>> = {
  400: ['BadRequest', 'The request is not valid', '请求有误'],
  401: ['Unauthorized', 'A valid key is missing', '缺少有效密钥'],
  403: ['Forbidden', 'The key may not do this', '该密钥无此权限'],
  404: ['NotFound', 'Not found', '未找到'],
  405: ['MethodNotAllowed', 'The method is not allowed here', '不支持该方法'],
  408: ['RequestTimeout', 'The request was not sent in time', '请求超时'],
  409: ['Conflict', 'Not possible as things are', '当前状态不允许'],
  413: ['ContentTooLarge', 'The body is too large', '请求体过大'],
  415: ['UnsupportedMediaType', 'The body is in no form that is read here', '请求体格式不支持'],
  422: ['UnprocessableContent', 'What was sent cannot be done', '内容不符合要求'],
  429: ['TooManyRequests', 'Too many; send it again after `retry-after` seconds', '过多；请在 retry-after 秒后重发'],
  500: ['InternalError', 'An error of the service', '内部错误'],
  503: ['Unavailable', 'Not now; send the same again', '暂不可用，请重发'],
}

/** What errors are answered with, and what the names of such answers begin with. */
const bodies: Readonly<Record<string, string>> = {
  '#/components/schemas/Problem': '',
  '#/components/schemas/NationalAnswer': 'Message',
}

/** Puts the answers of errors where all operations share them; gives what `components.responses` holds then. */
export function shareResponses(paths: Paths): Readonly<Record<string, Answer>> {
  const shared = new Map<string, Answer>()
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    for (const [status, answer] of Object.entries(operation.responses ?? {})) {
      const name = '$ref' in answer ? null : nameOf(status, answer)
      if (name === null || '$ref' in answer) continue
      const [, en, zh] = names[status] as (typeof names)[string]
      shared.set(name, { description: `${en} / ${zh}`, content: answer.content ?? {} })
      Object.assign(operation.responses as object, {
        [status]: { $ref: `#/components/responses/${name}`, description: answer.description },
      })
    }
  }
  return Object.fromEntries([...shared].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function nameOf(status: string, { content = {} }: Answer): string | null {
  const refs = Object.values(content).map(({ schema }) => schema?.$ref ?? '')
  const start = refs.length === 1 ? bodies[refs[0] as string] : undefined
  if (Number(status) < 400 || start === undefined) return null
  const name = names[status]?.[0]
  if (!name) throw new Error(`answers with ${status} have no name in the document`)
  return start + name
}
