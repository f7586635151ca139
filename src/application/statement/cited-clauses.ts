import type { Bilingual } from '../../domain/language.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { clauseIdOf } from '../../domain/policies/merge.ts'
import type { PackFile } from '../../domain/policies/pack.ts'

/** A clause as it is listed below the amounts that follow from it. */
export interface StatedClause extends ClauseRef {
  /** Our own words for it; null where the pack of then cannot be read for them. */
  readonly says: Bilingual | null
}

/** Every clause that the statement names, once, in the order in which they first appear. */
export function citedClauses(
  files: readonly PackFile[],
  citing: readonly { readonly clause: ClauseRef | null }[],
): StatedClause[] {
  const cited = new Map<string, ClauseRef>()
  for (const { clause } of citing) if (clause && !cited.has(clause.id)) cited.set(clause.id, clause)
  return [...cited.values()].map((ref) => ({ ...ref, cite: citedHere(files, ref), says: wordsOf(files, ref) }))
}

const everywhere = '000000'
const generalRule = '通用规则'

/**
 * A rule that holds everywhere cites the documents of several places, which would only puzzle the reader of one: what
 * is left is what the documents of this place say.
 */
function citedHere(files: readonly PackFile[], { id, cite }: ClauseRef): string {
  if (!id.startsWith(`${everywhere}/`) || cite.startsWith(generalRule)) return cite
  const numbers = files.filter(({ region }) => region !== everywhere).map(({ document }) => document.number)
  const ours = cite.split('；').filter((part) => numbers.some((number) => part.startsWith(number)))
  return [generalRule, ...ours].join('；')
}

/** Two documents of a region may each have a clause of one id; the citation tells them apart. */
function wordsOf(files: readonly PackFile[], { id, cite }: ClauseRef): Bilingual | null {
  const placed = files.flatMap(({ region, clauses }) => clauses.map((clause) => ({ region, clause })))
  const same = placed.filter(({ region, clause }) => clauseIdOf(region, clause) === id)
  return (same.find(({ clause }) => clause.cite === cite) ?? same[0])?.clause.says ?? null
}
