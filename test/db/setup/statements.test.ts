import { describe, expect, test } from 'vitest'
import { readMigrations } from '../../../src/db/migrate.ts'
import { statementsOf } from '../../../src/db/setup/statements.ts'

describe('a migration is taken apart', () => {
  test.each([
    ['at each semicolon', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['at none in a text', `SELECT ';', 'it''s; so'; SELECT 2`, [`SELECT ';', 'it''s; so'`, 'SELECT 2']],
    ['at none in a name', 'SELECT 1 AS "a;""b"; SELECT 2', ['SELECT 1 AS "a;""b"', 'SELECT 2']],
    ['at none in a body', 'DO $$BEGIN; END$$; SELECT 2', ['DO $$BEGIN; END$$', 'SELECT 2']],
    ['at none in a body within another', 'DO $a$ x; $$;$$; $a$; SELECT $1', ['DO $a$ x; $$;$$; $a$', 'SELECT $1']],
    [
      'at none in a comment',
      'SELECT 1 -- one; it’s "so\n; SELECT 2 /* ; */',
      ['SELECT 1 -- one; it’s "so', 'SELECT 2 /* ; */'],
    ],
    ['and says nothing of what is empty', ';; SELECT 1;;\n-- the end;\n/* ; */', ['SELECT 1']],
    ['with the comment before', '-- why\nSELECT 1;', ['-- why\nSELECT 1']],
  ])('%s', (_, sql, statements) => {
    expect(statementsOf(sql)).toEqual(statements)
  })

  test.each([`SELECT 'a; SELECT 2`, 'DO $$ x;', 'SELECT "a', '/* a'])('%s is not ended', (sql) => {
    expect(() => statementsOf(sql)).toThrow('begun and not ended')
  })
})

/** By line: here a statement ends with its line, and what is indented stands in a body or a definition. */
const begins = /^ {0,4}(CREATE|ALTER|GRANT|REVOKE|INSERT|SELECT|DO|DROP|COMMENT|UPDATE)\b/

test('each of ours begins like a statement of SQL and holds no second one', async () => {
  for (const { name, sql } of await readMigrations())
    for (const statement of statementsOf(sql)) {
      const code = statement.replace(/--.*$/gm, '').trim()
      expect(code, name).toMatch(begins)
      expect(code.replace(/\$\$[\s\S]*?\$\$|'(?:[^']|'')*'/g, ''), name).not.toContain(';')
    }
})
