import { type Day, isDay } from '../calendar.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkDigits = '10X98765432'

/** Whether it is a citizen's number with its right check digit. Source: GB 11643-1999, ISO 7064 MOD 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return checkDigits[sum % 11] === text[17] && isDay(birthDateOf(text))
}

/** The day of birth that a citizen's number holds. */
export function birthDateOf(idNumber: string): Day {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
}

/**
 * `1405**************`: the city that gave out a citizen's number, which the insured place beside it says anyway. The date
 * of birth and the sex stand beside it too, so each of the last four digits would leave a tenth of the numbers that it may
 * be: the one of them that is a check digit, and three that are given out in order. Of other documents nothing is shown:
 * what their digits mean differs by country and kind.
 */
export function maskIdNumber(idNumber: string): string {
  const shown = /^(?:\d{15}|\d{17}[\dXx])$/.test(idNumber) ? 4 : 0
  return idNumber.slice(0, shown) + '*'.repeat(idNumber.length - shown)
}

/** `张*`: the family name, and how many characters follow. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(Math.max(1, rest.length))
}
