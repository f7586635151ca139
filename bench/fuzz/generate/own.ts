import { isIdNumber } from '../../../src/domain/registers/id-number.ts'
import type { Random } from '../../faults/random.ts'

export interface Home {
  readonly city: string
  readonly region: string
}

export const homes: readonly Home[] = [
  { city: '140500', region: '140502' },
  { city: '140500', region: '140502' },
  { city: '500243', region: '500243' },
  { city: '370800', region: '370811' },
  { city: '140200', region: '140213' },
]

/** In every name of a person that is sent, so that it is found again where it must not stand. */
export const nameMark = '密名'

/**
 * What belongs to one walk: a hospital and three people whom no other walk touches, and numbers that nobody has used.
 * The same walk has the same ones again.
 */
export class Own {
  readonly city: string
  readonly region: string
  readonly hospitalCode: string
  readonly people: readonly string[]
  readonly receiver: string
  readonly #walk: string
  readonly #idPlace: string
  readonly #births: readonly string[]
  #count = 0

  constructor(random: Random, walk: number, receiver: string) {
    const { city, region } = random.pick(homes)
    this.city = city
    this.region = region
    this.receiver = receiver
    this.#walk = walk.toString(36).toUpperCase().padStart(7, '0')
    this.#idPlace = String(walk % 100_000).padStart(5, '0')
    this.hospitalCode = `H${region}${this.#walk.slice(-5)}`
    this.people = ['1', '2', '3'].map((which) => `${city}${String(walk).padStart(13, '0')}${which}`)
    this.#births = [birth(random, 1940, 2005), birth(random, 2006, 2020), birth(random, 1930, 2000)]
  }

  /** A number of the caller's that was not used before. */
  fresh(name: string): string {
    this.#count += 1
    return `${name.slice(0, 2).toUpperCase()}${this.#walk}-${this.#count}`
  }

  /** The number of the sender for a national message: hospital (12), time (14), sequence (4). */
  msgid(): string {
    this.#count += 1
    return `${this.hospitalCode}20240505120000${String(this.#count).padStart(4, '0')}`
  }

  person(random: Random): string {
    return random.pick(this.people)
  }

  birthDate(which: number): string {
    return this.#births[which] ?? '1970-01-01'
  }

  /** A citizen's number with its check digit, of no place that exists and of this walk alone. */
  idNumber(random: Random): string {
    return this.idNumberOf(random.int(0, this.people.length - 1))
  }

  idNumberOf(which: number): string {
    const seventeen = `9${this.#idPlace}${this.birthDate(which).replaceAll('-', '')}00${which}`
    return [...'0123456789X'].map((check) => seventeen + check).find(isIdNumber) ?? ''
  }

  readonly personName = `${nameMark}某某`
}

function birth(random: Random, from: number, to: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${random.int(from, to)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
}
