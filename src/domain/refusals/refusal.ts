import type { Bilingual } from '../language.ts'
import type { RefusalKind } from './problem.ts'
import { problems } from './problems.ts'

export { problems }

/** One refused part of the input: a JSON pointer into the request and what to send instead. */
export interface Fault {
  readonly pointer: string
  readonly detail: Bilingual
}

export type ErrorCode = keyof typeof problems

/** Words for `{place}` in a detail: one text for both languages, or one for each. */
export type RefusalParams = Readonly<Record<string, string | Bilingual>>

interface More {
  readonly faults?: readonly Fault[]
  readonly moreFaults?: number
  readonly extra?: Record<string, unknown>
  /** What failed, for the log; nobody is answered with it. */
  readonly cause?: unknown
}

/** A refusal by name. Thrown anywhere below HTTP; one handler turns it into problem+json. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly params: RefusalParams
  readonly faults: readonly Fault[]
  /** Faults that were found besides, and only counted. */
  readonly moreFaults: number
  /** Further members of the problem document, such as the settlements that depend. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, params: RefusalParams = {}, more: More = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.faults = more.faults ?? []
    this.moreFaults = more.moreFaults ?? 0
    this.extra = more.extra ?? {}
  }

  get kind(): RefusalKind {
    return problems[this.code].kind
  }

  /** Nobody who asks is at fault; the same may pass when it is tried again. */
  get isOfTheService(): boolean {
    return this.kind === 'unavailable' || this.kind === 'internal'
  }
}

export function refuse(code: ErrorCode, params: RefusalParams = {}, more: More = {}): never {
  throw new Refusal(code, params, more)
}

/** Fills the `{places}` of a sentence. `{reason.zh}` takes the Chinese side of a bilingual word. */
export function fill(template: string, params: RefusalParams, language: keyof Bilingual): string {
  return template.replace(/\{([\w-]+)(?:\.(?:zh|en))?\}/g, (_, name: string) => {
    const value = params[name] ?? params[`${name}.${language}`]
    if (value === undefined) return ''
    return typeof value === 'string' ? value : value[language]
  })
}

export function detailOf(refusal: Refusal, language: keyof Bilingual): string {
  return fill(problems[refusal.code].detail[language], refusal.params, language).trim()
}
