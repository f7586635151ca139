import type { Day } from '../../domain/calendar.ts'
import type { FaultList } from '../../domain/refusals/fault-list.ts'
import { isIdNumber, isRoundedNumber } from '../../domain/registers/id-number.ts'
import { folded, looksLikeX, withoutHidden } from '../../domain/shared/plain-text.ts'
import { rounded } from '../../domain/shared/rounded.ts'
import { openEnd, writtenDay } from '../../domain/shared/written-day.ts'
import { type ExactJson, readJson } from '../envelope/json.ts'
import { fieldNames } from './field-names.ts'
import { decimals, isDayAlone, timeOf } from './written.ts'

/** What is left out, blank or the word "null" is not there; programs write all of these. */
function given(value: ExactJson | undefined): ExactJson | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') return value
  // Copied from a web page or a spreadsheet, and seen by nobody.
  const text = withoutHidden(value).trim()
  return text === '' || text === 'null' ? null : text
}

const control = /[\p{Cc}\p{Cs}]/u

/** What a program writes where it could not read a character; kept, it would be a name that nobody has. */
const lost = '\uFFFD'
const wasLost =
  '含无法识别的字符（U+FFFD）；请按原编码转换，并在 Content-Type 的 charset 中注明编码（UTF-8、GBK、GB18030）'

const ofAnotherX = '身份证号中的“X”是形近的其他字母（如西里尔字母 Х）；请用键盘输入大写字母 X'

/** Digits of yuan before the point: of one amount, and of a sum of many. */
const amountDigits = 14
export const sumDigits = 18

/**
 * Reads the fields of one node, liberally: amounts as number or text, times in the forms that programs write. What is
 * wrong is gathered, so that one answer names all of it; what was sent is not repeated, it may be a name.
 */
export class Reader {
  readonly path: string
  readonly node: { readonly [name: string]: ExactJson }
  readonly faults: FaultList

  constructor(node: { readonly [name: string]: ExactJson }, path: string, faults: FaultList) {
    this.path = path
    this.node = node
    this.faults = faults
  }

  /** Text that must be there; '' where it is not, which `done` then refuses. */
  text(name: string, max = 200): string {
    return this.maybeText(name, max) ?? this.#missing(name, '请填写')
  }

  maybeText(name: string, max = 200): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    if (typeof value === 'string' && value.includes(lost)) return this.#wrong(name, wasLost)
    if (typeof value === 'string' && isWithin(value, max) && !control.test(value)) return value
    return this.#wrong(name, `须为最多 ${max} 个字符的文字，不含控制字符`)
  }

  /** Text of the hospital's own, of several lines where it has them; null where it is left out or empty. */
  maybeNote(name: string, max: number): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    const isNote = typeof value === 'string' && isWithin(value, max) && !value.includes('\u0000')
    return isNote && !/\p{Cs}/u.test(value) ? value : this.#wrong(name, `须为最多 ${max} 个字符的文字`)
  }

  /** A number or code that a system gave out. */
  code(name: string, max = 30): string {
    return this.maybeCode(name, max) ?? this.#missing(name, '请填写')
  }

  maybeCode(name: string, max = 30): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    const code = typeof value === 'string' && value.length <= 2 * max ? folded(value) : ''
    if (code.length <= max && /^[0-9A-Za-z._:-]+$/.test(code)) return code
    return this.#wrong(name, `须为最多 ${max} 位的编码（字母、数字）`)
  }

  /** The number of a certificate, which may have words in it: 军字第0123456号. What was lost of it in a spreadsheet is named as that. */
  maybeDocumentNo(name: string, max = 50): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    const number = typeof value === 'string' && value.length <= 2 * max ? folded(value).toUpperCase() : ''
    if (isRoundedNumber(number) && !isIdNumber(number)) return this.#wrong(name, rounded.zh.replace(/。$/, ''))
    if (looksLikeX(number) && /^\d{17}\D$/.test(number)) return this.#wrong(name, ofAnotherX)
    if (number.length <= max && /^[\p{L}\p{N}()〔〕·._:/-]+$/u.test(number)) return number
    return this.#wrong(name, `须为最多 ${max} 位的证件号码（字母、数字）`)
  }

  /** A code of two digits, of which a program that writes numbers loses the nought. */
  maybeTwoDigits(name: string): string | null {
    const code = this.maybeCode(name, 6)
    return code !== null && /^\d$/.test(code) ? `0${code}` : code
  }

  /** Yuan as text with two decimals. */
  maybeMoney(name: string): string | null {
    const yuan = this.maybeSignedMoney(name)
    return yuan?.startsWith('-') ? this.#wrong(name, '不能为负数') : yuan
  }

  /** Yuan that a refund has with a minus. */
  maybeSignedMoney(name: string, digits = amountDigits): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    const yuan = typeof value === 'string' ? decimals(value, digits, 2) : null
    return yuan ?? this.#wrong(name, '须为金额（元，最多两位小数），如 52000.00')
  }

  signedMoney(name: string, digits = amountDigits): string {
    return this.maybeSignedMoney(name, digits) ?? this.#missing(name, '请填写金额，如 52000.00；')
  }

  /** A count or a price, with as many decimals as the interface has. */
  quantity(name: string, places: 4 | 6): string {
    const value = given(this.#own(name))
    const text = typeof value === 'string' ? decimals(value, 10, places) : null
    if (text !== null) return text
    return this.#wrong(name, `须为数字，最多 ${places} 位小数`) ?? ''
  }

  /** `YYYY-MM-DD HH:MM:SS`; a day alone is its beginning. */
  maybeTime(name: string): string | null {
    const value = given(this.#own(name))
    if (value === null) return null
    const time = typeof value === 'string' ? timeOf(value) : null
    return time ?? this.#wrong(name, '须为时间，如 2023-03-15 10:20:30')
  }

  /** As `maybeTime`, where a day alone is its end: what happened on it is asked for too. */
  maybeEnd(name: string): string | null {
    const value = given(this.#own(name))
    const time = this.maybeTime(name)
    return time !== null && typeof value === 'string' && isDayAlone(value) ? `${time.slice(0, 10)} 23:59:59` : time
  }

  time(name: string): string {
    return this.maybeTime(name) ?? this.#missing(name, '请填写时间，如 2023-03-15 10:20:30；')
  }

  maybeDay(name: string): Day | null {
    return this.maybeTime(name)?.slice(0, 10) ?? null
  }

  /** The last day of something; null for none, for 长期 and its like, and for the far days that programs write for it. */
  maybeLastDay(name: string): Day | null {
    const value = given(this.#own(name))
    if (typeof value === 'string' && writtenDay(value) === null) return null
    return openEnd(this.maybeDay(name))
  }

  day(name: string): Day {
    return this.time(name).slice(0, 10)
  }

  /** '1' or '0'; left out it is '0'. */
  flag(name: string): boolean {
    const value = given(this.#own(name))
    if (value !== null && value !== '0' && value !== '1' && typeof value !== 'boolean') this.#wrong(name, '须为 1 或 0')
    return value === '1' || value === true
  }

  /** A node within the node; programs send some of them as JSON text. Nothing where it is left out. */
  inner(name: string): Reader {
    const value = given(this.#own(name))
    const node = value === null ? {} : nodeOf(value)
    if (node === null) this.#wrong(name, '须为 JSON 对象，或其文本')
    return new Reader(node ?? {}, `${this.path}/${name}`, this.faults)
  }

  /** As it came, for what has a form of its own. */
  raw(name: string): ExactJson | undefined {
    return this.#own(name)
  }

  /** Something is wrong that only several fields together show. */
  fault(name: string, zh: string): void {
    this.#wrong(name, zh)
  }

  /** Errors: `invalid-request` with everything that was wrong. */
  done(): void {
    this.faults.refuseAny()
  }

  #own(name: string): ExactJson | undefined {
    return Object.hasOwn(this.node, name) ? this.node[name] : undefined
  }

  #missing(name: string, ask: string): '' {
    // A field that is there and wrong has its fault already.
    if (given(this.#own(name)) === null) this.#fault(name, `缺少此项，${ask}${fieldNames[name] ?? name}`)
    return ''
  }

  #wrong(name: string, zh: string): null {
    this.#fault(name, zh)
    return null
  }

  #fault(name: string, zh: string): void {
    this.faults.add(`${this.path}/${name}`, zh, `${name} is missing or not in the form of the national interface`)
  }
}

/** The interface counts characters, and one outside the basic plane is one, though it takes two places here. */
function isWithin(text: string, max: number): boolean {
  return text.length <= max || (text.length <= 2 * max && [...text].length <= max)
}

/** An object, or its JSON text. */
export function nodeOf(value: ExactJson | undefined): { readonly [name: string]: ExactJson } | null {
  if (typeof value !== 'string') return objectOf(value)
  try {
    return objectOf(readJson(value))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** What JSON text says; anything else as it is. */
export function unwrapped(value: ExactJson | undefined): ExactJson | undefined {
  if (typeof value !== 'string') return value
  try {
    return readJson(value)
  } catch (error) {
    if (error instanceof SyntaxError) return value
    throw error
  }
}

export function objectOf(value: ExactJson | undefined): { readonly [name: string]: ExactJson } | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: ExactJson })
    : null
}
