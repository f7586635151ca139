import { problem } from './problem.ts'

/** How a claim is refused that can only be a slip of the hand, and sums that are none. */
export const problemsOfClaims = {
  'amount-implausible': problem(
    'rejected',
    '金额过大',
    'The amount is too large to be right',
    '{what.zh} {amount} 元超过 {above} 元（{clause}）；请核对小数点和位数。确有其事的，由统筹地区在政策包 plausibleAmount 中调整。',
    'The {what.en} of {amount} is above {above} ({clause}); check its digits and its point. If it is right, the region raises `plausibleAmount` of its policy pack.',
  ),
  'stay-implausible': problem(
    'rejected',
    '住院时间过长',
    'The stay is too long to be right',
    '{admittedOn} 入院、{dischargedOn} 出院，共 {days} 天，超过 {above} 天（{clause}）；请核对日期，长期住院请分段结算。',
    'From {admittedOn} to {dischargedOn} are {days} days, more than {above} ({clause}); check the days, or settle a long stay in parts.',
  ),
  'before-birth': problem(
    'rejected',
    '就诊早于出生日期',
    'The visit is before the birth of the person',
    '就诊日期 {began} 早于登记的出生日期 {birthDate}；请核对人员编号和日期，或由经办机构更正出生日期。',
    'The visit began on {began} and the person is registered as born on {birthDate}; check the person and the day, or have the bureau correct the date of birth.',
  ),
} as const
