import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import type { Fault } from './answer.ts'

interface Line {
  readonly level?: string
  readonly event?: string
  readonly code?: string
  readonly requestId?: string
  readonly err?: LoggedError
}

interface LoggedError {
  readonly type?: string
  readonly code?: string
  readonly message?: string
  readonly stack?: string
  readonly cause?: LoggedError
}

/** Refusals for now, which are answered as such and are no error of the service. */
const passing = ['overloaded', 'deadline-exceeded']

/** What the log of a run says that it must not say. */
export class LogCheck {
  readonly #secrets: readonly string[]
  readonly #explain: (requestId: string, cause: string) => boolean

  /** `explain` takes the cause of a request that failed before the client's eyes, and says whether there was one. */
  constructor(secrets: readonly string[], explain: (requestId: string, cause: string) => boolean) {
    this.#secrets = secrets
    this.#explain = explain
  }

  /** Errors without a request that shows them, whatever is no line of the log, and whatever names a person. */
  faults(text: string): Fault[] {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : this.#lineFaults(line)))
  }

  #lineFaults(text: string): Fault[] {
    const line = parsed(text)
    const tells = this.#tells(text).map((what) => ({ code: `log-${what}`, says: `event ${line?.event ?? 'unknown'}` }))
    if (line === null) return [...tells, { code: 'log-no-json', says: text.slice(0, 200) }]
    if (line.level !== 'error' && line.level !== 'fatal') return tells
    const cause = causeOf(line.err)
    const { event = 'no event', code = '', requestId } = line
    const isKnown = requestId !== undefined && this.#explain(requestId, cause)
    return isKnown || passing.includes(code)
      ? tells
      : [...tells, { code: `log-${line.level}`, says: `${event} ${code} ${cause}` }]
  }

  #tells(text: string): string[] {
    const numbers = text.match(/(?<![\dA-Za-z])[1-9]\d{16}[\dX](?![\dA-Za-z])/g) ?? []
    return [
      ...(this.#secrets.some((secret) => text.includes(secret)) ? ['secret'] : []),
      ...(/yz_(hospital|bureau|auditor)_/.test(text) ? ['key'] : []),
      ...(numbers.some(isIdNumber) ? ['id-number'] : []),
    ]
  }
}

function parsed(text: string): Line | null {
  try {
    return JSON.parse(text) as Line
  } catch {
    return null
  }
}

/** The innermost error, and where it was thrown. */
function causeOf(error: LoggedError | undefined): string {
  if (!error) return ''
  if (error.cause) return causeOf(error.cause)
  const place = /(src\/(?:application|db|domain|http|nhsa|render)\/[\w./-]+:\d+)/.exec(error.stack ?? '')
  const where = place ? ` at ${place[1]}` : ''
  const message = (error.message ?? '').replace(/\d{4,}/g, '#').slice(0, 120)
  return `${error.code ?? error.type ?? ''} ${message}${where}`.trim()
}
