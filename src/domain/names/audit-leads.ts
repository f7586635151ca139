import type { Bilingual } from '../language.ts'

/** What an auditor may start from. */
export const auditLeads = [
  'same-stay',
  'overlap',
  'readmitted',
  'after-death',
  'identity-ended',
  'off-catalogue',
  'subsidised-twice',
  'insurance-nil',
] as const
export type AuditLead = (typeof auditLeads)[number]

export const auditLeadNames: Readonly<Record<AuditLead, Bilingual>> = {
  'same-stay': { zh: '同一次住院重复结算', en: 'the same stay twice' },
  overlap: { zh: '就医日期重叠', en: 'visits with days in common' },
  readmitted: { zh: '出院 15 日内再次住院', en: 'stays that follow within 15 days' },
  'after-death': { zh: '死亡后就医', en: 'visits after a death' },
  'identity-ended': { zh: '就医前身份已终止', en: 'identity that had ended before the visit' },
  'off-catalogue': { zh: '目录外费用超控制比例', en: 'off-catalogue cost over the control' },
  'subsidised-twice': { zh: '重复参保资助', en: 'premium subsidised twice' },
  'insurance-nil': { zh: '基本医保和大病保险填报为零', en: 'insurance given as nil' },
}
