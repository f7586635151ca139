import type { Bilingual } from '../language.ts'

export const registrationKinds = ['chronic', 'special-drug', 'special-disease', 'critical-disease'] as const
export type RegistrationKind = (typeof registrationKinds)[number]

/** Where a hospital's request for a registration stands. */
export const requestStatuses = ['pending', 'confirmed', 'refused', 'withdrawn'] as const
export type RequestStatus = (typeof requestStatuses)[number]
export const requestStatusNames: Record<RequestStatus, Bilingual> = {
  pending: { zh: '待经办机构确认', en: 'waiting for the bureau' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  refused: { zh: '已退回', en: 'refused' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}
