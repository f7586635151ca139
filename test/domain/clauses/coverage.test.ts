import { describe, expect, test } from 'vitest'
import { type PackFile, switches } from '../../../src/domain/policies/pack.ts'
import type { ClauseTable, Row } from '../../support/claims/clause-rows.ts'
import { flippedReadings, shippedFiles } from '../../support/claims/packs.ts'
import { allTables } from './all-tables.ts'
import { wantedOf } from './edges.ts'

/** What the packs hold and no row tests: clauses by name, and edges by the side that is missing. */
function untested(files: readonly PackFile[], tables: readonly ClauseTable[]): string[] {
  return [...wantedOf(files)].flatMap(([name, edges]) => {
    const rows = tables.filter(({ clause }) => clause === name).flatMap((table) => table.rows)
    if (rows.length === 0) return [name]
    const sides = new Set(rows.map((row) => row.at))
    return edges
      .flatMap((edge) => [`below ${edge}`, `above ${edge}`] as const)
      .filter((side) => !sides.has(side))
      .map((side) => `${name}: ${side}`)
  })
}

/** Rows for a clause or an edge that no pack holds any more: they test nothing that is law. */
function unknownClauses(files: readonly PackFile[], tables: readonly ClauseTable[]): string[] {
  const wanted = wantedOf(files)
  return tables.flatMap(({ clause, rows }) => {
    const edges = wanted.get(clause)
    if (!edges) return [clause]
    const named = rows.flatMap(({ at }) => (at ? [at.slice('below '.length)] : []))
    return named.filter((edge) => !edges.includes(edge)).map((edge) => `${clause}: ${edge}`)
  })
}

/** Rows that run and say nothing of what comes out. */
function empty(tables: readonly ClauseTable[]): string[] {
  const expectsNothing = (row: Row) =>
    row.check === undefined &&
    (row.visit === undefined || (row.refused === undefined && Object.keys(row.gives ?? {}).length === 0))
  return tables.flatMap(({ clause, rows }) =>
    rows.length === 0 ? [clause] : rows.filter(expectsNothing).map(({ why }) => `${clause}: ${why}`),
  )
}

describe('every clause has rows worked by hand', async () => {
  const tables = await allTables()

  test('each clause of each pack, and both sides of what it turns on', () => {
    expect(untested(shippedFiles, tables)).toEqual([])
  })

  test('each reading is chosen otherwise once, with the amount that this changes', () => {
    // What no pack here chooses is tried with a pack of its own (test/domain/policies/language).
    const chosen = shippedFiles.flatMap(({ clauses }) => clauses.flatMap((one) => Object.keys(one.switches ?? {})))
    const readings = Object.keys(switches.shape).filter((name) => chosen.includes(name))
    expect(readings.filter((name) => !flippedReadings.has(name))).toEqual([])
  })

  test('no row stands for what no pack says', () => {
    expect(unknownClauses(shippedFiles, tables)).toEqual([])
  })

  test('no table and no row is empty', () => {
    expect(empty(tables)).toEqual([])
  })

  test.each([
    ['a table without rows', []],
    ['a row that runs nothing', [{ why: 'x' }]],
    ['a visit that may come out as it likes', [{ why: 'x', visit: {} as never }]],
    ['a visit of which nothing is looked at', [{ why: 'x', visit: {} as never, gives: {} }]],
  ])('sees %s', (_, rows) => {
    expect(empty([{ clause: '140500/J14', rows }])).toHaveLength(1)
  })

  test('sees a clause without a row, and an edge with one side', () => {
    const others = tables.filter(({ clause }) => clause !== '140500/J14')
    const oneSide = { clause: '140500/J14', rows: [{ why: 'the last day', at: 'below to 2025-12-31' } as const] }
    expect(untested(shippedFiles, others)).toEqual(['140500/J14'])
    expect(untested(shippedFiles, [...others, oneSide])).toEqual(['140500/J14: above to 2025-12-31'])
    expect(unknownClauses(shippedFiles, [{ clause: '140500/J99', rows: [] }])).toEqual(['140500/J99'])
  })
})
