import type { Bilingual } from '../../domain/language.ts'

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

export const noIdentity: Bilingual = { zh: '无有效救助身份', en: 'none in force' }
