import type { ClaimRead } from '../../db/ledger/rows.ts'
import { type Facts, placeOf, type YearState } from '../../domain/adjudication/types.ts'
import type { Day } from '../../domain/calendar.ts'
import { type ComparedVisit, overlapsWith, sameVisit } from '../../domain/claim/overlaps.ts'
import { checkPlausible } from '../../domain/claim/plausible.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import { claimOf, eventDay, factsOf, governedBy, type Input } from '../claim/claim-input.ts'
import { elsewhereOf } from '../claim/elsewhere.ts'
import { isTheirs, type PersonRead } from '../claim/read-person-year.ts'
import type { PostingContext } from '../ledger/posting-context.ts'
import { refuseAfterDeath } from './after-death.ts'
import type { SettleJob } from './settle-group.ts'

/** To a bureau, a person of another region is nobody. */
export function requireTheirs(
  { caller, input }: Pick<SettleJob, 'caller' | 'input'>,
  read: Pick<PersonRead, 'person' | 'identities'>,
): void {
  if (caller.kind === 'bureau' && !isTheirs(caller, read)) refuse('person-not-registered', { personNo: input.personNo })
}

/**
 * From what was read to what the engine asks for. Quote and settlement share it.
 * Errors: the person or hospital is not registered or not designated, the caller's region, no policy; those of
 * `checkPlausible`.
 */
export function prepare(
  books: Pick<PostingContext, 'library'>,
  job: Pick<SettleJob, 'caller' | 'input'>,
  read: ClaimRead,
  kept: (region: string) => (personNo: string) => YearState | undefined = () => () => undefined,
) {
  const { input } = job
  if (!read.person) return refuse('person-not-registered', { personNo: input.personNo })
  requireTheirs(job, { ...read, person: read.person })
  if (!read.hospital) return refuse('hospital-not-registered', { hospitalCode: input.hospitalCode })
  if (!read.hospital.designated) return refuse('hospital-not-designated', { hospitalCode: input.hospitalCode })
  refuseAfterDeath(read, input)
  const visit = comparedVisit(input)
  const same = sameVisit(visit, read.coinciding)
  if (same) refuse('same-visit-settled', { settlementNo: same.settlementNo, from: same.from, to: same.to })
  const own = factsOf(books.library, read, input, overlapsWith(visit, read.coinciding))
  if (!own) throw new Error('a claim without a person or hospital went on')
  const law = governedBy((on) => books.library.law(placeOf(own.person), on), input)
  const elsewhere = elsewhereOf(read, law.region, kept(law.region))
  const facts = elsewhere ? { ...own, elsewhere } : own
  const claim = claimOf(input)
  checkPlausible(law, claim, read.person.birthDate)
  return { law, claim, facts: law.tables.asksAge ? withBirth(facts, read.person.birthDate) : facts }
}

function withBirth(facts: Facts, bornOn: Day): Facts {
  return { ...facts, person: { ...facts.person, bornOn } }
}

export function comparedVisit(input: Input): ComparedVisit {
  const { settlementNo, hospitalCode, admittedOn = null, costs } = input
  const to = eventDay(input)
  return { settlementNo, hospitalCode, from: admittedOn ?? to, to, stay: admittedOn !== null, costs }
}
