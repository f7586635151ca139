import { accountOf } from '../../domain/adjudication/limits.ts'
import { placeOf, type YearState } from '../../domain/adjudication/types.ts'
import { identitiesOn } from '../../domain/adjudication/visit.ts'
import type { Day } from '../../domain/calendar.ts'
import { aidDeductible, countingCategory, limitsOfCategory } from '../../domain/entitlements/limits-of-category.ts'
import type { Language } from '../../domain/language.ts'
import { withElsewhere } from '../../domain/ledger/year-state.ts'
import { less, min, yuan, zero } from '../../domain/money.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import { look } from '../audit/sight.ts'
import type { Caller } from '../callers/caller.ts'
import { personOn } from '../claim/claim-input.ts'
import { elsewhereOf } from '../claim/elsewhere.ts'
import { dayIn, identitiesOnRecord, type PersonRead, readPersonYear } from '../claim/read-person-year.ts'
import { shownWarning } from '../explain/explain.ts'
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
  const { category } = countingCategory(law, categoriesOn(law, read, { day: on, ...person }))
  const deductible = category ? aidDeductible(law, category) : { amount: zero, trace: null }
  return {
    personNo,
    region: law.region,
    year: asked.year,
    on,
    category,
    joinedWith: [...new Set(read.others.map((one) => one.personNo))],
    limits: category ? shownLimits(law, category, state) : [],
    accumulated: {
      selfPay: yuan(state.selfPay),
      personBurden: yuan(state.personBurden),
      aidDeductible: { amount: yuan(deductible.amount), met: yuan(min(deductible.amount, state.aidDeductibleBase)) },
      inpatientSelfPay: yuan(state.aidDeductibleBase),
      criticalIllnessBase: yuan(state.criticalIllnessBase),
      basicPaid: yuan(state.basicPaid),
    },
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

export function shownLimits(law: Law, category: Category, state: YearState) {
  return limitsOfCategory(law, category).map(({ row, sharedBy }) => {
    const used = state.used[accountOf({ law }, row, category)] ?? zero
    return {
      name: row.name,
      limit: row.amount && yuan(row.amount),
      used: yuan(used),
      remaining: row.amount && yuan(less(row.amount, used)),
      sharedBy,
      clause: row.clause,
    }
  })
}
