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

/** `1405**********0011`: enough to tell two people of one family apart, not enough to use. */
export function maskIdNumber(idNumber: string): string {
  const shown = idNumber.length > 10 ? 4 : 1
  return idNumber.slice(0, shown) + '*'.repeat(Math.max(0, idNumber.length - 2 * shown)) + idNumber.slice(-shown)
}

/** `张*`: the family name, and how many characters follow. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + '*'.repeat(Math.max(1, rest.length))
}
