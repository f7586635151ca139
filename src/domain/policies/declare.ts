import { declareCategories } from '../names/categories.ts'
import { declareName } from '../names/declared.ts'
import type { PackFile } from './pack.ts'

/** Makes known what packs name: their identities to requests and lists, the names of the rest to answers and statements. */
export function declareNames(files: readonly PackFile[]): void {
  const rows = files.flatMap(({ region, clauses }) =>
    clauses.flatMap(({ names = [] }) => names.map((row) => ({ ...row, region }))),
  )
  declareCategories(rows.filter(({ of }) => of === 'identity'))
  for (const { of, code, name, region } of rows) declareName(of, code, name, region)
}
