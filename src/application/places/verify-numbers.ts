import type { Database } from '../../db/database.ts'
import type { FoundDifference } from '../../db/ledger/found-difference.ts'
import { eachPersonHere, peopleHere } from '../../db/places/directory.ts'
import {
  eachClaimedElsewhere,
  eachOfOtherHospitals,
  type NumberRow,
  nameOfNumber,
  numbersHere,
  regionsOfHospitals,
} from '../../db/places/numbers-elsewhere.ts'
import { type PlaceOfRegions, placeOfRegion } from '../../domain/places/place.ts'

/** A place that is looked into. */
export interface VerifiedPlace extends PlaceOfRegions {
  readonly db: Database
}

/**
 * Nobody is in two places, and the numbers of hospitals agree between them: each that settled in another place than the hospital's is claimed in the
 * hospital's, for the same claim. A claim whose settlement never came is no difference, and counted: the same claim sent again takes
 * it up. Reads only; places that do not answer are left out by the caller. Answers how many claims wait.
 */
export async function verifyNumbers(
  places: readonly VerifiedPlace[],
  onDifference: (found: FoundDifference) => void,
): Promise<number> {
  let waiting = 0
  for (const [at, place] of places.entries()) {
    await inTwoPlaces(place, places.slice(at + 1), onDifference)
    waiting += await claimsWithout(place, places, onDifference)
    await settledUnclaimed(place, places, onDifference)
  }
  return waiting
}

/** Each pair of places once. */
async function inTwoPlaces(
  place: VerifiedPlace,
  others: readonly VerifiedPlace[],
  onDifference: (found: FoundDifference) => void,
): Promise<void> {
  if (others.length === 0) return
  for await (const here of eachPersonHere(place.db.bulk))
    for (const other of others)
      for (const personNo of await peopleHere(other.db.bulk, here))
        onDifference({
          ...{ personNo, region: '', year: 0, seq: null, what: 'person in two places' },
          ...{ stored: `${place.name}, ${other.name}`, computed: 'one' },
        })
}

async function claimsWithout(
  place: VerifiedPlace,
  places: readonly VerifiedPlace[],
  onDifference: (found: FoundDifference) => void,
): Promise<number> {
  const others = places.filter((one) => one !== place)
  let waiting = 0
  for await (const claimed of eachClaimedElsewhere(place.db)) {
    const settled = await Promise.all(others.map(({ db }) => numbersHere(db, claimed)))
    for (const number of claimed) {
      const found = settled.map((there) => there.get(nameOfNumber(number))).find((one) => one !== undefined)
      if (found === undefined) waiting += 1
      else if (found.inputHash !== number.inputHash)
        onDifference(
          difference(number, 'number claimed for another claim than was settled', found.inputHash, number.inputHash),
        )
    }
  }
  return waiting
}

/** Only hospitals whose own place is among those that are looked into. */
async function settledUnclaimed(
  place: VerifiedPlace,
  places: readonly VerifiedPlace[],
  onDifference: (found: FoundDifference) => void,
): Promise<void> {
  const homes = new Map<string, VerifiedPlace>()
  for (const [code, region] of await regionsOfHospitals(place.db)) {
    const home = placeOfRegion(places, region)
    if (home !== null && home !== place) homes.set(code, home)
  }
  for (const home of new Set(homes.values())) {
    const hospitals = [...homes].filter(([, one]) => one === home).map(([code]) => code)
    for await (const settled of eachOfOtherHospitals(place.db, hospitals)) {
      const claimed = await numbersHere(home.db, settled)
      for (const number of settled)
        if (!claimed.has(nameOfNumber(number)))
          onDifference(
            difference(number, `settlement whose number ${home.name} does not know`, nameOfNumber(number), 'none'),
          )
    }
  }
}

function difference({ personNo, year }: NumberRow, what: string, stored: string, computed: string): FoundDifference {
  return { personNo, region: '', year, seq: null, what, stored, computed }
}
