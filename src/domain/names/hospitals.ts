import type { Bilingual } from '../language.ts'

export const hospitalLevels = ['one', 'two', 'three'] as const
export type HospitalLevel = (typeof hospitalLevels)[number]

export const hospitalLevelNames: Readonly<Record<HospitalLevel, Bilingual>> = {
  one: { zh: '一级', en: 'level one' },
  two: { zh: '二级', en: 'level two' },
  three: { zh: '三级', en: 'level three' },
}

/** Charge classes of Shanxi: 一类, 省市级二类, 县级二类, 三类. */
export const feeClasses = ['class-one', 'city-two', 'county-two', 'class-three'] as const
export type FeeClass = (typeof feeClasses)[number]
