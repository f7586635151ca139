import { type Day, isDay } from '../calendar.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkDigits = '10X98765432'

/**
 * Whether it is a citizen's number, or one of the same form on a residence permit, with its right check digit.
 * Source: GB 11643-1999, ISO 7064 MOD 11-2.
 */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  return checkDigitOf(text) === text[17] && isDay(birthDateOf(text))
}

/** Of the first seventeen digits. */
function checkDigitOf(text: string): string | undefined {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return checkDigits[sum % 11]
}

/**
 * The eighteen characters that a number of fifteen digits became: the century was put into the day of birth, and a check
 * digit behind. Other texts stay as they are. Source: GB 11643-1989, 国发〔1999〕15号.
 */
export function inEighteen(text: string): string {
  if (!/^[1-9]\d{14}$/.test(text)) return text
  const body = `${text.slice(0, 6)}19${text.slice(6)}`
  return `${body}${checkDigitOf(body)}`
}

/** Residence permits of Hong Kong, Macau and Taiwan (81, 82, 83) and of foreigners (9) have numbers of the same form. */
export function isPermitNumber(text: string): boolean {
  return /^(8[123]|9\d)\d{15}[\dX]$/.test(text)
}

/**
 * What a spreadsheet makes of eighteen digits: it keeps fifteen, and shows the rest as `1.40500E+17` or as noughts. A
 * number that ends in three noughts by right has a check digit that agrees, and no sequence 000, which nobody is given.
 */
export function isRoundedNumber(text: string): boolean {
  if (/^\d(\.\d{1,30})?E\+?\d{1,3}$/i.test(text)) return true
  return /^[1-9]\d{14}000$/.test(text) && (!isIdNumber(text) || text.slice(14, 17) === '000')
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
