import { inOrder, versionsOf } from './check-settlements.ts'
import { type Fault, fault } from './fault.ts'
import { equal, fen, sumOf, yuan } from './fen.ts'
import { groupBy } from './group-by.ts'
import type { LawfulLimits, LedgerAsRead, ListedEntry } from './ledger.ts'

/** No limit is passed at any moment, and the ledger agrees with itself. */
export function limitFaults(ledger: LedgerAsRead, limitsOf: LawfulLimits): Fault[] {
  const years = [...groupBy(inOrder(ledger.entries), ({ personNo }) => personNo)]
  return [
    ...years.flatMap(([personNo, entries]) => [
      ...paidFaults(personNo, entries, limitsOf(personNo)),
      ...usedFaults(personNo, entries, ledger),
      ...sequenceFaults(personNo, entries),
    ]),
    ...statusFaults(ledger),
  ]
}

/**
 * The places where a year stands still: after a settlement, and after the last adjustment of a reversal. In between the
 * adjustments of one reversal, which are written together, a sum may stand higher for a line.
 */
function standsAfter(entries: readonly ListedEntry[], at: number): boolean {
  return entries[at + 1]?.kind !== 'adjustment'
}

/** By our own sum of what each payer paid, whatever the service says that it counted. */
function paidFaults(
  personNo: string,
  entries: readonly ListedEntry[],
  limits: Readonly<Record<string, string>>,
): Fault[] {
  return Object.entries(limits).flatMap(([payer, limit]) => {
    let paid = 0n
    const over = entries.findIndex(({ payers }, at) => {
      paid += fen(payers[payer] ?? '0.00')
      return standsAfter(entries, at) && paid > fen(limit)
    })
    const says = `${personNo} entry ${over + 1}: ${yuan(paid)} of ${payer} in all, and the year's limit is ${limit}`
    return over === -1 ? [] : [fault('over-limit', says)]
  })
}

type Movement = ListedEntry['limits'][number]

/** Each movement goes on from where the last one ended, between nothing and the limit, up to what the cap shows. */
function usedFaults(personNo: string, entries: readonly ListedEntry[], { caps }: LedgerAsRead): Fault[] {
  const used = new Map<string, string>()
  const faults = entries.flatMap(({ seq, limits }, at) =>
    limits.flatMap((movement) => {
      const before = used.get(movement.name) ?? '0.00'
      used.set(movement.name, movement.usedAfter)
      return movementFaults(
        `${personNo} entry ${seq} limit ${movement.name}`,
        movement,
        before,
        standsAfter(entries, at),
      )
    }),
  )
  const shown = caps.filter((cap) => cap.personNo === personNo)
  const other = shown.filter(({ name, used: says }) => (used.get(name) ?? '0.00') !== says)
  return [
    ...faults,
    ...other.map(({ name, used: says }) =>
      fault('unbalanced', `${personNo} limit ${name} shows ${says} used, its entries ${used.get(name)}`),
    ),
  ]
}

function movementFaults(place: string, movement: Movement, before: string, stands: boolean): Fault[] {
  const { limit, amount, usedBefore, usedAfter } = movement
  const after = fen(usedAfter)
  const wrong: [boolean, Fault][] = [
    [before !== usedBefore, fault('unbalanced', `${place}: goes on from ${usedBefore}, not from ${before}`)],
    [
      fen(usedBefore) + fen(amount) !== after,
      fault('unbalanced', `${place}: ${usedBefore} and ${amount} are not ${usedAfter}`),
    ],
    [after < 0n, fault('unbalanced', `${place}: ${usedAfter} is below nothing`)],
    [
      stands && limit !== null && fen(amount) > 0n && after > fen(limit),
      fault('over-limit', `${place}: ${usedAfter} of ${limit}`),
    ],
  ]
  return wrong.filter(([holds]) => holds).map(([, found]) => found)
}

/** Numbered without a gap, and every entry adds up. */
function sequenceFaults(personNo: string, entries: readonly ListedEntry[]): Fault[] {
  const gaps = entries.filter(({ seq }, at) => seq !== at + 1)
  const sums = entries.filter(({ payers, total }) => sumOf(payers) !== fen(total))
  return [
    ...gaps
      .slice(0, 1)
      .map(({ seq }) => fault('unbalanced', `${personNo}: entry ${seq} stands where another number belongs`)),
    ...sums.map(({ seq }) => fault('unbalanced', `${personNo}: entry ${seq} does not sum to its total`)),
  ]
}

/** A settlement shows what its entries made of it. */
function statusFaults({ settlements, entries }: LedgerAsRead): Fault[] {
  const versions = versionsOf(entries)
  return settlements
    .filter(({ id, payers }) => !equal(versions.get(id)?.at(-1) ?? {}, payers))
    .map(({ settlementNo }) => fault('changed', `${settlementNo} shows other amounts than its entries sum to`))
}
