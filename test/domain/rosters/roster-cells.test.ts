import { describe, expect, test } from 'vitest'
import { categories } from '../../../src/domain/names/categories.ts'
import type { RosterColumn } from '../../../src/domain/rosters/roster-columns.ts'
import { readRosterLine } from '../../../src/domain/rosters/roster-line.ts'

const written: Partial<Record<RosterColumn, string>> = {
  ...{ change: '新增', personNo: 'P1', idNumber: '140500197804010010', name: '张三', category: '低保' },
  from: '2024-05-01',
}
const read = (change: Partial<Record<RosterColumn, string>>) =>
  readRosterLine(2, (name) => ({ ...written, ...change })[name] ?? null, {
    ...{ regionPrefix: '1405', categoryCodes: new Map(), certifies: new Set(categories), firstDay: '2024-05-01' },
    days: new Map(),
  })

describe('a name of a list', () => {
  test.each(['张三', '欧阳·娜娜', '买买提•艾力', 'SMITH JOHN', "O'Brien", '㛃', '𠮷野', '⻢⻓⻰', '=1+1'])(
    'may be %s',
    (name) => {
      expect(read({ name })).toMatchObject({ name })
    },
  )

  test.each(['???', '张?', '王？', '#N/A', '#REF!', '#NAME?', '张\uFFFD'])('is none where %s stands', (name) => {
    expect(read({ name })).toMatchObject({ column: 'name', reason: 'name' })
  })
})

describe('the category of a list', () => {
  test.each([
    ['低保（农村）', 'dibao'],
    ['低保户(城市)', 'dibao'],
    ['特困人员（分散供养）', 'tekun'],
    ['特困(集中)', 'tekun'],
    ['A类低保', 'dibao'],
    ['低边', 'dibao-marginal'],
  ])('%s is %s, and its own word is kept', (word, category) => {
    expect(read({ category: word })).toMatchObject({ category, listedAs: word.normalize('NFKC') })
  })

  test.each(['低保（边缘）', '低保(脱贫)', '低收入家庭（老年人）', '脱贫人口（不稳定）'])(
    'is not guessed of %s',
    (word) => {
      expect(read({ category: word })).toMatchObject({ column: 'category' })
    },
  )
})

describe('the change of a list', () => {
  test.each([
    ['已死亡', 'removed', '已死亡'],
    ['户籍迁出', 'removed', '户籍迁出'],
    ['减', 'removed', null],
    ['在保', 'standing', null],
    ['新批', 'added', null],
  ])('%s is %s', (word, change, endReason) => {
    expect(read({ change: word, to: word === '新批' ? '' : '2024-05-20' })).toMatchObject({ change, endReason })
  })
})
