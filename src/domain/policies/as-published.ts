import type { PackFile } from './pack.ts'

/**
 * The packs as if every figure had been out from the first day: what visits that the year before stood in for would come to by
 * the figure that was published since. For looking at alone, because what was settled stays as it is.
 *
 * Source: 000000/G27; 晋医保发〔2023〕7号 二.
 */
export function asPublished(files: readonly PackFile[]): readonly PackFile[] {
  if (!files.some(({ clauses }) => clauses.some(isDated))) return files
  return files.map((file) => ({ ...file, clauses: file.clauses.map(withoutDays) }))
}

type Clause = PackFile['clauses'][number]

function isDated({ figures = [] }: Clause): boolean {
  return figures.some(({ publishedOn }) => publishedOn !== undefined)
}

function withoutDays(clause: Clause): Clause {
  if (!isDated(clause)) return clause
  return { ...clause, figures: clause.figures?.map(({ publishedOn: _, ...figure }) => figure) }
}
