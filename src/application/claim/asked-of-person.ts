import type { ClaimRead, ReadPerson } from '../../db/ledger/rows.ts'
import type { Facts } from '../../domain/adjudication/types.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Law } from '../../domain/policies/law.ts'
import { insuredGroupOn, yearsOfEnrolment } from '../../domain/registers/dated-facts.ts'

/** With what this law asks of a person besides, and no other: so the ledger keeps no more than a later check needs. */
export function withAsked(
  { tables: { asksAge, asksGroup, asksEnrolments } }: Law,
  facts: Facts,
  { person, dated }: Pick<ClaimRead, 'dated'> & { readonly person: ReadPerson },
  day: Day,
): Facts {
  if (!asksAge && !asksGroup && !asksEnrolments) return facts
  const group = asksGroup ? insuredGroupOn(dated, day) : null
  return {
    ...facts,
    person: {
      ...facts.person,
      ...(asksAge ? { bornOn: person.birthDate } : {}),
      ...(group === null ? {} : { group }),
      ...(asksEnrolments ? { enrolments: yearsOfEnrolment(dated, day) } : {}),
    },
  }
}
