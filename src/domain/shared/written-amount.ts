import type { Bilingual } from '../language.ts'
import { decimal } from '../money.ts'
import { folded } from './plain-text.ts'

const amount = /^(-?)0*(\d{1,14})(?:\.(\d{0,2})0*)?$/
const withThousands = /^-?\d{1,3}(,\d{3}){1,5}(\.\d{0,10})?$/

/** As programs print a decimal number: `5E+4`, `0E-10`. A spreadsheet writes two digits (`5.20E+04`), and has rounded what it shows so. */
const exactPower = /^-?\d(?:\.\d{1,16})?E(?:\+?\d|-[1-9]\d?)$/

/**
 * An amount as lists write it, in yuan with two decimals; null for what is none. Liberal in reading: 1200, 1200.5, 1200.500, 1,200.00,
 * ￥1,200.00, 1200元, 5E+4 and, below nothing, (1,200.00) or a minus of any width are amounts; a third decimal that counts is none,
 * and neither is 3.000, whose point may part thousands. Behind the fen other numbers may have noughts, as in national messages.
 */
export function writtenAmount(text: string | null): string | null {
  const written = (text ?? '').slice(0, maxLength)
  if (isUnclear(written)) return null
  const plain = inDigits(withoutCurrency(folded(written).replace(dashes, '-')))
  if (thousandsDot.test(plain)) return null
  const parts = amount.exec(withThousands.test(plain) ? plain.replaceAll(',', '') : plain)
  if (!parts) return null
  const [, sign, whole = '0', decimals = ''] = parts
  const digits = `${whole}.${decimals.padEnd(2, '0')}`
  return sign === '-' && digits !== '0.00' ? `-${digits}` : digits
}

/** In a third of the world 3.000 is three thousand; one nought in front, or a fourth digit on either side, cannot be parted so. */
const thousandsDot = /^-?[1-9]\d{0,2}\.\d{3}$/

/** What is said of a cell that is read as no amount, with what is to be written instead of three decimals. */
export function ofAmount(text: string, said: Bilingual): Bilingual {
  if (!thousandsDot.test(withoutCurrency(folded(text.slice(0, maxLength)).replace(dashes, '-')))) return said
  return { zh: `${said.zh}${threeDecimals.zh}`, en: `${said.en} ${threeDecimals.en}` }
}

export const threeDecimals: Bilingual = {
  zh: '三位小数（如 3.000）可能是三元，也可能是三千元，请写作 3.00 或 3000.00。',
  en: 'With three decimals, as 3.000 has, it may be three yuan or three thousand; write 3.00 or 3000.00.',
}

const gap = /\d\s+[\d.,]|[.,]\s+\d/
const gapsOfThousands = /(?<!\d)\d{1,3}(?:\s\d{3}){1,5}(?![\d\s])/
/** ² and ① are digits once they are folded, and nobody writes an amount with them. */
const otherDigit = /\p{No}/u

/** What reads as an amount only by guessing what stood in a gap: `1200 00` may be 1200.00, and `5 2000` 52000. */
export function isUnclear(text: string): boolean {
  if (/^[\x21-\x7e]*$/.test(text)) return false
  if (otherDigit.test(text)) return true
  const plain = text.normalize('NFKC')
  return gap.test(plain.replace(gapsOfThousands, (run) => run.replace(/\s/g, '')))
}

/** Whether it is written with a power of ten by a program, which rounds nothing. */
export function isExactPower(text: string): boolean {
  return exactPower.test(text)
}

function inDigits(text: string): string {
  return exactPower.test(text) ? decimal(text).toFixed() : text
}

/** What a list writes where it has nothing, above all no amount: the mark that spreadsheets show for nothing, and the words of people. */
const nothing = new Set(['-', '--', '/', '无', '空'])

export function isLeftOut(text: string): boolean {
  return text === '' || nothing.has(withoutCurrency(folded(text.slice(0, maxLength)).replace(dashes, '-')))
}

/** Null where it is left out, undefined for what is no amount. */
export function amountIfGiven(text: string): string | null | undefined {
  return isLeftOut(text) ? null : (writtenAmount(text) ?? undefined)
}

/** Hyphens, dashes and the minus sign of mathematics; those of full width are folded before. */
const dashes = /[\u2010-\u2015\u2212]/g

/** Longer than any amount, with its sign and spaces. */
const maxLength = 100

/** As cells are formatted for money: the sign of the yuan before or behind the minus, the word behind, brackets for what is below nothing. */
function withoutCurrency(text: string): string {
  if (text.startsWith('(') && text.endsWith(')') && !text.includes('-')) return `-${plainly(text.slice(1, -1))}`
  return plainly(text)
}

function plainly(text: string): string {
  const bare = text.replace(/[元圆]整?$/, '')
  return bare.replace(/^(-?)(?:¥|人民币|RMB|CNY)(-?)/i, '$1$2').replace(/^\+(?=\d)/, '')
}
