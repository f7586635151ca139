import type { z } from 'zod'
import { isDay } from '../../domain/calendar.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { Fault } from '../../domain/refusals/refusal.ts'
import { isScientific, rounded } from '../../domain/shared/rounded.ts'
import { type Form, forms } from '../shared/forms.ts'
import { moneyAdvice } from './money-advice.ts'
import { pointerOf } from './pointer.ts'

type Issue = z.core.$ZodIssue

/** Turns what zod found into what the caller should send, in both languages. */
export function faultsOfIssues(issues: readonly Issue[]): Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...issue.path, key]))
    return [{ pointer: pointerOf(issue.path), detail: detailOf(issue) }]
  })
}

function unknownField(path: readonly PropertyKey[]): Fault {
  const name = String(path.at(-1)).slice(0, 100)
  return {
    pointer: pointerOf(path),
    detail: {
      en: `There is no field "${name}" here; leave it out, or check its spelling in /docs.`,
      zh: `此处没有字段「${name}」；请去掉，或在 /docs 中核对写法。`,
    },
  }
}

function detailOf(issue: Issue): Bilingual {
  const form = forms[issue.message as Form]
  if (issue.input === undefined && issue.code !== 'custom') return missing(issue, form)
  if (issue.message === 'money') return moneyAdvice(issue.input)
  if (issue.message === 'day') return dayAdvice(issue.input)
  if (form && takesNumbers.has(issue.message)) return numberAdvice(issue.input, form)
  if (form) return { en: `Send ${form.en}.`, zh: `请填写${form.zh}。` }
  return byCode(issue)
}

/** Fields that hold numbers which are no amounts: of certificates, cards, documents. */
const takesNumbers = new Set(['code', 'id-number', 'document-no', 'application-no'])
const maxExact = 15

/** What a spreadsheet or a program made of a long number is said, for what was lost cannot be read. */
function numberAdvice(input: unknown, form: Bilingual): Bilingual {
  if (typeof input === 'string' && isScientific(input.trim())) return rounded
  if (typeof input !== 'number') return { en: `Send ${form.en}.`, zh: `请填写${form.zh}。` }
  if (String(input).replace(/\D/g, '').length > maxExact) return roundedInJson
  return {
    en: `Send it as text, in quotes: ${form.en}.`,
    zh: `请以字符串（加引号）填写${form.zh}。`,
  }
}

const roundedInJson: Bilingual = {
  en: 'This came as a JSON number, of which no more than fifteen digits are kept, so its last digits are lost; send it as text, in quotes, as the document has it.',
  zh: '此项以 JSON 数字发送，超过 15 位的部分已失真；请以字符串（加引号）按证件或文书填写。',
}

function missing(issue: Issue, form: Bilingual | undefined): Bilingual {
  const what = form ?? (issue.code === 'invalid_value' ? listed(issue.values) : { en: 'a value', zh: '内容' })
  return { en: `This is missing: send ${what.en}.`, zh: `缺少此项：请填写${what.zh}。` }
}

function listed(values: readonly unknown[]): Bilingual {
  const list = values.map((value) => JSON.stringify(value)).join(', ')
  return { en: `one of ${list}`, zh: `以下之一：${list}` }
}

function byCode(issue: Issue): Bilingual {
  if (issue.code === 'invalid_value') {
    const one = listed(issue.values)
    return { en: `Send ${one.en}.`, zh: `请填写${one.zh}。` }
  }
  if (issue.code === 'invalid_type') return expected(issue.expected)
  if (issue.code === 'too_small') return bound(issue.origin, issue.minimum, atLeast)
  if (issue.code === 'too_big') return bound(issue.origin, issue.maximum, atMost)
  return {
    en: 'The value does not have the form that the documentation at /docs gives.',
    zh: '内容不符合 /docs 文档给出的形式。',
  }
}

const atLeast: Bilingual = { en: 'at least', zh: '至少' }
const atMost: Bilingual = { en: 'at most', zh: '最多' }

/** What is counted: the items of a list, the characters of a text, or the number itself. */
function bound(origin: string, limit: number | bigint, word: Bilingual): Bilingual {
  const counted: Record<string, Bilingual> = {
    array: { en: `${limit} of them`, zh: `${limit} 项` },
    string: { en: `${limit} characters`, zh: `${limit} 个字符` },
  }
  const what = counted[origin]
  if (what) return { en: `Send ${word.en} ${what.en}.`, zh: `请填写${word.zh} ${what.zh}。` }
  const sign = word === atLeast ? { en: 'not below', zh: '不小于' } : { en: 'not above', zh: '不大于' }
  return { en: `Send a number ${sign.en} ${limit}.`, zh: `请填写${sign.zh} ${limit} 的数字。` }
}

function expected(type: string): Bilingual {
  const names: Record<string, Bilingual> = {
    object: { en: 'a JSON object', zh: 'JSON 对象' },
    array: { en: 'a JSON array', zh: 'JSON 数组' },
    string: { en: 'text in quotes', zh: '带引号的文字' },
  }
  const name = names[type] ?? { en: `a value of type ${type}`, zh: `${type} 类型的值` }
  return { en: `Send ${name.en}.`, zh: `请填写${name.zh}。` }
}

/** Nobody on record was born before, and nothing happened to them. */
const firstYear = 1900

function dayAdvice(input: unknown): Bilingual {
  const form = forms.day
  const text = String(input)
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!digits) return { en: `Send ${form.en}.`, zh: `请填写${form.zh}。` }
  const read = `${digits[1]}-${digits[2]?.padStart(2, '0')}-${digits[3]?.padStart(2, '0')}`
  if (Number(digits[1]) < firstYear)
    return {
      en: `${read} lies before ${firstYear}; check the year, and send ${form.en}.`,
      zh: `${read} 早于 ${firstYear} 年；请核对年份，填写${form.zh}。`,
    }
  if (!isDay(read))
    return { en: `The calendar has no day ${read}; send ${form.en}.`, zh: `日历中没有 ${read}；请填写${form.zh}。` }
  return { en: `Send the day as "${read}".`, zh: `请将日期写作 "${read}"。` }
}
