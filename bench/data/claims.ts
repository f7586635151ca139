import { request } from '../load/connection.ts'
import type { Hospital } from './registers.ts'

/** Who is settled for, and where. A claim is drawn anew for each request. */
export interface Crowd {
  readonly hospitals: readonly Hospital[]
  /** The person of a place from 0 to `people` − 1. */
  readonly personNo: (place: number) => string
  readonly people: number
}

/** The same sequence in every run, so that two loads differ by what serves them only (mulberry32). */
export function dice(seed: number): (sides: number) => number {
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
export function claims(crowd: Crowd, seed: number): () => string {
  const roll = dice(seed)
  return () => claimOf(crowd, roll(crowd.people), roll)
}

/** The same number of settlements for each of the crowd, one person after another. */
export function claimsOfEach(crowd: Crowd, each: number, seed: number): () => string | null {
  const roll = dice(seed)
  let made = 0
  return () => (made === crowd.people * each ? null : claimOf(crowd, Math.floor(made++ / each), roll))
}

function claimOf(crowd: Crowd, place: number, roll: (sides: number) => number): string {
  const hospital = crowd.hospitals[roll(crowd.hospitals.length)] as Hospital
  const number = `${hospital.hospitalCode}-${run}-${(numbered++).toString(36)}`
  const body = `{"settlementNo":"${number}","personNo":"${crowd.personNo(place)}","hospitalCode":"${hospital.hospitalCode}",${visit(roll)}}`
  return request('POST', '/v1/settlements', hospital.key, body)
}

const two = (value: number) => String(value).padStart(2, '0')

/** Three in four are stays; half of those leave the insurers' shares to the schedules. */
function visit(roll: (sides: number) => number): string {
  // A claim comes days after the visit, so those of one time lie near each other in the calendar.
  const year = 2023
  const month = two(5 + roll(2))
  const day = 5 + roll(20)
  const inScope = 1000 + roll(2000)
  if (roll(4) === 0) {
    // The same hospital, day and amounts under two numbers would be one bill sent twice, which is refused.
    const total = `${inScope}.${two(numbered % 100)}`
    return `"care":"outpatient-chronic","servedOn":"${year}-${month}-${two(day)}","diseaseCode":"E11.900","costs":{"total":"${total}","inScope":"${total}"},"paid":{"basic":"${inScope >> 1}.25","criticalIllness":"0.00"}`
  }
  const offCatalogue = roll(300)
  const paid = roll(2) === 0 ? '' : `,"paid":{"basic":"${inScope >> 1}.00","criticalIllness":"0.00"}`
  const costs = `{"total":"${inScope + offCatalogue}.00","offCatalogue":"${offCatalogue}.00","inScope":"${inScope}.00"}`
  return `"care":"inpatient","admittedOn":"${year}-${month}-${two(day - roll(4))}","dischargedOn":"${year}-${month}-${two(day)}","referral":"proper","costs":${costs}${paid}`
}
