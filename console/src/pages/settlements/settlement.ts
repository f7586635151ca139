import type { components } from '../../../../clients/typescript/src/index.ts'
import { sumOf } from '../../parts/money.ts'
import { settlementWords as words } from '../../words/catalogue.ts'

export type Settlement = components['schemas']['Settlement']

/** Main aid, re-aid and tilt: what the assistance fund pays. */
export const aidOf = ({ payers }: Pick<Settlement, 'payers'>): string =>
  sumOf(payers.assistance, payers.reAid, payers.tilt)

/** The day whose law holds. */
export const dayOf = ({ dischargedOn, servedOn }: Settlement): string => dischargedOn ?? servedOn ?? ''

export const statusNames = { quoted: words.isQuote, settled: words.isSettled, reversed: words.isReversed } as const
export const statusColors = { quoted: 'default', settled: 'success', reversed: 'warning' } as const

/** The short answer is only given to those who prefer it, and the console does not. */
export function wholeOf(answer: Settlement | components['schemas']['SettlementSums']): Settlement {
  if (!('lines' in answer)) throw new Error('the service answered with sums alone')
  return answer
}
