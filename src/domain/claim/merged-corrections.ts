import type { CorrectedVisit } from '../adjudication/corrected-visit.ts'

/** A later correction of the same thing takes the place of the one before; what is taken back adds up. */
export function mergedCorrections(before: CorrectedVisit | undefined, later: CorrectedVisit): CorrectedVisit {
  if (before === undefined) return later
  const takenBack = [...(before.takenBack ?? []), ...(later.takenBack ?? [])]
  const paid = { ...before.paid, ...later.paid }
  const hospital = { ...before.hospital, ...later.hospital }
  return {
    ...before,
    ...later,
    ...(Object.keys(paid).length > 0 ? { paid } : {}),
    ...(Object.keys(hospital).length > 0 ? { hospital } : {}),
    ...(takenBack.length > 0 ? { takenBack } : {}),
  }
}
