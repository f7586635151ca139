import { categories } from '../../domain/names/categories.ts'
import { departments } from '../../domain/names/departments.ts'
import { codeAdvice } from './advice.ts'
import { faultAt, type PackFault } from './faults.ts'
import type { RowAt } from './world.ts'

/** Every identity that a row names is one of ours, or one that a pack of the region or of those it inherits declares. */
export function checkIdentities(rows: readonly RowAt[]): PackFault[] {
  const own = rows.flatMap((at) => (at.kind === 'names' && at.row.of === 'identity' ? [at.row.code] : []))
  const known = new Set<string>([...categories, ...own])
  return rows.flatMap((at) =>
    [...new Set(identitiesIn(at))]
      .filter((code) => !known.has(code))
      .map((value) =>
        faultAt(at.spot, 'unknown-category', {
          value,
          known: [...known].join(', '),
          advice: codeAdvice(value, [...known]),
        }),
      ),
  )
}

/** Every department that a row names is one of ours, or one that a pack of the region or of those it inherits declares. */
export function checkDepartments(rows: readonly RowAt[]): PackFault[] {
  const own = rows.flatMap((at) => (at.kind === 'names' && at.row.of === 'department' ? [at.row.code] : []))
  const known = [...new Set<string>([...departments, ...own])]
  return rows.flatMap((at) => {
    const named = at.kind === 'roster' ? [at.row.department] : at.kind === 'earlyWarning' ? at.row.pushedTo : []
    return named
      .filter((code) => !known.includes(code))
      .map((value) =>
        faultAt(at.spot, 'department-unknown', { value, known: known.join(', '), advice: codeAdvice(value, known) }),
      )
  })
}

function identitiesIn(at: RowAt): readonly string[] {
  const row = at.row as {
    for?: unknown
    certifies?: readonly string[]
    unlessAlso?: readonly string[]
    before?: string
  }
  const named = Array.isArray(row.for) ? (row.for as string[]) : []
  const meant = at.kind === 'codes' && at.row.table === 'psn_idet_type' ? [at.row.means] : []
  const before = at.kind === 'names' && row.before !== undefined ? [row.before] : []
  return [...named, ...(row.certifies ?? []), ...(row.unlessAlso ?? []), ...meant, ...before]
}
