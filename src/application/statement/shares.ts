/** The whole, in tenths of a percent. */
const whole = 1000n

/**
 * What each amount is of their sum, in tenths of a percent that add up to exactly 1000.
 *
 * Each share is cut to the tenth below; the tenths that are then missing go to those that lost most, the first of
 * equals. Integers only. Amounts are yuan with two decimals, none below zero; where all are 0.00 every share is 0.
 */
export function sharesOf(amounts: readonly string[]): number[] {
  const fen = amounts.map(fenOf)
  const total = fen.reduce((sum, one) => sum + one, 0n)
  if (total === 0n) return amounts.map(() => 0)
  const cut = fen.map((one, at) => ({ at, share: (one * whole) / total, lost: (one * whole) % total }))
  const missing = Number(whole - cut.reduce((sum, { share }) => sum + share, 0n))
  const raised = new Set(
    [...cut]
      .sort((a, b) => (a.lost === b.lost ? a.at - b.at : a.lost > b.lost ? -1 : 1))
      .slice(0, missing)
      .map(({ at }) => at),
  )
  return cut.map(({ at, share }) => Number(share) + (raised.has(at) ? 1 : 0))
}

function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''))
}
