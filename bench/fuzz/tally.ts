import { type FuzzRequest, isAnswer, type Outcome } from './request.ts'

interface Row {
  requests: number
  done: number
  refused: number
  passing: number
  failed: number
  maxMs: number
}

const none = (): Row => ({ requests: 0, done: 0, refused: 0, passing: 0, failed: 0, maxMs: 0 })

/** What was sent and answered, by chapter of the interface. */
export class Tally {
  readonly #rows = new Map<string, Row>()
  readonly #operations = new Map<string, number>()
  total = 0

  count({ operation }: FuzzRequest, outcome: Outcome): void {
    this.total += 1
    this.#operations.set(operation, (this.#operations.get(operation) ?? 0) + (isDone(outcome) ? 1 : 0))
    const row = this.#rowOf(chapterOf(operation))
    row.requests += 1
    row.maxMs = Math.max(row.maxMs, outcome.ms)
    const status = isAnswer(outcome) ? outcome.status : 599
    if (status < 400) row.done += 1
    else if (status < 500) row.refused += 1
    else if (status === 503) row.passing += 1
    else row.failed += 1
  }

  #rowOf(chapter: string): Row {
    const row = this.#rows.get(chapter) ?? none()
    this.#rows.set(chapter, row)
    return row
  }

  /** Operations that were never answered with what they are for: nothing behind their checks was tried. */
  neverDone(operations: readonly string[]): string[] {
    return operations.filter((operation) => !this.#operations.get(operation))
  }

  /** In Markdown. */
  table(): string {
    const titles = ['chapter', 'requests', '2xx, 3xx', '4xx', '503', 'other', 'longest ms']
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([chapter, row]) => [chapter, ...cells(row)])
    const sum = [...this.#rows.values()].reduce(added, none())
    return [titles, titles.map(() => '---'), ...rows, ['all', ...cells(sum)]]
      .map((line) => `| ${line.join(' | ')} |`)
      .join('\n')
  }
}

const isDone = (outcome: Outcome): boolean =>
  isAnswer(outcome) && outcome.status < 400 && !/"infcode":\s*-1/.test(outcome.body.subarray(0, 200).toString('latin1'))

function chapterOf(operation: string): string {
  if (operation.startsWith('nhsa')) return 'national messages'
  const [, path = ''] = operation.split(' ')
  return path.startsWith('/v1/') ? (path.split('/')[2] ?? '') : 'other'
}

function cells({ requests, done, refused, passing, failed, maxMs }: Row): string[] {
  return [requests, done, refused, passing, failed, Math.round(maxMs)].map(String)
}

function added(a: Row, b: Row): Row {
  return {
    requests: a.requests + b.requests,
    done: a.done + b.done,
    refused: a.refused + b.refused,
    passing: a.passing + b.passing,
    failed: a.failed + b.failed,
    maxMs: Math.max(a.maxMs, b.maxMs),
  }
}
