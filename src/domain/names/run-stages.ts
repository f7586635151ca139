import type { Bilingual } from '../language.ts'

/** Of a run of recalculations: first what would come out differently is listed, then it is posted. */
export const runStages = ['listing', 'posting'] as const
export type RunStage = (typeof runStages)[number]

export const runStageNames: Readonly<Record<RunStage, Bilingual>> = {
  listing: { zh: '清单', en: 'the list' },
  posting: { zh: '记账', en: 'the postings' },
}
