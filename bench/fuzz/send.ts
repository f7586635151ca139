import { Agent, type IncomingHttpHeaders, request as open } from 'node:http'
import type { FuzzRequest, Outcome, Send } from './request.ts'

/** Longer than any answer may take; then the service hangs. */
const patienceMs = 60_000

const closedMeanwhile = 'closed meanwhile'

/** Over a few connections that are kept, as a hospital's program keeps them. */
export function sender(port: number, concurrency: number): { send: Send; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const send: Send = async (request) => {
    const outcome = await ask(agent, port, request)
    // A kept connection may be closed in the moment in which it is used again; that says nothing of the request.
    return 'lost' in outcome && outcome.lost === closedMeanwhile ? ask(agent, port, request) : outcome
  }
  return { send, close: () => agent.destroy() }
}

export function headersOf({ caller, headers, body }: FuzzRequest): Record<string, string | number> {
  return {
    ...headers,
    ...(caller.key === null ? {} : { authorization: `${caller.scheme} ${caller.key}` }),
    ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
  }
}

function ask(agent: Agent, port: number, question: FuzzRequest): Promise<Outcome> {
  const from = performance.now()
  const { method, path, body } = question
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const lost = (why: string) => finish({ lost: why, ms: performance.now() - from })
    const asked = open({ agent, host: '127.0.0.1', port, method, path: sendable(path), headers: headersOf(question) })
    const timer = setTimeout(() => asked.destroy(new Error('time ran out')), patienceMs)
    asked.on('error', (error: NodeJS.ErrnoException) =>
      lost(asked.reusedSocket && error.code === 'ECONNRESET' ? closedMeanwhile : (error.code ?? error.message)),
    )
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('aborted', () => lost('cut off'))
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response
        finish({ status, headers: flat(headers), body: Buffer.concat(chunks), ms: performance.now() - from })
      })
    })
    asked.end(body ?? undefined)
  })
}

/** Node refuses to send what may not stand in a request line. */
function sendable(path: string): string {
  return path.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character))
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
