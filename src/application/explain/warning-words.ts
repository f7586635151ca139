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
    zh: '所需年度的「{figure}」尚未公布，暂用 {year} 年的 {value} 元。',
    en: 'For the year asked for, {figure} is not published yet; that of {year}, {value}, stands in provisionally.',
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
  'stay-overlaps': {
    zh: '与结算 {settlementNo}（{from} 至 {to}）的就医日期重叠；已照收并列入经办机构核查清单，请核对。',
    en: 'The visit has days in common with settlement {settlementNo} ({from} to {to}); it was taken and stands on the bureau’s list, check both.',
  },
  'document-old': {
    zh: '所依据的文件（{policy}）自 {from} 起施行已满五年且没有写明有效期，可能已有新规定；请向当地医保部门核实。',
    en: 'The document in force ({policy}) began on {from}, five years ago or more, and names no last day; newer rules are probable, ask the bureau.',
  },
  'referral-not-filed': {
    zh: '医疗机构注明已按规定转诊，但没有转诊、异地居住或急诊备案；已照收并列入经办机构核查清单，请补办备案。',
    en: 'The hospital says that the patient was properly referred, and nothing is on file: no referral, residence elsewhere or emergency. It was taken and stands on the bureau’s list; file it.',
  },
  'insurance-given-as-nil': {
    zh: '该人员已参保，而基本医保和大病保险均填报为 0.00 元，政策范围内费用 {inScope} 元全部进入救助基数；如尚未结算基本医保，请冲正后不填这两项重新结算。',
    en: 'The person is enrolled, and yet basic and critical-illness insurance are both given as 0.00, so that all of the in-scope cost {inScope} enters the base of aid; where they have not settled yet, reverse it and send the claim without the two.',
  },
}
