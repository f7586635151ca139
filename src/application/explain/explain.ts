import type { SettlementOutcome, TraceLine, TraceRemark } from '../../domain/adjudication/types.ts'
import type { Bilingual, Language } from '../../domain/language.ts'
import { percent } from '../../domain/money.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName } from '../../domain/names/categories.ts'
import type { ReasonCode, StepCode, WarningCode } from '../../domain/names/codes.ts'
import { declaredName, nameInPlace } from '../../domain/names/declared.ts'
import { figureName } from '../../domain/names/figures.ts'
import { filingKindNames } from '../../domain/names/filings.ts'
import { insuranceNames } from '../../domain/names/insurances.ts'
import { type PeriodKind, periodName } from '../../domain/names/period-kinds.ts'
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
  const text = sentence(wordsOfLine(line)[language], { value, region: regionOf(clause) }, language)
  return { step, payer, base, rate, amount, limit, clause, text }
}

export function shownReason(remark: TraceRemark<ReasonCode>, language: Language): ShownRemark<ReasonCode> {
  return shown(remark, reasonWords[remark.code], language)
}

/** Why less was paid than might have been, each with its sentence. */
export function shownReasons(outcome: SettlementOutcome, language: Language): ShownRemark<ReasonCode>[] {
  return outcome.reasons.map((reason) => reasonIn(outcome)(reason, language))
}

/** A reason with its sentence, and what follows from it for the year. */
export function reasonIn(outcome: SettlementOutcome) {
  return (reason: TraceRemark<ReasonCode>, language: Language): ShownRemark<ReasonCode> => {
    const one = shownReason(reason, language)
    return reason.code === 'no-identity' && addsNothing(outcome) ? { ...one, text: one.text + notKept[language] } : one
  }
}

/** Whether what the visit leaves to the person is in no account of the year (000000/G13). */
function addsNothing({ accumulated, payers }: SettlementOutcome): boolean {
  return accumulated === undefined && payers.person !== '0.00'
}

/** Said for who is recognised later: whoever asks then why the year begins with so little reads it here. */
const notKept: Bilingual = {
  zh: '此后取得身份的，本次自付不计入年度累计自付。',
  en: ' Where an identity begins later, what this visit leaves to the person does not count into the self-pay of the year.',
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
  return {
    code,
    clause,
    text: sentence(words[language], { value: (name) => params[name], region: regionOf(clause) }, language),
  }
}

/** What a sentence asks for by name; nothing where the line does not have it. */
type Value = (name: string) => string | undefined

/** What fills a sentence, and whose words are spoken: those of the region of the clause. */
interface Filling {
  readonly value: Value
  readonly region: string | null
}

function regionOf(clause: ClauseRef | null): string | null {
  return clause === null ? null : clause.id.slice(0, 6)
}

/** Sentences taken apart once: text and names of places, in turn. There are as many as there are words for. */
const takenApart = new Map<string, readonly string[]>()

function partsOf(template: string): readonly string[] {
  const known = takenApart.get(template)
  if (known) return known
  const parts = template.split(/\{(\w+)\}/)
  takenApart.set(template, parts)
  return parts
}

function sentence(template: string, filling: Filling, language: Language): string {
  let text = ''
  let isPlace = false
  for (const part of partsOf(template)) {
    text += isPlace ? spoken(part, filling, language) : part
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
  emergency: { zh: '“异地急诊抢救视同已备案”的规定', en: 'that an emergency elsewhere needs no filing' },
  basic: { zh: '基本医保待遇标准', en: 'the basic insurance schedule' },
  criticalIllness: { zh: '大病保险待遇标准', en: 'the critical-illness schedule' },
  insurance: { zh: '基本医保和大病保险', en: 'basic and critical-illness insurance' },
  'insurance-and-aid': {
    zh: '基本医保、大病保险和医疗救助',
    en: 'basic and critical-illness insurance and medical assistance',
  },
  year: { zh: '年度累计', en: 'of the year' },
  stay: { zh: '本次', en: 'of this visit' },
  annual: { zh: '年度救助限额', en: 'the annual limit' },
  'special-disease': { zh: '特殊疾病年度限额', en: 'the annual limit for special diseases' },
  'other-disease': { zh: '其他疾病年度限额', en: 'the annual limit for other diseases' },
  're-aid': { zh: '再救助年度限额', en: 'the re-aid limit' },
}

const limitNamesOfTilt: Bilingual = { zh: '倾斜救助年度限额', en: 'the annual limit of tilted assistance' }

/** Everything that is shown by another word than its code. */
const names = new Map<string, Bilingual>(
  Object.entries({ ...spokenWords, ...careNames, ...insuranceNames, ...filingKindNames }),
)

/** What a line has in both languages, under two names. */
const inBothLanguages: ReadonlySet<string> = new Set(['decides', 'rows'])

function spoken(name: string, { value, region }: Filling, language: Language): string {
  if (inBothLanguages.has(name)) return value(language === 'zh' ? `${name}Zh` : `${name}En`) ?? ''
  if (name === 'of') return ofYear(value, language)
  if (name === 'deductibleOf') return deductibleOf(value('period'))[language]
  if (name === 'percent') return percent(value('rate') ?? '')
  if (name === 'sharePercent') return percent(value('share') ?? '')
  const said = value(name) ?? ''
  if (name === 'figure') return figureName(said, region)[language]
  const own = ownName(name, said, region)
  if (own === undefined && name === 'limit' && said === 'tilt') return limitNamesOfTilt[language]
  return (own ?? names.get(said) ?? nameEverywhere(name, said, region) ?? categoryName(said, region))[language]
}

/** What the region's pack calls its own limits, grades and groups. */
function ownName(place: string, said: string, region: string | null): Bilingual | undefined {
  const of = kindsOfNames[place]
  return of === undefined ? undefined : nameInPlace(of, said, region)
}

/** What the base pack calls them, where a sentence has no words of its own for it. */
function nameEverywhere(place: string, said: string, region: string | null): Bilingual | undefined {
  const of = kindsOfNames[place]
  return of === undefined ? undefined : declaredName(of, said, region)
}

const kindsOfNames: Readonly<Record<string, string>> = {
  ...{ limit: 'limit', limitName: 'limit', grade: 'grade', group: 'group' },
}

/** Of the calendar year where nothing is said; else of the period that the deductible is filled in. */
function deductibleOf(period: string | undefined): Bilingual {
  if (period === undefined) return { zh: '年度救助起付标准', en: 'The year’s deductible' }
  const [kind, of = ''] = period.split(' ')
  const months = kind === 'months' ? Number(of) : null
  const name = periodName({ kind: kind as PeriodKind, months, from: kind === 'year' ? `0000-${of}` : null, to: null })
  return { zh: `${name.zh}救助起付标准`, en: `The deductible of ${name.en}` }
}

/** Figures of a year name it; a disease's package names itself. */
function ofYear(value: Value, language: Language): string {
  const year = value('year')
  if (year && year !== '0') return language === 'zh' ? `${year} 年 ` : `of ${year}, `
  const code = value('code')
  return code ? `${code} ` : ''
}
