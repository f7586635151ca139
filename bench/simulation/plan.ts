import type { Day } from '../../src/domain/calendar.ts'
import type { Category } from '../../src/domain/names/categories.ts'
import { Random } from '../faults/random.ts'
import { firstOf, makePerson, type Person } from './people.ts'
import { type RosterFile, rostersOf } from './rosters.ts'
import { type Registered, type SentClaim, visitsOf } from './visits.ts'

/** An application that comes in after the stays it is for. */
export interface LateApplication {
  readonly applicationNo: string
  readonly personNo: string
  readonly category: Category
  readonly requestedFrom: Day
  /** The month in which all its steps are taken; 13 is the January after. */
  readonly month: number
}

export interface YearPlan {
  readonly people: readonly Person[]
  readonly registered: readonly Registered[]
  readonly rosters: (month: number) => RosterFile[]
  readonly claims: (month: number) => SentClaim[]
  readonly applications: (month: number) => LateApplication[]
}

/**
 * A city's year out of a seed: the same people, lists, claims and applications every time, on every machine. Nothing of it
 * looks at what the service answers, so it can be made before the service is there.
 */
export function planYear(count: number, seed = 20240101): YearPlan {
  const random = new Random(seed)
  const people = Array.from({ length: count }, (_, at) => makePerson(at + 1, random.fork()))
  const visits = people.map((person) => ({ person, ...visitsOf(person, random.fork()) }))
  const claims = visits.flatMap((one) => one.claims)
  const applications = visits.flatMap(({ person, claims: own }) => applicationOf(person, own))
  return {
    people,
    registered: visits.flatMap((one) => one.registered),
    rosters: (month) => rostersOf(people, month),
    claims: (month) => claims.filter((claim) => claim.month === month).sort(byDay),
    applications: (month) => applications.filter((one) => one.month === month),
  }
}

/** After the first stay, from the first day of its month, two months later. */
function applicationOf({ personNo, appliesFor }: Person, claims: readonly SentClaim[]): LateApplication[] {
  const first = claims.map(dayOf).sort()[0]
  if (appliesFor === null || first === undefined) return []
  const month = Number(first.slice(5, 7))
  const applicationNo = `A-${personNo.slice(-9)}`
  return [
    { applicationNo, personNo, category: appliesFor, requestedFrom: firstOf(month), month: Math.min(13, month + 2) },
  ]
}

function dayOf({ body }: SentClaim): Day {
  return body.dischargedOn ?? body.servedOn ?? firstOf(12)
}

function byDay(a: SentClaim, b: SentClaim): number {
  return dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.body.settlementNo < b.body.settlementNo ? -1 : 1
}
