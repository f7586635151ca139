import type { Bilingual } from '../language.ts'

export const cares = [
  'inpatient',
  'outpatient-chronic',
  'outpatient-special-drug',
  'outpatient-special-disease',
  'critical-disease',
  'outpatient-ordinary',
] as const
export type Care = (typeof cares)[number]

export const careNames: Record<Care, Bilingual> = {
  inpatient: { zh: '住院', en: 'inpatient stay' },
  'outpatient-chronic': { zh: '门诊慢性病', en: 'outpatient care for a chronic disease' },
  'outpatient-special-drug': { zh: '门诊特药', en: 'outpatient special drugs' },
  'outpatient-special-disease': { zh: '门诊特殊疾病', en: 'outpatient care for a special disease' },
  'outpatient-ordinary': { zh: '普通门诊', en: 'ordinary outpatient care' },
  'critical-disease': { zh: '单病种重特大疾病', en: 'package of a listed critical disease' },
}
