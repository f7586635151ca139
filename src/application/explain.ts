import type { Line, Params, Remark } from '../domain/engine/types.ts'
import type { ClauseRef } from '../domain/policy/law.ts'
import {
  type Bilingual,
  type Care,
  type Category,
  careNames,
  categoryNames,
  type Language,
} from '../domain/policy/words.ts'
import { reasonWords } from './words/reasons.ts'
import { stepWords } from './words/steps.ts'
import { warningWords } from './words/warnings.ts'

export interface ShownRemark {
  readonly code: string
  readonly clause: ClauseRef | null
  readonly text: string
}

export interface ShownLine {
  readonly step: string
  readonly payer: string
  readonly base: string
  readonly rate: string | null
  readonly amount: string
  readonly limit: Line['limit']
  readonly clause: ClauseRef | null
  readonly text: string
}

/** A line with its sentence. Every number in the sentence is one that the calculation used. */
export function shownLine(line: Line, language: Language): ShownLine {
  const { step, payer, base, rate, amount, limit, clause } = line
  const params = {
    ...line.params,
    base,
    rate: rate ?? '',
    amount,
    limitBefore: limit?.before ?? '',
    limitName: limit?.name ?? '',
  }
  return { step, payer, base, rate, amount, limit, clause, text: sentence(stepWords[step], params, language, step) }
}

export function shownReason(remark: Remark, language: Language): ShownRemark {
  return shown(remark, reasonWords[remark.code], language)
}

export function shownWarning(remark: Remark, language: Language): ShownRemark {
  return shown(remark, warningWords[remark.code], language)
}

function shown(remark: Remark, words: Bilingual | undefined, language: Language): ShownRemark {
  return { code: remark.code, clause: remark.clause, text: sentence(words, remark.params, language, remark.code) }
}

/** A settlement of years ago must still read: a code without words shows itself and its numbers. */
function sentence(words: Bilingual | undefined, params: Params, language: Language, code: string): string {
  if (!words)
    return `${code} ${Object.entries(params)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`.trim()
  return words[language].replace(/\{(\w+)\}/g, (_, name: string) => spoken(name, params, language))
}

const spokenWords: Record<string, Bilingual> = {
  'in-province': { zh: '省内', en: 'inside the province' },
  'in-municipality': { zh: '市内', en: 'inside the municipality' },
  one: { zh: '一级', en: 'level one' },
  two: { zh: '二级', en: 'level two' },
  three: { zh: '三级', en: 'level three' },
  premium: { zh: '参保资助', en: 'the premium subsidy' },
  aid: { zh: '医疗救助', en: 'medical assistance' },
  tilt: { zh: '倾斜救助', en: 'tilted assistance' },
  reAid: { zh: '再救助', en: 're-aid' },
  basic: { zh: '基本医保待遇标准', en: 'the basic insurance schedule' },
  criticalIllness: { zh: '大病保险待遇标准', en: 'the critical-illness schedule' },
  year: { zh: '年度累计', en: 'of the year' },
  stay: { zh: '本次', en: 'of this visit' },
  income: { zh: '全省居民人均可支配收入', en: 'per-capita disposable income' },
  contribution: { zh: '居民医保个人缴费标准', en: 'the residents’ contribution' },
  'critical-illness-deductible': { zh: '大病保险起付线', en: 'the critical-illness deductible' },
  package: { zh: '单病种限额', en: 'the package limit' },
  annual: { zh: '年度救助限额', en: 'the annual limit' },
  'special-disease': { zh: '特殊疾病年度限额', en: 'the annual limit for special diseases' },
  'other-disease': { zh: '其他疾病年度限额', en: 'the annual limit for other diseases' },
  're-aid': { zh: '再救助年度限额', en: 'the re-aid limit' },
}

const limitNamesOfTilt: Bilingual = { zh: '倾斜救助年度限额', en: 'the annual limit of tilted assistance' }

function spoken(name: string, params: Params, language: Language): string {
  if (name === 'decides') return params[language === 'zh' ? 'decidesZh' : 'decidesEn'] ?? ''
  if (name === 'of') return ofYear(params, language)
  if (name === 'percent') return percent(params.rate ?? '')
  if (name === 'sharePercent') return percent(params.share ?? '')
  const value = params[name] ?? ''
  if (name === 'limit' && value === 'tilt') return limitNamesOfTilt[language]
  return (categoryNames[value as Category] ?? careNames[value as Care] ?? spokenWords[value])?.[language] ?? value
}

/** Figures of a year name it; a disease's package names itself. */
function ofYear(params: Params, language: Language): string {
  if (params.year && params.year !== '0') return language === 'zh' ? `${params.year} 年 ` : `of ${params.year}, `
  return params.code ? `${params.code} ` : ''
}

/** 0.70 reads as 70%, by moving the point in the text. */
export function percent(share: string): string {
  const [whole = '0', decimals = ''] = share.split('.')
  const padded = decimals.padEnd(2, '0')
  const digits = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = padded.slice(2).replace(/0+$/, '')
  return `${digits}${rest ? `.${rest}` : ''}%`
}
