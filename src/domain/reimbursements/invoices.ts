import type { Day } from '../calendar.ts'
import { decimal, sum, yuan } from '../money.ts'
import { folded } from '../shared/plain-text.ts'

/** An invoice as it is kept. `code` is empty for one of a fully digital form, whose twenty digits are its number alone. */
export interface Invoice {
  readonly code: string
  readonly number: string
  readonly amount: string
  readonly issuedOn: Day | null
}

/** What is wrong with the number of an invoice. */
export type InvoiceFault = 'number' | 'code'

const codeForm = /^(\d{8}|\d{10}|\d{12})$/
const numberForm = /^\d{8,10}$/
const digitalForm = /^\d{20}$/

/**
 * The code and number of an invoice as they are printed. Medical invoices have a code of eight digits and a number of ten; those
 * of the tax office ten or twelve, and eight; fully digital ones (数电票) a number of twenty and no code.
 * Source: 财综〔2019〕29号 (medical fees); 国家税务总局公告2024年第11号 (digital).
 */
export function readInvoiceNumber(code: string, number: string): Pick<Invoice, 'code' | 'number'> | InvoiceFault {
  const read = { code: folded(code.slice(0, 60)), number: folded(number.slice(0, 60)) }
  if (digitalForm.test(read.number)) return read.code === '' ? read : 'code'
  if (!numberForm.test(read.number)) return 'number'
  return codeForm.test(read.code) ? read : 'code'
}

export function totalOf(invoices: readonly Pick<Invoice, 'amount'>[]): string {
  return yuan(sum(invoices.map(({ amount }) => decimal(amount))))
}

/** Two of one number in one bill; leading zeros, which spreadsheets lose, make no other number. */
export function repeatedInvoice(invoices: readonly Pick<Invoice, 'code' | 'number'>[]): number | null {
  const keys = invoices.map(({ code, number }) => `${code}:${number.replace(/^0+/, '')}`)
  const at = keys.findIndex((key, index) => keys.indexOf(key) < index)
  return at === -1 ? null : at
}
