import type { TraceLine, TraceRemark } from '../../domain/adjudication/types.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { percent } from '../../domain/money.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { ReasonCode, StepCode, WarningCode } from '../../domain/names/codes.ts'
import { declaredName } from '../../domain/names/declared.ts'
import type { ClauseRef } from '../../domain/policies/law.ts'
import { reasonWords } from './reason-words.ts'
import { wordsOfLine } from './step-words.ts'
import { warningWords } from './warning-words.ts'

export interface ShownRemark<Code extends string = string> {
  readonly code: Code
  readonly clause: ClauseRef | null
  readonly text: string
}

export interface ShownLine {
  readonly step: StepCode
  readonly payer: string
  readonly base: string
  readonly rate: string | null
  readonly amount: string
  readonly limit: TraceLine['limit']
  readonly clause: ClauseRef | null
  readonly text: string
}

/** A line with its sentence. Every number in the sentence is one that the calculation used. */
export function shownLine(line: TraceLine, language: Language): ShownLine {
  const { step, payer, base, rate, amount, limit, clause } = line
  const own = { base, rate: rate ?? '', amount, limitBefore: limit?.before ?? '', limitName: limit?.name ?? '' }
  const value = (name: string): string | undefined => own[name as keyof typeof own] ?? line.params[name]
  const text = sentence(wordsOfLine(line)[language], value, language)
  return { step, payer, base, rate, amount, limit, clause, text }
}

export function shownReason(remark: TraceRemark<ReasonCode>, language: Language): ShownRemark<ReasonCode> {
  return shown(remark, reasonWords[remark.code], language)
}

export function shownWarning(remark: TraceRemark<WarningCode>, language: Language): ShownRemark<WarningCode> {
  return shown(remark, warningWords[remark.code], language)
}

function shown<Code extends string>(
  remark: TraceRemark<Code>,
  words: Bilingual,
  language: Language,
): ShownRemark<Code> {
  const { code, clause, params } = remark
  return { code, clause, text: sentence(words[language], (name) => params[name], language) }
}

/** What a sentence asks for by name; nothing where the line does not have it. */
type Value = (name: string) => string | undefined

/** Sentences taken apart once: text and names of places, in turn. There are as many as there are words for. */
const takenApart = new Map<string, readonly string[]>()

function partsOf(template: string): readonly string[] {
  const known = takenApart.get(template)
  if (known) return known
  const parts = template.split(/\{(\w+)\}/)
  takenApart.set(template, parts)
  return parts
}

function sentence(template: string, value: Value, language: Language): string {
  let text = ''
  let isPlace = false
  for (const part of partsOf(template)) {
    text += isPlace ? spoken(part, value, language) : part
    isPlace = !isPlace
  }
  return text
}

const spokenWords: Record<string, Bilingual> = {
  'insured-place': { zh: '参保地内', en: 'inside the insured place' },
  'outside-insured-place': { zh: '参保地外', en: 'outside the insured place' },
  'outside-province': { zh: '省外', en: 'outside the province' },
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
  insurance: { zh: '基本医保和大病保险', en: 'basic and critical-illness insurance' },
  'insurance-and-aid': {
    zh: '基本医保、大病保险和医疗救助',
    en: 'basic and critical-illness insurance and medical assistance',
  },
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

/** Everything that is shown by another word than its code. */
const names = new Map<string, Bilingual>(Object.entries({ ...spokenWords, ...careNames }))

function spoken(name: string, value: Value, language: Language): string {
  if (name === 'decides') return value(language === 'zh' ? 'decidesZh' : 'decidesEn') ?? ''
  if (name === 'of') return ofYear(value, language)
  if (name === 'percent') return percent(value('rate') ?? '')
  if (name === 'sharePercent') return percent(value('share') ?? '')
  const said = value(name) ?? ''
  if (name === 'limit' && said === 'tilt') return limitNamesOfTilt[language]
  return (names.get(said) ?? ownName(name, said) ?? categoryName(said))[language]
}

/** What a pack calls its own figures and limits. */
function ownName(place: string, said: string): Bilingual | undefined {
  if (place === 'limit' || place === 'limitName') return declaredName('limit', said)
  if (place === 'grade') return declaredName('grade', said)
  return place === 'figure' ? declaredName('figure', said) : undefined
}

/** Figures of a year name it; a disease's package names itself. */
function ofYear(value: Value, language: Language): string {
  const year = value('year')
  if (year && year !== '0') return language === 'zh' ? `${year} 年 ` : `of ${year}, `
  const code = value('code')
  return code ? `${code} ` : ''
}
