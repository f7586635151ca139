import type { Bilingual } from '../language.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Law, Ruled } from '../policies/law.ts'

type Topic = Ruled<'gap'>['topic']

/** The recorded gap that leaves a question open, if the documents leave it to someone else (000000/G20). */
export function gapFor(
  law: Law,
  topic: Topic,
  category: Category | null,
  care: Care | null,
  tier: 1 | 2 | null = null,
): Ruled<'gap'> | undefined {
  return law
    .rows('gap')
    .find(
      (gap) =>
        gap.topic === topic &&
        (gap.for === undefined || (category !== null && gap.for.includes(category))) &&
        (gap.care === undefined || (care !== null && gap.care.includes(care))) &&
        (gap.tier === undefined || Number(gap.tier) === tier),
    )
}

/** Why a schedule is not there, in words, where a clause says so. */
export function scheduleGap(law: Law, topic: 'basic' | 'criticalIllness'): Bilingual {
  const gap = gapFor(law, topic, null, null)
  if (!gap) return { zh: '', en: '' }
  return {
    zh: `政策包条款 ${gap.clause.id} 记录了此缺口，由${gap.decides.zh}确定。`,
    en: `The gap is recorded in clause ${gap.clause.id}; it is for ${gap.decides.en} to decide.`,
  }
}
