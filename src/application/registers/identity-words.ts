import { chinaDay } from '../../domain/calendar.ts'
import type { Language } from '../../domain/language.ts'
import { type Category, categoryName, knownCategories } from '../../domain/names/categories.ts'
import { departmentName, departmentsIn, knownDepartments } from '../../domain/names/departments.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { certifiedBy as certifiedCategories } from '../../domain/rosters/roster-law.ts'
import type { Service } from '../service.ts'

interface CertifiedIdentity {
  readonly category: Category
  readonly certifiedBy: string
}

/**
 * Refuses a department that does not certify the category, as a roster of its does; by the law of today, because it is
 * recorded today. An office that none of our names tells, and a region without law, are not judged.
 */
export function checkCertifier(service: Service, place: string, { category, certifiedBy }: CertifiedIdentity): void {
  const named = departmentsIn(certifiedBy)
  const on = chinaDay(service.clock())
  const region = named.length === 0 ? null : service.library.governing(place, on)
  if (region === null) return
  const law = service.library.lawOfPack(region, on)
  if (named.some((department) => certifiedCategories(law, department).has(category))) return
  const certifying = knownDepartments().filter((department) => certifiedCategories(law, department).has(category))
  if (certifying.length === 0) return
  const listed = (language: Language, comma: string) =>
    certifying.map((department) => `${departmentName(department)[language]} ${department}`).join(comma)
  refuse('category-not-certified', {
    ...{ certifiedBy, category: categoryName(category) },
    certifying: { zh: listed('zh', '、'), en: listed('en', ', ') },
  })
}

/** The engine would pass over a category that it does not know, and the person would go without aid. */
export function checkWords({ category }: { category: string }): void {
  const known = knownCategories()
  if (known.includes(category)) return
  const list = known.join(', ')
  const fault: Fault = {
    pointer: '/category',
    detail: { zh: `请填写以下之一：${list}。`, en: `Send one of: ${list}.` },
  }
  refuse('invalid-request', {}, { faults: [fault] })
}
