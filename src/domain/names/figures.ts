import type { Bilingual } from '../language.ts'
import { declaredName } from './declared.ts'

const figureNames: Readonly<Record<string, Bilingual>> = {
  income: { zh: '全省居民人均可支配收入', en: 'per-capita disposable income' },
  contribution: { zh: '居民医保个人缴费标准', en: 'the residents’ contribution' },
  'critical-illness-deductible': { zh: '大病保险起付线', en: 'the critical-illness deductible' },
  package: { zh: '单病种限额', en: 'the package limit' },
}

/** What a yearly figure is called in a region: as its pack names it, else as we do. */
export function figureName(figure: string, region: string | null = null): Bilingual {
  return declaredName('figure', figure, region) ?? figureNames[figure] ?? { zh: figure, en: figure }
}
