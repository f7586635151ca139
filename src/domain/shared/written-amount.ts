import { folded } from './plain-text.ts'

const amount = /^(-?)0*(\d{1,14})(?:\.(\d{0,2})0*)?$/
const withThousands = /^-?\d{1,3}(,\d{3}){1,5}(\.\d{0,10})?$/

/** An amount as lists write it, in yuan with two decimals; null for what is none. Liberal in reading: 1200, 1200.5, 1200.500 and 1,200.00 are amounts; a third decimal that counts is none. */
export function writtenAmount(text: string | null): string | null {
  const plain = folded(text ?? '')
  const parts = amount.exec(withThousands.test(plain) ? plain.replaceAll(',', '') : plain)
  if (!parts) return null
  const [, sign, whole = '0', decimals = ''] = parts
  const digits = `${whole}.${decimals.padEnd(2, '0')}`
  return sign === '-' && digits !== '0.00' ? `-${digits}` : digits
}
