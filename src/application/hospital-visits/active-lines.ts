import type { FeeLineRow } from '../../db/hospital-visits/fee-lines.ts'
import { type Decimal, decimal } from '../../domain/money.ts'

const counted = ['count', 'total', 'offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const
type Amounts = Readonly<Record<(typeof counted)[number], Decimal>>

/**
 * Lines of a visit by their numbers, and what is left of the charges that are refunded. Each line is looked at once,
 * however many a message brings.
 */
export class ActiveLines {
  readonly #lines = new Map<string, FeeLineRow>()
  readonly #refunds = new Map<string, FeeLineRow[]>()
  /** Of the charges that were asked for. */
  readonly #left = new Map<string, Amounts>()

  constructor(lines: readonly FeeLineRow[]) {
    for (const line of lines) this.add(line)
  }

  has(lineNo: string): boolean {
    return this.#lines.has(lineNo)
  }

  add(line: FeeLineRow): void {
    this.#lines.set(line.lineNo, line)
    if (line.refundedNo === null) return
    const refunds = this.#refunds.get(line.refundedNo)
    if (refunds) refunds.push(line)
    else this.#refunds.set(line.refundedNo, [line])
    const left = this.#left.get(line.refundedNo)
    if (left) this.#left.set(line.refundedNo, together(left, line))
  }

  /** The charge of that number; null where there is none, or it is a refund itself. */
  charge(lineNo: string): FeeLineRow | null {
    const line = this.#lines.get(lineNo)
    return line && line.refundedNo === null ? line : null
  }

  /** What is left of a charge, whose number it is. */
  leftOf(chargeNo: string): Amounts {
    const left = this.#leftOf(chargeNo)
    if (left === null) throw new Error('what is left was asked of a charge that does not stand')
    return left
  }

  /** Whether a refund gives back no more than is left of its charge, in pieces and in yuan; null where there is no such charge. */
  covers(refund: FeeLineRow, chargeNo: string): boolean | null {
    const left = this.#leftOf(chargeNo)
    if (left === null) return null
    const then = together(left, refund)
    return counted.every((field) => !then[field].isNegative() || then[field].isZero())
  }

  #leftOf(chargeNo: string): Amounts | null {
    const known = this.#left.get(chargeNo)
    if (known) return known
    const charge = this.charge(chargeNo)
    if (charge === null) return null
    const left = (this.#refunds.get(chargeNo) ?? []).reduce(together, amountsOf(charge))
    this.#left.set(chargeNo, left)
    return left
  }
}

function amountsOf(line: FeeLineRow): Amounts {
  return Object.fromEntries(counted.map((field) => [field, decimal(line[field])])) as Record<
    (typeof counted)[number],
    Decimal
  >
}

function together(left: Amounts, line: FeeLineRow): Amounts {
  return Object.fromEntries(counted.map((field) => [field, left[field].plus(line[field])])) as Record<
    (typeof counted)[number],
    Decimal
  >
}
