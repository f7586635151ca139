import type { Bilingual } from '../language.ts'

/** Whose basic insurance it is: that of residents (城乡居民), or of employees (职工). */
export const insurances = ['residents', 'employees'] as const
export type Insurance = (typeof insurances)[number]

export const insuranceNames: Readonly<Record<Insurance, Bilingual>> = {
  residents: { zh: '城乡居民基本医疗保险', en: 'residents’ insurance' },
  employees: { zh: '职工基本医疗保险', en: 'employees’ insurance' },
}
