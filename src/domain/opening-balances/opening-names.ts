import type { Bilingual } from '../language.ts'

export const openingStatuses = ['entered', 'approved', 'refused', 'withdrawn', 'reversed'] as const
export type OpeningStatus = (typeof openingStatuses)[number]

export const openingStatusNames: Record<OpeningStatus, Bilingual> = {
  entered: { zh: '待复核', en: 'entered and not approved' },
  approved: { zh: '已记账', en: 'posted' },
  refused: { zh: '未通过', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  reversed: { zh: '已冲销', en: 'taken back' },
}
