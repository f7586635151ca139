import { covers, type Day } from '../calendar.ts'
import { type Category, knownCategories } from '../names/categories.ts'
import type { PolicyLibrary } from './library.ts'

/** Where a person is insured, and who certified what the person holds. */
export interface Placed {
  readonly insuredRegion: string
  readonly identities: readonly {
    readonly category: Category
    readonly from: Day
    readonly to: Day | null
    /** Left out or null where the insured region certified it. */
    readonly certifiedRegion?: string | null
  }[]
}

/**
 * The place of a person whose law governs on a day, whose accounts are kept and whose fund pays (000000/G19): the insured region,
 * unless an identity in force was certified by a region whose own law has certification govern. Of several such regions the
 * one whose identity stands first in the order of categories.
 *
 * Source: 晋市政办〔2022〕40号 art. 21 (参保地); 彭水府办发〔2023〕52号 二（六） (认定地).
 */
export function placeGoverning(library: PolicyLibrary, { insuredRegion, identities }: Placed, on: Day): string {
  const elsewhere = identities.filter(
    ({ certifiedRegion }) =>
      certifiedRegion !== undefined && certifiedRegion !== null && certifiedRegion !== insuredRegion,
  )
  if (elsewhere.length === 0) return insuredRegion
  const order = ({ category }: { readonly category: Category }) => knownCategories().indexOf(category)
  const inForce = elsewhere.filter((identity) => covers(identity, on)).sort((one, other) => order(one) - order(other))
  const own = library.governing(insuredRegion, on)
  const found = inForce.find(({ certifiedRegion }) => {
    const region = library.governing(certifiedRegion ?? '', on)
    return (
      region !== null && region !== own && library.lawOfPack(region, on).choices.governedBy.value === 'certification'
    )
  })
  return found?.certifiedRegion ?? insuredRegion
}
