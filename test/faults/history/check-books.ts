import type { BookEntry, Books } from './books.ts'
import type { LawfulMost } from './checker.ts'
import { inOrder, versionsOf } from './check-settlements.ts'
import { type Fault, fault } from './fault.ts'
import { equal, fen, sumOf, yuan } from './fen.ts'
import { groupBy } from './group-by.ts'

/** No limit is passed at any moment, and the books agree with themselves. */
export function bookFaults(books: Books, most: LawfulMost): Fault[] {
  const years = [...groupBy(inOrder(books.entries), ({ personNo }) => personNo)]
  return [
    ...years.flatMap(([personNo, entries]) => [
      ...paidFaults(personNo, entries, most(personNo)),
      ...limitFaults(personNo, entries, books),
      ...sequenceFaults(personNo, entries),
    ]),
    ...standingFaults(books),
  ]
}

/** By our own sum of what each payer paid, whatever the service says that it counted. */
function paidFaults(personNo: string, entries: readonly BookEntry[], most: Readonly<Record<string, string>>): Fault[] {
  return Object.entries(most).flatMap(([payer, limit]) => {
    let paid = 0n
    let highest = 0n
    for (const { payers } of entries) {
      paid += fen(payers[payer] ?? '0.00')
      // Within a reversal the sum may stand lower for a moment; it must never stand higher.
      if (paid > highest) highest = paid
    }
    return highest > fen(limit) ? [fault('over-limit', `${personNo} got ${yuan(highest)} of ${payer}, and the year's limit is ${limit}`)] : []
  })
}

/** Each movement goes on from where the last one ended, between nothing and the limit, up to what the cap shows. */
function limitFaults(personNo: string, entries: readonly BookEntry[], { caps }: Books): Fault[] {
  const used = new Map<string, string>()
  const faults: Fault[] = []
  for (const { seq, limits } of entries) {
    for (const { name, limit, amount, usedBefore, usedAfter } of limits) {
      const place = `${personNo} entry ${seq} limit ${name}`
      if ((used.get(name) ?? '0.00') !== usedBefore) faults.push(fault('unbalanced', `${place}: goes on from ${usedBefore}, not from ${used.get(name)}`))
      if (fen(usedBefore) + fen(amount) !== fen(usedAfter)) faults.push(fault('unbalanced', `${place}: ${usedBefore} and ${amount} are not ${usedAfter}`))
      if (limit !== null && fen(amount) > 0n && fen(usedAfter) > fen(limit)) faults.push(fault('over-limit', `${place}: ${usedAfter} of ${limit}`))
      if (fen(usedAfter) < 0n) faults.push(fault('unbalanced', `${place}: ${usedAfter} is below nothing`))
      used.set(name, usedAfter)
    }
  }
  const shown = caps.filter((cap) => cap.personNo === personNo)
  const other = shown.filter(({ name, used: says }) => (used.get(name) ?? '0.00') !== says)
  return [...faults, ...other.map(({ name, used: says }) => fault('unbalanced', `${personNo} limit ${name} shows ${says} used, its entries ${used.get(name)}`))]
}

/** Numbered without a gap, and every entry adds up. */
function sequenceFaults(personNo: string, entries: readonly BookEntry[]): Fault[] {
  const gaps = entries.filter(({ seq }, at) => seq !== at + 1)
  const sums = entries.filter(({ payers, total }) => sumOf(payers) !== fen(total))
  return [
    ...gaps.slice(0, 1).map(({ seq }) => fault('unbalanced', `${personNo}: entry ${seq} stands where another number belongs`)),
    ...sums.map(({ seq }) => fault('unbalanced', `${personNo}: entry ${seq} does not sum to its total`)),
  ]
}

/** A settlement shows what its entries made of it. */
function standingFaults({ settlements, entries }: Books): Fault[] {
  const versions = versionsOf(entries)
  return settlements
    .filter(({ id, payers }) => !equal(versions.get(id)?.at(-1) ?? {}, payers))
    .map(({ settlementNo }) => fault('changed', `${settlementNo} shows other amounts than its entries sum to`))
}
