import { isDay } from '../../domain/calendar.ts'
import { decimal } from '../../domain/money.ts'
import { folded } from '../../domain/shared/plain-text.ts'
import { writtenDay } from '../../domain/shared/written-day.ts'
import { timeText } from './times.ts'

/** More digits than any program writes behind or before an amount, so that none of them is read for long. */
const maxNumberChars = 60

/** As JSON writes numbers, and programs with them: `52000.00`, and `5E+4` or `0E-2` where a Java program had a BigDecimal. */
const numberForm = /^-?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$/
/** As a spreadsheet or a printed bill has them: `52,000.00`. */
const withThousands = /^-?\d{1,3}(?:,\d{3}){1,6}(?:\.\d{0,10})?$/

/** Digits with exactly so many decimals; further ones only where they are zeros. */
export function decimals(text: string, digits: number, places: number): string | null {
  // A space within is a gap that nobody can fill, and ² is a digit only once it is folded.
  if (text.length > maxNumberChars || /\s/.test(text.trim()) || /\p{No}/u.test(text)) return null
  const plain = folded(text).replace(/^\+/, '')
  const form = withThousands.test(plain) ? plain.replaceAll(',', '') : plain
  if (!numberForm.test(form)) return null
  const number = decimal(form)
  if (number.decimalPlaces() > places) return null
  const written = number.abs().toFixed(places)
  // The point stands behind the digits.
  if (written.length - places - 1 > digits) return null
  return number.isNegative() && !number.isZero() ? `-${written}` : written
}

/** `2023-03-15T10:20:30.123456789+08:00` is 35. */
const maxTimeChars = 40

const digitsOnly = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\d{3})?)?)?$/
const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/

/**
 * `YYYY-MM-DD HH:MM:SS` of what programs write: digits alone to the day, minute, second or thousandth, a day as 2024/3/1, 2024.3.1 or
 * 2024年3月1日, an instant with its offset in China's time; null for what is none.
 */
export function timeOf(text: string): string | null {
  if (text.length > maxTimeChars) return null
  const plain = text.normalize('NFKC').trim()
  const digits = digitsOnly.exec(plain)
  if (digits) return timed(`${digits[1]}-${digits[2]}-${digits[3]}`, digits[4] ?? '00', digits[5] ?? '00', digits[6])
  if (withOffset.test(plain)) return instantOf(plain)
  const [date = '', at, ...more] = plain.replace(/日(?=\d)/, '日 ').split(/[T\s]+/)
  if (more.length > 0) return null
  const parts = at === undefined ? null : clock.exec(at)
  if (at !== undefined && parts === null) return null
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : writtenDay(date)
  return day ? timed(day, parts?.[1]?.padStart(2, '0') ?? '00', parts?.[2] ?? '00', parts?.[3]) : null
}

function timed(day: string, hours: string, minutes: string, seconds = '00'): string | null {
  const time = `${hours}:${minutes}:${seconds}`
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) ? `${day} ${time}` : null
}

function instantOf(text: string): string | null {
  const at = new Date(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return isDay(text.slice(0, 10)) && !Number.isNaN(at.getTime()) ? timeText(at) : null
}

/** Whether a time was written as a day alone. */
export function isDayAlone(text: string): boolean {
  return !/[:：T]/.test(text) && !/^\s*[\d０-９]{12,}\s*$/.test(text)
}
