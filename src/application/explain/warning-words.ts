import type { Bilingual } from '../../domain/language.ts'
import type { WarningCode } from '../../domain/names/codes.ts'

/** Cautions: values that are not confirmed or stand in for one that is not out yet, and claims that are larger than usual. */
export const warningWords: Readonly<Record<WarningCode, Bilingual>> = {
  'unconfirmed-value': {
    zh: '使用了{what}，来自第三方公开资料，未经官方文件证实。',
    en: 'Used without a document here that confirms it, from other public sources: {what}.',
  },
  'unconfirmed-figure': {
    zh: '使用了「{figure}」{of}{value} 元，未经官方文件证实。',
    en: 'A figure was used that no document here confirms: {figure} {of}{value}.',
  },
  'doubtful-figure': {
    zh: '使用了「{figure}」{of}{value} 元，该数据最不确定，须核实。',
    en: 'A figure was used that is among the least sure and should be checked: {figure} {of}{value}.',
  },
  'provisional-figure': {
    zh: '所需年度的「{figure}」尚未录入本系统，暂用 {year} 年的 {value} 元。',
    en: 'For the year asked for, {figure} is not entered here yet; that of {year}, {value}, stands in provisionally.',
  },
  'unusual-amount': {
    zh: '医疗费总额 {amount} 元超过 {above} 元，少见；请核对金额，有误请冲正。',
    en: 'A total cost of {amount} is above {above}, which is unusual; check it, and reverse the settlement if it is wrong.',
  },
  'unusual-stay': {
    zh: '住院 {days} 天，超过 {above} 天，少见；请核对入院和出院日期，有误请冲正。',
    en: 'A stay of {days} days is longer than {above}, which is unusual; check both days, and reverse the settlement if one is wrong.',
  },
  'unusual-receipt': {
    zh: '到账 {amount} 元超过 {above} 元，少见；请核对银行回单，有误请撤回该到账登记。',
    en: 'A receipt of {amount} is above {above}, which is unusual; check the bank’s slip, and take the receipt back if it is wrong.',
  },
  'enrolment-differs': {
    zh: '登记显示 {day} 未参保，而医疗机构填报基本医保已支付 {amount} 元；已照收，请核对参保登记。',
    en: 'By the register the person was not enrolled on {day}, and yet basic insurance is stated to have paid {amount}; it was taken as stated, check the enrolment.',
  },
  'assistance-not-taken': {
    zh: '填报的医疗救助已支付 {amount} 元未采用：本次就诊的医疗救助由政策规定，已按政策计算；请与经办机构核对已支付的款项。',
    en: 'The {amount} of assistance that was stated was not taken: the policy lays down the aid of this visit, and it is computed; settle with the bureau what was paid.',
  },
  'stay-overlaps': {
    zh: '与结算 {settlementNo}（{from} 至 {to}）的就医日期重叠；已照收并列入经办机构核查清单，请核对。',
    en: 'The visit has days in common with settlement {settlementNo} ({from} to {to}); it was taken and stands on the bureau’s list, check both.',
  },
  'stay-past-death': {
    zh: '登记的死亡日期为 {diedOn}，出院日期为 {to}；已照收并列入经办机构核查清单，请核对两个日期。',
    en: 'The person died on {diedOn} by the register, and the stay is said to have ended on {to}; it was taken and stands on the bureau’s list, check both days.',
  },
  'document-old': {
    zh: '所依据的文件（{policy}）自 {from} 起施行已满五年且没有写明有效期，可能已有新规定；请向当地医保部门核实。',
    en: 'The document in force ({policy}) began on {from}, five years ago or more, and names no last day; newer rules are probable, ask the bureau.',
  },
  'referral-not-filed': {
    zh: '医疗机构注明已按规定转诊，但没有转诊、异地居住或急诊备案；已照收并列入经办机构核查清单，请补办备案。',
    en: 'The hospital says that the patient was properly referred, and nothing is on file: no referral, residence elsewhere or emergency. It was taken and stands on the bureau’s list; file it.',
  },
  'third-party': {
    zh: '第三人应承担 {amount} 元（其中政策范围内 {inScope} 元），列在商业保险等支付中；基本医保、大病保险和医疗救助均不计算这部分费用。',
    en: 'A third party bears {amount} ({inScope} of it in scope), which stands with what commercial insurance paid; neither insurance nor aid is reckoned on it.',
  },
  'third-party-injury': {
    zh: '医疗机构注明伤害由第三人造成，应由第三人承担的费用不由医保和救助支付；本次已照收，请经办机构查明应由第三人承担的金额并更正（changes.thirdParty）。',
    en: 'The hospital says that somebody else caused the injury, whose share neither insurance nor aid pays. It was settled all the same: the bureau finds out how much that is and corrects it (`changes.thirdParty`).',
  },
  'insurance-unproved': {
    zh: '该人员已参保，而票据的基本医保和大病保险均填报为 0.00 元，且未填医保结算单，政策范围内费用 {inScope} 元全部进入救助基数；请核对是否已经医保结算：未结算的不予受理，先经医保结算；医保确实未支付的，请以新的报销编号重新受理，并在 insuranceProof 中填写载明 0.00 元的医保结算单。',
    en: 'The person is enrolled, and yet the bill has 0.00 of basic and of critical-illness insurance and no statement of theirs, so that all of the in-scope cost {inScope} enters the base of aid. Where insurance has not settled, refuse the bill and have it settle first; where it has indeed paid nothing, take the bill again under another number with the statement that shows 0.00, as `insuranceProof`.',
  },
  'insurance-given-as-nil': {
    zh: '该人员已参保，而基本医保和大病保险均填报为 0.00 元，政策范围内费用 {inScope} 元全部进入救助基数；如医保另有支付，请填报其实际支付金额（政策包有待遇标准的，可不填由系统计算），已结算的须先冲正；医保确实未支付的，无需处理。',
    en: 'The person is enrolled, and yet basic and critical-illness insurance are both given as 0.00, so that all of the in-scope cost {inScope} enters the base of aid; where they do pay, send what they paid (or leave the two out where the region’s pack has their schedules), a claim that is settled being reversed first; where they have indeed paid nothing, nothing is to be done.',
  },
}
