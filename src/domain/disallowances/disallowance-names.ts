import type { Bilingual } from '../language.ts'

/** Where a disallowance stands. */
export const disallowanceStates = ['raised', 'answered', 'upheld', 'dropped'] as const
export type DisallowanceState = (typeof disallowanceStates)[number]
export type DisallowanceStep = Exclude<DisallowanceState, 'raised'>

export const disallowanceStateNames: Readonly<Record<DisallowanceState, Bilingual>> = {
  raised: { zh: '待医疗机构答复', en: 'waiting for the hospital' },
  answered: { zh: '已答复', en: 'answered' },
  upheld: { zh: '维持扣减', en: 'upheld' },
  dropped: { zh: '不予扣减', en: 'dropped' },
}

/** The days that a hospital has to answer where the bureau names none. */
export const defaultAnswerDays = 10
