import { expect, test } from 'vitest'
import { idFaults } from '../../../bench/linearizability/history/ids.ts'
import type { Answer, Operation } from '../../../bench/linearizability/history/operation.ts'
import { search } from '../../../bench/linearizability/history/search.ts'
import { play } from '../../../bench/linearizability/play.ts'

const options = { operations: 260, clients: 12, people: 2, seed: 20, seconds: 60 }
// What is written here need not outlive a power cut.
const settings = { fsync: 'off', full_page_writes: 'off' }

type Change = (answer: Answer, operation: Operation, history: readonly Operation[]) => Answer | null

/** The history with the answer of the last operation of which `change` makes another; null where there is none. */
function withOne(history: readonly Operation[], change: Change): Operation[] | null {
  const changed = history.map((one) => (one.answer === null ? null : change(one.answer, one, history)))
  const at = changed.findLastIndex((answer) => answer !== null)
  return at === -1 ? null : history.with(at, { ...(history[at] as Operation), answer: changed[at] as Answer })
}

/** Numbers that were answered with `kind` before `operation` was sent: it cannot have come before them in any order. */
function answeredBefore(operation: Operation, history: readonly Operation[], kind: Answer['kind']): Set<string> {
  const before = history.filter(({ answer, answeredAt }) => answer?.kind === kind && answeredAt < operation.sentAt)
  return new Set(before.flatMap(({ asked }) => ('no' in asked ? [asked.no] : [])))
}

/** Each makes a history that no order explains, however the operations happened to overlap. */
const plants: Record<string, (history: readonly Operation[]) => Operation[] | null> = {
  'a read of the limits that misses a fen': (history) =>
    withOne(history, (answer) => (answer.kind === 'limits' ? { ...answer, burden: answer.burden - 1n } : null)),
  'a replay that was posted anew': (history) =>
    withOne(history, (answer, { asked }) => {
      if (answer.kind !== 'settled' || !answer.replayed || asked.kind !== 'settle') return null
      const isFirst = ({ asked: other, answer: given }: Operation) =>
        other.kind === 'settle' && other.no === asked.no && given?.kind === 'settled' && !given.replayed
      return history.some(isFirst) ? { ...answer, replayed: false } : null
    }),
  'a settlement that is nowhere': (history) =>
    withOne(history, (answer, operation) => {
      if (answer.kind !== 'ledger') return null
      const known = answeredBefore(operation, history, 'settled')
      const at = answer.postings.findLastIndex(({ kind, no }) => kind === 'settlement' && known.has(no))
      return at === -1 ? null : { ...answer, postings: answer.postings.toSpliced(at, 1) }
    }),
  'a reversal that is answered and not posted': (history) =>
    withOne(history, (answer, operation) => {
      if (answer.kind !== 'ledger') return null
      const known = answeredBefore(operation, history, 'reversed')
      const at = answer.postings.findLastIndex(({ kind, no }) => kind === 'reversal' && known.has(no))
      return at === -1 ? null : { ...answer, postings: answer.postings.toSpliced(at, 1) }
    }),
  'a settlement that is read as if it were not there': (history) =>
    withOne(history, (answer, operation) =>
      answer.kind === 'settlement' &&
      'no' in operation.asked &&
      answeredBefore(operation, history, 'settled').has(operation.asked.no)
        ? { kind: 'absent' }
        : null,
    ),
}

test('two services are linearizable, and what is planted in their histories is found', async () => {
  const histories: Operation[][] = []
  const played = await play(options, { settings, onHistory: (history) => histories.push([...history]) })
  expect(played).toMatchObject({ wrong: [], complaints: [], folder: null })
  expect(histories.flat().length).toBeGreaterThan(100)
  expect(histories).toHaveLength(played.years)
  expect(histories.flatMap(idFaults)).toEqual([])
  for (const [name, plant] of Object.entries(plants)) {
    const changed = histories.map(plant).filter((history) => history !== null)
    expect([name, changed.length > 0]).toEqual([name, true])
    for (const history of changed) expect([name, search(history).kind]).toEqual([name, 'not-linearizable'])
  }
}, 300_000)
