import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { categories } from '../../../src/domain/names/categories.ts'
import {
  categoryOf,
  changeOf,
  changes,
  wordsOfCategory,
  wordsOfChange,
} from '../../../src/domain/rosters/list-words.ts'
import { columnNames, columnOf, rosterColumns } from '../../../src/domain/rosters/roster-columns.ts'

const page = readFileSync(new URL('../../../docs/rosters.md', import.meta.url), 'utf8')

/** The row of the page for one value, of the tables of names. */
const rowOf = (value: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith(`| \`${value}\` |`))
    .at(-1)

describe('the page lists every name that is accepted, as it is accepted', () => {
  test.each(changes)('of the change %s', (change) => {
    expect(rowOf(change)).toBe(`| \`${change}\` | ${wordsOfChange(change).join('、')} |`)
    for (const word of wordsOfChange(change)) expect(changeOf(word)?.change).toBe(change)
  })

  test.each(categories)('of the category %s', (category) => {
    expect(rowOf(category)).toBe(`| \`${category}\` | ${wordsOfCategory(category).join('、')} |`)
    for (const word of wordsOfCategory(category)) expect(categoryOf(word)).toBe(category)
  })

  test.each(columnNames)('of the column %s', (name) => {
    expect(rowOf(name)).toBe(`| \`${name}\` | ${rosterColumns[name].slice(1).join('、')} |`)
    for (const header of rosterColumns[name]) expect(columnOf(header)).toBe(name)
  })

  test('a name that is not on the page is seen', () => {
    expect(rowOf('dibao')).not.toBe(`| \`dibao\` | ${[...wordsOfCategory('dibao'), '低保新词'].join('、')} |`)
  })
})
