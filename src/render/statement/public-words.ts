import type { PublicCheck } from '../../application/statement/patient.ts'
import type { Bilingual } from '../../domain/language.ts'

const both = (zh: string, en: string): Bilingual => ({ zh, en })

export const publicWords = {
  title: both('结算单核验', 'Check a statement'),
  receiptNo: both('结算单凭证号', 'Receipt number of the statement'),
  check: both('核验', 'Check'),
  how: both(
    '凭证号在结算单右上角，共七组，每组五位。',
    'It is at the top right of the statement: seven groups of five.',
  ),
  more: both('查看支付明细与原因', 'See what was paid and why'),
  name: both('结算单上的姓名', 'The name on the statement'),
  lastDigits: both('证件号码后四位', 'The last four of the ID number'),
  open: both('查看', 'Show'),
  privacy: both(
    '仅限本人或受托人查看；每次查看均留有记录。',
    'For the person, or whom the person has asked; each look is kept on record.',
  ),
  paid: both('费用由谁支付（元）', 'Who paid the cost (yuan)'),
  why: both('计算过程', 'How it was worked out'),
  notPaid: both('未支付的部分与原因', 'What was not paid, and why'),
  nothingHeld: both('没有因政策原因未支付的部分。', 'Nothing was held back for a reason of policy.'),
  total: both('医疗总费用', 'Total'),
  noticed: both(
    '如有疑问，请携带结算单到医保经办机构咨询。',
    'Bring the statement to the insurance bureau with any question.',
  ),
} as const satisfies Record<string, Bilingual>

export const outcomeWords: Readonly<Record<PublicCheck['outcome'], Bilingual>> = {
  genuine: both(
    '真实有效：本单由本系统签发，结算有效。',
    'Genuine: this statement is ours, and its settlement stands.',
  ),
  superseded: both(
    '真实，但已更新：本单由本系统签发，此后该次就医已重新计算，请向医疗机构或经办机构换取新单。',
    'Genuine, but no longer current: the visit was recalculated since. Ask the hospital or the bureau for the new statement.',
  ),
  void: both(
    '已作废：本单由本系统签发，但结算已冲正。',
    'Void: this statement is ours, but its settlement was reversed.',
  ),
  'not-genuine': both('不是本系统签发的凭证号。', 'This number was never given out by this service.'),
  mistyped: both(
    '凭证号有误：抄错或漏抄了字符，请对照结算单重新填写。',
    'A character was misread or is missing; compare it with the statement.',
  ),
}

export const refusedWords = {
  refused: both('姓名或证件号码后四位与结算单不符。', 'The name or the last four do not belong to this statement.'),
  unreadable: both(
    '请填写姓名和证件号码的后四位（数字或 X）。',
    'Enter the name and the last four characters of the ID number.',
  ),
  'too-many': both(
    '错误次数过多，已暂停查看，请一小时后再试，或到经办机构查询。',
    'Too many wrong tries: it is closed for now. Try again in an hour, or ask the bureau.',
  ),
} as const satisfies Record<string, Bilingual>
