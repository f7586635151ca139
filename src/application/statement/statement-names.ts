import type { Bilingual, Payer } from '../../domain/policies/words.ts'

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

/** Steps that are a part of what their payer pays; the others are named by the payer alone. */
const parts: Readonly<Record<string, Bilingual>> = {
  'assistance-floor': { zh: '托底补足', en: 'raised to the floor' },
  'assistance-off-catalogue': { zh: '目录外部分', en: 'off-catalogue part' },
  'package-basic': { zh: '单病种限额', en: 'package' },
  'package-assistance': { zh: '单病种限额', en: 'package' },
  'package-hospital': { zh: '单病种超限额', en: 'above the package' },
  'hospital-share': { zh: '目录外超控制比例', en: 'above the control ratio' },
}

export function partOf(step: string): Bilingual | null {
  return parts[step] ?? null
}

const limits: Readonly<Record<string, Bilingual>> = {
  annual: { zh: '年度救助限额', en: 'Assistance of the year' },
  'special-disease': { zh: '特殊疾病年度救助限额', en: 'Special diseases, of the year' },
  'other-disease': { zh: '其他疾病年度救助限额', en: 'Other diseases, of the year' },
  tilt: { zh: '倾斜救助年度限额', en: 'Tilted assistance of the year' },
  're-aid': { zh: '再救助年度限额', en: 'Re-aid of the year' },
}

/** A limit that a bureau's own pack names, and nobody else, shows by that name. */
export function limitNameOf(name: string): Bilingual {
  return limits[name] ?? { zh: name, en: name }
}

export const levelNames: Readonly<Record<string, Bilingual>> = {
  one: { zh: '一级', en: 'level one' },
  two: { zh: '二级', en: 'level two' },
  three: { zh: '三级', en: 'level three' },
}

export const noIdentity: Bilingual = { zh: '无有效救助身份', en: 'none in force' }
