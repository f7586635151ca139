import type { LawReport, ReportedClause, ReportedDocument } from './law-report.ts'

/** A clause as it stands on two days; null on the day on which there is none of its id. */
export interface ComparedClause {
  readonly before: ReportedClause | null
  readonly after: ReportedClause | null
  readonly differs: ReportedClause['differs']
}

export interface ComparedDocument {
  readonly before: ReportedDocument | null
  readonly after: ReportedDocument | null
  readonly clauses: readonly ComparedClause[]
}

/**
 * The laws of two days article by article: documents and clauses in their own order, those of the later day that are new behind what they follow
 * there. A clause that another document lays down by then stands beside the one of before.
 */
export function comparedLaw(before: LawReport, after: LawReport): ComparedDocument[] {
  const then = clausesOf(before)
  const now = clausesOf(after)
  const documents = merged(before.documents, after.documents, keyOf)
  const placed = new Set<string>()
  return documents.flatMap((key) => {
    const one = before.documents.find((document) => keyOf(document) === key) ?? null
    const other = after.documents.find((document) => keyOf(document) === key) ?? null
    const ids = merged(one?.clauses ?? [], other?.clauses ?? [], ({ id }) => id).filter((id) => !placed.has(id))
    for (const id of ids) placed.add(id)
    if (ids.length === 0) return []
    return [{ before: one, after: other, clauses: ids.map((id) => pairOf(then.get(id), now.get(id))) }]
  })
}

function clausesOf({ documents }: LawReport): ReadonlyMap<string, ReportedClause> {
  return new Map(documents.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause])))
}

function pairOf(before: ReportedClause | undefined, after: ReportedClause | undefined): ComparedClause {
  return { before: before ?? null, after: after ?? null, differs: (after ?? before)?.differs ?? null }
}

const keyOf = ({ region, number, from }: ReportedDocument) => `${region} ${number} ${from}`

/** The keys of both lists: those of the first in their order, each other one behind what it follows in the second. */
function merged<Item>(first: readonly Item[], second: readonly Item[], key: (item: Item) => string): string[] {
  const keys = first.map(key)
  let at = -1
  for (const item of second.map(key)) {
    const known = keys.indexOf(item)
    if (known >= 0) at = known
    else {
      at += 1
      keys.splice(at, 0, item)
    }
  }
  return keys
}
