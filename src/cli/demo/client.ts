/** What the demo cannot go on without, in a sentence that says what to do. */
export class DemoError extends Error {
  override readonly name = 'DemoError'
}

interface Problem {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
}

export interface DemoCall {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly language?: 'zh' | 'en'
}

function sayProblem({ method, path }: DemoCall, status: number, problem: Problem): string {
  const faults = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`)
  const head = `${method} ${path} was answered ${status} ${problem.code ?? ''}: ${problem.detail ?? problem.title ?? ''}`
  return [head, ...faults].join('\n')
}

/** Calls the running API as any other caller would: over HTTP, with a key. */
export class Client {
  readonly #url: string
  readonly #key: string

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  async send<Answer>(call: DemoCall): Promise<Answer> {
    const response = await this.#fetch(call)
    const answer = (await response.json()) as unknown
    if (!response.ok) throw new DemoError(sayProblem(call, response.status, answer as Problem))
    return answer as Answer
  }

  async #fetch({ method, path, body, language }: DemoCall): Promise<Response> {
    const headers = new Headers({ authorization: `Bearer ${this.#key}`, 'accept-language': language ?? 'en' })
    if (body !== undefined) headers.set('content-type', 'application/json')
    try {
      return await fetch(new URL(path, this.#url), {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      })
    } catch (cause) {
      throw new DemoError(notRunning(this.#url), { cause })
    }
  }
}

function notRunning(url: string): string {
  return [
    `No service answers at ${url}. Start it in another terminal with: npm start`,
    'If it listens elsewhere, name the address as YIZHAN_URL, such as YIZHAN_URL=http://127.0.0.1:3001.',
    `${url} 没有服务应答。请先在另一终端运行 npm start；地址不同时用 YIZHAN_URL 指明。`,
  ].join('\n')
}
