import type { Bilingual } from '../language.ts'
import { folded } from '../shared/plain-text.ts'

/** A bank card, whose last digit checks the others, or an account of a bank's own form. */
export const accountKinds = ['card', 'account'] as const
export type AccountKind = (typeof accountKinds)[number]

export interface AccountNumber {
  readonly number: string
  readonly kind: AccountKind
  /** The last four digits, which may be shown. */
  readonly tail: string
}

/** What is wrong with a number, and what to send instead. */
export type AccountFault = 'empty' | 'characters' | 'length' | 'prefix' | 'check-digit' | 'repeated'

export const accountFaults: Record<AccountFault, Bilingual> = {
  empty: { zh: '缺少账号；请填写收款银行卡号或账号', en: 'it is missing; send the number of the card or account' },
  characters: {
    zh: '账号只能是数字（可含空格或短横）；请核对是否被表格软件改写为科学计数',
    en: 'it may hold digits alone, with spaces or hyphens between; check whether a spreadsheet wrote it as a power of ten',
  },
  length: {
    zh: '长度不符：银联卡为 16 至 19 位，其他账号为 8 至 32 位',
    en: 'its length is wrong: cards have 16 to 19 digits, other accounts 8 to 32',
  },
  prefix: {
    zh: '以此开头的不是银行卡；请核对前六位，存折或结算账户请填 kind: "account"',
    en: 'no card of a bank begins so; check the first six digits, or send `kind: "account"` for a passbook or settlement account',
  },
  'check-digit': {
    zh: '银行卡校验位不符，有一位数字录错或两位颠倒；请对照卡面核对',
    en: 'the check digit of the card is wrong: a digit is mistaken or two are swapped; compare it with the card',
  },
  repeated: { zh: '各位数字相同，不是账号', en: 'all its digits are the same, so it is no account' },
}

const maxLength = 80

/**
 * Reads the number of an account as it is written on a card or a passbook.
 *
 * A card of China UnionPay begins with 62 and has 16 to 19 digits; older debit cards of ICBC begin with 9558. Both end in a
 * check digit by Luhn. What else is said to be a card is checked like one. Passbook accounts and settlement accounts have the form of their bank and no common check digit.
 * Source: ISO/IEC 7812-1 (Luhn, issuer identification numbers); GB/T 14504 for the range 62.
 */
export function readAccountNumber(text: string, said: AccountKind | null = null): AccountNumber | AccountFault {
  if (text.length > maxLength) return 'length'
  const number = folded(text).replaceAll('-', '')
  if (number === '') return 'empty'
  if (!/^\d+$/.test(number)) return 'characters'
  if (new Set(number).size === 1) return 'repeated'
  const tail = number.slice(-4)
  if (said !== 'card' && !isCard(number))
    return number.length < 8 || number.length > 32 ? 'length' : { number, kind: 'account', tail }
  if (number.length < 16 || number.length > 19) return 'length'
  if (!issued.test(number)) return 'prefix'
  return isLuhn(number) ? { number, kind: 'card', tail } : 'check-digit'
}

/** Of UnionPay, of ICBC's older cards, and of cards in two currencies. */
const issued = /^(6[02]|9558|3[567]|[45])/

/** What begins like a card is one, whatever was said: a longer number that begins so is an account of another form. */
function isCard(number: string): boolean {
  return number.length <= 19 && /^(62|9558)/.test(number)
}

/** Every second digit from the right is doubled, the digits of all are added: a multiple of ten. */
export function isLuhn(digits: string): boolean {
  let sum = 0
  for (const [at, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
