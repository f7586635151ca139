import { type Fault, fault } from './fault.ts'
import { equal, fen, plus, sumOf } from './fen.ts'
import { groupBy } from './group-by.ts'
import type { Attempt, Outcome, Payers } from './history.ts'
import type { LedgerAsRead, ListedEntry, ListedSettlement } from './ledger.ts'

type Done = Extract<Outcome, { kind: 'done' }>

const numberOf = ({ hospitalCode }: { hospitalCode: string }, no: string) => `${hospitalCode} ${no}`

/** Every acknowledged settlement is there once with the same amounts; every other one once or not at all. */
export function settlementFaults(attempts: readonly Attempt[], ledger: LedgerAsRead): Fault[] {
  const sent = groupBy(
    attempts.filter(({ operation }) => operation === 'settle'),
    (one) => numberOf(one, one.no),
  )
  const posted = groupBy(
    ledger.entries.filter(({ kind }) => kind === 'settlement'),
    (entry) => numberOf(entry, entry.settlementNo),
  )
  const listed = groupBy(ledger.settlements, (one) => numberOf(one, one.settlementNo))
  const versions = versionsOf(ledger.entries)
  const invented = [...posted.keys(), ...listed.keys()].filter((no) => !sent.has(no))
  return [
    ...invented.map((no) => fault('invented', `${no} is in the ledger and was never sent`)),
    ...[...sent].flatMap(([no, group]) =>
      numberFaults(no, group, { posted: posted.get(no) ?? [], listed: listed.get(no) ?? [], versions }),
    ),
  ]
}

interface Found {
  readonly posted: readonly ListedEntry[]
  readonly listed: readonly ListedSettlement[]
  readonly versions: ReadonlyMap<string, readonly Payers[]>
}

function numberFaults(no: string, group: readonly Attempt[], found: Found): Fault[] {
  const [first] = group
  const own = group.filter(({ bodyHash }) => bodyHash === first?.bodyHash)
  const other = group.filter(({ bodyHash }) => bodyHash !== first?.bodyHash)
  const answers = own.map(({ outcome }) => outcome).filter((outcome) => outcome.kind === 'done')
  return [
    ...presence(no, own, answers, found),
    ...answers.flatMap((answer) => answerFaults(no, own, answer, found)),
    ...(new Set(answers.map(({ id }) => id)).size > 1 ? [fault('doubled', `${no} was answered with several ids`)] : []),
    ...(answers.filter(({ replayed }) => !replayed).length > 1
      ? [fault('doubled', `${no} was posted twice, by its answers`)]
      : []),
    ...other
      .filter(({ outcome }) => outcome.kind === 'done')
      .map(() => fault('changed', `${no} was acknowledged for another claim too`)),
  ]
}

function presence(no: string, own: readonly Attempt[], answers: readonly Done[], { posted, listed }: Found): Fault[] {
  const faults: Fault[] = []
  if (posted.length > 1 || listed.length > 1)
    faults.push(fault('doubled', `${no} is in the ledger ${posted.length} times`))
  if (posted.length !== listed.length)
    faults.push(fault('unbalanced', `${no} has ${posted.length} entries, ${listed.length} settlements`))
  if (answers.length > 0 && posted.length === 0)
    faults.push(fault('lost', `${no} was acknowledged and is not in the ledger`))
  if (answers.length === 0) faults.push(...undecided(no, own, posted.length > 0))
  return faults
}

/** Never acknowledged: a refusal must hold, a promise that nothing was written too, and silence must have ended. */
function undecided(no: string, own: readonly Attempt[], there: boolean): Fault[] {
  const outcomes = own.map(({ outcome }) => outcome)
  if (outcomes.some(({ kind }) => kind === 'refused')) {
    return there ? [fault('promised', `${no} was refused and is in the ledger`)] : []
  }
  if (outcomes.every(({ kind }) => kind === 'not-yet')) {
    return there ? [fault('promised', `${no} was put off as unwritten and is in the ledger`)] : []
  }
  return [
    fault('unanswered', `${no} got no answer in ${own.length} attempts, the last ${JSON.stringify(outcomes.at(-1))}`),
  ]
}

/** A first answer shows what was posted; a replay may show what later adjustments made of it, and nothing else. */
function answerFaults(no: string, own: readonly Attempt[], answer: Done, { posted, versions }: Found): Fault[] {
  const faults: Fault[] = []
  const total = own[0]?.total
  if (total && sumOf(answer.payers) !== fen(total))
    faults.push(fault('unbalanced', `${no}: the payers of the answer do not sum to ${total}`))
  const [entry] = posted
  if (!entry) return faults
  if (entry.settlementId !== answer.id)
    faults.push(fault('changed', `${no} was answered as ${answer.id} and is ${entry.settlementId}`))
  const allowed = answer.replayed ? (versions.get(entry.settlementId) ?? []) : [entry.payers]
  if (!allowed.some((payers) => equal(payers, answer.payers)))
    faults.push(fault('changed', `${no} was answered with amounts that it never had`))
  return faults
}

/** What each settlement was when it was posted and after each of its adjustments, by its id. */
export function versionsOf(entries: readonly ListedEntry[]): Map<string, Payers[]> {
  const versions = new Map<string, Payers[]>()
  for (const entry of inOrder(entries)) {
    const before = versions.get(entry.settlementId) ?? []
    const last = before.at(-1)
    if (entry.kind === 'settlement') versions.set(entry.settlementId, [...before, entry.payers])
    if (entry.kind === 'adjustment' && last) versions.set(entry.settlementId, [...before, plus(last, entry.payers)])
  }
  return versions
}

export function inOrder(entries: readonly ListedEntry[]): ListedEntry[] {
  return [...entries].sort((a, b) => (a.personNo < b.personNo ? -1 : a.personNo > b.personNo ? 1 : a.seq - b.seq))
}
