import { describe, expect, test } from 'vitest'
import { readingOf, readStatements } from '../../src/db/ledger/read-person-years.ts'
import { writeStatements } from '../../src/db/ledger/write-postings.ts'
import { type Faults, textOf } from './source.ts'

/** The column that decides on which server a row lies, by table, as docs/operations/scale.md lays it down. */
function distribution(): Map<string, string> {
  const rows = textOf('docs/operations/scale.md').matchAll(/^\| `(\w+)` +\| `(\w+)` +\|/gm)
  return new Map([...rows].map(([, table, column]) => [table as string, column as string]))
}

const tables = [...textOf('prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)/g)].map(([, table]) => table as string)
const ofYears = readingOf([{ hospitalCode: 'H1', settlementNo: null, personNo: 'P1', year: 2023 }])
const hot = { ...readStatements, ofYears, ...writeStatements }

/** What a row is inserted with, or found or met by, must hold the column: else every server has to be asked. */
function faultsOf(sql: string, columns: ReadonlyMap<string, string>): Faults {
  const uses = [...sql.matchAll(/\b(FROM|JOIN|INTO|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?(?:\s*\(([^)]*)\))?/gi)]
  return uses.flatMap(([use, verb, table, alias, list]) => {
    const column = columns.get(table as string)
    if (column === undefined) return []
    const carries =
      verb?.toUpperCase() === 'INTO'
        ? hasName(list ?? '', column)
        : new RegExp(`\\b${alias}\\.${column}\\s*=`).test(sql)
    return carries ? [] : [`${use.trim()} does not carry ${column}`]
  })
}

function hasName(list: string, column: string): boolean {
  return list.split(',').some((name) => name.trim() === column)
}

/** A row that is met again is met on its own server. */
function faultsOfConflicts(sql: string): Faults {
  const targets = [...sql.matchAll(/ON CONFLICT \(([^)]*)\)/g)].map(([, list]) => list as string)
  return targets.filter((list) => !hasName(list, 'person_no')).map((list) => `ON CONFLICT (${list})`)
}

describe('the ledger can be spread over servers', () => {
  test('docs/operations/scale.md names the column of every table there is', () => {
    expect([...distribution().keys()].sort()).toEqual([...tables].sort())
  })

  test.each(Object.entries(hot))('the statement "%s" carries the column wherever it touches a table', (_, { text }) => {
    expect(faultsOf(text, distribution())).toEqual([])
    expect(faultsOfConflicts(text)).toEqual([])
  })

  test('the statements are looked at in all their parts', () => {
    const touched = (text: string) =>
      [...distribution().keys()].filter((table) => new RegExp(`\\b${table}\\b`).test(text))
    const registers = [
      'hospitals',
      'hospital_terms',
      'beneficiaries',
      'identities',
      'registrations',
      'referrals',
      'settlement_numbers',
      'person_years',
      'person_facts',
      'entries',
      'reversals',
    ]
    expect(touched(hot.reading.text).sort()).toEqual(registers.sort())
    const tables = ['settlement_numbers', 'reversals', 'person_years', 'entries']
    expect(touched(hot.reversing.text).sort()).toEqual(tables.sort())
  })

  test.each([
    ['a look at everybody', 'SELECT y.state FROM person_years y WHERE y.year = $1'],
    ['a row without its person', 'INSERT INTO entries (settlement_id, kind) SELECT 1, 2'],
    ['a number without its hospital', 'SELECT FROM settlement_numbers n WHERE n.settlement_no = $1'],
    ['a change of everybody', 'UPDATE person_years a SET version = 0'],
  ])('sees %s', (_, sql) => {
    expect(faultsOf(sql, distribution())).toHaveLength(1)
  })

  test('sees a meeting without the person', () => {
    expect(faultsOfConflicts('ON CONFLICT (region, year) DO NOTHING')).toHaveLength(1)
  })
})
