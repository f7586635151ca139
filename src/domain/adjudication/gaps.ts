import type { Bilingual } from '../language.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Law, Ruled } from '../policies/law.ts'
import type { AdjudicatedVisit } from './visit.ts'

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

/** The clause that has a question settled by hand, because this program cannot compute its rule. */
export function byHandFor(
  law: Law,
  topic: Ruled<'manual'>['topic'],
  category: Category | null,
  care: Care | null,
): Ruled<'manual'> | undefined {
  return law
    .rows('manual')
    .find(
      (row) =>
        row.topic === topic &&
        (row.for === undefined || (category !== null && row.for.includes(category))) &&
        (row.care === undefined || (care !== null && row.care.includes(care))),
    )
}

/** Why a schedule is not there, in words: it is another insurance's, or a clause says so. */
export function scheduleGap({ law, facts }: AdjudicatedVisit, topic: 'basic' | 'criticalIllness'): Bilingual {
  const { insurance, insuredRegion } = facts.person
  if (insurance === 'employees') return ofEmployees
  if (insuredRegion.slice(0, 2) !== law.region.slice(0, 2))
    return {
      zh: `本地标准不适用于在 ${insuredRegion} 参保的人员。`,
      en: `The schedule is not that of who is insured in ${insuredRegion}.`,
    }
  const gap = gapFor(law, topic, null, null)
  const byHand = gap ? undefined : law.rows('manual').find((row) => row.topic === topic)
  if (byHand)
    return {
      zh: `政策包条款 ${byHand.clause.id} 规定由${byHand.decides.zh}人工核定，请填报其核定的金额。`,
      en: `By clause ${byHand.clause.id} it is settled by hand by ${byHand.decides.en}; send the amount they gave.`,
    }
  if (!gap) return { zh: '', en: '' }
  return {
    zh: `政策包条款 ${gap.clause.id} 记录了此缺口，由${gap.decides.zh}确定。`,
    en: `The gap is recorded in clause ${gap.clause.id}; it is for ${gap.decides.en} to decide.`,
  }
}

const ofEmployees: Bilingual = {
  zh: '职工医保的待遇标准不在政策包内；没有支付的填 0.00（大病保险一项填职工大额医疗费用补助）。',
  en: 'The schedules of employees’ insurance are in no pack; send 0.00 where it paid nothing, and as critical illness the supplement for large bills.',
}
