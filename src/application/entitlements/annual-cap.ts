import { periodOfAccount } from '../../domain/adjudication/account-parts.ts'
import { accountOf, usedOfLimit } from '../../domain/adjudication/limits.ts'
import { type Facts, type FactsOfPerson, placeOf, type YearState } from '../../domain/adjudication/types.ts'
import { identitiesOn } from '../../domain/adjudication/visit.ts'
import { type Day, yearOf } from '../../domain/calendar.ts'
import { aidDeductible, countingCategory, limitsOfCategory } from '../../domain/entitlements/limits-of-category.ts'
import type { Language } from '../../domain/language.ts'
import { withElsewhere } from '../../domain/ledger/year-state.ts'
import { less, yuan, zero } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import { look } from '../audit/sight.ts'
import type { Caller } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { withEarlierYears } from '../claim/earlier-years.ts'
import { elsewhereOf } from '../claim/elsewhere.ts'
import { dayIn, identitiesOnRecord, type PersonRead, readPersonYear } from '../claim/read-person-year.ts'
import { shownWarning } from '../explain/explain.ts'
import { openingOf } from '../opening-balances/opening-of-year.ts'
import type { Service } from '../service.ts'
import { yearOfClaim } from '../settlement/settle-group.ts'

export type AnnualCapAnswer = Awaited<ReturnType<typeof readAnnualCap>>

/**
 * What is left of a person's yearly limits, and what has accumulated in the year.
 * Errors: those of `look`, `policy-missing`, `figure-missing`.
 */
export async function readAnnualCap(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: { year: number; on?: Day | undefined },
  language: Language,
) {
  await look(service, caller, personNo, 'annual-cap')
  return annualCapOf(service, caller, personNo, asked, language)
}

/** The same for a message that has looked at the person already. */
export async function annualCapOf(
  service: Service,
  caller: Caller,
  personNo: string,
  asked: { year: number; on?: Day | undefined },
  language: Language,
) {
  const on = dayIn(service, asked.year, asked.on)
  const read = await readPersonYear(service, caller, personNo, asked.year)
  const person = personOn(service.library, read, on)
  const law = service.library.law(placeOf(person), on)
  const elsewhere = elsewhereOf(read, law.region)
  const state = withElsewhere(yearOfClaim(read.years, law)[1], elsewhere)
  const identities = identitiesOn(law, identitiesOnRecord(read), { day: on, ...person })
  const { category } = countingCategory(
    law,
    identities.map((held) => held.category),
    person,
  )
  const facts = await withEarlierYears(service.db.pool, law, {}, { personNo, others: read.others, on })
  const stay = { law, state, facts, identities, day: on, claim: { dischargedOn: on, servedOn: null } }
  const deductible = category ? aidDeductible(category, stay, person) : { amount: zero, met: zero, trace: null }
  return {
    personNo,
    region: law.region,
    year: asked.year,
    on,
    category,
    joinedWith: [...new Set(read.others.map((one) => one.personNo))],
    limits: category ? shownLimits(law, category, { used: state.used, before: facts.usedBefore }, person) : [],
    accumulated: {
      selfPay: yuan(state.selfPay),
      personBurden: yuan(state.personBurden),
      aidDeductible: { amount: yuan(deductible.amount), met: yuan(deductible.met) },
      inpatientSelfPay: yuan(state.aidDeductibleBase),
      criticalIllnessBase: yuan(state.criticalIllnessBase),
      basicPaid: yuan(state.basicPaid),
    },
    opening: await openingOf(service, { personNo, lawRegion: law.region, year: asked.year }),
    warnings: (deductible.trace?.warnings ?? []).map((warning) => shownWarning(warning, language)),
    entries: `/v1/beneficiaries/${personNo}/ledger?year=${asked.year}`,
  }
}

export function categoriesOn(
  law: Law,
  read: PersonRead,
  on: { readonly day: Day; readonly insuredRegion: string },
): Category[] {
  return identitiesOn(law, identitiesOnRecord(read), on).map(({ category }) => category)
}

/** What is left of each limit on the day of the law, of the year or of the period that the limit goes by. */
export function shownLimits(
  law: Law,
  category: Category,
  { used: ofYear, before }: { readonly used: YearState['used']; readonly before: Facts['usedBefore'] },
  person: FactsOfPerson,
) {
  return limitsOfCategory(law, category, person).map(({ row, sharedBy }) => {
    const on = { category, day: law.on }
    const used = usedOfLimit({ law }, row, on, ofYear, before)
    return {
      name: row.name,
      period: periodOfAccount(accountOf({ law }, row, on), yearOf(law.on)),
      limit: row.amount && yuan(row.amount),
      used: yuan(used),
      remaining: row.amount && yuan(less(row.amount, used)),
      sharedBy,
      clause: row.clause,
    }
  })
}
