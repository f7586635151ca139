import { gapFor } from '../adjudication/gaps.ts'
import type { Bilingual } from '../language.ts'
import { yuan } from '../money.ts'
import type { Category } from '../names/categories.ts'
import type { Department } from '../names/departments.ts'
import type { ClauseRef, Law } from '../policies/law.ts'

/** What a region's documents say of early warning: from which lines, or that they leave it open, or nothing. */
export interface Watched {
  readonly region: string
  readonly says: 'lines' | 'left-open' | 'nothing'
  readonly lines: readonly {
    /** Null is everyone whom no other line names. */
    readonly for: readonly Category[] | null
    readonly alarm: 'return' | 'fall'
    readonly above: string
    readonly pushedTo: readonly Department[]
    readonly clause: ClauseRef
  }[]
  /** The clause that leaves it open, and who is to decide. */
  readonly gap: { readonly clause: ClauseRef; readonly decides: Bilingual } | null
}

/** The lines come first: where a document has them, a gap that an older one recorded is filled. */
export function watchedBy(law: Law): Watched {
  const lines = law.tables.warnings.map((row) => ({
    for: row.for,
    alarm: row.alarm,
    above: yuan(row.above),
    pushedTo: row.pushedTo,
    clause: row.clause,
  }))
  const gap = lines.length > 0 ? undefined : gapFor(law, 'early-warning', null, null)
  return {
    region: law.region,
    says: lines.length > 0 ? 'lines' : gap ? 'left-open' : 'nothing',
    lines,
    gap: gap ? { clause: gap.clause, decides: gap.decides } : null,
  }
}
