import type { Bilingual } from '../language.ts'

export const yearEndKinds = ['quota', 'household', 'second-aid'] as const
/** What a run of the year aids: what waited for its end, households together, or people once more out of what the fund has left. */
export type YearEndKind = (typeof yearEndKinds)[number]

export const yearEndKindNames: Readonly<Record<YearEndKind, Bilingual>> = {
  quota: { zh: '限额管理慢性病的年末救助', en: 'chronic diseases under a quota' },
  household: { zh: '家庭合并救助', en: 'aid to households' },
  'second-aid': { zh: '年度二次救助', en: 'the second aid of the year' },
}
