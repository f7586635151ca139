import { expect, test } from 'vitest'
import { Random } from '../../../bench/faults/random.ts'
import { Model, type Year } from '../../../bench/linearizability/history/model.ts'
import type { Answer, Operation } from '../../../bench/linearizability/history/operation.ts'
import { search } from '../../../bench/linearizability/history/search.ts'
import { bill, ledger, limitsAnswer, lookAnswer, operation, otherBill, reversed, settled } from './histories.ts'

/** Tries every order, as the definition says it, and nothing cleverer. */
function anyOrderHolds(history: readonly Operation[]): boolean {
  const model = new Model()
  const from = (year: Year, left: readonly Operation[]): boolean =>
    left.every(({ answer }) => answer === null) ||
    left.some((one) => {
      const others = left.filter((other) => other !== one)
      if (others.some(({ answeredAt }) => answeredAt < one.sentAt)) return false
      const next = model.after(year, one)
      return next !== null && from(next, others)
    })
  return from(model.start, history)
}

const numbers = ['a', 'b', 'c']

/** All that the service could say to anything here, true or not. */
function answersTo({ kind, ...asked }: Operation['asked']): Answer[] {
  const aids = [0, 20_000, 40_000]
  if (kind === 'settle')
    return [
      { kind: 'reused' },
      ...aids.flatMap((aid) =>
        [true, false].flatMap((replayed) => [
          settled(aid, { replayed }),
          settled(aid, { replayed, status: 'reversed' }),
          settled(aid, { replayed, person: BigInt(50_000 - aid) * 100n + 1n }),
        ]),
      ),
    ]
  if (kind === 'reverse' && 'no' in asked)
    return [
      { kind: 'absent' },
      ...numbers.map((by): Answer => ({ kind: 'depended-on', by: [by] })),
      ...aids.flatMap((aid) =>
        [true, false].flatMap((replayed) => [
          reversed(asked.no, aid, [], replayed),
          ...numbers.flatMap((no) => [
            reversed(asked.no, aid, [[no, 20_000, 40_000]], replayed),
            reversed(asked.no, aid, [[no, 0, 20_000]], replayed),
          ]),
        ]),
      ),
    ]
  if (kind === 'read-limits')
    return [0, 1, 2, 3].flatMap((bills) => [0, 20_000, 40_000, 60_000].map((aid) => limitsAnswer(bills, aid)))
  return (['absent', 'settled', 'reversed'] as const).flatMap((found) => aids.map((aid) => lookAnswer(found, aid)))
}

function someQuestion(random: Random): Operation['asked'] {
  const no = random.pick(numbers)
  const share = random.next()
  if (share < 0.5) return { kind: 'settle', no, bill: random.chance(0.85) ? bill : otherBill }
  if (share < 0.7) return { kind: 'reverse', no, reversalNo: `R-${no}`, resettleLater: random.chance(0.6) }
  return share < 0.85 ? { kind: 'read-limits' } : { kind: 'read-settlement', no }
}

/** A history that came about in order, each answer true in its moment, with spans that overlap; some are then made false. */
function someHistory(random: Random): Operation[] {
  const model = new Model()
  let year = model.start
  const history = Array.from({ length: random.int(3, 6) }, (_, at) => {
    const asked = someQuestion(random)
    const span = [at - random.next() * 2, at + random.next() * 2] as const
    const fitting = answersTo(asked).filter((answer) => model.after(year, { asked, answer }) !== null)
    const answer = fitting.length === 0 || random.chance(0.15) ? null : random.pick(fitting)
    // What was not answered may have come to nothing.
    if (answer !== null || random.chance(0.5)) year = model.after(year, { asked, answer }) as Year
    return operation(asked, answer, span)
  })
  if (random.chance(0.5)) history.push(ledger(year.postings, [10, 11]))
  return random.chance(0.6) ? history.map((one) => (random.chance(0.25) ? madeFalse(random, one) : one)) : history
}

function madeFalse(random: Random, one: Operation): Operation {
  if (one.asked.kind === 'read-ledger' || one.answer === null) return one
  return { ...one, answer: random.pick(answersTo(one.asked)) }
}

test('the search agrees with trying every order, pruned or not', () => {
  const random = new Random(20)
  const outcomes = { linearizable: 0, 'not-linearizable': 0, undecided: 0 }
  for (let round = 0; round < 4_000; round++) {
    const history = someHistory(random)
    const { kind } = search(history)
    outcomes[kind] += 1
    expect([kind === 'linearizable', search(history, { pruned: false }).kind], JSON.stringify(round)).toEqual([
      anyOrderHolds(history),
      kind,
    ])
  }
  expect(outcomes.undecided).toBe(0)
  expect(Math.min(outcomes.linearizable, outcomes['not-linearizable'])).toBeGreaterThan(500)
})
