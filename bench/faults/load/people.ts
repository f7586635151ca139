import { isIdNumber } from '../../../src/domain/registers/id-number.ts'

/**
 * People on dibao in two places, and what the law lets each payer give one of them in a year.
 *
 * The limits are written here a second time, from the documents and not from the packs, so that the checker does not
 * take the service's word for them.
 */
export interface Place {
  readonly city: string
  readonly region: string
  readonly hospitalCode: string
  readonly level: 'two' | 'three'
  readonly feeClass: 'county-two' | 'city-two'
  /** In-scope cost of a stay, in whole yuan. */
  readonly inScope: readonly [from: number, to: number]
  readonly limits: Readonly<Record<string, string>>
}

export const places: readonly Place[] = [
  {
    // 晋市政办〔2022〕40号 第十一条: dibao 60000 a year; 第十三条: tilt 40000.
    city: '140500',
    region: '140502',
    hospitalCode: 'H14050200001',
    level: 'three',
    feeClass: 'city-two',
    inScope: [3_000, 30_000],
    limits: { assistance: '60000.00', tilt: '40000.00', reAid: '0.00' },
  },
  {
    // 彭水府办发〔2023〕52号 二（三）2: other diseases above 30000 in scope, 60000 a year; 二（三）3: tilt 20000.
    city: '500243',
    region: '500243',
    hospitalCode: 'H50024300002',
    level: 'two',
    feeClass: 'county-two',
    inScope: [30_001, 60_000],
    limits: { assistance: '60000.00', tilt: '20000.00', reAid: '0.00' },
  },
]

export function personNo({ city }: Place, number: number): string {
  return `${city}${String(number).padStart(14, '0')}`
}

export function placeOf(person: string): Place {
  const found = places.find(({ city }) => person.startsWith(city))
  if (!found) throw new Error(`${person} is of no place`)
  return found
}

export function limitsOf(person: string): Readonly<Record<string, string>> {
  return placeOf(person).limits
}

/** Nobody's: the sequence 000 is never given out. */
export function inventedIdNumber({ city }: Place, birthDate: string): string {
  const seventeen = `${city}${birthDate.replaceAll('-', '')}000`
  const number = [...'0123456789X'].map((check) => seventeen + check).find(isIdNumber)
  if (number === undefined) throw new Error(`no check digit fits ${seventeen}`)
  return number
}

/** A day of 1960 and after, another for everybody. */
export function birthDate(number: number): string {
  return new Date(Date.UTC(1960, 0, 1 + number)).toISOString().slice(0, 10)
}
