import { type Decimal, less, max, min, toFen, yuan, zero } from '../../money.ts'
import type { RateBand } from '../../policies/law.ts'
import { ratio } from '../trace.ts'

type Rounding = Parameters<typeof toFen>[1]

/** What bands give of an amount, before rounding. */
export function ofBands(bands: readonly RateBand[], are: 'marginal' | 'whole', amount: Decimal): Decimal {
  if (are === 'whole') return amount.times(wholeBand(bands, amount).rate)
  return parts(bands, zero, amount).reduce((total, { part, rate }) => total.plus(part.times(rate)), zero)
}

/** The amount of which marginal bands give so much: `ofBands` turned round, to be rounded by the caller. */
export function amountUnderBands(bands: readonly RateBand[], given: Decimal): Decimal {
  let [begin, left]: [Decimal, Decimal] = [zero, given]
  for (const { upTo, rate } of bands) {
    const whole = upTo === null ? left : upTo.minus(begin).times(rate)
    if (left.lte(whole)) return rate.isZero() ? begin : begin.plus(left.div(rate))
    left = left.minus(whole)
    begin = upTo ?? begin
  }
  return begin
}

/** What a further amount brings: reckoned on the accumulated amounts, so that a year's parts add up to its whole. */
export function growthOfBands(
  bands: readonly RateBand[],
  are: 'marginal' | 'whole',
  before: Decimal,
  more: Decimal,
  rounding?: Rounding,
): Decimal {
  const paid = (amount: Decimal) => toFen(ofBands(bands, are, amount), rounding)
  return less(paid(before.plus(more)), paid(before))
}

/** `30000.00 × 0.30 + 20000.00 × 0.40`, as the sentence of a line has it. */
export function bandsInWords(
  bands: readonly RateBand[],
  are: 'marginal' | 'whole',
  before: Decimal,
  more: Decimal,
): string {
  const all = before.plus(more)
  if (are === 'whole') return `${yuan(all)} × ${ratio(wholeBand(bands, all).rate)}`
  return parts(bands, before, all)
    .map(({ part, rate }) => `${yuan(part)} × ${ratio(rate)}`)
    .join(' + ')
}

function wholeBand(bands: readonly RateBand[], amount: Decimal): RateBand {
  return bands.find(({ upTo }) => upTo === null || amount.lte(upTo)) as RateBand
}

function parts(bands: readonly RateBand[], from: Decimal, to: Decimal): { part: Decimal; rate: Decimal }[] {
  let begin: Decimal = zero
  return bands.flatMap(({ upTo, rate }) => {
    const end = upTo === null ? to : min(upTo, to)
    const part = less(end, max(begin, from))
    if (upTo !== null) begin = upTo
    return part.isZero() ? [] : [{ part, rate }]
  })
}
