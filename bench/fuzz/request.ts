import type { Caller } from './callers.ts'

/** What is sent, and for what it was made. */
export interface FuzzRequest {
  /** The documented operation, or the number of the message, such as `2304`. */
  readonly operation: string
  readonly method: string
  /** With its query, escaped as it goes over the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
  readonly caller: Caller
  /** `sound`, or what was broken on purpose. */
  readonly intent: string
}

export interface FuzzAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly ms: number
}

/** No whole answer came: the line broke, or the time ran out. */
export interface NoAnswer {
  readonly lost: string
  readonly ms: number
}

export type Outcome = FuzzAnswer | NoAnswer

/** Over HTTP against a service that runs, or into one in this process. */
export type Send = (request: FuzzRequest) => Promise<Outcome>

export const isAnswer = (outcome: Outcome): outcome is FuzzAnswer => 'status' in outcome

/** The JSON of an answer; undefined where it holds none. */
export function jsonOf({ headers, body }: FuzzAnswer): unknown {
  if (!/json/.test(headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Fuzz runs go on for a while over few connections; what a header may not hold is left to raw sockets. */
export function curlOf({ method, path, headers, body, caller }: FuzzRequest): string {
  const parts = [`curl -i -X ${method}`]
  if (caller.key !== null) parts.push(`-H "authorization: ${caller.scheme} $${caller.name.toUpperCase()}"`)
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${shortened(value)}`)}`)
  if (body !== null) parts.push(typeof body === 'string' ? `-d ${quoted(shortened(body))}` : bytesOf(body))
  parts.push(`"$URL"${quoted(path)}`)
  return parts.join(' ')
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

function bytesOf(body: Buffer): string {
  return `--data-binary @<(echo ${shortened(body.toString('base64'))} | base64 -d)`
}

const maxShown = 1_500

/** A long one is told by its beginning, since it is long because of what repeats. */
function shortened(text: string): string {
  const visible = text.replaceAll('\0', '\\0')
  return visible.length <= maxShown ? visible : `${visible.slice(0, maxShown)}…(${visible.length} characters)`
}
