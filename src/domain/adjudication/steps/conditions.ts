import type { Day } from '../../calendar.ts'
import { type Decimal, yuan } from '../../money.ts'
import type { ReasonCode } from '../../names/codes.ts'
import { hospitalLevels } from '../../names/hospitals.ts'
import type { Conditions, HospitalLevelAsked } from '../../policies/law.ts'
import { comparableDisease } from '../../registers/same-disease.ts'
import type { Params } from '../types.ts'
import { type AdjudicatedVisit, isOfInsurance, liesIn } from '../visit.ts'

/** Why a row does not hold for a visit. */
export interface Unmet {
  readonly code: ReasonCode
  readonly params: Params
}

/** What a row asks of a visit beside whom and which care it names. */
export interface Asked {
  readonly hospitalLevelAtLeast?: HospitalLevelAsked
  readonly inScopeAbove: Decimal | null
  readonly conditions: Conditions | null
}

/** The first condition of a row that the visit does not meet; null where it meets all of them. */
export function unmet(
  { hospitalLevelAtLeast: atLeast = null, inScopeAbove, conditions }: Asked,
  visit: AdjudicatedVisit,
) {
  const { level } = visit.facts.hospital
  if (atLeast && hospitalLevels.indexOf(level) < hospitalLevels.indexOf(atLeast))
    return no('hospital-level-too-low', { level, atLeast })
  const { inScope } = visit.claim.costs
  if (inScopeAbove && inScope.lte(inScopeAbove))
    return no('in-scope-not-above', { inScope: yuan(inScope), above: yuan(inScopeAbove) })
  if (conditions === null) return null
  return unmetOfPerson(conditions, visit) ?? unmetOfHospital(conditions, visit) ?? unmetOfVisit(conditions, visit)
}

function no(code: ReasonCode, params: Params): Unmet {
  return { code, params }
}

function unmetOfHospital({ where, levels, grades }: Conditions, visit: AdjudicatedVisit): Unmet | null {
  const { level, feeClass } = visit.facts.hospital
  if (where !== null && !liesIn(visit, where)) return no('place-not-named', { where })
  if (levels !== null && !levels.includes(level)) return no('hospital-level-not-named', { level })
  if (grades !== null && (feeClass === null || !grades.includes(feeClass)))
    return no('hospital-grade-not-named', { grade: feeClass ?? '' })
  return null
}

/** In whose insurance the person is, and of which group of it. */
function unmetOfPerson({ insurance, groups }: Conditions, { facts: { person } }: AdjudicatedVisit): Unmet | null {
  if (!isOfInsurance({ insurance }, person))
    return no('other-insurance', { insurance: person.insurance ?? 'residents' })
  if (groups === null || (person.group !== undefined && groups.includes(person.group))) return null
  return no('group-not-named', { group: person.group ?? '' })
}

function isListed(disease: string, codes: readonly string[]): boolean {
  return codes.some((begins) => comparableDisease(disease).startsWith(comparableDisease(begins)))
}

function unmetOfVisit(conditions: Conditions, visit: AdjudicatedVisit): Unmet | null {
  const { inScopeUpTo, referral, diseases, exceptDiseases, insured, ages } = conditions
  const { inScope } = visit.claim.costs
  if (inScopeUpTo !== null && inScope.gt(inScopeUpTo))
    return no('in-scope-above', { inScope: yuan(inScope), upTo: yuan(inScopeUpTo) })
  const is = visit.aidedLess === null && visit.shutOut === null ? 'proper' : 'none'
  if (referral !== null && referral !== is) return no('referral-not-named', { referral: is })
  const disease = visit.claim.diseaseCode ?? ''
  if (diseases !== null && !isListed(disease, diseases)) return no('disease-not-listed', { disease })
  if (exceptDiseases !== null && isListed(disease, exceptDiseases)) return no('disease-excepted', { disease })
  if (insured !== null && (insured === 'yes') !== (visit.uninsured === null))
    return no('insurance-not-named', { day: visit.day })
  return ages === null ? null : unmetByAge(ages, visit)
}

function unmetByAge({ from, to }: { from: number; to: number }, { facts, day }: AdjudicatedVisit): Unmet | null {
  const age = facts.person.bornOn === undefined ? null : wholeYearsOn(facts.person.bornOn, day)
  if (age !== null && from <= age && age <= to) return null
  return no('age-not-named', { age: age === null ? '' : String(age) })
}

/** Whole years; who is born on the 29th of February has the birthday on the first of March in other years. */
export function wholeYearsOn(bornOn: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}
