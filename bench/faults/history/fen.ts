import type { Payers } from './history.ts'

/**
 * Yuan in text as whole fen. The checker counts on its own, with integers, so that a mistake in the service's
 * arithmetic is not shared by what checks it.
 */
export function fen(yuan: string): bigint {
  const parts = /^(-?)(\d+)\.(\d{2})$/.exec(yuan)
  if (!parts) throw new Error(`${yuan} is no amount of yuan with two decimals`)
  const size = BigInt(`${parts[2]}${parts[3]}`)
  return parts[1] === '-' ? -size : size
}

export function sumOf(payers: Payers): bigint {
  return Object.values(payers).reduce((sum, amount) => sum + fen(amount), 0n)
}

/** Every payer of both, added. */
export function plus(a: Payers, b: Payers, sign: 1n | -1n = 1n): Record<string, string> {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries(
    [...names].map((name) => [name, yuan(fen(a[name] ?? '0.00') + sign * fen(b[name] ?? '0.00'))]),
  )
}

export function yuan(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function equal(a: Payers, b: Payers): boolean {
  return Object.values(plus(a, b, -1n)).every((amount) => amount === '0.00')
}
