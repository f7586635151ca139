import { clauseIdOf } from '../policies/merge.ts'
import type { Clause, PackFile } from '../policies/pack.ts'
import { canonical } from '../shared/canonical.ts'

/** A clause that the draft lays down otherwise; null where there is none of its id. */
export interface ChangedClause {
  /** Region and clause, such as `140500/J4`. */
  readonly id: string
  readonly before: Clause | null
  readonly after: Clause | null
}

export interface ChangesOfDraft {
  readonly clauses: readonly ChangedClause[]
  /** Whether documents begin or end otherwise, come or go: that belongs to no clause. */
  readonly documents: boolean
}

/** A document is told by whose it is, its number and the day from which it holds. */
export const documentKey = ({ region, document, inForce }: PackFile): string =>
  `${region} ${document.number} ${inForce.from}`

/** The packs with the draft's documents in the place of those of the same region, number and first day; others stand beside. */
export function withDocuments(files: readonly PackFile[], drafted: readonly PackFile[]): PackFile[] {
  const known = new Set(files.map(documentKey))
  const byKey = new Map(drafted.map((file) => [documentKey(file), file]))
  return [
    ...files.map((file) => byKey.get(documentKey(file)) ?? file),
    ...drafted.filter((file) => !known.has(documentKey(file))),
  ]
}

/** What the draft changes of the packs, clause by clause in the order of the documents; words alone are no change. */
export function changesOf(files: readonly PackFile[], draft: readonly PackFile[]): ChangesOfDraft {
  const before = clausesById(files)
  const after = clausesById(draft)
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  const clauses = ids.flatMap((id): ChangedClause[] => {
    const [was, is] = [before.get(id) ?? [], after.get(id) ?? []]
    const isSame = canonical(was.map(lawOf)) === canonical(is.map(lawOf))
    return isSame ? [] : [{ id, before: was.at(-1) ?? null, after: is.at(-1) ?? null }]
  })
  return { clauses, documents: canonical(files.map(headOf)) !== canonical(draft.map(headOf)) }
}

/** The draft with some of its clauses alone: each other is as the packs in use have it. Only where the documents are the same. */
export function withClauses(
  files: readonly PackFile[],
  draft: readonly PackFile[],
  taken: readonly string[],
): PackFile[] {
  const wanted = new Set(taken)
  return files.map((file, at) => {
    const drafted = draft[at]?.clauses ?? []
    const own = file.clauses.flatMap((clause) => {
      const id = clauseIdOf(file.region, clause)
      if (!wanted.has(id)) return [clause]
      return drafted.filter((other) => other.clause === clause.clause)
    })
    const here = new Set(file.clauses.map(({ clause }) => clause))
    const added = drafted.filter((clause) => !here.has(clause.clause) && wanted.has(clauseIdOf(file.region, clause)))
    return { ...file, clauses: [...own, ...added] }
  })
}

/** Several clauses of an id, of different days, are one to whoever changes it. */
function clausesById(files: readonly PackFile[]): ReadonlyMap<string, readonly Clause[]> {
  const found = new Map<string, Clause[]>()
  for (const file of files)
    for (const clause of file.clauses) {
      const id = clauseIdOf(file.region, clause)
      const known = found.get(id) ?? []
      found.set(id, [...known, clause])
    }
  return found
}

/** What a clause says to the engine: without the words and where it is cited. */
function lawOf({ says: _, cite: __, reading: ___, source: ____, status: _____, ...law }: Clause): unknown {
  return law
}

const headOf = ({ region, role, document, inForce, inherits = '' }: PackFile): (string | null)[] => [
  ...[region, role, document.number, inherits, inForce.from],
  inForce.to,
]
