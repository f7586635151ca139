import { type Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Question {
  readonly agent?: Agent
  readonly port: number
  readonly method: string
  readonly path: string
  readonly key: string
  readonly body?: string
  /** Of the body; JSON where it is left out. */
  readonly type?: string
  /** Besides the key and the type of the body. */
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** No whole answer came. What the other side did is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Errors: NoAnswer when the connection was refused or broke, or the time ran out before the answer was whole. */
export function ask(question: Question): Promise<Answer> {
  const {
    agent,
    port,
    method,
    path,
    key,
    body,
    type = 'application/json',
    timeoutMs = 10_000,
    headers: more,
  } = question
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...more,
      ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
    }
    const asked = request(
      { host: '127.0.0.1', port, method, path, headers, ...(agent ? { agent } : {}) },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => finish(() => resolve(whole(response.statusCode, response.headers, chunks))))
        response.on('error', (error) => finish(() => reject(new NoAnswer(error.message))))
        response.on('aborted', () => finish(() => reject(new NoAnswer('the answer was cut off'))))
      },
    )
    const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    const finish = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    asked.on('error', (error) => finish(() => reject(new NoAnswer(error.message))))
    asked.end(body)
  })
}

function whole(status: number | undefined, headers: IncomingHttpHeaders, chunks: readonly Buffer[]): Answer {
  return { status: status ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') }
}

/** The JSON of an answer that must have worked. */
export async function mustAsk<T>(question: Question): Promise<T> {
  const answer = await ask({ timeoutMs: 30_000, ...question })
  if (answer.status >= 300) throw new Error(`${question.method} ${question.path}: ${answer.status} ${answer.body}`)
  return JSON.parse(answer.body) as T
}
