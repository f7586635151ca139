import { give } from '../../../test/support/database/clearing-desk.ts'
import { type Desk, openDesk } from '../../../test/support/database/desk.ts'
import { payoutDesk } from '../../../test/support/database/payout-desk.ts'
import { reimbursementDesk } from '../../../test/support/database/reimbursement-desk.ts'

/** Numbers below a bound, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export interface SettledBill {
  readonly personNo: string
  readonly hospitalCode: string
  readonly settlementNo: string
}

/** What a year plays on: a few people and hospitals of Jincheng, and what was made so far. */
export type Ground = Awaited<ReturnType<typeof openGround>>

export async function openGround(seed: number, population = 8) {
  const desk: Desk = await openDesk()
  await give(desk, '9000000.00')
  desk.setDay('2024-05-15')
  const upTo = numbersFrom(seed)
  const among = <T>(list: readonly T[]): T | undefined => list[upTo(Math.max(list.length, 1))]
  let numbers = 0
  const hospitals = [
    await desk.hospital({ hospitalCode: `HM${seed}1` }),
    await desk.hospital({ hospitalCode: `HM${seed}2` }),
  ]
  const people: string[] = []
  /** Who is certified later, with days that lie back. */
  const late = new Set<string>()
  for (let at = 0; at < population; at += 1) {
    const isLate = at % 3 === 2
    const personNo = await desk.person({ as: isLate ? [] : 'dibao', registered: [{ management: 'quota' }] })
    if (isLate) late.add(personNo)
    people.push(personNo)
  }
  return {
    ...{ desk, seed, upTo, among, hospitals, people, late },
    next: (prefix: string) => `${prefix}${seed}-${++numbers}`,
    payouts: payoutDesk(desk),
    bills: reimbursementDesk(desk.service),
    settled: [] as SettledBill[],
    made: { payouts: [] as string[], batches: [] as string[], clearings: [] as string[], openings: [] as string[] },
    /** Yuan with fen, from the first up to the second. */
    amount: (from: number, to: number) => `${from + upTo(to - from)}.${String(upTo(100)).padStart(2, '0')}`,
    dayOfYear: () => `2023-${String(1 + upTo(12)).padStart(2, '0')}-${String(1 + upTo(28)).padStart(2, '0')}`,
  }
}

/** What no step finds. */
export const nobodys = '00000000-0000-7000-8000-0000000000ff'
