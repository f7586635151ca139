import { type Decimal, decimal, less, toFen, yuan, zero } from '../money.ts'
import type { Law, Ruled } from '../policies/law.ts'

export type CatalogueItem = Ruled<'catalogue'>

/** Of what a fee line is made up, in yuan; the four add up to its sum. */
export interface FeeParts {
  readonly offCatalogue: string
  readonly overLimit: string
  readonly preSelfPay: string
  readonly inScope: string
}

export const feeParts = ['offCatalogue', 'overLimit', 'preSelfPay', 'inScope'] as const satisfies (keyof FeeParts)[]

/** A catalogue may have a hundred thousand items, so each law's is put in order once. */
const byLaw = new WeakMap<Law, ReadonlyMap<string, CatalogueItem>>()

/** What the law's catalogue says of an item; null where the pack has no such item. */
export function itemOf(law: Law, itemCode: string | null): CatalogueItem | null {
  if (itemCode === null) return null
  let items = byLaw.get(law)
  if (!items) {
    items = new Map(law.rows('catalogue').map((row) => [row.item, row]))
    byLaw.set(law, items)
  }
  return items.get(itemCode) ?? null
}

interface Charge {
  readonly count: string
  readonly price: string
  readonly total: string
  /** A use that the hospital did not approve (`hosp_appr_flag` 2). */
  readonly isUnapproved: boolean
}

/**
 * The four parts of a charge by the catalogue: level 03, and a use outside a restriction, is the person's whole; else what is
 * above the price limit, then the person's share of the rest.
 *
 * Units:  yuan; each part is rounded half up to the fen, and what is in scope is what the others leave.
 * Errors: none; a part is never above what is left of the sum.
 */
export function partsByCatalogue(item: CatalogueItem, { count, price, total, isUnapproved }: Charge): FeeParts {
  const whole = decimal(total)
  if (item.level === '03' || (item.restricted === 'true' && isUnapproved))
    return { offCatalogue: yuan(whole), overLimit: '0.00', preSelfPay: '0.00', inScope: '0.00' }
  const above = item.priceLimit === undefined ? zero : less(decimal(price), decimal(item.priceLimit))
  const overLimit = atMost(toFen(above.times(count)), whole)
  const within = whole.minus(overLimit)
  const preSelfPay = atMost(toFen(within.times(item.selfPayShare ?? '0')), within)
  return {
    offCatalogue: '0.00',
    overLimit: yuan(overLimit),
    preSelfPay: yuan(preSelfPay),
    inScope: yuan(within.minus(preSelfPay)),
  }
}

function atMost(amount: Decimal, bound: Decimal): Decimal {
  return amount.gt(bound) ? bound : amount
}

/**
 * A refund that says nothing of its parts gives each part back in proportion to what is left of the charge, so that the last
 * refund leaves nothing over. Part after part takes its share of what the ones before it left, so none is above what is left.
 *
 * Units: yuan; `total` is what is given back, negative, and so are the parts.
 */
export function refundedParts(left: Readonly<Record<keyof FeeParts | 'total', Decimal>>, total: string): FeeParts {
  let given = decimal(total).abs()
  let rest = left.total
  const shareOf = (part: keyof FeeParts): string => {
    const share = rest.isZero() ? zero : toFen(left[part].times(given).div(rest))
    given = given.minus(share)
    rest = rest.minus(left[part])
    return yuan(share.negated())
  }
  // One after the other, in this order: what is left of the total goes to the last.
  const [offCatalogue, overLimit] = [shareOf('offCatalogue'), shareOf('overLimit')]
  const [preSelfPay, inScope] = [shareOf('preSelfPay'), shareOf('inScope')]
  return { offCatalogue, overLimit, preSelfPay, inScope }
}
