import { covers, type Day } from '../calendar.ts'
import type { Clause, PackFile } from './pack.ts'

/** Rules that hold everywhere stand under this code, at the end of every chain. */
export const everywhere = '000000'

/** A clause where it stands: the region of its pack, its document, and itself. */
export interface PlacedClause {
  readonly region: string
  readonly file: PackFile
  readonly clause: Clause
}

/**
 * The regions whose clauses hold in a region, its own first and `000000` last.
 *
 * A region inherits what any of its files names. A circle ends where it would begin again: the
 * check refuses it by name, and nothing here may loop for ever on a bureau's typing error.
 */
export function chainOf(files: readonly PackFile[], region: string): string[] {
  const chain: string[] = []
  const waiting = [region]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === everywhere || chain.includes(next)) continue
    chain.push(next)
    for (const file of files) if (file.region === next && file.inherits) waiting.push(file.inherits)
  }
  return [...chain, everywhere]
}

/** Whether something dated, open where a date is left out, is in force on the day. */
export function inForceOn(dated: { from?: string | undefined; to?: string | undefined }, on: Day): boolean {
  return (dated.from === undefined || dated.from <= on) && (dated.to === undefined || on <= dated.to)
}

/**
 * The clauses that hold in a region on a day: its own, then those it inherits, in the order of the
 * documents, without the ones that a clause in force takes the place of. Rows within a clause may
 * have dates of their own; those are left to the reader (`inForceOn`).
 */
export function clausesFor(files: readonly PackFile[], region: string, on: Day): PlacedClause[] {
  const placed = chainOf(files, region).flatMap((from) => clausesOf(files, from, on))
  const replaced = new Set(placed.flatMap(({ clause }) => clause.replaces ?? []))
  return placed.filter(({ region: from, clause }) => !replaced.has(clauseIdOf(from, clause)))
}

/** The name of a clause as settlements cite it: `140500/J4`. */
export function clauseIdOf(region: string, clause: Pick<Clause, 'clause'>): string {
  return `${region}/${clause.clause}`
}

function clausesOf(files: readonly PackFile[], region: string, on: Day): PlacedClause[] {
  return files
    .filter((file) => file.region === region && covers(file.inForce, on))
    .flatMap((file) =>
      file.clauses.filter((clause) => inForceOn(clause, on)).map((clause) => ({ region, file, clause })),
    )
}
