import type { Bilingual } from '../language.ts'
import { declaredCodes } from './declared.ts'

export const hospitalLevels = ['one', 'two', 'three'] as const
export type HospitalLevel = (typeof hospitalLevels)[number]

export const hospitalLevelNames: Readonly<Record<HospitalLevel, Bilingual>> = {
  one: { zh: '一级', en: 'level one' },
  two: { zh: '二级', en: 'level two' },
  three: { zh: '三级', en: 'level three' },
}

/** Ours, which the base pack names: the charge classes 一类, 省市级二类, 县级二类, 三类. A pack declares those of its own place. */
export const feeClasses = ['class-one', 'city-two', 'county-two', 'class-three'] as const
/** A hospital's grade of its place: one of ours, or one that a pack declares. */
export type FeeClass = string

/** Ours and those that packs declare. */
export function knownGrades(): readonly FeeClass[] {
  return [...new Set([...feeClasses, ...declaredCodes('grade')])]
}
