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
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  if (body !== null) parts.push(typeof body === 'string' ? `--data-raw ${quoted(body)}` : bytesOf(body))
  parts.push(`"$URL"${quoted(path)}`)
  return parts.join(' ')
}

const maxShown = 1_500

/** In single quotes for a shell. What repeats is written as a command that writes it. */
function quoted(text: string): string {
  const visible = text.replaceAll('\0', '\\0').replaceAll("'", "'\\''")
  const brief = visible.replace(
    repeated,
    (all: string, unit: string) =>
      `'"$(printf '${unit.replaceAll('%', '%%')}%.0s' $(seq ${all.length / unit.length}))"'`,
  )
  return `'${brief.length <= maxShown ? brief : `${brief.slice(0, maxShown)}… (${text.length} characters)`}'`
}

/** Up to nine characters, which is what an escaped one takes, over and over. */
const repeated = /([^'"\\$`]{1,9}?)\1{40,}/g

function bytesOf(body: Buffer): string {
  const text = body.subarray(0, 2_000).toString('base64')
  return `--data-binary @<(echo ${text}${body.length > 2_000 ? `… (${body.length} bytes)` : ''} | base64 -d)`
}
