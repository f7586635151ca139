import { chinaDay, type Day } from '../../domain/calendar.ts'
import { clauseIdOf, clausesFor, type PlacedClause } from '../../domain/policies/merge.ts'
import type { Clause, PackFile } from '../../domain/policies/pack.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import type { Caller } from '../callers/caller.ts'
import type { Service } from '../service.ts'

function shownDocument(file: PackFile) {
  return { region: file.region, role: file.role, ...file.document, inForce: file.inForce, clauses: file.clauses.length }
}

/** Every region that has law of its own, with its documents and the hash of its pack. */
export function listPolicies(service: Service, _caller: Caller) {
  const items = service.library.regions().map((region) => {
    const files = service.library.files.filter((file) => file.region === region)
    const named = files.find((file) => file.role === 'policy')
    return {
      region,
      name: named?.name ?? { zh: region, en: region },
      inherits: named?.inherits ?? null,
      policyHash: service.library.pack(region).hash,
      documents: files.map(shownDocument),
    }
  })
  return { items, nextCursor: null }
}

/**
 * The pack in force for a region on a day: every clause with its words, values, citation, status,
 * reading and gap, inherited ones included.
 * Errors: `policy-missing`.
 */
export function getPolicy(service: Service, _caller: Caller, asked: string, on: Day | undefined) {
  const day = on ?? chinaDay(service.clock())
  const region = service.library.governing(asked, day)
  if (region === null) return refuse('policy-missing', { region: asked, on: day })
  const law = service.library.lawOfPack(region, day)
  return {
    region,
    asked,
    name: law.name,
    on: day,
    policy: law.policy,
    policyHash: law.policyHash,
    documents: service.library.pack(region).files.map(shownDocument),
    clauses: clausesFor(service.library.files, region, day).map(shownClause),
  }
}

function shownClause(placed: PlacedClause) {
  const { clause, cite, says, status, reading, source, replaces, from, to, gap, ...values } = placed.clause
  return {
    id: clauseIdOf(placed.region, placed.clause),
    clause,
    cite,
    document: placed.file.document.number,
    says,
    status,
    reading: reading ?? null,
    source: source ?? null,
    replaces: replaces ?? [],
    from: from ?? placed.file.inForce.from,
    to: to ?? placed.file.inForce.to,
    gap: gap ?? null,
    values: values satisfies Partial<Clause>,
  }
}
