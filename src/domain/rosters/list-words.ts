import { type Category, categories, categoryName, categoryNames } from '../names/categories.ts'
import { folded } from '../shared/plain-text.ts'
import { isBesideCategory, isHousehold, withNotes } from './list-notes.ts'

export const changes = ['added', 'removed', 'standing'] as const
export type RosterChange = (typeof changes)[number]

const changeSynonyms: Record<RosterChange, readonly string[]> = {
  added: [
    ...['新增', '增加', '新纳入', '纳入', '新增人员', '新增对象', '调入', '转入', '迁入', '恢复'],
    ...['增', '增员', '本月新增', '新增户', '新批', '新进', '纳保'],
  ],
  removed: [
    ...['减少', '退出', '停发', '停保', '取消', '注销', '核减', '终止', '清退', '减员', '退出人员', '停止', '删除'],
    ...['迁出', '转出', '调出', '死亡', '去世', '已故', '身故', '病故', '亡故'],
    ...[
      '减',
      '本月减少',
      '取消资格',
      '停止救助',
      '停止享受',
      '退保',
      '户籍迁出',
      '已迁出',
      '已死亡',
      '身亡',
      '病亡',
      '死亡退出',
    ],
  ],
  standing: [
    ...['不变', '在册', '正常', '保留', '在享', '存量', '无变化', '继续', '续保', '复核通过'],
    ...['无变动', '在保', '续享', '继续享受', '正常享受', '复审通过'],
  ],
}

const changeWords = wordsOf(changes, changeSynonyms, (code) => code)

/** What the word of a removal says of its reason, beyond that it is one. */
const plainRemovals = new Set(['removed', '减', '本月减少', '减少', '退出', '减员', '退出人员', '删除'])

export interface ReadChange {
  readonly change: RosterChange
  /** As the list has it: 死亡, 迁出, 停发; null where it says no more than that somebody leaves. */
  readonly reason: string | null
}

export function changeOf(cell: string | null): ReadChange | null {
  const word = folded(cell ?? '').toLowerCase()
  const whole = changeWords.get(word)
  if (whole !== undefined) return { change: whole, reason: reasonOf(whole, [word]) }
  const { named, notes } = withNotes(word)
  const change = changeWords.get(named)
  if (change === undefined) return null
  const same = notes.filter((note) => changeWords.get(note) === change)
  if (!notes.every((note) => same.includes(note) || isHousehold(note))) return null
  // 停发(死亡) says it twice, and the note says why.
  return { change, reason: reasonOf(change, [...same, named]) }
}

function reasonOf(change: RosterChange, words: readonly string[]): string | null {
  return change === 'removed' ? (words.find((word) => !plainRemovals.has(word)) ?? null) : null
}

/** All that the column of changes may hold. */
export const changeWordList = listOf(changes, changeSynonyms, (code) => code)

/**
 * What departments write for a category. Orphans, children whom nobody in fact supports, and who was called 三无 or 五保 are
 * people in extreme poverty (001 art. 4, 002 二（一）); 城市 and 农村 of dibao are kept beside the category.
 */
const categorySynonyms: Partial<Record<Category, readonly string[]>> = {
  tekun: [
    ...['特困', '特困供养', '特困供养人员', '特困对象', '特困救助供养人员', '特困救助供养对象', '特困户'],
    ...['城市特困', '农村特困', '城市特困人员', '农村特困人员', '特困集中供养', '特困分散供养', '集中供养特困人员'],
    ...['分散供养特困人员', '五保', '五保户', '五保对象', '农村五保', '农村五保对象', '农村五保户', '农村五保供养对象'],
    ...['五保供养', '五保供养对象', '农村五保供养', '特困救助对象', '城市特困供养人员', '农村特困供养人员'],
    ...[
      '城镇三无',
      '城镇三无人员',
      '三无',
      '三无人员',
      '城市三无',
      '城市三无人员',
      '孤儿',
      '事实无人抚养儿童',
      '事实孤儿',
      '事实无人抚养',
    ],
  ],
  dibao: [
    ...[
      '低保',
      '低保户',
      '低保人员',
      '低保家庭',
      '低保家庭成员',
      '最低生活保障',
      '最低生活保障对象',
      '最低生活保障家庭成员',
    ],
    ...['城市低保', '农村低保', '城镇低保', '城乡低保', '城市低保对象', '农村低保对象', '城镇低保对象', '城乡低保对象'],
    ...['享受低保', '低保救助对象', 'A类低保', 'B类低保', 'C类低保', '一类低保', '二类低保', '三类低保'],
    ...['城市居民最低生活保障对象', '农村居民最低生活保障对象', '城市最低生活保障', '农村最低生活保障'],
    ...['城市低保户', '农村低保户', '城市最低生活保障对象', '农村最低生活保障对象', '城乡最低生活保障对象'],
  ],
  'poverty-returned': ['返贫致贫', '返贫人口', '致贫人口', '返贫致贫户', '返贫致贫人员', '返贫户'],
  'monitored-unstable': ['脱贫不稳定户', '脱贫不稳定', '脱贫不稳定人员', '脱贫不稳定家庭'],
  'monitored-marginal': ['边缘易致贫户', '边缘易致贫', '边缘易致贫人员', '边缘易致贫家庭', '边缘户'],
  'monitored-sudden': ['突发严重困难户', '突发严重困难', '突发严重困难人员', '突发严重困难家庭'],
  'dibao-marginal': [
    ...[
      '低保边缘',
      '低保边缘户',
      '低保边缘家庭',
      '低保边缘人员',
      '低保边缘人口',
      '低保边缘对象',
      '低边户',
      '低边',
      '低边对象',
      '低边家庭',
      '低保边缘户成员',
    ],
    ...['最低生活保障边缘家庭成员', '最低生活保障边缘家庭'],
  ],
  'illness-impoverished': [
    '因病致贫',
    '因病致贫患者',
    '因病致贫家庭重病患者',
    '因病致贫家庭',
    '支出型困难家庭重病患者',
    '因病支出型困难家庭',
    '因病致贫人员',
    '因病致贫重病患者家庭',
    '因病致贫户',
  ],
  youfu: ['优抚对象', '重点优抚对象', '在乡重点优抚', '优抚'],
  'severely-disabled': ['重度残疾人', '重度残疾', '重残', '重残人员', '一二级残疾人', '重度残疾（1-2级）人员'],
  'low-income': ['低收入', '低收入人口', '低收入对象', '低收入家庭', '低收入家庭成员'],
  'low-income-elder': ['低收入家庭老年人', '低收入家庭60周岁以上老年人', '低收入老年人'],
  'formerly-poor': ['脱贫户', '脱贫人员', '脱贫对象', '已脱贫人口', '稳定脱贫户', '稳定脱贫人口'],
  'low-income-minor': ['低收入未成年人', '低收入家庭的未成年人'],
  'other-special': ['其他特殊困难', '特殊困难人员', '见义勇为', '见义勇为人员', '见义勇为救助对象'],
}

const categoryWords = wordsOf(categories, categorySynonyms, (code) => categoryNames[code].zh)

export function categoryOf(word: string): Category | undefined {
  const plain = folded(word).toLowerCase()
  const whole = categoryWords.get(plain)
  if (whole !== undefined) return whole
  const { named, notes } = withNotes(plain)
  const category = categoryWords.get(named)
  return category !== undefined && notes.every((note) => isBesideCategory(note, category)) ? category : undefined
}

/** The words that a change may be written with, its code aside; the first is the usual one. */
export function wordsOfChange(change: RosterChange): readonly string[] {
  return changeSynonyms[change]
}

/** None of a category that a pack declares. */
function synonymsOf(category: string): readonly string[] {
  return Object.entries(categorySynonyms).find(([code]) => code === category)?.[1] ?? []
}

/** The same of a category, wherever the list is for: its name first. */
export function wordsOfCategory(category: Category): readonly string[] {
  return [...new Set([categoryName(category).zh, ...synonymsOf(category)])]
}

/** All that the column of categories may hold, codes of the region aside. */
export const categoryWordList = listOf(categories, categorySynonyms, (code) => categoryNames[code].zh)

function wordsOf<Code extends string>(
  codes: readonly Code[],
  synonyms: Partial<Record<Code, readonly string[]>>,
  nameOf: (code: Code) => string,
): ReadonlyMap<string, Code> {
  const words = (code: Code) => [code, nameOf(code), ...(synonyms[code] ?? [])]
  return new Map(codes.flatMap((code) => words(code).map((word) => [folded(word).toLowerCase(), code] as const)))
}

/** `dibao（低保对象、低保、…）`, each code with its words. */
function listOf<Code extends string>(
  codes: readonly Code[],
  synonyms: Partial<Record<Code, readonly string[]>>,
  nameOf: (code: Code) => string,
): string {
  const words = (code: Code) => [...new Set([nameOf(code), ...(synonyms[code] ?? [])])].filter((word) => word !== code)
  return codes.map((code) => `${code}（${words(code).join('、')}）`).join('；')
}
