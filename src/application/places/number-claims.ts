import { type ClaimedNumber, claimNumbers, type HeldNumber } from '../../db/places/claimed-numbers.ts'
import { voidSettlement } from '../../db/settlement/void-number.ts'
import { Refusal } from '../../domain/refusals/refusal.ts'
import { asRefusal } from '../shared/database-errors.ts'
import { homePlaceOf, type OpenPlace, type Places, serviceOf } from './places.ts'

/** A number that is to be used, and the region of its hospital. */
export interface WantedNumber extends ClaimedNumber {
  readonly hospitalRegion: string
}

export interface NumberClaims {
  /** Whether the hospitals of a region hold their numbers in another place. */
  readonly isElsewhere: (hospitalRegion: string) => boolean
  /**
   * Claims numbers where their hospitals belong, before anything is settled under them here. A hospital uses a number once,
   * wherever its patients live: what was claimed for a claim stays with it, and the same claim sent again takes it up.
   * Answers, in the order asked, why a number may not be used; null where it may.
   */
  readonly claim: (wanted: readonly WantedNumber[]) => Promise<(unknown | null)[]>
}

/** The claims that settlements of `here` make in the other places. */
export function numberClaimsOf(places: () => Places, here: string): NumberClaims {
  const elsewhere = (region: string): OpenPlace | null => {
    const home = homePlaceOf(places(), region)
    return home.name === here ? null : home
  }
  const byPlace = (wanted: readonly WantedNumber[]): Map<OpenPlace, number[]> => {
    const grouped = new Map<OpenPlace, number[]>()
    for (const [at, { hospitalRegion }] of wanted.entries()) {
      const place = elsewhere(hospitalRegion)
      if (place) grouped.set(place, [...(grouped.get(place) ?? []), at])
    }
    return grouped
  }
  return {
    isElsewhere: (region) => elsewhere(region) !== null,
    claim: async (wanted) => {
      const refused = new Array<unknown | null>(wanted.length).fill(null)
      await Promise.all(
        [...byPlace(wanted)].map(async ([place, at]) => {
          const answers = await claimAt(
            place,
            at.map((one) => wanted[one] as WantedNumber),
          )
          for (const [index, one] of at.entries()) refused[one] = answers[index] ?? null
        }),
      )
      return refused
    },
  }
}

/** One place that is away refuses its own hospitals' claims, and no other's. */
async function claimAt(place: OpenPlace, numbers: readonly WantedNumber[]): Promise<(unknown | null)[]> {
  try {
    const held = await claimNumbers(serviceOf(place).db.pool, numbers)
    return numbers.map((number, at) => whyNot(number, held[at]))
  } catch (error) {
    return numbers.map(() => asRefusal(error))
  }
}

function whyNot({ inputHash, hospitalCode, settlementNo }: ClaimedNumber, held: HeldNumber | undefined) {
  if (held === undefined || held.inputHash === inputHash) return null
  const { settlementId } = held
  if (settlementId === voidSettlement) return new Refusal('message-undone', { msgid: settlementNo })
  return new Refusal('settlement-no-reused', { hospitalCode, settlementNo, settlementId })
}
