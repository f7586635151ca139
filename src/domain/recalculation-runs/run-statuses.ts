import type { Bilingual } from '../language.ts'

/** Where a run of recalculations stands: being listed, listed and waiting for another key, being posted, or at its end. */
export const recalculationRunStatuses = ['listing', 'listed', 'posting', 'posted', 'stopped', 'withdrawn'] as const
export type RecalculationRunStatus = (typeof recalculationRunStatuses)[number]

export const recalculationRunStatusNames: Record<RecalculationRunStatus, Bilingual> = {
  listing: { zh: '清单生成中', en: 'being listed' },
  listed: { zh: '待复核', en: 'listed and not approved' },
  posting: { zh: '记账中', en: 'being posted' },
  posted: { zh: '已记账', en: 'posted' },
  stopped: { zh: '已停止', en: 'stopped' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}
