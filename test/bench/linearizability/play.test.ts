import { expect, test } from 'vitest'
import { idFaults } from '../../../bench/linearizability/history/ids.ts'
import type { Answer, Operation } from '../../../bench/linearizability/history/operation.ts'
import { search } from '../../../bench/linearizability/history/search.ts'
import { play } from '../../../bench/linearizability/play.ts'

const options = { operations: 260, clients: 12, people: 2, seed: 20, seconds: 60 }
// What is written here need not outlive a power cut.
const settings = { fsync: 'off', full_page_writes: 'off' }

/** The history with the answer of the last operation of which `change` makes another; null where there is none. */
function withOne(history: readonly Operation[], change: (answer: Answer) => Answer | null): Operation[] | null {
  const at = history.findLastIndex(({ answer }) => answer !== null && change(answer) !== null)
  return at === -1
    ? null
    : history.with(at, { ...(history[at] as Operation), answer: change(history[at]?.answer as Answer) })
}

const plants: Record<string, (history: readonly Operation[]) => Operation[] | null> = {
  'a read of the limits that misses a fen': (history) =>
    withOne(history, (answer) => (answer.kind === 'limits' ? { ...answer, burden: answer.burden - 1n } : null)),
  'a replay that was posted anew': (history) =>
    withOne(history, (answer) =>
      answer.kind === 'settled' && answer.replayed ? { ...answer, replayed: false } : null,
    ),
  'a settlement that is nowhere': (history) =>
    withOne(history, (answer) =>
      answer.kind === 'ledger' ? { ...answer, postings: answer.postings.slice(0, -1) } : null,
    ),
  'a reversal that is answered and not posted': (history) =>
    withOne(history, (answer) =>
      answer.kind === 'ledger' && answer.postings.some(({ kind }) => kind === 'reversal')
        ? { ...answer, postings: answer.postings.filter(({ kind }) => kind !== 'reversal') }
        : null,
    ),
  'a settlement that is read as if it were not there': (history) =>
    withOne(history, (answer) => (answer.kind === 'settlement' ? { kind: 'absent' } : null)),
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
