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
  'assistance-not-open': problem(
    'rejected',
    '不应填报医疗救助已支付金额',
    'Assistance is not to be stated here',
    '填报医疗救助已支付 {amount} 元，而本次就诊的医疗救助由本系统按政策计算或不予救助（{clause}）；只有文件把救助留待他方确定（left-open）的人员才填 paid.assistance，请去掉该项后重新发送。',
    '{amount} of assistance was stated, and for this visit assistance is computed here, or none is paid ({clause}). Send `paid.assistance` only for people whose aid the documents leave open (`left-open`); leave it out and send the claim again.',
  ),
  'not-by-hand': problem(
    'conflict',
    '本次结算没有须人工核定的部分',
    'Nothing of the settlement is settled by hand',
    '结算 {id} 的 {payer} 不由人工核定，或另一身份的救助更高，或已冲正；只有结算原因中有 by-hand 的支付方才能登记人工核定金额。',
    'Of settlement {id} {payer} is not settled by hand, or another identity gives more, or it is reversed; an amount can be given for a payer that the settlement names with the reason `by-hand`.',
  ),
  'hand-amount-too-large': problem(
    'rejected',
    '人工核定金额过大',
    'The amount given by hand is too large',
    '核定 {amount} 元，按条款 {clause} 及本次剩余自付、剩余限额至多 {allowed} 元；请填写不超过该数的金额。',
    '{amount} was given; by clause {clause}, what the visit leaves open and what is left of the limit, at most {allowed} can be paid. Send no more than that.',
  ),
  'hospital-grade-missing': problem(
    'rejected',
    '医疗机构未登记收费类别',
    'The hospital’s grade is not registered',
    '按条款 {clause}，基本医保待遇按医疗机构收费类别确定，而该医疗机构未登记类别；请由经办机构登记后重新发送。',
    'By clause {clause} the schedule of basic insurance goes by the hospital’s grade, and none is registered; have the bureau register it and send the claim again.',
  ),
  'before-birth': problem(
    'rejected',
    '就诊早于出生日期',
    'The visit is before the birth of the person',
    '就诊日期 {began} 早于登记的出生日期 {birthDate}；请核对人员编号和日期，或由经办机构更正出生日期。',
    'The visit began on {began} and the person is registered as born on {birthDate}; check the person and the day, or have the bureau correct the date of birth.',
  ),
} as const
