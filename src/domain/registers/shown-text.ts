import { maskIdNumber } from './id-number.ts'

/** What looks like an ID number, in whatever column it was put. */
const idNumbers = /(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)/g
const controls = /[\p{Cc}\p{Cs}]/gu
const maxChars = 40

/** What an answer may show of a text that a file holds: ID numbers are masked wherever they stand, and its length is bounded. */
export function shownText(text: string): string {
  return text
    .replace(idNumbers, (found) => maskIdNumber(found))
    .replace(controls, '?')
    .slice(0, maxChars)
}
