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

/** Where a referral that a hospital sent stands. */
export const referralStatuses = ['filed', 'pending', 'confirmed', 'refused'] as const
export type ReferralStatus = (typeof referralStatuses)[number]

export const referralStatusNames: Record<ReferralStatus, Bilingual> = {
  filed: { zh: '已备案', en: 'filed' },
  pending: { zh: '待经办机构确认', en: 'waiting for the bureau' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  refused: { zh: '已退回', en: 'refused' },
}

/** Why a referral that a hospital sent waits for the bureau. */
export const waitingReasons = ['to-itself', 'late', 'from-elsewhere'] as const
export type WaitingReason = (typeof waitingReasons)[number]

export const waitingReasonNames: Record<WaitingReason, Bilingual> = {
  'to-itself': { zh: '由转入的医疗机构自行报送', en: 'sent by the hospital to which it leads' },
  late: { zh: '在转诊开始之后报送', en: 'sent after the day on which it begins' },
  'from-elsewhere': { zh: '由参保地以外的医疗机构报送', en: 'sent by a hospital outside the insured place' },
}
