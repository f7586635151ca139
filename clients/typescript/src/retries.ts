import { replayed } from './generated/replayed.ts'

export interface Retries {
  /** How often a request is sent at most, the first time included. */
  readonly attempts: number
  /** The pause before the second attempt, in milliseconds; each further one is twice as long. */
  readonly firstPauseMs: number
  /** A longer `retry-after` is not waited for: the refusal is handed on. */
  readonly maxPauseMs: number
}

export const defaultRetries: Retries = { attempts: 4, firstPauseMs: 500, maxPauseMs: 30_000 }

export type Send = (request: Request) => Promise<Response>

/** The path of each operation that is answered once however often it is sent, as a pattern of its parts. */
const repeatable = replayed.map((path) => path.split('/'))

function isReplayed(path: string): boolean {
  const parts = path.split('/')
  return repeatable.some(
    (known) => known.length === parts.length && known.every((part, at) => part.startsWith('{') || part === parts[at]),
  )
}

/** Whether a request whose answer was lost may be sent again as it is. */
export function mayRepeat({ method, url }: Pick<Request, 'method' | 'url'>): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'PUT') return true
  return method === 'POST' && isReplayed(new URL(url).pathname)
}

/** Not written: the service refused before it began. */
const refusedUnread = 429
/** Perhaps written: whoever may repeat asks again under the same number. */
const outcomeUnknown: readonly number[] = [500, 502, 503, 504]

/** `retry-after` in milliseconds, given in seconds or as a day and time; null without one that can be read. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const told = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(told)) return Number(told) * 1000
  const day = told === '' ? Number.NaN : Date.parse(told)
  return Number.isNaN(day) ? null : Math.max(0, day - now)
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(done, ms)
    function done() {
      signal.removeEventListener('abort', stop)
      resolve()
    }
    function stop() {
      clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
  })

/**
 * Sends the same bytes again where that is safe: a settlement under its number is settled once however often it arrives.
 * Errors: what `send` threw last, and the reason of an abort.
 */
export function withRetries(send: Send, { attempts, firstPauseMs, maxPauseMs }: Retries): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const outcome = await attempted(send, request)
      const backoff = firstPauseMs * 2 ** (attempt - 1)
      const wait = attempt < attempts ? waitBefore(request, outcome, backoff) : null
      if (wait === null || wait > maxPauseMs) return finish(outcome)
      if ('response' in outcome) await outcome.response.body?.cancel()
      await pause(wait, request.signal)
    }
  }
}

type Outcome = { readonly response: Response } | { readonly error: unknown }

/** A request's body is read once, so each attempt sends a copy. */
async function attempted(send: Send, request: Request): Promise<Outcome> {
  try {
    return { response: await send(request.clone()) }
  } catch (error) {
    return { error }
  }
}

/** Null where the outcome is final. */
function waitBefore(request: Request, outcome: Outcome, backoff: number): number | null {
  if ('error' in outcome) return !request.signal.aborted && mayRepeat(request) ? backoff : null
  const { status, headers } = outcome.response
  const isWorthIt = status === refusedUnread || (outcomeUnknown.includes(status) && mayRepeat(request))
  return isWorthIt ? (retryAfterMs(headers, Date.now()) ?? backoff) : null
}

function finish(outcome: Outcome): Response {
  if ('error' in outcome) throw outcome.error
  return outcome.response
}
