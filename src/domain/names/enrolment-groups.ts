import type { Bilingual } from '../language.ts'

/** The groups whose enrolment a province asks for (140000/J20). */
export const enrolmentGroups = ['rural-low-income', 'formerly-poor'] as const
export type EnrolmentGroup = (typeof enrolmentGroups)[number]

export const enrolmentGroupNames: Readonly<Record<EnrolmentGroup, Bilingual>> = {
  'rural-low-income': { zh: '农村低收入人口', en: 'rural low-income people' },
  'formerly-poor': { zh: '脱贫人口', en: 'people out of poverty' },
}
