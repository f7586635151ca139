import { clauseIdOf } from '../../domain/policies/merge.ts'
import type { PackFile } from '../../domain/policies/pack.ts'
import { type ChangesOfDraft, changesOf, withClauses, withDocuments } from '../../domain/what-if/draft-pack.ts'
import { lawScenarios, type Scenario, sensitivityScenarios } from '../../domain/what-if/scenarios.ts'
import { choicesAmong, maxParts } from '../../domain/what-if/shapley.ts'
import type { WhatIfAsked } from './asked.ts'
import { withValue } from './edit-clause.ts'

/** All laws of a run, and how a year is looked at under them. */
export interface WhatIfPlan {
  readonly base: readonly PackFile[]
  readonly draft: readonly PackFile[]
  /** The laws that scenarios name by their place. */
  readonly others: readonly (readonly PackFile[])[]
  readonly scenarios: readonly Scenario[]
  readonly changes: ChangesOfDraft
  /** The clauses that are taken apart, in their order; null where they are not. */
  readonly parts: readonly string[] | null
}

/** What a run comes to of the packs in use, the documents of its draft and what it was asked: the same whoever goes on with it. */
export function planOf(base: readonly PackFile[], drafted: readonly PackFile[], asked: WhatIfAsked): WhatIfPlan {
  const draft = withDocuments(base, drafted)
  const changes = changesOf(base, draft)
  const parts = asked.contributions ? partsOfDraft(changes) : null
  const ofParts = parts === null ? [] : lawsOfParts(base, draft, parts)
  const ofCurve = asked.curve === null ? [] : lawsOfCurve(draft, asked.curve)
  return {
    ...{ base, draft, others: [...ofParts, ...ofCurve], changes, parts },
    scenarios: [
      ...(asked.sensitivity ? sensitivityScenarios(asked.seed) : []),
      ...lawScenarios('contributions', ofParts.length, 0),
      ...lawScenarios('curve', ofCurve.length, ofParts.length),
    ],
  }
}

/** A change of documents, of which no clause is the cause, and more clauses than six are not taken apart. */
function partsOfDraft({ clauses, documents }: ChangesOfDraft): readonly string[] | null {
  if (documents || clauses.length === 0 || clauses.length > maxParts) return null
  return clauses.map(({ id }) => id)
}

/** Every choice of the changed clauses, none first and all last. */
function lawsOfParts(base: readonly PackFile[], draft: readonly PackFile[], parts: readonly string[]): PackFile[][] {
  return Array.from({ length: choicesAmong(parts.length) }, (_, choice) =>
    withClauses(
      base,
      draft,
      parts.filter((__, at) => (choice & (1 << at)) !== 0),
    ),
  )
}

function lawsOfCurve(draft: readonly PackFile[], { clause: id, path, values }: NonNullable<WhatIfAsked['curve']>) {
  return values.map((value) =>
    draft.map((file) => ({
      ...file,
      clauses: file.clauses.map((clause) =>
        clauseIdOf(file.region, clause) === id ? (withValue(clause, { path, value }) ?? clause) : clause,
      ),
    })),
  )
}
