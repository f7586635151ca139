import { inOrder } from './check-settlements.ts'
import { type Fault, fault } from './fault.ts'
import { equal, plus } from './fen.ts'
import { groupBy } from './group-by.ts'
import type { Attempt, Outcome, Payers } from './history.ts'
import type { LedgerAsRead, ListedEntry } from './ledger.ts'

type Done = Extract<Outcome, { kind: 'done' }>

/** A settlement is reversed once or not at all, by exactly what it had come to, and its acknowledgement holds. */
export function reversalFaults(attempts: readonly Attempt[], ledger: LedgerAsRead): Fault[] {
  const sent = groupBy(
    attempts.filter(({ operation }) => operation === 'reverse'),
    ({ hospitalCode, settlementNo }) => `${hospitalCode} ${settlementNo}`,
  )
  const posted = groupBy(
    ledger.entries.filter(({ kind }) => kind === 'reversal'),
    ({ hospitalCode, settlementNo }) => `${hospitalCode} ${settlementNo}`,
  )
  return [
    ...[...posted.keys()]
      .filter((no) => !sent.has(no))
      .map((no) => fault('invented', `${no} was reversed and nobody asked`)),
    ...[...posted]
      .filter(([, entries]) => entries.length > 1)
      .map(([no]) => fault('doubled', `${no} was reversed twice`)),
    ...[...sent].flatMap(([no, group]) => groupFaults(no, group, ledger.entries, posted.get(no)?.[0])),
    ...amountFaults(ledger.entries),
    ...statusFaults(ledger, new Set(posted.keys())),
  ]
}

/** All attempts to reverse one settlement, under whatever numbers: each number is answered by the one reversal. */
function groupFaults(
  no: string,
  group: readonly Attempt[],
  entries: readonly ListedEntry[],
  posted: ListedEntry | undefined,
): Fault[] {
  const outcomes = group.map(({ outcome }) => outcome)
  const answers = outcomes.filter((outcome) => outcome.kind === 'done')
  if (answers.length > 0 && !posted)
    return [fault('lost', `the reversal of ${no} was acknowledged and is not in the ledger`)]
  if (answers.length === 0)
    return posted || !isOpen(outcomes) ? promised(no, outcomes, posted) : [unanswered(no, outcomes)]
  return answers.flatMap((answer) => (posted ? answerFaults(no, answer, posted, entries) : []))
}

function isOpen(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ kind }) => kind === 'unknown') && outcomes.at(-1)?.kind !== 'refused'
}

function unanswered(no: string, outcomes: readonly Outcome[]): Fault {
  return fault('unanswered', `the reversal of ${no} got no answer, the last ${JSON.stringify(outcomes.at(-1))}`)
}

function promised(no: string, outcomes: readonly Outcome[], posted: ListedEntry | undefined): Fault[] {
  return posted && !isOpen(outcomes)
    ? [fault('promised', `the reversal of ${no} was refused and is in the ledger`)]
    : []
}

function answerFaults(no: string, answer: Done, posted: ListedEntry, entries: readonly ListedEntry[]): Fault[] {
  const faults: Fault[] = []
  if (answer.id !== posted.id)
    faults.push(fault('changed', `the reversal of ${no} was answered as ${answer.id} and is ${posted.id}`))
  if (!equal(answer.payers, posted.payers))
    faults.push(fault('changed', `the reversal of ${no} was answered with other amounts`))
  const adjusted = adjustmentsOf(posted, entries)
  const same =
    adjusted.length === answer.adjustments.length &&
    answer.adjustments.every(({ id, difference }) =>
      adjusted.some((entry) => entry.settlementId === id && equal(entry.payers, difference)),
    )
  if (!same) faults.push(fault('changed', `the reversal of ${no} was answered with other adjustments`))
  return faults
}

/** They follow their reversal at once, in the same person's year. */
function adjustmentsOf(reversal: ListedEntry, entries: readonly ListedEntry[]): ListedEntry[] {
  const later = inOrder(entries.filter(({ personNo, seq }) => personNo === reversal.personNo && seq > reversal.seq))
  const end = later.findIndex(({ kind }) => kind !== 'adjustment')
  return end === -1 ? later : later.slice(0, end)
}

/** A reversal takes back what its settlement had come to, not what it began as. */
function amountFaults(entries: readonly ListedEntry[]): Fault[] {
  const active = new Map<string, Payers>()
  const faults: Fault[] = []
  for (const entry of inOrder(entries)) {
    const after = plus(active.get(entry.settlementId) ?? {}, entry.payers)
    active.set(entry.settlementId, after)
    if (entry.kind === 'reversal' && !equal(after, {})) {
      faults.push(fault('unbalanced', `${entry.settlementNo}: the reversal leaves ${JSON.stringify(after)}`))
    }
  }
  return faults
}

function statusFaults({ settlements }: LedgerAsRead, reversed: ReadonlySet<string>): Fault[] {
  return settlements
    .filter((one) => (one.status === 'reversed') !== reversed.has(`${one.hospitalCode} ${one.settlementNo}`))
    .map((one) => fault('changed', `${one.settlementNo} shows as ${one.status}, which its entries do not say`))
}
