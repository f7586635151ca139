import type { Bilingual } from '../../domain/language.ts'
import { decimal } from '../../domain/money.ts'
import { careNames } from '../../domain/names/care.ts'
import { categoryName, knownCategories } from '../../domain/names/categories.ts'
import { departmentNames } from '../../domain/names/departments.ts'
import { hospitalLevelNames } from '../../domain/names/hospitals.ts'
import { payerNames } from '../../domain/names/payers.ts'
import type { Expectation } from '../../domain/policies/values.ts'
import { halfWidth, isFullWidth } from './full-width.ts'

export const noAdvice: Bilingual = { zh: '', en: '' }

export function writeInstead(text: string): Bilingual {
  return { zh: `；请写 ${text}`, en: `; write ${text}` }
}

/** What to write in place of a value, where it can be told: `70%` is 0.70, `15万` is 150000, `2023/1/1` is 2023-01-01. */
export function valueAdvice(value: string, expected: Expectation): Bilingual {
  const text = halfWidth(value).trim().slice(0, 60)
  const meant = { share: shareOf, yuan: yuanOf, day: dayOf, year: yearOf, region: regionOf }[expected as 'share']?.(
    text,
  )
  if (meant) return writeInstead(meant)
  return isFullWidth(value) && text !== value ? writeInstead(text) : noAdvice
}

/** The code that is meant by another writing of it or by its Chinese name, among those that are known. */
export function codeAdvice(value: string, known: readonly string[]): Bilingual {
  const code = chineseCode(value.trim(), known) ?? nearest(halfWidth(value).trim(), known)
  if (code) return writeInstead(code)
  const parts = halfWidth(value)
    .split(',')
    .map((one) => one.trim())
  return parts.length > 1 && parts.every((one) => known.includes(one))
    ? writeInstead(`[${parts.join(', ')}]`)
    : noAdvice
}

function chineseCode(value: string, known: readonly string[]): string | undefined {
  if (!/\p{Script=Han}/u.test(value)) return undefined
  const names: [string, Bilingual][] = [
    ...Object.entries({ ...careNames, ...hospitalLevelNames, ...departmentNames, ...payerNames }),
    ...knownCategories().map((code): [string, Bilingual] => [code, categoryName(code)]),
  ]
  return names.find(([code, { zh }]) => known.includes(code) && (zh.includes(value) || value.includes(zh)))?.[0]
}

/** A known word that differs by its capitals, its hyphens or a letter or two. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const simple = (one: string) => one.toLowerCase().replace(/[-_ ]/g, '')
  const same = known.find((one) => simple(one) === simple(word))
  if (same || word.length < 3 || word.length > 40) return same
  const near = known.map((one) => ({ one, far: distance(simple(word), simple(one)) })).sort((a, b) => a.far - b.far)[0]
  return near && near.far <= Math.max(1, Math.floor(word.length / 4)) ? near.one : undefined
}

function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      // Two letters that changed places are one slip.
      const turned =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] as number) + 1 : change
      next.push(Math.min(change, turned, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] as number
}

const digits = '零一二三四五六七八九'
const tenths: Readonly<Record<string, string>> = { 半: '5' }

function shareOf(text: string): string | null {
  if (/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text)) return text
  const percent = /^(\d{1,3}(?:\.\d{1,4})?) ?%?$/.exec(text)
  if (percent) return fraction(percent[1] as string, 100)
  const cheng = /^([\d一二三四五六七八九两十])成([半一二三四五六七八九\d]?)$/.exec(text)
  if (!cheng) return null
  if (cheng[1] === '十') return '1.00'
  const after = tenths[cheng[2] ?? ''] ?? digitOf(cheng[2] ?? '')
  return `0.${digitOf(cheng[1] as string)}${after}`
}

function digitOf(sign: string): string {
  if (sign === '两') return '2'
  const at = digits.indexOf(sign)
  return sign !== '' && at >= 0 ? String(at) : sign
}

function fraction(text: string, of: number): string | null {
  const share = decimal(text).div(of)
  return share.gt(1) ? null : share.toFixed(Math.max(2, share.decimalPlaces()))
}

const units: Readonly<Record<string, number>> = { 万: 10_000, 千: 1_000, 百: 100, 亿: 100_000_000, '': 1 }

function yuanOf(text: string): string | null {
  const bare = text
    .replace(/^[¥￥]|RMB|CNY/g, '')
    .replace(/元整?$|yuan$/i, '')
    .replaceAll(/[, _]/g, '')
  const found = /^(\d{1,12}(?:\.\d{1,6})?)([万千百亿]?)$/.exec(bare.trim())
  if (!found) return /^\d{1,3}e\d$/i.test(bare) ? decimal(bare).toFixed() : null
  const amount = decimal(found[1] as string).times(units[found[2] ?? ''] ?? 1)
  return amount.decimalPlaces() > 2 ? null : amount.toFixed()
}

function dayOf(text: string): string | null {
  const parts =
    /^(\d{4})(?:[-/. ]|年)(\d{1,2})(?:[-/. ]|月)(\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!parts) return null
  const day = `${parts[1]}-${(parts[2] as string).padStart(2, '0')}-${(parts[3] as string).padStart(2, '0')}`
  return Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day ? null : day
}

function yearOf(text: string): string | null {
  return /^((?:19|20)\d\d)年?$/.exec(text)?.[1] ?? null
}

function regionOf(text: string): string | null {
  const found = /^["']?(\d{6})["']?$/.exec(text) ?? /^(\d{4})$/.exec(text) ?? /^(\d{2})$/.exec(text)
  return found ? `'${(found[1] as string).padEnd(6, '0')}'` : null
}
