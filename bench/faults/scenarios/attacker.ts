import { type Agent, type OutgoingHttpHeaders, request } from 'node:http'
import type { FaultEnvironment } from '../environment/environment.ts'
import { places } from '../load/people.ts'

export interface Attack {
  readonly agent?: Agent | false
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
  /** Hang up after so many bytes of the answer. */
  readonly hangUpAfterBytes?: number
  readonly timeoutMs?: number
}

export interface Struck {
  /** 0 where the connection broke first. */
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** Never fails: whoever attacks takes any answer, and none. */
export function strike(attack: Attack): Promise<Struck> {
  const {
    agent = false,
    port,
    method,
    path,
    headers = {},
    body,
    hangUpAfterBytes = Infinity,
    timeoutMs = 60_000,
  } = attack
  return new Promise((resolve) => {
    const sent = body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) }
    const asked = request(
      { host: '127.0.0.1', port, method, path, headers: sent, agent, timeout: timeoutMs },
      (answer) => {
        const chunks: Buffer[] = []
        let bytes = 0
        const done = () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            headers: answer.headers,
          })
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          bytes += chunk.length
          if (bytes < hangUpAfterBytes) return
          done()
          asked.destroy()
        })
        answer.on('end', done)
        answer.on('error', done)
      },
    )
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve({ status: 0, body: '', headers: {} }))
    asked.end(body)
  })
}

/** One of the two services, past the proxy in front of it. */
export function targetOf(environment: FaultEnvironment, at: number): number {
  return environment.services[(at % 2) as 0 | 1].port
}

/** A hospital that has a key like any other, and uses it for this. */
export function insider(environment: FaultEnvironment): {
  hospitalCode: string
  region: string
  authorization: string
} {
  const { hospitalCode, region } = places[0] as (typeof places)[number]
  return { hospitalCode, region, authorization: `Bearer ${environment.keys.get(hospitalCode) ?? ''}` }
}

let messages = 0

/** A national message of the insider's, under a number of its own. */
export function messageOf(
  environment: FaultEnvironment,
  infno: string,
  input: string,
): { body: string; authorization: string } {
  const { hospitalCode, region, authorization } = insider(environment)
  messages += 1
  const msgid = `${hospitalCode}20240505120000${String(messages % 10_000).padStart(4, '0')}`
  const head = { infno, msgid, mdtrtarea_admvs: region, insuplc_admdvs: region, fixmedins_code: hospitalCode }
  return { body: `${JSON.stringify(head).slice(0, -1)},"input":${input}}`, authorization }
}
