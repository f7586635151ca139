import { onApplicationBy } from '../../domain/adjudication/steps/on-application.ts'
import { chinaDay } from '../../domain/calendar.ts'
import type { Category } from '../../domain/names/categories.ts'
import type { Law } from '../../domain/policies/law.ts'
import type { Service } from '../service.ts'

export type Entitles = 'now' | 'on-application'

/** Whether an identity is aided at the counter, or once an application for aid is approved (000000/G23). */
export function entitlesBy(law: Law, category: Category): Entitles {
  return onApplicationBy(law, category) === null ? 'now' : 'on-application'
}

/** The same by the law of today where a person is insured; null where there is none. */
export function entitlesToday({ library, clock }: Service, insuredRegion: string, category: Category): Entitles | null {
  const today = chinaDay(clock())
  return library.governing(insuredRegion, today) === null
    ? null
    : entitlesBy(library.law(insuredRegion, today), category)
}
