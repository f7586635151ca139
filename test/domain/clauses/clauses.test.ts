import { describe, test } from 'vitest'
import { runRow } from '../../support/claims/clause-rows.ts'
import { allTables } from './all-tables.ts'

const tables = await allTables()

describe.each([...new Set(tables.map((table) => table.clause))])('%s', (clause) => {
  const rows = tables.filter((table) => table.clause === clause).flatMap((table) => table.rows)
  test.each(rows.map((row) => [row.why, row] as const))('%s', (_, row) => runRow(clause, row))
})
