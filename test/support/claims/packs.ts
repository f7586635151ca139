import { sha256Hex } from '../../../src/application/shared/hash.ts'
import { PolicyLibrary } from '../../../src/domain/policies/library.ts'
import type { Clause, PackFile, Switches } from '../../../src/domain/policies/pack.ts'
import { builtInPolicies, loadPacks } from '../../../src/policies/loader/load.ts'

const loaded = await loadPacks([builtInPolicies])

/** The pack files that come with the service, as the settlement reads them. */
export const shippedFiles: readonly PackFile[] = loaded.files.map(({ file }) => file)

export function libraryOf(files: readonly PackFile[]): PolicyLibrary {
  return new PolicyLibrary(files, sha256Hex)
}

export const shipped = libraryOf(shippedFiles)

/** The shipped packs with some clauses written differently; every clause passes through the change. */
export function amended(change: (clause: Clause, file: PackFile) => Clause): PolicyLibrary {
  return libraryOf(shippedFiles.map((file) => ({ ...file, clauses: file.clauses.map((one) => change(one, file)) })))
}

/** The readings that some test has chosen otherwise, so that the coverage test can ask for all of them. */
export const flippedReadings = new Set<string>()

/** The shipped packs with a reading chosen otherwise wherever one of them chooses it. */
export function flipped(choice: Switches): PolicyLibrary {
  const names = Object.keys(choice) as (keyof Switches)[]
  for (const name of names) flippedReadings.add(name)
  return amended((clause) => {
    const chosen = names.filter((name) => clause.switches?.[name] !== undefined)
    if (chosen.length === 0) return clause
    return { ...clause, switches: { ...clause.switches, ...choice } }
  })
}

/** The shipped packs with the figure of one more year, and the day on which it was published. */
export function publishedOn(
  name: string,
  { year, value, on }: { year: number; value: string; on: string },
): PolicyLibrary {
  return amended((clause) => ({
    ...clause,
    ...(clause.figures
      ? {
          figures: clause.figures.map((row) =>
            row.name === name ? { ...row, values: { ...row.values, [year]: value }, publishedOn: { [year]: on } } : row,
          ),
        }
      : {}),
  }))
}

/** The shipped packs with the figures of some years replaced, added, or taken away (`null`). */
export function withFigures(name: string, years: Readonly<Record<string, string | null>>): PolicyLibrary {
  return amended((clause) => ({
    ...clause,
    figures: clause.figures?.map((row) => {
      if (row.name !== name || !row.values) return row
      const values = Object.entries({ ...row.values, ...years }).filter((entry) => entry[1] !== null)
      return { ...row, values: Object.fromEntries(values) as Record<string, string> }
    }),
  }))
}
