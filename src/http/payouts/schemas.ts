import { z } from 'zod'
import { accountKinds } from '../../domain/payouts/account-number.ts'
import { payeeKindNames, payeeKinds, payoutStatuses, payoutStatusNames } from '../../domain/payouts/payout-names.ts'
import {
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
  signedMoney,
  uuid,
  wordsText,
  yearField,
  yearQuery,
} from '../shared/fields.ts'
import { columnsPassedOver } from '../shared/list-answer.ts'

const accountKindNames = { card: { zh: '银行卡', en: 'card' }, account: { zh: '存折或结算账户', en: 'account' } }
const accountKind = oneOf(accountKinds, 'A card or an account of the bank’s own form', '账号类别', accountKindNames)
const bankName = wordsText(100, 'Bank and branch', '开户行', 'bank_name')
const bankNo = named(
  z.string({ error: 'bank-no' }).regex(/^\d{12}$/, { error: 'bank-no' }),
  'Number of the branch (CNAPS)',
  '联行号',
)

export const accountRequest = z
  .strictObject(
    {
      number: named(
        z.string({ error: 'account' }).min(1, { error: 'account' }).max(80, { error: 'account' }),
        'Number of the card or account; a card is checked by its check digit, and against the bank by its first digits. Stored encrypted',
        '银行卡号或账号；银行卡核对校验位及发卡行；加密保存',
        'bankacct',
      ),
      kind: orNothing(accountKind),
      bankName,
      bankNo: orNothing(bankNo),
    },
    { error: 'object' },
  )
  .meta({ id: 'PayeeAccountRequest' })

const payeeKind = oneOf(payeeKinds, 'Who is paid', '收款人类别', payeeKindNames)
const payoutNo = code(
  64,
  'Number of the payout; the same again is a replay',
  '支付编号，由经办机构编定，重复发送返回首次结果',
)
const personNo = code(30, 'Number of the person', '人员编号', 'psn_no')

const payeeRequest = z
  .strictObject({
    kind: payeeKind,
    name: orNothing(
      wordsText(
        50,
        'Name of the payee; left out for the person, who is in the register',
        '收款人姓名；本人不填，取登记姓名',
      ),
    ),
    grounds: orNothing(
      wordsText(
        200,
        'Why somebody else is paid: the relation and the paper that shows it',
        '代领依据：关系及证明材料；监护人、继承人必填',
      ),
    ),
  })
  .meta({ id: 'PayeeRequest' })

export const payoutRequest = z
  .strictObject(
    {
      payoutNo,
      region: regionField('Region of the fund that owes it', '应付基金所属地区'),
      personNo,
      payee: named(payeeRequest, 'Who is paid', '收款人'),
      account: named(accountRequest, 'Where the money goes', '收款账号'),
      amount: orNothing(
        money(
          'What you mean to pay: it must be what is owed; left out, all that is owed',
          '支付金额，须等于应付金额；不填为全部应付',
        ),
      ),
      receivedOn: orNothing(
        day(
          'Day on which it was asked for; left out, the day on which the first bill of it was handed in, or the oldest of it was posted',
          '受理日期；不填为手工报销受理日或最早一笔应付的记账日',
        ),
      ),
    },
    { error: 'object' },
  )
  .meta({ id: 'PayoutRequest' })

export const mendRequest = z
  .strictObject(
    {
      account: named(accountRequest, 'The mended account', '更正后的收款账号'),
      reason: wordsText(200, 'Why', '更正原因'),
    },
    { error: 'object' },
  )
  .meta({ id: 'MendedAccountRequest' })

export const reasonRequest = z
  .strictObject({ reason: wordsText(200, 'Why', '原因') }, { error: 'object' })
  .meta({ id: 'PayoutReasonRequest' })

export const payoutParams = z.strictObject({ id: uuid('Id of the payout', '支付 ID') })

export const payoutsQuery = z.strictObject({
  region: regionField('Region of the fund', '基金所属地区').optional(),
  personNo: personNo.optional(),
  settlementId: uuid('Id of a settlement of which something is paid', '结算 ID').optional(),
  batchId: uuid('Id of a batch that it is or was in', '批次 ID').optional(),
  status: oneOf(payoutStatuses, 'Where it stands', '状态', payoutStatusNames).optional(),
  ...page,
})

const account = z
  .strictObject({
    round: named(z.int(), 'Which account of the payout, from 1', '第几次账号'),
    kind: accountKind,
    masked: named(z.string(), 'Its last four digits', '账号后四位'),
    bankName: named(z.string(), 'Bank and branch', '开户行'),
    bankNo: named(z.string().nullable(), 'Number of the branch', '联行号'),
    reason: named(z.string().nullable(), 'Why it took the place of the one before', '更正原因'),
    setAt: instant('When', '时间'),
  })
  .meta({ id: 'PayoutAccount' })

const paidEntry = z
  .strictObject({
    region: regionField('Region of the fund', '基金所属地区'),
    year: yearField('Year of the visit', '年度'),
    seq: named(z.int(), 'Number of the entry in the person’s year', '记账序号'),
    settlementId: uuid('Id of the settlement', '结算 ID'),
    settlementNo: named(z.string(), 'Number of the settlement', '结算单据号'),
    hospitalCode: named(z.string(), 'Code of the hospital', '定点医药机构编号', 'fixmedins_code'),
    cause: named(z.string().nullable(), 'What caused the entry', '记账原因'),
    postedOn: day('When it was posted', '记账日'),
    amount: signedMoney('Owed; below nothing where it is taken back', '应付金额，冲回为负'),
  })
  .meta({ id: 'PaidEntry' })

const attempt = z
  .strictObject({
    batchId: uuid('Id of the batch', '批次 ID'),
    batchNo: named(z.string(), 'Number of the batch', '批次号'),
    lineNo: named(z.int(), 'Line in the batch', '批次内序号'),
    state: named(z.enum(['waiting', 'paid', 'returned', 'withdrawn']), 'What came of it', '结果'),
    account: named(z.string(), 'Last four digits of the account', '账号后四位'),
    sentOn: named(z.string().nullable(), 'Day on which it was sent', '发送日期'),
    paidOn: named(z.string().nullable(), 'Day on which it was paid', '支付日期'),
    bankNo: named(z.string().nullable(), 'The bank’s number', '银行流水号'),
    returnedOn: named(z.string().nullable(), 'Day on which it came back', '退回日期'),
    reason: named(z.string().nullable(), 'Why it came back or was withdrawn', '退回或撤销原因'),
  })
  .meta({ id: 'PayoutAttempt' })

export const payout = z
  .strictObject({
    id: uuid('Id of the payout', '支付 ID'),
    payoutNo: named(z.string(), 'Number of the payout', '支付编号'),
    region: regionField('Region of the fund that owes it', '应付基金所属地区'),
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    status: oneOf(payoutStatuses, 'Where it stands', '状态', payoutStatusNames),
    payee: named(
      z
        .strictObject({
          kind: payeeKind,
          name: named(z.string(), 'Name', '姓名'),
          grounds: named(z.string().nullable(), 'Why somebody else is paid', '代领依据'),
        })
        .meta({ id: 'Payee' }),
      'Who is paid',
      '收款人',
    ),
    account: named(account, 'The newest account', '当前账号'),
    amount: money('Sum of its entries', '金额'),
    receivedOn: day('When it was asked for', '受理日期'),
    paidOn: named(z.string().nullable(), 'When it was paid, by the bank', '支付日期'),
    daysToPay: named(z.int().nullable(), 'Days from receipt to payment', '受理至支付天数'),
    madeAt: instant('When it was made', '编制时间'),
    madeBy: named(z.string(), 'Caller that made it', '编制的调用方'),
    withdrawn: named(
      z
        .strictObject({ at: instant('When', '时间'), reason: named(z.string(), 'Why', '原因') })
        .meta({ id: 'PayoutWithdrawn' })
        .nullable(),
      'Where it was withdrawn',
      '撤销',
    ),
    entries: named(z.array(paidEntry), 'What it pays, posting by posting', '支付的记账分录'),
    accounts: named(z.array(account), 'Every account that it had', '历次账号'),
    attempts: named(z.array(attempt), 'Batches that it was in', '历次批次'),
  })
  .meta({ id: 'Payout', description: 'Money to a person / 个人支付' })
export const payoutList = listOf(payout, 'Payouts, newest first', '支付列表，最新在前').meta({ id: 'PayoutList' })

export const owedQuery = z.strictObject({
  region: regionField('Region of the fund', '基金所属地区').optional(),
  debtors: named(
    z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .meta({ type: 'boolean', enum: undefined }),
    'Those who owe the fund instead',
    '改为列出欠款人员',
  ).optional(),
  ...page,
})

const owed = z
  .strictObject({
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    region: regionField('Region of the fund', '基金所属地区'),
    name: named(z.string(), 'Name', '姓名', 'psn_name'),
    amount: signedMoney(
      'Owed and in no payout; below nothing the person owes it',
      '未编入支付的应付金额，为负表示个人欠款',
    ),
    entries: named(z.int(), 'Postings in it', '分录数'),
    since: day('When the oldest was posted', '最早记账日'),
    handedIn: signedMoney('What of it is of bills that were handed in paid', '其中手工报销金额'),
  })
  .meta({ id: 'OwedToPersonRow' })
export const owedList = listOf(owed, 'By fund and person', '按基金和人员').meta({ id: 'OwedList' })

export const daysQuery = z.strictObject({
  region: regionField('Region of the funds', '基金所属地区'),
  year: yearQuery('Year of payment', '支付年度'),
})

const oneDecimal = z.string().regex(/^-?\d+(\.\d)?$/)
export const daysAnswer = z
  .strictObject({
    region: regionField('Region of the funds', '基金所属地区'),
    year: yearField('Year of payment', '支付年度'),
    payouts: named(z.int(), 'Payouts that arrived', '支付笔数'),
    amount: money('Their sum', '支付金额'),
    fastest: named(z.int().nullable(), 'Fewest days from receipt to payment', '最短天数'),
    median: named(oneDecimal.nullable(), 'Median of the days', '天数中位数'),
    average: named(oneDecimal.nullable(), 'Average of the days', '平均天数'),
    slowest: named(z.int().nullable(), 'Most days', '最长天数'),
  })
  .meta({ id: 'DaysToPay' })

export const payoutFileQuery = z.strictObject({ region: regionField('Region of the fund', '基金所属地区') })
const outcomeNames = {
  made: { zh: '已建', en: 'made' },
  known: { zh: '此前已建', en: 'known' },
  refused: { zh: '未建', en: 'refused' },
}
const madeLine = z
  .strictObject({
    line: named(z.int(), 'Line of the file', '行号'),
    payoutNo: named(z.string().nullable(), 'Number of the payout', '支付编号'),
    payoutId: named(z.string().nullable(), 'Id of the payout', '支付 ID'),
    amount: named(z.string().nullable(), 'What it pays', '金额'),
    outcome: oneOf(['made', 'known', 'refused'] as const, 'What came of it', '结果', outcomeNames),
    detail: named(z.string().nullable(), 'What to send instead', '应如何更正'),
  })
  .meta({ id: 'PayoutOfFile' })
export const payoutsOfFile = z
  .strictObject({
    region: regionField('Region of the fund', '基金所属地区'),
    made: named(z.int(), 'Payouts made', '新建笔数'),
    known: named(z.int(), 'Payouts made before', '此前已建笔数'),
    refused: named(z.int(), 'Lines refused', '未建行数'),
    columnsPassedOver,
    lines: named(z.array(madeLine), 'Line by line', '逐行结果'),
  })
  .meta({ id: 'PayoutsOfFile' })
