import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import type { ApiDocument, Operation, Response } from '../document.ts'
import { type FuzzAnswer, type FuzzRequest, jsonOf } from '../request.ts'
import { SchemaCheck } from './schemas.ts'

/** Something that an answer must not be. `code` groups; `says` is for whoever reads. */
export interface Fault {
  readonly code: string
  readonly says: string
}

interface Problem {
  readonly type?: unknown
  readonly status?: unknown
  readonly code?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly instance?: unknown
}

/** Refused for now and said so truly: whoever sends it again later is answered. */
const passing = ['overloaded', 'deadline-exceeded']

/** What only the inside of the service looks like. */
const inside = /\bat .{1,200}:\d+:\d+|node_modules|\bSELECT .{1,80} FROM |\bINSERT INTO |PrismaClient|\berror: /

export class AnswerCheck {
  readonly #schemas: SchemaCheck
  readonly #operations: ReadonlyMap<string, Operation>

  constructor(document: ApiDocument) {
    this.#schemas = new SchemaCheck(document)
    this.#operations = new Map(document.operations.map((operation) => [operation.id, operation]))
  }

  faults(request: FuzzRequest, answer: FuzzAnswer): Fault[] {
    const isMessage = asksForMessage(request)
    const operation = this.#operations.get(isMessage ? 'POST /nhsa' : request.operation)
    const { status } = answer
    const json = jsonOf(answer)
    const code = String((json as Problem | undefined)?.code ?? '')
    return [
      ...serverError(answer, code, json),
      ...(operation && status !== 431 ? this.#documented(operation, answer, json) : []),
      ...(status >= 400 && !isMessage ? problemFaults(request, answer, json) : []),
      ...(isMessage ? messageFaults(answer, json) : []),
      ...headerFaults(answer),
      ...tellsTooMuch(request, answer),
    ]
  }

  #documented(operation: Operation, answer: FuzzAnswer, json: unknown): Fault[] {
    const { status, headers } = answer
    const response = operation.responses[String(status)]
    if (!response) return [{ code: 'status-undocumented', says: `the document has no ${status} here` }]
    const type = essence(headers['content-type'])
    const { content } = response
    if (!content) return answer.body.length > 0 ? [{ code: 'body-undocumented', says: 'it has a body' }] : []
    const media = Object.entries(content).find(([name]) => essence(name) === type)?.[1]
    if (!media) return [{ code: 'type-undocumented', says: `it is ${type}, not ${Object.keys(content)}` }]
    return [...this.#schemaFaults(media.schema, type, json, answer), ...codeFaults(response, json, status)]
  }

  #schemaFaults(schema: object | undefined, type: string, json: unknown, answer: FuzzAnswer): Fault[] {
    if (type === 'application/x-ndjson') return lineFaults(answer)
    if (!type.endsWith('json')) return formFaults(type, answer)
    if (json === undefined) return [{ code: 'no-json', says: 'it says JSON and is none' }]
    const wrong = schema ? this.#schemas.wrong(schema, json) : null
    return wrong === null ? [] : [{ code: 'off-schema', says: wrong }]
  }
}

/** Whatever its number is: what is posted there is answered as hospitals' programs read it. */
function asksForMessage({ operation, method, path }: FuzzRequest): boolean {
  return operation.startsWith('nhsa') || (method === 'POST' && /^\/nhsa(\/[^/]*)?$/.test(path))
}

function serverError({ status, headers }: FuzzAnswer, code: string, json: unknown): Fault[] {
  if (status < 500 && status !== 429) return []
  const said = code || (json as { err_msg?: string } | undefined)?.err_msg?.slice(0, 60) || 'no code'
  const isPassing = passing.includes(code) || /繁忙|等待超时/.test(said)
  if (status >= 500 && !(status === 503 && isPassing)) return [{ code: said, says: 'an error of the service' }]
  return headers['retry-after'] === undefined
    ? [{ code: 'no-retry-after', says: 'it does not say when to ask again' }]
    : []
}

/** Where the document names the codes of a status, there are no others. */
function codeFaults({ description }: Response, json: unknown, status: number): Fault[] {
  const named = [...description.matchAll(/`([a-z][a-z-]+)`/g)].map(([, code]) => code)
  const code = (json as Problem | undefined)?.code
  if (status < 400 || typeof code !== 'string' || named.length === 0 || named.includes(code)) return []
  return [{ code: 'code-undocumented', says: `${code} is not among ${named.join(', ')}` }]
}

/** Lines of JSON, each one ended. */
function lineFaults({ body }: FuzzAnswer): Fault[] {
  const text = body.toString('utf8')
  const lines = text.split('\n')
  const isSound = lines.pop() === '' && lines.every(isJson)
  return isSound ? [] : [{ code: 'no-ndjson', says: 'it says lines of JSON and has one that is none' }]
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function formFaults(type: string, { body }: FuzzAnswer): Fault[] {
  const start = body.subarray(0, 5).toString('latin1')
  const isWrong =
    (type === 'application/pdf' && start !== '%PDF-') || (type.endsWith('sheet') && !start.startsWith('PK'))
  return isWrong || body.length === 0 ? [{ code: 'not-its-type', says: `it is no ${type}` }] : []
}

/** What is escaped in an address, or a piece of it that was cut, is shown as it came. */
function problemFaults({ path }: FuzzRequest, { status, headers }: FuzzAnswer, json: unknown): Fault[] {
  if (essence(headers['content-type']) !== 'application/problem+json')
    return [{ code: 'no-problem', says: `it is ${headers['content-type'] ?? 'of no type'}` }]
  const { type, code, title, detail, instance, status: said } = (json ?? {}) as Problem
  const wrong = [
    ...(said === status ? [] : ['status']),
    ...(type === `/problems/${code}` ? [] : ['type']),
    ...(typeof title === 'string' && title !== '' ? [] : ['title']),
    ...(typeof detail === 'string' && detail !== '' ? [] : ['detail']),
    ...([path.split('?')[0] || '/', ...(status === 431 ? ['/'] : [])].includes(String(instance)) ? [] : ['instance']),
  ]
  return wrong.length > 0 ? [{ code: `problem-${wrong.join('-')}`, says: `its ${wrong.join(', ')} is not right` }] : []
}

/** A message that is refused says why, in the language of the counter. */
function messageFaults({ status }: FuzzAnswer, json: unknown): Fault[] {
  const { infcode, err_msg: why } = (json ?? {}) as { infcode?: unknown; err_msg?: unknown }
  if (status >= 500) return []
  if (status === 200 && infcode === 0)
    return why === null ? [] : [{ code: 'done-and-wrong', says: 'done, with an error' }]
  const isSaid = typeof why === 'string' && /[一-龥]/.test(why)
  return infcode === -1 && isSaid
    ? []
    : [{ code: 'refused-without-why', says: `infcode ${String(infcode)} without why` }]
}

function headerFaults({ headers }: FuzzAnswer): Fault[] {
  return headers['x-request-id'] ? [] : [{ code: 'no-request-id', says: 'it has no x-request-id' }]
}

/** Neither the inside of the service, nor the number that was refused: it may be somebody's. */
function tellsTooMuch({ operation, body }: FuzzRequest, answer: FuzzAnswer): Fault[] {
  if (answer.status < 400 && !operation.startsWith('nhsa')) return []
  if (!/json|html|text/.test(answer.headers['content-type'] ?? '')) return []
  const text = answer.body.toString('utf8')
  if (answer.status >= 400 && inside.test(text))
    return [{ code: 'shows-inside', says: 'it shows the inside of the service' }]
  if (operation === 'nhsa 1101' || body === null) return []
  const numbers = text.match(/(?<![\dA-Za-z-])[1-9]\d{16}[\dX](?![\dA-Za-z])/g) ?? []
  return numbers.some(isIdNumber) ? [{ code: 'shows-id-number', says: 'it repeats an ID number' }] : []
}

function essence(type: string | undefined): string {
  return (type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
