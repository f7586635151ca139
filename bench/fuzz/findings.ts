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
  /** Of the requests that showed it, as their answers named them. */
  readonly requestIds: Set<string>
  /** What the log says of them. */
  readonly causes: Set<string>
  count: number
}

export type Found = Pick<Finding, 'operation' | 'status' | 'code' | 'says' | 'request' | 'walk'> & {
  readonly requestId?: string | undefined
}

/** Distinct failures, by operation, status and code. */
export class Findings {
  readonly #found = new Map<string, Finding>()

  add(found: Found): void {
    const key = keyOf(found)
    const { requestId, ...rest } = found
    const finding = this.#found.get(key) ?? { ...rest, requestIds: new Set(), causes: new Set(), count: 0 }
    this.#found.set(key, finding)
    finding.count += 1
    if (requestId !== undefined) finding.requestIds.add(requestId)
  }

  /** Says of a failed request why it failed. Whether there is such a request. */
  explain(requestId: string, cause: string): boolean {
    const about = this.all.filter(({ requestIds }) => requestIds.has(requestId))
    for (const { causes } of about) causes.add(cause)
    return about.length > 0
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()]
  }
}

export const keyOf = ({ operation, status, code }: Pick<Finding, 'operation' | 'status' | 'code'>): string =>
  `${operation} → ${status || 'no answer'} ${code}`

/** A paragraph a finding: what, how often, where it comes from, and how to see it. */
export function textOf(finding: Finding): string {
  const { says, count, causes, request, walk } = finding
  return [
    `${keyOf(finding)} (${count}×): ${[says, ...causes].join('; ')}`,
    ...(request ? [`  ${request.intent}`, `  ${curlOf(request)}`] : []),
    ...(walk === null ? [] : [`  walk ${walk}`]),
  ].join('\n')
}
