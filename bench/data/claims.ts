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

/** The same number of settlements for each of the population, one person after another. */
export function claimsOfEach(population: Population, each: number, seed: number): () => string | null {
  const random = randomOf(seed)
  let made = 0
  return () => (made === population.people * each ? null : claimOf(population, Math.floor(made++ / each), random))
}

function claimOf(population: Population, index: number, random: (sides: number) => number): string {
  const hospital = population.hospitals[random(population.hospitals.length)] as Hospital
  const number = `${hospital.hospitalCode}-${run}-${(numbered++).toString(36)}`
  const body = `{"settlementNo":"${number}","personNo":"${population.personNo(index)}","hospitalCode":"${hospital.hospitalCode}",${visit(random)}}`
  return request('POST', '/v1/settlements', hospital.key, body)
}

const two = (value: number) => String(value).padStart(2, '0')

/** Three in four are stays; half of those leave the insurers' shares to the schedules. */
function visit(random: (sides: number) => number): string {
  // A claim comes days after the visit, so those of one time lie near each other in the calendar.
  const year = 2023
  const month = two(5 + random(2))
  const day = 5 + random(20)
  const inScope = 1000 + random(2000)
  if (random(4) === 0) {
    // The same hospital, day and amounts under two numbers would be one bill sent twice, which is refused.
    const total = `${inScope}.${two(numbered % 100)}`
    return `"care":"outpatient-chronic","servedOn":"${year}-${month}-${two(day)}","diseaseCode":"E11.900","costs":{"total":"${total}","inScope":"${total}"},"paid":{"basic":"${inScope >> 1}.25","criticalIllness":"0.00"}`
  }
  const offCatalogue = random(300)
  const paid = random(2) === 0 ? '' : `,"paid":{"basic":"${inScope >> 1}.00","criticalIllness":"0.00"}`
  const costs = `{"total":"${inScope + offCatalogue}.00","offCatalogue":"${offCatalogue}.00","inScope":"${inScope}.00"}`
  return `"care":"inpatient","admittedOn":"${year}-${month}-${two(day - random(4))}","dischargedOn":"${year}-${month}-${two(day)}","referral":"proper","costs":${costs}${paid}`
}
