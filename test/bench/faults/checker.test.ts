import { describe, expect, test } from 'vitest'
import { check, countsOf } from '../../../bench/faults/history/checker.ts'
import type { Attempt, Outcome, Payers } from '../../../bench/faults/history/history.ts'
import type { LedgerAsRead, ListedEntry, ListedSettlement } from '../../../bench/faults/history/ledger.ts'

const hospitalCode = 'H1'
const personNo = 'P1'
const limitsOf = () => ({ assistance: '60.00' })
const paid = (assistance: string, person: string): Payers => ({ assistance, person })

const done = (id: string, payers: Payers, more: Partial<Extract<Outcome, { kind: 'done' }>> = {}): Outcome => ({
  kind: 'done',
  replayed: false,
  id,
  payers,
  limits: [],
  adjustments: [],
  ...more,
})
const unknown: Outcome = { kind: 'unknown', status: null, code: 'socket hang up', retryAfter: null }
const refused: Outcome = { kind: 'refused', status: 422, code: 'person-not-registered' }
const notYet: Outcome = { kind: 'not-yet', status: 503, code: 'deadline-exceeded', retryAfter: '1' }

let clock = 0
function attempt(no: string, outcome: Outcome, more: Partial<Attempt> = {}): Attempt {
  clock += 1
  const line = { client: 1, operation: 'settle', hospitalCode, personNo, settlementNo: null, total: '50.00' } as const
  return { ...line, no, bodyHash: no, mayRefuse: [], to: 'a', sentAt: clock, endedAt: clock + 0.5, outcome, ...more }
}

const reversal = (settlementNo: string, outcome: Outcome) =>
  attempt(`R-${settlementNo}`, outcome, { operation: 'reverse', settlementNo, total: null })

function entry(seq: number, no: string, payers: Payers, more: Partial<ListedEntry> = {}): ListedEntry {
  const line = {
    personNo,
    seq,
    kind: 'settlement',
    reversalNo: null,
    hospitalCode,
    total: '50.00',
    limits: [],
  } as const
  return { ...line, id: `e${seq}`, settlementId: `s-${no}`, settlementNo: no, payers, ...more }
}

const listed = (no: string, payers: Payers, status = 'settled'): ListedSettlement => ({
  id: `s-${no}`,
  settlementNo: no,
  personNo,
  hospitalCode,
  status,
  payers,
})

function ledgerOf(
  entries: ListedEntry[],
  settlements: ListedSettlement[],
  caps: LedgerAsRead['caps'] = [],
): LedgerAsRead {
  return { entries, settlements, caps }
}

const subjects = (attempts: Attempt[], found: LedgerAsRead) => [
  ...new Set(check(attempts, found, limitsOf).map(({ subject }) => subject)),
]

const a = paid('20.00', '30.00')
const b = paid('40.00', '10.00')
const c = paid('50.00', '0.00')

describe('a history that can be true', () => {
  test('answered, unknown then replayed, refused, put off, and a number reused', () => {
    const attempts = [
      attempt('1', done('s-1', a)),
      attempt('2', unknown),
      attempt('2', done('s-2', b, { replayed: true })),
      attempt('3', refused, { mayRefuse: ['person-not-registered'] }),
      attempt('4', notYet),
      attempt(
        '1',
        { kind: 'refused', status: 422, code: 'settlement-no-reused' },
        { bodyHash: 'x', mayRefuse: ['settlement-no-reused'] },
      ),
    ]
    expect(
      subjects(attempts, ledgerOf([entry(1, '1', a), entry(2, '2', b)], [listed('1', a), listed('2', b)])),
    ).toEqual([])
    expect(countsOf(attempts)).toEqual({ sent: 6, acknowledged: 2, unknown: 1, retried: 2 })
  })

  const afterwards = [
    entry(1, '1', b),
    entry(2, '2', a),
    entry(3, '1', paid('-40.00', '-10.00'), { kind: 'reversal', reversalNo: 'R-1', total: '-50.00' }),
    entry(4, '2', paid('20.00', '-20.00'), { kind: 'adjustment', reversalNo: 'R-1', total: '0.00' }),
  ]
  const adjusted = { adjustments: [{ id: 's-2', difference: paid('20.00', '-20.00') }] }

  test('a reversal that adjusts a later settlement, whose replay shows the new amounts', () => {
    const attempts = [
      attempt('1', done('s-1', b)),
      attempt('2', done('s-2', a)),
      reversal('1', unknown),
      reversal('1', done('e3', paid('-40.00', '-10.00'), { replayed: true, ...adjusted })),
      attempt('2', done('s-2', b, { replayed: true })),
    ]
    expect(subjects(attempts, ledgerOf(afterwards, [listed('1', b, 'reversed'), listed('2', b)]))).toEqual([])
  })
})

describe('a history that cannot be true is found: ', () => {
  const one = ledgerOf([entry(1, '1', a)], [listed('1', a)])
  const nothing = ledgerOf([], [])

  test.each<[why: string, attempts: Attempt[], ledger: LedgerAsRead, subjects: string[]]>([
    ['an acknowledged settlement is not there', [attempt('1', done('s-1', a))], nothing, ['lost']],
    [
      'it is there twice',
      [attempt('1', done('s-1', a))],
      ledgerOf(
        [entry(1, '1', a), entry(2, '1', a, { settlementId: 's-x' })],
        [listed('1', a), { ...listed('1', a), id: 's-x' }],
      ),
      ['doubled'],
    ],
    [
      'two attempts were each answered that they posted it',
      [attempt('1', done('s-1', a)), attempt('1', done('s-1', a))],
      one,
      ['doubled'],
    ],
    [
      'the retry was answered with another id',
      [attempt('1', done('s-1', a)), attempt('1', done('s-2', a, { replayed: true }))],
      one,
      ['changed', 'doubled'],
    ],
    [
      'the retry was answered with other amounts',
      [attempt('1', unknown), attempt('1', done('s-1', b, { replayed: true }))],
      one,
      ['changed'],
    ],
    [
      'the payers of an answer do not sum to the bill',
      [attempt('1', done('s-1', paid('20.00', '29.99')))],
      one,
      ['unbalanced', 'changed'],
    ],
    ['what was refused is there', [attempt('1', refused, { mayRefuse: ['person-not-registered'] })], one, ['promised']],
    ['what was put off as unwritten is there', [attempt('1', notYet)], one, ['promised']],
    ['a lawful claim was refused', [attempt('1', refused)], nothing, ['refused']],
    ['nobody ever answered', [attempt('1', unknown), attempt('1', unknown)], one, ['unanswered']],
    ['nobody sent it', [], one, ['invented']],
    [
      'an open outcome is said as an error of the service',
      [
        attempt('1', { kind: 'unknown', status: 500, code: 'internal', retryAfter: null }),
        attempt('1', done('s-1', a)),
      ],
      one,
      ['misleading'],
    ],
    ['a 503 does not say when to come back', [attempt('1', { ...notYet, retryAfter: null })], nothing, ['misleading']],
    [
      'a limit is passed, by our own sum',
      [attempt('1', done('s-1', b)), attempt('2', done('s-2', b))],
      ledgerOf([entry(1, '1', b), entry(2, '2', b)], [listed('1', b), listed('2', b)]),
      ['over-limit'],
    ],
    [
      'a reversal was acknowledged and is not there',
      [attempt('1', done('s-1', a)), reversal('1', done('e2', paid('-20.00', '-30.00')))],
      one,
      ['lost'],
    ],
    [
      'entries have a gap',
      [attempt('1', done('s-1', a))],
      ledgerOf([entry(2, '1', a)], [listed('1', a)]),
      ['unbalanced'],
    ],
    [
      'an entry does not sum to its total',
      [attempt('1', done('s-1', a))],
      ledgerOf([entry(1, '1', a, { total: '49.99' })], [listed('1', a)]),
      ['unbalanced'],
    ],
    [
      'a settlement shows what its entries do not say',
      [attempt('1', done('s-1', a))],
      ledgerOf([entry(1, '1', a)], [listed('1', b)]),
      ['changed'],
    ],
  ])('%s', (_, attempts, found, expected) => {
    expect(subjects(attempts, found).sort()).toEqual([...expected].sort())
  })

  const undo = (seq: number, payers: Payers) =>
    entry(seq, '1', payers, { kind: 'reversal', reversalNo: 'R-1', total: '-50.00' })
  const settledAndReversed = [attempt('1', done('s-1', a)), reversal('1', done('e2', paid('-20.00', '-30.00')))]

  test('reversed twice', () => {
    const found = ledgerOf(
      [entry(1, '1', a), undo(2, paid('-20.00', '-30.00')), undo(3, paid('-20.00', '-30.00'))],
      [listed('1', a, 'reversed')],
    )
    expect(subjects(settledAndReversed, found)).toEqual(expect.arrayContaining(['doubled', 'unbalanced']))
  })

  test('reversed by less than it had come to', () => {
    const found = ledgerOf([entry(1, '1', a), undo(2, paid('-19.00', '-31.00'))], [listed('1', a, 'reversed')])
    expect(subjects(settledAndReversed, found)).toEqual(expect.arrayContaining(['changed', 'unbalanced']))
  })

  test('an adjustment that the answer did not name', () => {
    const found = ledgerOf(
      [
        entry(1, '1', a),
        entry(2, '2', a),
        undo(3, paid('-20.00', '-30.00')),
        entry(4, '2', paid('1.00', '-1.00'), { kind: 'adjustment', reversalNo: 'R-1', total: '0.00' }),
      ],
      [listed('1', a, 'reversed'), listed('2', paid('21.00', '29.00'))],
    )
    const attempts = [
      attempt('1', done('s-1', a)),
      attempt('2', done('s-2', a)),
      reversal('1', done('e3', paid('-20.00', '-30.00'))),
    ]
    expect(subjects(attempts, found)).toEqual(['changed'])
  })

  const moved = (amount: string, usedBefore: string, usedAfter: string, limit: string | null = '60.00') => ({
    limits: [{ name: 'annual', limit, amount, usedBefore, usedAfter }],
  })

  test.each([
    [
      'a movement does not go on from the last',
      [moved('20.00', '0.00', '20.00'), moved('20.00', '0.00', '20.00')],
      'unbalanced',
    ],
    ['a movement passes the limit', [moved('50.00', '0.00', '50.00'), moved('50.00', '50.00', '100.00')], 'over-limit'],
    ['a movement does not add up', [moved('20.00', '0.00', '21.00'), moved('0.00', '21.00', '21.00')], 'unbalanced'],
    ['the cap shows something else', [moved('20.00', '0.00', '20.00'), moved('5.00', '20.00', '25.00')], 'unbalanced'],
  ])('%s', (_, [first, second], expected) => {
    const attempts = [attempt('1', done('s-1', a)), attempt('2', done('s-2', c))]
    const entries = [entry(1, '1', paid('0.00', '50.00'), first), entry(2, '2', paid('0.00', '50.00'), second)]
    const caps = [{ personNo, name: 'annual', used: '20.00' }]
    expect(subjects(attempts, ledgerOf(entries, [listed('1', a), listed('2', c)], caps))).toContain(expected)
  })
})
