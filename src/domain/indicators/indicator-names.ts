import type { Bilingual } from '../language.ts'

/** A figure with what is above and below its line, and of what they are. */
interface IndicatorWords {
  readonly name: Bilingual
  readonly numerator: Bilingual
  readonly denominator: Bilingual
  readonly unit: IndicatorUnit
}

/** What the figure is: a share of one, days, or a number that has no denominator. */
export const indicatorUnits = ['share', 'days', 'count'] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]

const times: Bilingual = { zh: '人次', en: 'visits' }
const none: Bilingual = { zh: '无', en: 'none' }
const inScopeAll: Bilingual = { zh: '政策范围内费用', en: 'in-scope cost' }

export const indicatorWords = {
  'one-stop-share': {
    name: { zh: '“一站式”结算率', en: 'Share of aided visits settled one-stop' },
    numerator: {
      zh: '医疗机构结算时即由救助支付的人次（不含手工报销）',
      en: 'visits that aid paid for as the hospital settled them; no bills handed in',
    },
    denominator: { zh: '获得救助的人次', en: 'visits that aid has paid for' },
    unit: 'share',
  },
  'days-to-pay-people': {
    name: { zh: '个人支付平均天数', en: 'Average days until people are paid' },
    numerator: { zh: '从受理到银行支付的天数合计', en: 'days from receipt to the bank’s payment, together' },
    denominator: { zh: '本年到账的个人支付笔数', en: 'payouts that arrived in the year' },
    unit: 'days',
  },
  'days-to-pay-hospitals': {
    name: { zh: '医疗机构清算平均天数', en: 'Average days until hospitals are paid' },
    numerator: { zh: '从申请清算到拨付的天数合计', en: 'days from the application to the payment, together' },
    denominator: { zh: '本年拨付的清算笔数', en: 'clearings that were paid in the year' },
    unit: 'days',
  },
  'combined-ratio': {
    name: { zh: '三重制度综合支付比例', en: 'Combined ratio of the three layers' },
    numerator: { zh: '基本医保、大病保险、医疗救助支付合计', en: 'basic, critical-illness insurance and aid together' },
    denominator: inScopeAll,
    unit: 'share',
  },
  'in-county-share': {
    name: { zh: '县域内政策范围内费用占比', en: 'In-county share of in-scope cost' },
    numerator: { zh: '参保县域内医疗机构的政策范围内费用', en: 'in-scope cost in hospitals of the insured county' },
    denominator: inScopeAll,
    unit: 'share',
  },
  'in-county-inpatient-paid': {
    name: { zh: '县域内政策范围内住院费用支付比例', en: 'Paid share of in-scope inpatient cost in the county' },
    numerator: { zh: '县域内住院基本医保支付', en: 'basic insurance of stays in the insured county' },
    denominator: { zh: '县域内住院政策范围内费用', en: 'in-scope cost of stays in the insured county' },
    unit: 'share',
  },
  'in-scope-self-pay': {
    name: { zh: '政策范围内个人自付比例', en: 'Self-pay share of in-scope cost' },
    numerator: {
      zh: '政策范围内费用减各支付方支付后的余额（每人次不低于 0）',
      en: 'in-scope cost less all that others paid, of each visit not below nothing',
    },
    denominator: inScopeAll,
    unit: 'share',
  },
  'person-times': {
    name: { zh: '结算人次', en: 'Visits settled' },
    numerator: times,
    denominator: none,
    unit: 'count',
  },
  'aided-person-times': {
    name: { zh: '救助人次', en: 'Aided visits' },
    numerator: times,
    denominator: none,
    unit: 'count',
  },
} as const satisfies Record<string, IndicatorWords>

export type IndicatorCode = keyof typeof indicatorWords
export const indicatorCodes = Object.keys(indicatorWords) as [IndicatorCode, ...IndicatorCode[]]

/** What a document asks a figure to come to, with where it says so. */
export interface IndicatorGoal {
  /** A share of one. */
  readonly value: string
  readonly cite: string
  readonly says: Bilingual
}

interface DatedGoal extends IndicatorGoal {
  readonly code: IndicatorCode
  /** Regions that begin with it. */
  readonly prefix: string
  readonly firstYear: number
  readonly lastYear: number
}

/** The documents at hand name one; of the others nobody has laid down a number. */
const goals: readonly DatedGoal[] = [
  {
    code: 'in-county-inpatient-paid',
    prefix: '1405',
    firstYear: 2023,
    lastYear: 2027,
    value: '0.7500',
    cite: '晋市政办〔2022〕40号 第七条',
    says: {
      zh: '县域内政策范围内住院费用支付比例总体稳定在75%左右',
      en: 'the paid share of in-scope inpatient cost in the county is kept at about 75%',
    },
  },
]

export function goalOf(code: IndicatorCode, region: string, year: number): IndicatorGoal | null {
  const found = goals.find(
    (goal) => goal.code === code && region.startsWith(goal.prefix) && year >= goal.firstYear && year <= goal.lastYear,
  )
  return found ? { value: found.value, cite: found.cite, says: found.says } : null
}
