import type { ClaimRead } from '../../db/ledger/rows.ts'
import type { HeldIdentity } from '../../domain/adjudication/types.ts'
import { chinaDay, type Day, isDay, yearOf } from '../../domain/calendar.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { type Caller, coversRegion } from '../callers/caller.ts'
import { noSuchPerson } from '../registers/register-change.ts'
import type { Service } from '../service.ts'
import { heldIdentity } from './claim-input.ts'
import { readClaim } from './read-claim.ts'

export type PersonRead = ClaimRead & { readonly person: NonNullable<ClaimRead['person']> }

/**
 * A person with identities, registrations and the ledger of a year, as a settlement would read them.
 *
 * Whether a hospital may look at the person is asked before (`look`).
 *
 * Errors: `not-found`, also for a person of another region.
 */
export async function readPersonYear(
  service: Service,
  caller: Caller,
  personNo: string,
  year: number,
): Promise<PersonRead> {
  const read = await readClaim(service, { hospitalCode: '', settlementNo: null, personNo, year })
  if (!read.person) return noSuchPerson(personNo)
  const found = { ...read, person: read.person }
  return caller.kind === 'hospital' || isTheirs(caller, found) ? found : noSuchPerson(personNo)
}

export function identitiesOnRecord(read: ClaimRead): HeldIdentity[] {
  return read.identities.map(heldIdentity)
}

/** Whether a bureau or an auditor has to do with a person: where the person is insured by now, or was certified (000000/G19). */
export function isTheirs(
  { region }: Pick<Caller, 'region'>,
  { person, identities }: Pick<PersonRead, 'person' | 'identities'>,
) {
  return (
    coversRegion(region, person.insuredRegion) ||
    identities.some(({ certifiedRegion }) => certifiedRegion !== null && coversRegion(region, certifiedRegion))
  )
}

/**
 * The day a question about a year is asked for: the one named, else today in this year, the last day
 * of a past one, the first of one to come.
 * Errors: `invalid-request` when the day lies outside the year.
 */
export function dayIn(service: Service, year: number, on: Day | undefined): Day {
  if (on !== undefined)
    return yearOf(on) === year && isDay(on) ? on : refuse('invalid-request', {}, { faults: [outside(year)] })
  const today = chinaDay(service.clock())
  if (yearOf(today) === year) return today
  return yearOf(today) > year ? `${year}-12-31` : `${year}-01-01`
}

function outside(year: number) {
  return {
    pointer: '/on',
    detail: { zh: `请填写 ${year} 年内的日期（YYYY-MM-DD）。`, en: `Send a day of ${year}, as YYYY-MM-DD.` },
  }
}
