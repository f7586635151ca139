import type { Random } from '../../faults/random.ts'
import type { Asked } from '../history/operation.ts'
import type { Numbered, PersonYear } from './person-year.ts'

const settle = ({ no, bills }: Numbered, content: 0 | 1): Asked => ({ kind: 'settle', no, bill: bills[content] })

/** What a client asks next. */
export function choose(random: Random, year: PersonYear): Asked {
  const known = random.chance(0.8) ? year.someNumber(random) : year.anyNumber(random)
  const share = random.next()
  if (!known || share < 0.38) return settle(year.newNumber(random), 0)
  // Again: what was answered, what is under way at another client, what nobody knows the end of.
  if (share < 0.5) return settle(known, 0)
  if (share < 0.54) return settle(known, 1)
  if (share < 0.55) return { kind: 'read-settlement', no: year.newNumber(random).no }
  // Any of the year's: undone early in it, a settlement gives back what later ones then draw.
  if (share < 0.6) return reversalOf(random, random.chance(0.5) ? known : (year.anyNumber(random) ?? known))
  if (share < 0.82) return { kind: 'read-limits' }
  return { kind: 'read-settlement', no: known.no }
}

/** Two numbers for the reversal of one settlement: the first that is posted counts. */
function reversalOf(random: Random, { no }: Numbered): Asked {
  const reversalNo = `${random.chance(0.7) ? 'R' : 'S'}-${no}`
  return { kind: 'reverse', no, reversalNo, resettleLater: random.chance(0.6) }
}
