import type { TraceLine } from '../../domain/adjudication/types.ts'
import type { Bilingual } from '../../domain/language.ts'
import type { StepCode } from '../../domain/names/codes.ts'

/** One sentence a step of the waterfall. Places are the numbers of the line. */
export const stepWords: Readonly<Record<StepCode, Bilingual>> = {
  'hospital-share': {
    zh: '目录外费用 {offCatalogue} 元，超过总费用 {total} 元的 {sharePercent}（{permitted} 元），超出的 {amount} 元由医疗机构承担。',
    en: 'Off-catalogue cost {offCatalogue} passes {sharePercent} of the total {total} ({permitted}); the hospital bears the excess, {amount}.',
  },
  'basic-given': {
    zh: '基本医保已支付 {amount} 元（由医疗机构提供）。',
    en: 'Basic insurance has paid {amount}, as the hospital states.',
  },
  basic: {
    zh: '政策范围内 {inScope} 元，扣除起付线 {deductible} 元后按 {percent} 支付 {amount} 元。',
    en: 'Of the in-scope cost {inScope}, less the deductible {deductible}, basic insurance pays {percent}: {amount}.',
  },
  'critical-illness-given': {
    zh: '大病保险已支付 {amount} 元（由医疗机构提供）。',
    en: 'Critical-illness insurance has paid {amount}, as the hospital states.',
  },
  'critical-illness': {
    zh: '年度累计 {accumulated} 元，起付线 {deductible} 元，本段 {base} 元按 {percent} 支付 {amount} 元。',
    en: 'With {accumulated} accumulated in the year and a deductible of {deductible}, this band of {base} is paid at {percent}: {amount}.',
  },
  'supplementary-given': { zh: '补充医疗保险已支付 {amount} 元。', en: 'Supplementary insurance has paid {amount}.' },
  'commercial-given': { zh: '商业健康保险已支付 {amount} 元。', en: 'Commercial insurance has paid {amount}.' },
  'socialAid-given': {
    zh: '社会互助帮困 {amount} 元，从救助基数中扣除。',
    en: 'Social mutual aid of {amount} is taken off the base of assistance.',
  },
  assistance: {
    zh: '政策范围内自付 {selfPay} 元，可救助 {base} 元，按 {percent} 计 {due} 元，实付 {amount} 元。',
    en: 'Of the in-scope self-pay {selfPay}, {base} can be aided; {percent} of it is {due}, and {amount} is paid.',
  },
  'assistance-given': {
    zh: '文件未规定的救助，按原有政策已支付 {amount} 元（由医疗机构提供）。',
    en: 'Aid that the documents leave open has paid {amount} under an earlier policy, as the hospital states.',
  },
  'taken-back': {
    zh: '追回不应支付的救助 {amount} 元（编号 {no}），救助原为 {base} 元；占用的限额同额释放。',
    en: 'Aid of {amount} that was not due is taken back ({no}) of {base}; the limit is free again by the same sum.',
  },
  'assistance-by-hand': {
    zh: '经办机构人工核定医疗救助 {due} 元（决定编号 {decisionNo}），支付 {amount} 元。',
    en: 'The bureau settled assistance by hand at {due} (decision {decisionNo}); {amount} is paid.',
  },
  're-aid-by-hand': {
    zh: '经办机构人工核定再救助 {due} 元（决定编号 {decisionNo}），支付 {amount} 元。',
    en: 'The bureau settled re-aid by hand at {due} (decision {decisionNo}); {amount} is paid.',
  },
  'household-aid': {
    zh: '家庭全年负担合并救助，本次分得 {amount} 元。',
    en: 'Aid to the household on what it bore in the year; {amount} of it for this visit.',
  },
  'second-aid': {
    zh: '年末用基金结余二次救助，本次分得 {amount} 元。',
    en: 'The second aid of the year, out of what the fund had left; {amount} of it for this visit.',
  },
  'tilt-by-hand': {
    zh: '经办机构人工核定倾斜救助 {due} 元（决定编号 {decisionNo}），支付 {amount} 元。',
    en: 'The bureau settled tilted assistance by hand at {due} (decision {decisionNo}); {amount} is paid.',
  },
  'assistance-floor': {
    zh: '各方已支付 {covered} 元，不足政策范围内 {base} 元的 {percent}（{wanted} 元），补足 {amount} 元。',
    en: 'All payers together covered {covered}, short of {percent} of the in-scope {base} ({wanted}); aid adds {amount}.',
  },
  'assistance-off-catalogue': {
    zh: '控制比例内的目录外费用 {base} 元，按 {percent} 救助 {amount} 元。',
    en: 'Of the off-catalogue cost inside the control ratio, {base}, aid pays {percent}: {amount}.',
  },
  're-aid': {
    zh: '{over}自付 {selfPay} 元超过 {threshold} 元，其中 {base} 元按 {percent} 计 {due} 元，实付再救助 {amount} 元。',
    en: 'The self-pay {over}, {selfPay}, passes {threshold}; {percent} of the {base} not yet paid on is {due}, and {amount} is paid.',
  },
  tilt: {
    zh: '{over}自付 {selfPay} 元超过倾斜救助起付线 {threshold} 元，其中 {base} 元按 {percent} 计 {due} 元，实付倾斜救助 {amount} 元。',
    en: 'The self-pay {over}, {selfPay}, passes the threshold {threshold}; {percent} of {base} is {due}, and {amount} is paid.',
  },
  're-aid-for-earlier': {
    zh: '本年度以后的就医使年度累计增加，补付本次就医的再救助 {amount} 元，直接支付给个人。',
    en: 'A later visit raised the year’s self-pay: re-aid of {amount} for this visit is paid to the person.',
  },
  'tilt-for-earlier': {
    zh: '本年度以后的就医使年度累计增加，补付本次就医的倾斜救助 {amount} 元，直接支付给个人。',
    en: 'A later visit raised the year’s self-pay: tilted assistance of {amount} for this visit is paid to the person.',
  },
  person: { zh: '总费用 {base} 元，个人支付 {amount} 元。', en: 'Of the total {base} the person pays {amount}.' },
  'package-hospital': {
    zh: '「{package}」限额 {limit} 元，超过的 {amount} 元由医疗机构承担。',
    en: 'The package “{package}” is limited to {limit}; the hospital bears the {amount} above it.',
  },
  'package-basic': {
    zh: '「{package}」限额内 {base} 元，基本医保支付 {amount} 元。',
    en: 'Inside the package “{package}”, of {base}, basic insurance pays {amount}.',
  },
  'package-assistance': {
    zh: '「{package}」限额内 {base} 元，医疗救助按 {percent} 支付 {amount} 元，不计入年度救助限额。',
    en: 'Inside the package “{package}”, of {base}, assistance pays {percent}: {amount}, outside the annual limit.',
  },
}

/** Where a line says more than its step alone: the first that fits it. */
const fuller: readonly { readonly step: StepCode; readonly says: string; readonly words: Bilingual }[] = [
  {
    step: 'assistance',
    says: 'bands',
    words: {
      zh: '政策范围内自付 {selfPay} 元，可救助 {base} 元，分段计算 {bands}，计 {due} 元，实付 {amount} 元。',
      en: 'Of the in-scope self-pay {selfPay}, {base} can be aided; by bands, {bands}, {due} is due, and {amount} is paid.',
    },
  },
  {
    step: 'assistance',
    says: 'cap',
    words: {
      zh: '政策范围内自付 {selfPay} 元，可救助 {base} 元，按 {percent} 计并以单次最高额为限为 {due} 元，实付 {amount} 元。',
      en: 'Of the in-scope self-pay {selfPay}, {base} can be aided; {percent} of it, at most what one visit is given, is {due}, and {amount} is paid.',
    },
  },
  {
    step: 'basic',
    says: 'due',
    words: {
      zh: '政策范围内 {inScope} 元，扣除起付线 {deductible} 元后按 {percent} 应付 {due} 元，因封顶线或他方已付，支付 {amount} 元。',
      en: 'Of the in-scope cost {inScope}, less the deductible {deductible}, {percent} is {due}; its cap, or what others paid, leaves {amount}.',
    },
  },
  {
    step: 'critical-illness',
    says: 'tilt',
    words: {
      zh: '年度累计 {accumulated} 元，起付线 {deductible} 元（{tilt} 对 {schedule} 的倾斜），本段 {base} 元按 {percent} 支付 {amount} 元。',
      en: 'With {accumulated} in the year and the deductible of {deductible} ({tilt} tilts {schedule}), this band of {base} is paid at {percent}: {amount}.',
    },
  },
]

/** The sentence of a line. */
export function wordsOfLine({ step, params }: Pick<TraceLine, 'step' | 'params'>): Bilingual {
  return fuller.find((one) => one.step === step && params[one.says])?.words ?? stepWords[step]
}
