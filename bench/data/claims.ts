import { request } from '../load/connection.ts'
import type { Hospital } from './registers.ts'

/** Who is settled for, and where. A claim is drawn anew for each request. */
export interface Population {
  readonly hospitals: readonly Hospital[]
  /** The person of an index from 0 to `people` − 1. */
  readonly personNo: (index: number) => string
  readonly people: number
}

/** The same sequence in every run, so that two loads differ by what serves them only (mulberry32). */
export function randomOf(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

let numbered = 0
const run = Date.now().toString(36)

/** Settlements of small stays and chronic outpatient care in Jincheng, each under a number never used before. */
export function claims(population: Population, seed: number): () => string {
  const random = randomOf(seed)
  return () => claimOf(population, random(population.people), random)
}

/** The body of one of them, for a yardstick to write. */
export function claimText(population: Population): string {
  const whole = claims(population, 1)()
  return whole.slice(whole.indexOf('\r\n\r\n') + 4)
}

/** The same number of settlements for each of the population, one person after another. */
export function claimsOfEach(population: Population, each: number, seed: number): () => string | null {
  const random = randomOf(seed)
  let made = 0
  return () => (made === population.people * each ? null : claimOf(population, Math.floor(made++ / each), random))
}

/** The same claims by thousands: each batch is of one hospital, in the order in which they were drawn. */
export function batches(population: Population, lines: number, seed: number): () => string {
  const random = randomOf(seed)
  let sent = 0
  return () => {
    const hospital = population.hospitals[sent++ % population.hospitals.length] as Hospital
    const bodies = Array.from({ length: lines }, () => bodyOf(population, hospital, random(population.people), random))
    return request('POST', '/v1/settlements/batches', hospital.key, bodies.join('\n'), 'application/x-ndjson')
  }
}

export function claimOf(population: Population, index: number, random: (sides: number) => number): string {
  const hospital = population.hospitals[random(population.hospitals.length)] as Hospital
  return request('POST', '/v1/settlements', hospital.key, bodyOf(population, hospital, index, random))
}

function bodyOf(
  population: Population,
  { hospitalCode }: Hospital,
  index: number,
  random: (sides: number) => number,
): string {
  const number = `${hospitalCode}-${run}-${(numbered++).toString(36)}`
  const day = nextDay(population, index)
  return `{"settlementNo":"${number}","personNo":"${population.personNo(index)}","hospitalCode":"${hospitalCode}",${visit(day, random)}}`
}

/** How many claims each person of a population has had: nobody lies in two beds at once, so each takes the days after the last. */
const claimsSoFar = new WeakMap<object, Map<number, number>>()
const daysApart = 8
const slotsOfAYear = 45

/** The day on which a person's next visit ends. After 45 visits the days come round, as they must for a few hot people. */
function nextDay({ hospitals }: Population, index: number): Date {
  const counts = claimsSoFar.get(hospitals) ?? new Map<number, number>()
  claimsSoFar.set(hospitals, counts)
  const before = counts.get(index) ?? 0
  counts.set(index, before + 1)
  return new Date(Date.UTC(2023, 0, 5 + daysApart * (before % slotsOfAYear)))
}

const two = (value: number) => String(value).padStart(2, '0')

/** Three in four are stays of up to four days; half of those leave the insurers' shares to the schedules. */
function visit(to: Date, random: (sides: number) => number): string {
  const inScope = 1000 + random(2000)
  if (random(4) === 0) {
    // The same hospital, day and amounts under two numbers would be one bill sent twice, which is refused.
    const total = `${inScope}.${two(numbered % 100)}`
    return `"care":"outpatient-chronic","servedOn":"${dayText(to)}","diseaseCode":"E11.900","costs":{"total":"${total}","inScope":"${total}"},"paid":{"basic":"${inScope >> 1}.25","criticalIllness":"0.00"}`
  }
  const offCatalogue = random(300)
  const paid = random(2) === 0 ? '' : `,"paid":{"basic":"${inScope >> 1}.00","criticalIllness":"0.00"}`
  const costs = `{"total":"${inScope + offCatalogue}.00","offCatalogue":"${offCatalogue}.00","inScope":"${inScope}.00"}`
  const from = new Date(to.getTime() - random(4) * 86_400_000)
  return `"care":"inpatient","admittedOn":"${dayText(from)}","dischargedOn":"${dayText(to)}","referral":"proper","costs":${costs}${paid}`
}

const dayText = (day: Date) => day.toISOString().slice(0, 10)
