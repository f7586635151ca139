import { describe, expect, test } from 'vitest'
import { idFaults } from '../../../bench/linearizability/history/ids.ts'
import type { Operation } from '../../../bench/linearizability/history/operation.ts'
import { search } from '../../../bench/linearizability/history/search.ts'
import {
  bill,
  ledger,
  limits,
  look,
  otherBill,
  posting,
  reverse,
  reversed,
  settle,
  settled,
  used,
} from './histories.ts'

const holds: [string, Operation[]][] = [
  ['nothing at all', []],
  [
    'one after the other, to the limit and beyond',
    [
      settle('a', settled(40_000, used(0, 40_000)), [1, 2]),
      settle('b', settled(20_000, used(40_000, 60_000)), [3, 4]),
      settle('c', settled(0), [5, 6]),
      limits(3, 60_000, [7, 8]),
    ],
  ],
  [
    'two at once, of which the one that was sent later came first',
    [settle('a', settled(20_000), [1, 10]), settle('b', settled(40_000), [2, 9]), limits(1, 40_000, [3, 8])],
  ],
  [
    'a number three times at once: posted once, twice answered again',
    [
      settle('a', settled(40_000, { replayed: true }), [1, 9]),
      settle('a', settled(40_000), [2, 9]),
      settle('a', settled(40_000, { replayed: true }), [3, 9]),
    ],
  ],
  [
    'a number for two contents at once: one is settled, the other refused',
    // The other content is a fen dearer, which nobody but the person pays.
    [settle('a', { kind: 'reused' }, [1, 9]), settle('a', settled(40_000, { person: 1_000_001n }), [2, 8], otherBill)],
  ],
  [
    'no answer, and it was settled',
    [
      settle('a', null, [1, 2]),
      look('a', 'absent', 0, [3, 4]),
      limits(1, 40_000, [5, 6]),
      settle('a', settled(40_000, { replayed: true }), [7, 8]),
    ],
  ],
  [
    'no answer, and it never was',
    [settle('a', null, [1, 2]), limits(0, 0, [3, 4]), settle('b', settled(40_000), [5, 6])],
  ],
  [
    'a reversal after which a later one is given more, as the number shows from then on',
    [
      settle('a', settled(40_000), [1, 2]),
      settle('b', settled(20_000), [3, 4]),
      reverse('a', { kind: 'depended-on', by: ['b'] }, [5, 6], false),
      reverse('a', reversed('a', 40_000, [['b', 20_000, 40_000]]), [7, 8]),
      settle('b', settled(40_000, { replayed: true }), [9, 10]),
      settle('a', settled(40_000, { replayed: true, status: 'reversed' }), [9, 10]),
      reverse('a', reversed('a', 40_000, [['b', 20_000, 40_000]], true), [11, 12]),
      limits(1, 40_000, [13, 14]),
    ],
  ],
  [
    'a reversal of what is not there yet',
    [reverse('a', { kind: 'absent' }, [1, 5]), settle('a', settled(40_000), [2, 4])],
  ],
  [
    'a whole ledger that says who was first',
    [
      settle('a', settled(20_000), [1, 10]),
      settle('b', settled(40_000), [1, 10]),
      ledger([posting('b', 40_000), posting('a', 20_000)], [11, 12]),
    ],
  ],
]

const planted: [string, Operation[]][] = [
  ['a stale read', [settle('a', settled(40_000), [1, 2]), limits(0, 0, [3, 4])]],
  ['a stale read of a settlement', [settle('a', settled(40_000), [1, 2]), look('a', 'absent', 0, [3, 4])]],
  [
    'a lost update, by what both say of the limit',
    [settle('a', settled(40_000, used(0, 40_000)), [1, 9]), settle('b', settled(40_000, used(0, 40_000)), [2, 8])],
  ],
  [
    'a lost update that only a read shows',
    [settle('a', settled(40_000), [1, 9]), settle('b', settled(20_000), [2, 8]), limits(1, 40_000, [10, 11])],
  ],
  ['a number settled twice', [settle('a', settled(40_000), [1, 9]), settle('a', settled(20_000), [2, 8])]],
  [
    'a number settled twice with nothing between',
    [settle('a', settled(40_000), [1, 2]), settle('a', settled(40_000), [3, 4])],
  ],
  [
    'a number settled twice, by the ledger',
    [settle('a', settled(40_000), [1, 2]), ledger([posting('a', 40_000), posting('a', 20_000)], [3, 4])],
  ],
  [
    'a read that goes backwards while a settlement is under way',
    [settle('a', settled(40_000), [1, 20]), limits(1, 40_000, [2, 3]), limits(0, 0, [4, 5])],
  ],
  [
    'reads of two clients that disagree about which came first',
    [
      settle('a', null, [1, 2]),
      settle('b', null, [1, 2]),
      look('a', 'settled', 40_000, [3, 4]),
      look('b', 'absent', 0, [5, 6]),
      look('b', 'settled', 40_000, [7, 8]),
    ],
  ],
  [
    'what was never answered, seen and then gone',
    [settle('a', null, [1, 2]), limits(1, 40_000, [3, 4]), limits(0, 0, [5, 6])],
  ],
  ['a settlement seen before it was sent', [limits(1, 40_000, [1, 2]), settle('a', settled(40_000), [3, 4])]],
  [
    'a lost reversal, by the settlement',
    [
      settle('a', settled(40_000), [1, 2]),
      reverse('a', reversed('a', 40_000), [3, 4]),
      look('a', 'settled', 40_000, [5, 6]),
    ],
  ],
  [
    'a lost reversal, by the limit',
    [
      settle('a', settled(40_000), [1, 2]),
      reverse('a', reversed('a', 40_000), [3, 4]),
      settle('b', settled(20_000), [5, 6]),
    ],
  ],
  [
    'a reversal posted twice',
    [
      settle('a', settled(40_000), [1, 2]),
      reverse('a', reversed('a', 40_000), [3, 9]),
      reverse('a', reversed('a', 40_000), [4, 8]),
    ],
  ],
  [
    'a limit overdrawn',
    [settle('a', settled(40_000), [1, 2]), settle('b', settled(40_000, used(40_000, 80_000)), [3, 4])],
  ],
  ['a limit overdrawn by two at once', [settle('a', settled(40_000), [1, 9]), settle('b', settled(40_000), [2, 8])]],
  [
    'an adjustment that gives too much',
    [
      settle('a', settled(40_000), [1, 2]),
      settle('b', settled(20_000), [3, 4]),
      settle('c', settled(0), [5, 6]),
      reverse(
        'a',
        reversed('a', 40_000, [
          ['b', 20_000, 40_000],
          ['c', 0, 40_000],
        ]),
        [7, 8],
      ),
    ],
  ],
  [
    'a reversal that changes others without being told to',
    [
      settle('a', settled(40_000), [1, 2]),
      settle('b', settled(20_000), [3, 4]),
      reverse('a', reversed('a', 40_000, [['b', 20_000, 40_000]]), [5, 6], false),
    ],
  ],
  [
    'a replay with amounts that an adjustment ended',
    [
      settle('a', settled(40_000), [1, 2]),
      settle('b', settled(20_000), [3, 4]),
      reverse('a', reversed('a', 40_000, [['b', 20_000, 40_000]]), [5, 6]),
      settle('b', settled(20_000, { replayed: true }), [7, 8]),
    ],
  ],
  ['a replay of what was never settled', [settle('a', settled(40_000, { replayed: true }), [1, 2])]],
  [
    'two contents under one number',
    [settle('a', settled(40_000), [1, 2]), settle('a', settled(40_000, { replayed: true }), [3, 4], otherBill)],
  ],
  ['a refusal that nothing explains', [settle('a', { kind: 'unexpected', status: 422, code: 'died' }, [1, 2])]],
  [
    'a ledger in another order than the answers came',
    [
      settle('a', settled(40_000), [1, 2]),
      settle('b', settled(20_000), [3, 4]),
      ledger([posting('b', 20_000), posting('a', 40_000)], [5, 6]),
    ],
  ],
  ['a ledger that lost a posting', [settle('a', settled(40_000), [1, 2]), ledger([], [3, 4])]],
]

describe.each([true, false])('with what the ledger showed used to leave orders out: %s', (pruned) => {
  test.each(holds)('holds: %s', (_, history) => {
    expect(search(history, { pruned }).kind).toBe('linearizable')
  })

  test.each(planted)('finds %s', (_, history) => {
    expect(search(history, { pruned }).kind).toBe('not-linearizable')
  })
})

test('a outcome names an order, or where it ends and what cannot come next', () => {
  const [late, early] = [settle('a', settled(20_000), [1, 10]), settle('b', settled(40_000), [2, 9])]
  expect(search([late, early])).toMatchObject({ kind: 'linearizable', order: [early, late] })
  const stale = limits(0, 0, [3, 4])
  const first = settle('a', settled(40_000), [1, 2])
  expect(search([first, stale])).toMatchObject({ kind: 'not-linearizable', order: [first], stuck: [stale] })
})

test('the search gives up rather than saying what it does not know', () => {
  const history = [settle('a', settled(40_000), [1, 2]), settle('b', settled(20_000), [3, 4])]
  expect(search(history, { patience: 1 }).kind).toBe('undecided')
})

test('a number has one id, and an id one number', () => {
  const named = (no: string, id: string) => settle(no, settled(40_000, { id }), [1, 2], bill)
  expect(idFaults([named('a', 'i'), named('b', 'j'), named('a', 'i')])).toEqual([])
  expect(idFaults([named('a', 'i'), named('a', 'j')])).toEqual(['a was answered as i and j'])
  expect(idFaults([named('a', 'i'), named('b', 'i')])).toEqual(['one id was answered for two numbers'])
})
