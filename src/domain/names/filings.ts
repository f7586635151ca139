import type { Bilingual } from '../language.ts'

/** What may be filed for care outside the insured place (000000/G8). */
export const filingKinds = ['residence', 'temporary', 'referral', 'emergency'] as const
export type FilingKind = (typeof filingKinds)[number]

export const filingKindNames: Record<FilingKind, Bilingual> = {
  residence: { zh: '异地长期居住', en: 'long-term residence elsewhere' },
  temporary: { zh: '临时外出', en: 'temporary stay elsewhere' },
  referral: { zh: '转诊转院', en: 'referral' },
  emergency: { zh: '异地急诊抢救', en: 'emergency elsewhere' },
}
