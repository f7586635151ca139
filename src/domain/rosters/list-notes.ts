import type { Category } from '../names/categories.ts'

/** What stands in brackets behind a word: 农村低保(B类)(整户) is 农村低保 with two notes. */
export interface Noted {
  readonly named: string
  readonly notes: readonly string[]
}

const maxNotes = 3

/** Of a word that is folded and in small letters. */
export function withNotes(word: string): Noted {
  let named = word
  const notes: string[] = []
  for (let at = 0; at < maxNotes; at++) {
    const open = named.lastIndexOf('(')
    if (open < 1 || !named.endsWith(')')) break
    const note = named.slice(open + 1, -1)
    named = named.slice(0, open)
    notes.unshift(...note.split(/[、,;/]/))
  }
  return { named, notes }
}

const placesAndSupport = new Set([
  ...['农村', '城市', '城镇', '城乡', '集中', '分散', '集中供养', '分散供养', '机构供养', '散居', '社会散居'],
  ...['机构养育', '集中养育', '家庭寄养', '亲属抚养'],
])
const abilities = new Set([
  ...[
    '自理',
    '全自理',
    '能自理',
    '半自理',
    '可自理',
    '有自理能力',
    '具备生活自理能力',
    '失能',
    '全失能',
    '半失能',
    '完全失能',
    '部分失能',
  ],
  ...['全护理', '半护理', '不能自理', '丧失生活自理能力', '完全丧失生活自理能力', '部分丧失生活自理能力'],
])
/** A类, 二档, 第1类: of the aid's level, and of no other category where the category has such. */
const ofClass = /^第?(?:[a-e]|[一二三四五]|[1-5])[类档]$/
const withClasses: ReadonlySet<Category> = new Set<Category>(['dibao', 'tekun'])
const household =
  /^(?:(?:[单多]|[一二两三四五六七八九十]|\d{1,2})人[户保]?|单人施保|单独施保|[整全]户保?|整户施保|按户施保)$/

/** How many of a household a line is about. */
export function isHousehold(note: string): boolean {
  return household.test(note)
}

/** Whether a note makes no other category of it: 低保(A类) is dibao, and of 低保(边缘) and 低保(疑似) nobody knows it. */
export function isBesideCategory(note: string, category: Category): boolean {
  if (ofClass.test(note)) return withClasses.has(category)
  return placesAndSupport.has(note) || abilities.has(note) || isHousehold(note)
}
