import { personOfNumber } from '../../db/places/claimed-numbers.ts'
import { findPerson, rememberElsewhere } from '../../db/places/directory.ts'
import { oneByOne } from '../../db/places/registering.ts'
import { doesNotAnswer, type OpenPlace, type Places, refuseAway, serviceOf } from './places.ts'

/** How many people a process remembers the place of; the one that was asked for longest ago is forgotten first. */
const maxRemembered = 100_000

/**
 * Which place has a person: the directory. A place knows its own people from its register, and those of others once they
 * were asked for there; who is in neither is looked for in all. A person stays where they are, so what was found once holds.
 */
export class Directory {
  readonly #places: Places
  readonly #known = new Map<string, OpenPlace>()

  constructor(places: Places) {
    this.#places = places
  }

  /**
   * The person's place; null where none holds them. `home` is where whoever asks is at home.
   * Errors: `database-unavailable` with the places that did not answer, where none of the others holds the person: they may.
   */
  async placeOf(personNo: string, home: OpenPlace): Promise<OpenPlace | null> {
    const known = this.#known.get(personNo)
    if (known) return known
    const found = await this.#find(personNo, home)
    if (found) this.#remember(personNo, found)
    return found
  }

  /**
   * Registers somebody whom no place had: nobody else registers the number meanwhile, in any process, so `register` is told whether
   * a place has them by now. Errors: `database-unavailable`, also where the common place is away.
   */
  registering<T>(personNo: string, home: OpenPlace, register: (found: OpenPlace | null) => Promise<T>): Promise<T> {
    const { bulk } = serviceOf(this.#places.common).db
    return oneByOne(bulk, personNo, async () => register(await this.placeOf(personNo, home)))
  }

  /** The place of whoever a hospital's number settled for; each number is known where its hospital belongs. Null where it is not. */
  async placeOfNumber(hospitalCode: string, settlementNo: string, home: OpenPlace): Promise<OpenPlace | null> {
    const personNo = await personOfNumber(serviceOf(home).db.pool, hospitalCode, settlementNo)
    return personNo === null ? null : this.placeOf(personNo, home)
  }

  async #find(personNo: string, home: OpenPlace): Promise<OpenPlace | null> {
    const away: string[] = []
    try {
      const { isHere, elsewhere } = await findPerson(serviceOf(home).db.pool, personNo)
      if (isHere) return home
      const place = this.#places.all.find(({ name }) => name === elsewhere)
      if (place) return place
    } catch (error) {
      if (!doesNotAnswer(error)) throw error
      away.push(home.name)
    }
    const others = this.#places.all.filter((place) => place !== home)
    const asked = await Promise.all(others.map((place) => holds(place, personNo)))
    const found = others.find((_, at) => asked[at] === true) ?? null
    away.push(...others.filter((_, at) => asked[at] === null).map(({ name }) => name))
    if (found === null && away.length > 0) refuseAway(away)
    if (found !== null && !away.includes(home.name)) await this.#rememberAt(home, personNo, found)
    return found
  }

  /** A convenience for the next time, when that place may be away: that it cannot be written is no reason to refuse. */
  async #rememberAt(home: OpenPlace, personNo: string, found: OpenPlace): Promise<void> {
    const { db, clock } = serviceOf(home)
    await rememberElsewhere(db.pool, personNo, found.name, clock()).catch(() => undefined)
  }

  #remember(personNo: string, place: OpenPlace): void {
    this.#known.set(personNo, place)
    const [oldest] = this.#known.size > maxRemembered ? this.#known.keys() : []
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}

/** Null where the place does not answer. */
async function holds(place: OpenPlace, personNo: string): Promise<boolean | null> {
  if (place.service === null) return null
  try {
    return (await findPerson(place.service.db.pool, personNo)).isHere
  } catch (error) {
    if (doesNotAnswer(error)) return null
    throw error
  }
}
