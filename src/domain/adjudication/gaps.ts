import type { Bilingual } from '../language.ts'
import type { Care } from '../names/care.ts'
import type { Category } from '../names/categories.ts'
import type { Insurance } from '../names/insurances.ts'
import type { Law, Ruled } from '../policies/law.ts'
import { type AdjudicatedVisit, isOfInsurance } from './visit.ts'

type Topic = Ruled<'gap'>['topic']

/** The recorded gap that leaves a question open, if the documents leave it to someone else (000000/G20). */
export function gapFor(
  law: Law,
  topic: Topic,
  category: Category | null,
  care: Care | null,
  {
    tier = null,
    insurance = 'residents',
  }: { readonly tier?: 1 | 2 | null; readonly insurance?: Insurance | undefined } = {},
): Ruled<'gap'> | undefined {
  return law
    .rows('gap')
    .find(
      (gap) =>
        gap.topic === topic &&
        (gap.for === undefined || (category !== null && gap.for.includes(category))) &&
        (gap.care === undefined || (care !== null && gap.care.includes(care))) &&
        (gap.tier === undefined || Number(gap.tier) === tier) &&
        isOfInsurance(gap, { insurance }),
    )
}

/** The clause that has a question settled by hand, because this program cannot compute its rule. */
export function byHandFor(
  law: Law,
  topic: Ruled<'manual'>['topic'],
  category: Category | null,
  care: Care | null,
  insurance: Insurance = 'residents',
): Ruled<'manual'> | undefined {
  return law
    .rows('manual')
    .find(
      (row) =>
        row.topic === topic &&
        (row.for === undefined || (category !== null && row.for.includes(category))) &&
        (row.care === undefined || (care !== null && row.care.includes(care))) &&
        isOfInsurance(row, { insurance }),
    )
}

/** Why a schedule is not there, in words: it is another insurance's, or a clause says so. */
export function scheduleGap({ law, facts }: AdjudicatedVisit, topic: 'basic' | 'criticalIllness'): Bilingual {
  const { insurance, insuredRegion } = facts.person
  const gap = gapFor(law, topic, null, null, { insurance })
  if (!gap && facts.person.group === undefined && goesByGroup(law, topic, insurance)) return byGroup
  if (insurance === 'employees' && !gap?.insurance) return ofEmployees
  if (insuredRegion.slice(0, 2) !== law.region.slice(0, 2))
    return {
      zh: `本地标准不适用于在 ${insuredRegion} 参保的人员。`,
      en: `The schedule is not that of who is insured in ${insuredRegion}.`,
    }
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

function goesByGroup(law: Law, topic: 'basic' | 'criticalIllness', insurance: Insurance | undefined): boolean {
  const own = insurance ?? 'residents'
  return law.rows(topic).some((row) => row.groups !== undefined && (row.insurance ?? ['residents']).includes(own))
}

const byGroup: Bilingual = {
  zh: '本地标准按参保人群区分；请登记参保及其人群（POST /v1/beneficiaries/…/enrolments 的 insuredGroup）。',
  en: 'The schedules of the region go by groups of the enrolment; record it with its group (`insuredGroup` of POST /v1/beneficiaries/…/enrolments).',
}

const ofEmployees: Bilingual = {
  zh: '政策包没有职工医保的这项标准；没有支付的填 0.00（大病保险一项填职工大额医疗费用补助）。',
  en: 'The pack has no such schedule of employees’ insurance; send 0.00 where it paid nothing, and as critical illness the supplement for large bills.',
}
