import { readdir } from 'node:fs/promises'
import type { ClauseTable } from '../../support/claims/clause-rows.ts'

const folder = new URL('./tables/', import.meta.url)

/** Every table of the folder, so that a new file is run and counted without being listed anywhere. */
export async function allTables(): Promise<ClauseTable[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  const modules = await Promise.all(files.map((name) => import(new URL(name, folder).href)))
  return modules.flatMap(({ tables }: { tables: ClauseTable[] }) => tables)
}
