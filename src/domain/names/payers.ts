import type { Bilingual } from '../language.ts'

/** Who pays, in the order in which they are asked (000000/G1). */
export const payers = [
  'basic',
  'criticalIllness',
  'supplementary',
  'commercial',
  'socialAid',
  'assistance',
  'reAid',
  'tilt',
  'hospital',
  'person',
] as const
export type Payer = (typeof payers)[number]

/** As statements, messages and figures name them. */
export const payerNames: Readonly<Record<Payer, Bilingual>> = {
  basic: { zh: '基本医疗保险', en: 'Basic insurance' },
  criticalIllness: { zh: '大病保险', en: 'Critical-illness insurance' },
  supplementary: { zh: '补充医疗保险', en: 'Supplementary insurance' },
  commercial: { zh: '商业健康保险', en: 'Commercial insurance' },
  socialAid: { zh: '社会互助帮扶', en: 'Social mutual aid' },
  assistance: { zh: '医疗救助', en: 'Medical assistance' },
  reAid: { zh: '再救助', en: 'Re-aid' },
  tilt: { zh: '倾斜救助', en: 'Tilted assistance' },
  hospital: { zh: '医疗机构承担', en: 'Borne by the hospital' },
  person: { zh: '个人负担', en: 'Paid by the person' },
}
