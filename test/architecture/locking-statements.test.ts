import { describe, expect, test } from 'vitest'
import { readStatements } from '../../src/db/ledger/read-person-years.ts'
import { writeStatements } from '../../src/db/ledger/write-postings.ts'
import { type Faults, projectFiles, textOf } from './source.ts'

/**
 * A row that changed while its lock was waited for is checked again by a second copy of the whole plan, and up to 18.4
 * PostgreSQL 18 lets that copy overwrite how the first chooses partitions: the server ends with signal 11. So nothing
 * that locks or changes rows reads a partitioned table, or a view of one, in the same statement.
 */
const locks = /\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b|\bUPDATE \w+ |\bDELETE FROM\b|\bDO UPDATE\b/

const schema = projectFiles('prisma/migrations')
  .filter((path) => path.endsWith('.sql'))
  .map(textOf)
  .join('\n')

const partitioned = schema
  .split(') PARTITION BY RANGE')
  .slice(0, -1)
  .map((before) => [...before.matchAll(/CREATE TABLE (\w+) \(/g)].at(-1)?.[1] as string)
const views = [...schema.matchAll(/CREATE VIEW (\w+)[^;]*;/g)]
  .filter(([text]) => partitioned.some((name) => new RegExp(`\\b${name}\\b`).test(text)))
  .map(([, name]) => name as string)
const reads = new RegExp(`\\b(FROM|JOIN)\\s+(${[...partitioned, ...views].join('|')})\\b|coincidingOf`)

function faultsOf(path: string, text: string): Faults {
  const statements = [...text.matchAll(/`[^`]*`/g)].map(([statement]) => statement)
  return statements.filter((one) => locks.test(one) && reads.test(one)).map((one) => `${path}: ${one.slice(0, 60)}`)
}

describe('nothing locks rows and chooses partitions in one statement', () => {
  test('in the statements of a posting', () => {
    const all = { ...readStatements, ...writeStatements }
    expect(Object.values(all).flatMap(({ name, text }) => faultsOf(name, `\`${text}\``))).toEqual([])
  })

  test('in any file', () => {
    const files = projectFiles('src/db').filter((path) => path.endsWith('.ts') && !path.includes('generated/'))
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap((path) => faultsOf(path, textOf(path)))).toEqual([])
  })

  test('the tables are known, and a statement that does both is seen', () => {
    expect(partitioned).toContain('entries')
    expect(partitioned.length).toBeLessThan(6)
    expect(
      faultsOf('x.ts', '`SELECT FROM person_years y JOIN entries e USING (person_no) FOR UPDATE OF y`'),
    ).toHaveLength(1)
    expect(
      faultsOf('x.ts', '`UPDATE alerts a SET n = (SELECT count(*) FROM entries e WHERE e.person_no = a.person_no)`'),
    ).toHaveLength(1)
    expect(faultsOf('x.ts', '`SELECT FROM person_years y FOR UPDATE`')).toEqual([])
  })
})
