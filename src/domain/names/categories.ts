import type { Bilingual } from '../language.ts'
import { declaredName } from './declared.ts'

/** Ours, which the base pack declares: in the order in which ties between identities are settled (000000/G4). */
export const categories = [
  'tekun',
  'dibao',
  'poverty-returned',
  'monitored-unstable',
  'monitored-marginal',
  'monitored-sudden',
  'dibao-marginal',
  'illness-impoverished',
  'youfu',
  'severely-disabled',
  'low-income',
  'low-income-elder',
  'low-income-minor',
  'formerly-poor',
  'other-special',
] as const
export type BaseCategory = (typeof categories)[number]

/** An identity by its code: one of ours, or one that a region's pack declares. */
export type Category = string

export const categoryNames: Record<BaseCategory, Bilingual> = {
  tekun: { zh: '特困人员', en: 'people in extreme poverty (tekun)' },
  dibao: { zh: '低保对象', en: 'recipients of the minimum living allowance (dibao)' },
  'poverty-returned': { zh: '返贫致贫人口', en: 'people returned to or fallen into poverty' },
  'monitored-unstable': { zh: '脱贫不稳定人口', en: 'monitored: unstable exit from poverty' },
  'monitored-marginal': { zh: '边缘易致贫人口', en: 'monitored: on the margin of poverty' },
  'monitored-sudden': { zh: '突发严重困难人口', en: 'monitored: sudden severe hardship' },
  'dibao-marginal': { zh: '低保边缘家庭成员', en: 'members of families on the margin of dibao' },
  'illness-impoverished': { zh: '因病致贫重病患者', en: 'severely ill patients impoverished by illness' },
  youfu: { zh: '在乡重点优抚对象', en: 'rural entitled groups (youfu)' },
  'severely-disabled': { zh: '重度残疾人员', en: 'severely disabled people' },
  'low-income': { zh: '低收入救助对象', en: 'low-income people' },
  'low-income-elder': { zh: '低收入家庭60岁以上老年人', en: 'people of 60 and over in low-income families' },
  'low-income-minor': { zh: '低收入家庭未成年人', en: 'minors in low-income families' },
  'formerly-poor': { zh: '脱贫人口', en: 'people who have come out of poverty' },
  'other-special': { zh: '其他特殊困难人员', en: 'other people in special hardship' },
}

/** Identities that the packs of this process declare beside ours, in the order in which they were read. */
const declared = new Map<Category, Bilingual>()

/** Makes identities of the packs known by name: to requests, lists, statements. A later name takes the place of an earlier. */
export function declareCategories(names: readonly { readonly code: Category; readonly name: Bilingual }[]): void {
  for (const { code, name } of names) if (!(code in categoryNames)) declared.set(code, name)
}

/** Ours and those that packs declare. */
export function knownCategories(): readonly Category[] {
  return [...categories, ...declared.keys()]
}

/** What an identity is called, in a region by the words of its own packs; one of a pack that is no longer here by its code. */
export function categoryName(category: Category, region: string | null = null): Bilingual {
  const own = region === null ? undefined : declaredName('identity', category, region)
  return categoryNames[category as BaseCategory] ?? own ?? declared.get(category) ?? { zh: category, en: category }
}
