import { curlOf, type FuzzRequest } from './request.ts'

export interface Finding {
  readonly operation: string
  /** 0 where there was no answer. */
  readonly status: number
  readonly code: string
  readonly says: string
  /** The first request that showed it, later the shortest one found. */
  request: FuzzRequest | null
  /** The walk in which it was first seen; null where no walk is to blame alone. */
  readonly walk: number | null
  /** What the log says of it. */
  cause: string
  count: number
}

export type Found = Pick<Finding, 'operation' | 'status' | 'code' | 'says' | 'request' | 'walk'>

/** Distinct failures, by operation, status and code. */
export class Findings {
  readonly #found = new Map<string, Finding>()

  add(found: Found): void {
    const key = keyOf(found)
    const known = this.#found.get(key)
    if (known) known.count += 1
    else this.#found.set(key, { ...found, cause: '', count: 1 })
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()]
  }
}

export const keyOf = ({ operation, status, code }: Pick<Finding, 'operation' | 'status' | 'code'>): string =>
  `${operation} → ${status || 'no answer'} ${code}`

/** A paragraph a finding: what, how often, where it comes from, and how to see it. */
export function told(finding: Finding): string {
  const { says, count, cause, request, walk } = finding
  return [
    `${keyOf(finding)} (${count}×): ${says}${cause === '' ? '' : `; ${cause}`}`,
    ...(request ? [`  ${request.intent}`, `  ${curlOf(request)}`] : []),
    ...(walk === null ? [] : [`  walk ${walk}`]),
  ].join('\n')
}
