import type { Counts } from './history/checker.ts'
import type { Fault, Subject } from './history/fault.ts'

export interface Result extends Counts {
  readonly name: string
  readonly did: string
  /** Entries in the ledger for each write that was answered: whether there were groups to break. */
  readonly perWrite: number
  readonly faults: readonly Fault[]
  /** What the scenario, the processes or `ledger:verify` complained of. */
  readonly complaints: readonly string[]
  readonly verified: boolean
  readonly seconds: number
}

export function isClean({ faults, complaints, verified }: Result): boolean {
  return faults.length === 0 && complaints.length === 0 && verified
}

const count = (faults: readonly Fault[], ...subjects: Subject[]) =>
  faults.filter(({ subject }) => subjects.includes(subject)).length

const shown: readonly [title: string, of: (result: Result) => string | number][] = [
  ['sent', ({ sent }) => sent],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['unknown', ({ unknown }) => unknown],
  ['retried', ({ retried }) => retried],
  ['entries a write', ({ perWrite }) => perWrite.toFixed(1)],
  ['lost', ({ faults }) => count(faults, 'lost', 'unanswered')],
  ['doubled', ({ faults }) => count(faults, 'doubled')],
  ['over limit', ({ faults }) => count(faults, 'over-limit')],
  ['otherwise wrong', ({ faults, complaints }) => complaints.length + count(faults, ...rest)],
  ['verify', ({ verified }) => (verified ? 'clean' : 'DIFFERS')],
  ['seconds', ({ seconds }) => seconds.toFixed(1)],
]

const rest: readonly Subject[] = ['changed', 'promised', 'refused', 'misleading', 'invented', 'unbalanced']

/** One scenario in one line. */
export function lineOf(result: Result): string {
  const parts = shown.map(([title, of]) => `${title} ${of(result)}`)
  return `${isClean(result) ? 'holds' : 'BROKEN'} ${result.name}: ${parts.join(', ')} (${result.did})`
}

/** All of them as a table in Markdown. */
export function tableOf(results: readonly Result[]): string {
  const titles = ['scenario', ...shown.map(([title]) => title), 'what came about']
  const rows = results.map((result) => [result.name, ...shown.map(([, of]) => String(of(result))), result.did])
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
