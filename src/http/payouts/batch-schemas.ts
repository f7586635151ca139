import { z } from 'zod'
import { fileFieldNames, fileFields } from '../../domain/payouts/bank-file.ts'
import {
  batchStatuses,
  batchStatusNames,
  lineStateNames,
  lineStates,
  outcomes,
} from '../../domain/payouts/payout-names.ts'
import {
  amount,
  code,
  day,
  instant,
  listOf,
  money,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  someWords,
  uuid,
  wordsText,
} from '../shared/fields.ts'

const batchNo = code(
  40,
  'Number of the batch; the same again is a replay',
  '批次号，由经办机构编定，重复发送返回首次结果',
)

export const batchRequest = z
  .strictObject(
    {
      batchNo,
      region: regionField('Region of the fund that pays', '支付基金所属地区'),
      payouts: orNothing(
        named(
          z.array(uuid('Id of a payout', '支付 ID')).min(1).max(10_000),
          'Which payouts; left out, all that are open, oldest first, at most 10,000',
          '编入的支付；不填为全部待编批的支付，最早在前，最多一万笔',
        ),
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'PayoutBatchRequest' })

export const batchParams = z.strictObject({ id: uuid('Id of the batch', '批次 ID') })
export const sendRequest = z
  .strictObject(
    { sentOn: orNothing(day('Day on which the bank is told; left out, today', '发送日期，不填为当日')) },
    { error: 'object' },
  )
  .meta({ id: 'PayoutBatchSendRequest' })

export const batchesQuery = z.strictObject({
  region: regionField('Region of the fund', '基金所属地区').optional(),
  status: oneOf(batchStatuses, 'Where it stands', '状态', batchStatusNames).optional(),
  ...page,
})
export const batchLinesQuery = z.strictObject({ ...page })
export const fileQuery = z.strictObject({
  format: named(z.enum(['csv', 'xlsx']).default('csv'), 'Form of the file', '文件格式'),
})

const step = z
  .strictObject({ at: instant('When', '时间'), by: named(z.string(), 'Caller', '调用方') })
  .meta({ id: 'PayoutBatchStep' })
const sums = (en: string, zh: string) =>
  named(z.strictObject({ lines: named(z.int(), 'Lines', '笔数'), amount: money('Sum', '金额') }), en, zh)

export const batch = z
  .strictObject({
    id: uuid('Id of the batch', '批次 ID'),
    batchNo: named(z.string(), 'Number of the batch', '批次号'),
    region: regionField('Region of the fund that pays', '支付基金所属地区'),
    status: oneOf(batchStatuses, 'Where it stands', '状态', batchStatusNames),
    lines: named(z.int(), 'Payouts in it', '笔数'),
    amount: money('Their sum', '金额'),
    made: named(step.nullable(), 'When and by whom it was made', '编制'),
    approved: named(step.nullable(), 'When and by whom it was approved', '复核'),
    sent: named(step.nullable(), 'When and by whom it was sent', '发送'),
    sentOn: named(z.string().nullable(), 'Day on which the bank was told', '发送日期'),
    withdrawn: named(step.nullable(), 'When and by whom it was withdrawn', '撤销'),
    reason: named(z.string().nullable(), 'Why it was withdrawn', '撤销原因'),
    waiting: sums('What the bank has said nothing of', '待银行反馈'),
    paid: sums('What arrived', '支付成功'),
    returned: sums('What came back', '退回'),
  })
  .meta({ id: 'PayoutBatch', description: 'Payouts that go to the bank together / 支付批次' })
export const batchList = listOf(batch, 'Batches, newest first', '批次列表，最新在前').meta({ id: 'PayoutBatchList' })

const line = z
  .strictObject({
    lineNo: named(z.int(), 'Line in the batch', '批次内序号'),
    reference: named(z.string(), 'What the bank’s answer repeats', '业务编号'),
    payoutId: uuid('Id of the payout', '支付 ID'),
    payoutNo: named(z.string(), 'Number of the payout', '支付编号'),
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    payeeName: named(z.string(), 'Name of the payee', '收款人姓名'),
    amount: money('Amount', '金额'),
    state: oneOf(lineStates, 'What the bank said', '状态', lineStateNames),
    account: named(z.string(), 'Last four digits of the account', '账号后四位'),
    bankName: named(z.string(), 'Bank and branch', '开户行'),
    paidOn: named(z.string().nullable(), 'Day on which it was paid', '支付日期'),
    bankNo: named(z.string().nullable(), 'The bank’s number', '银行流水号'),
    returnedOn: named(z.string().nullable(), 'Day on which it came back', '退回日期'),
    reason: named(z.string().nullable(), 'Why it came back', '退回原因'),
  })
  .meta({ id: 'PayoutBatchLine' })
export const batchLineList = listOf(line, 'Lines of the batch', '批次明细').meta({ id: 'PayoutBatchLineList' })

const outcomeNames = { paid: { zh: '支付成功', en: 'paid' }, returned: { zh: '退回', en: 'returned' } }
export const returnsRequest = z
  .strictObject(
    {
      lines: named(
        z
          .array(
            z
              .strictObject({
                lineNo: named(z.int().min(1).max(10_000), 'Line in the batch', '批次内序号'),
                outcome: oneOf(outcomes, 'What the bank said', '银行反馈', outcomeNames),
                on: orNothing(day('Day of the bank; left out, today', '银行日期，不填为当日')),
                amount: orNothing(amount('As the bank has it', '银行反馈的金额')),
                bankNo: orNothing(code(64, 'The bank’s number of the payment', '银行流水号')),
                reason: orNothing(wordsText(200, 'Why it came back', '退回原因，退回时必填')),
              })
              .meta({ id: 'BankSaidOfLine' }),
          )
          .min(1)
          .max(2_000),
        'Line by line',
        '逐行反馈',
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'BankReturnsRequest' })

const lineFault = z
  .strictObject({
    line: named(z.int(), 'Place in the file or the request, from 1', '行号'),
    lineNo: named(z.int().nullable(), 'Line in the batch', '批次内序号'),
    detail: named(z.string(), 'What to send instead', '应如何更正'),
  })
  .meta({ id: 'BankLineFault' })
export const recordedAnswer = z
  .strictObject({
    batch: named(batch, 'The batch as it now stands', '批次现状'),
    paid: named(z.int(), 'Lines booked as paid', '新记支付成功笔数'),
    returned: named(z.int(), 'Lines booked as returned', '新记退回笔数'),
    repeated: named(z.int(), 'Lines that say what was known', '重复反馈笔数'),
    faults: named(z.array(lineFault), 'Lines that were not booked', '未记账的行'),
  })
  .meta({ id: 'BankReturns' })

const words = (en: string, zh: string) =>
  named(
    z
      .array(someWords(40))
      .min(1, { error: 'bank-words' })
      .max(30, { error: 'bank-words' })
      .refine((list) => new Set(list).size === list.length, { error: 'bank-words' }),
    en,
    zh,
  )
const templateFields = {
  columns: named(
    z
      .array(
        z
          .strictObject({
            field: oneOf(fileFields, 'What stands in it', '列内容', fileFieldNames),
            heading: wordsText(40, 'Its heading', '列名'),
          })
          .meta({ id: 'BankFileColumn' }),
      )
      .min(1)
      .max(40),
    'Columns of the file, in order',
    '文件的列，按顺序',
  ),
  purpose: wordsText(60, 'What stands in the column of the purpose', '摘要'),
  answer: named(
    z
      .strictObject({
        reference: words('Headings of our reference', '业务编号的列名'),
        amount: words('Headings of the amount', '金额的列名'),
        result: words('Headings of the result', '处理结果的列名'),
        reason: words('Headings of why it came back', '退回原因的列名'),
        day: words('Headings of the day', '日期的列名'),
        bankNo: words('Headings of the bank’s number', '银行流水号的列名'),
        paid: words('Words that mean paid', '表示成功的词'),
        returned: words('Words that mean returned', '表示退回的词'),
      })
      .meta({ id: 'BankAnswerForm' }),
    'How the bank’s answer reads',
    '银行反馈文件的形式',
  ),
}
export const templateParams = z.strictObject({ region: regionField('Region of the fund', '基金所属地区') })
export const templateRequest = z.strictObject(templateFields, { error: 'object' }).meta({ id: 'BankTemplateRequest' })
export const template = z
  .strictObject({
    region: regionField('Region that asks', '地区'),
    from: named(
      z.string().nullable(),
      'Region whose template it is; null for the usual one',
      '模板所属地区，null 为通用模板',
    ),
    version: named(z.int(), 'Its version; 0 for the usual one', '版本，0 为通用模板'),
    ...templateFields,
  })
  .meta({ id: 'BankTemplate' })
