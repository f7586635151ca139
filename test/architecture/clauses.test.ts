import { describe, expect, test } from 'vitest'
import { clauseIdOf } from '../../src/domain/policies/merge.ts'
import { shipped } from '../support/claims/packs.ts'
import { type Faults, projectFiles, textOf } from './source.ts'

const inPacks = new Set(shipped.files.flatMap(({ region, clauses }) => clauses.map((one) => clauseIdOf(region, one))))

const commentsOf: Readonly<Record<string, RegExp>> = {
  ts: /\/\*[\s\S]*?\*\/|(?<![:'"])\/\/[^\n]*/g,
  sql: /--[^\n]*/g,
}
/** A reading's number without the region whose pack has it; text in quotes and a part of a longer code are something else. */
const bare = /(?<![\w/'"`.-])[GJPN]\d{1,2}(?![\w'"`]|\.\d{2})/g
const named = /(?<![\w/])\d{6}\/[A-Z]\d+[\w.]*\w|(?<![\w/])\d{6}\/[A-Z]\d/g

/** Where a comment or a page names a clause otherwise than a pack does, so that nobody could look it up. */
function unfindable(path: string, text: string): Faults {
  const comments = commentsOf[path.split('.').at(-1) ?? '']
  const read = comments ? (text.match(comments) ?? []) : [text]
  return read.flatMap((part) => [
    ...(part.match(bare) ?? []).map((id) => `${path}: ${id} of which pack?`),
    ...(part.match(named) ?? []).filter((id) => !inPacks.has(id)).map((id) => `${path}: no pack has ${id}`),
  ])
}

const isRead = (path: string) =>
  /^(src|bench)\/.*\.ts$|^prisma\/.*\.sql$|^(docs\/|README|CONTRIBUTING).*\.md$/.test(path)

describe('a clause that a comment or a page names', () => {
  test('is in the packs, by its name', () => {
    expect(
      projectFiles()
        .filter(isRead)
        .flatMap((path) => unfindable(path, textOf(path))),
    ).toEqual([])
  })

  test.each([
    ['src/domain/sample.ts', '/** Rounded half up (G2). */'],
    ['src/domain/sample.ts', 'const fen = 2 // as J12 says'],
    ['src/domain/sample.ts', '/** Source: 140500/J99. */'],
    ['prisma/sample.sql', "-- When it was recorded (G10).\nSELECT 'G10'"],
    ['docs/sample.md', 'The identity that counts (G4) becomes another.'],
  ])('sees one in %s that is not: %s', (path, text) => {
    expect(unfindable(path, text)).toHaveLength(1)
  })

  test.each([
    ['src/domain/sample.ts', '/** Rounded half up (000000/G2), as `G2` is called in its pack. */'],
    ['src/domain/sample.ts', "const diseaseCode = 'N18.500' // N18.500 is a kidney disease"],
    ['docs/sample.md', 'The limit follows 140500/J12, and 500243/P1.2 of tier 2.'],
  ])('lets through one in %s that is: %s', (path, text) => {
    expect(unfindable(path, text)).toEqual([])
  })
})
