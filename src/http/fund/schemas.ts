import { z } from 'zod'
import { purposeNames, purposes, sourceNames, sources } from '../../domain/fund/fund-names.ts'
import { entryKindNames, entryKinds } from '../../domain/fund/journal.ts'
import { warning } from '../shared/clause.ts'
import {
  code,
  day,
  instant,
  listOf,
  money,
  named,
  oneOf,
  page,
  regionField,
  signedMoney,
  uuid,
  wordsText,
  yearField,
} from '../shared/fields.ts'

const someMoney = named(
  z
    .string({ error: 'some-money' })
    .regex(/^(?!0\.00$)(?:0|[1-9]\d{0,13})\.\d{2}$/, { error: 'some-money' })
    .meta({ examples: ['100.00'] }),
  'Amount in yuan',
  '金额（元）',
)

export const fundParams = z.strictObject({ region: regionField('Region of the fund', '基金所属地区') })

export const receiptRequest = z
  .strictObject(
    {
      receiptNo: code(
        64,
        'Number of the bank’s slip; the same again is a replay',
        '银行回单编号，重复发送返回首次结果',
      ),
      source: oneOf(sources, 'Where it came from', '资金来源', sourceNames),
      amount: someMoney,
      receivedOn: day('Day on which it arrived', '到账日期'),
      note: wordsText(200, 'What it is', '摘要'),
    },
    { error: 'object' },
  )
  .meta({ id: 'FundReceiptRequest' })

export const subsidyPaymentRequest = z
  .strictObject(
    {
      paymentNo: code(64, 'Number of the payment; the same again is a replay', '拨付编号，重复发送返回首次结果'),
      year: yearField('Year of insurance', '参保年度'),
      paidOn: day('Day of payment', '拨付日期'),
      note: wordsText(200, 'What it is', '摘要'),
    },
    { error: 'object' },
  )
  .meta({ id: 'SubsidyPaymentRequest' })

const recoveredPart = z
  .strictObject({
    settlementId: uuid('Id of the settlement', '结算 ID'),
    amount: someMoney,
  })
  .meta({ id: 'RecoveredSettlement' })

export const recoveryRequest = z
  .strictObject(
    {
      recoveryNo: code(64, 'Number of the recovery; the same again is a replay', '追回编号，重复发送返回首次结果'),
      of: named(
        z.union([
          z.strictObject({
            clearingId: uuid('Id of the paid clearing', '已拨付的清算 ID'),
            settlements: named(
              z
                .array(recoveredPart)
                .min(1, { error: 'recovered' })
                .max(1000, { error: 'recovered' })
                .refine((parts) => new Set(parts.map((part) => part.settlementId)).size === parts.length, {
                  error: 'recovered',
                }),
              'Which settlements, each once; they sum to `amount`. May be left out where one is possible, or everything comes back',
              '追回的结算，每笔一次，合计等于 amount；清算中只有一笔可追回或全部追回时可不填',
            ).optional(),
          }),
          z.strictObject({ paymentNo: code(64, 'Number of a payment of premium subsidies', '参保资助拨付编号') }),
        ]),
        'The payment that was wrong',
        '多付的拨付',
      ),
      amount: someMoney,
      recoveredOn: day('Day on which it came back', '追回日期'),
      reason: wordsText(200, 'Why it was wrong', '追回原因'),
    },
    { error: 'object' },
  )
  .meta({ id: 'FundRecoveryRequest' })

const line = z
  .strictObject({
    account: named(
      z.string(),
      'fund:<region>, source:<name>, purpose:<name>, payable:<hospital>, people:<region> or transit:<region>',
      '科目：fund 基金, source 来源, purpose 用途, payable 应付医院, people 应付个人, transit 银行在途',
    ),
    amount: signedMoney('Above nothing a debit, below it a credit', '借方为正，贷方为负'),
  })
  .meta({ id: 'FundLine' })

export const fundEntry = z
  .strictObject({
    id: uuid('Id of the entry', '分录 ID'),
    region: regionField('Region of the fund', '基金所属地区'),
    kind: oneOf(entryKinds, 'What it posts', '业务类型', entryKindNames),
    reference: named(
      z.string(),
      'Number of the slip or payment, or id of the clearing, batch or bank’s answer',
      '单据编号，或清算、批次、银行反馈的 ID',
    ),
    recovers: named(z.string().nullable(), 'Id of the entry whose payment comes back', '被追回的拨付分录 ID'),
    withdraws: named(z.string().nullable(), 'Id of the receipt that is taken back', '被撤回的到账分录 ID'),
    paymentNo: named(
      z.string().nullable(),
      'Number of the bank’s slip of a clearing’s payment',
      '清算拨付的银行凭证号',
    ),
    happenedOn: day('The day it happened', '业务日期'),
    postedAt: instant('When it was written here', '记账时间'),
    note: named(z.string(), 'What it is', '摘要'),
    lines: named(z.array(line), 'Lines that cancel out', '借贷明细，合计为零'),
    settlements: named(z.array(recoveredPart), 'What a recovery takes back', '追回的结算'),
  })
  .meta({ id: 'FundEntry' })
export const fundReceipt = z
  .strictObject({ ...fundEntry.shape, warnings: named(z.array(warning), 'What should be checked', '提示') })
  .meta({ id: 'FundReceipt' })

export const subsidyPaymentParams = z.strictObject({
  region: regionField('Region of the fund', '基金所属地区'),
  id: uuid('Id of the entry that paid', '拨付分录 ID'),
})

export const fundReceiptParams = z.strictObject({
  region: regionField('Region of the fund', '基金所属地区'),
  receiptNo: code(64, 'Number of the bank’s slip', '银行回单编号'),
})

export const withdrawalRequest = z
  .strictObject({ reason: wordsText(200, 'Why it was wrong', '撤回原因') }, { error: 'object' })
  .meta({ id: 'ReceiptWithdrawalRequest' })

export const fundEntryList = listOf(fundEntry, 'Entries, newest first', '分录列表，最新在前').meta({
  id: 'FundEntryList',
})

export const subsidyPayment = z
  .strictObject({ ...fundEntry.shape, people: named(z.int(), 'How many people it pays for', '资助人数') })
  .meta({ id: 'SubsidyPayment' })

export const bySource = (en: string, zh: string) =>
  named(
    z.strictObject(
      Object.fromEntries(sources.map((name) => [name, signedMoney(sourceNames[name].en, sourceNames[name].zh)])),
    ),
    en,
    zh,
  )
const byPurpose = (en: string, zh: string) =>
  named(
    z.strictObject(
      Object.fromEntries(purposes.map((name) => [name, signedMoney(purposeNames[name].en, purposeNames[name].zh)])),
    ),
    en,
    zh,
  )

export const commitmentsAnswer = z
  .strictObject({
    settledNotCleared: signedMoney('Aid settled and in no clearing', '已结算未申请清算的救助金额'),
    owedToPeople: signedMoney(
      'Owed to people and in no approved batch of payouts, less what people owe; in no hospital’s claim',
      '应付个人、尚未编入已复核支付批次的金额，减个人欠款，不由医疗机构申请清算',
    ),
    appliedNotApproved: signedMoney('Aid applied for and not approved', '已申请未核准'),
    approvedNotPaid: signedMoney('Approved and not paid', '已核准未拨付'),
    recoveredToSetOff: signedMoney(
      'Recovered of settlements that were reversed, to be set off in their clearings',
      '已追回、待在冲正清算中抵扣的金额',
    ),
    subsidiesNotPaid: signedMoney('Premium subsidies recorded and not paid', '已登记未拨付的参保资助'),
    total: signedMoney('Their sum', '合计'),
  })
  .meta({ id: 'Commitments' })

export const fund = z
  .strictObject({
    region: regionField('Region of the fund', '基金所属地区'),
    balance: money('What it holds', '基金余额'),
    received: bySource('Received so far, by source', '累计收入，按来源'),
    spent: byPurpose('Approved or paid so far, less what was recovered', '累计支出，已扣除追回'),
    recovered: byPurpose('Recovered so far', '累计追回'),
    commitments: named(commitmentsAnswer, 'What is promised of it', '已承诺金额'),
    available: signedMoney(
      'Balance less commitments; below nothing when more is promised than there is',
      '可用余额，为负表示承诺超过余额',
    ),
  })
  .meta({ id: 'Fund' })

export const statementQuery = z.strictObject({
  quarter: named(
    z.string({ error: 'quarter' }).regex(/^(19|20)\d\dQ[1-4]$/, { error: 'quarter' }),
    'Quarter, such as 2023Q1',
    '季度，如 2023Q1',
  ),
})

const payable = z
  .strictObject({
    hospitalCode: named(z.string(), 'Code of the hospital', '定点医药机构编号', 'fixmedins_code'),
    opening: signedMoney('Owed at the beginning', '期初应付'),
    approved: signedMoney('Approved in the quarter', '本期核准'),
    paid: signedMoney('Paid in the quarter', '本期拨付'),
    closing: signedMoney('Owed at the end', '期末应付'),
  })
  .meta({ id: 'Payable' })

export const fundStatementAnswer = z
  .strictObject({
    region: regionField('Region of the fund', '基金所属地区'),
    quarter: named(z.string(), 'Quarter', '季度'),
    from: day('First day', '起始日'),
    to: day('Last day', '截止日'),
    opening: signedMoney('Balance at the beginning', '期初余额'),
    received: bySource('Received, by source', '本期收入，按来源'),
    recovered: byPurpose('Recovered, by purpose', '本期追回，按用途'),
    paid: byPurpose('Paid, by purpose', '本期支出，按用途'),
    incoming: signedMoney('Received and recovered', '收入合计'),
    outgoing: signedMoney('Paid', '支出合计'),
    closing: signedMoney('Balance at the end', '期末余额'),
    difference: signedMoney('Opening + incoming − outgoing − closing: 0.00', '期初加收入减支出减期末，应为 0.00'),
    payables: named(z.array(payable), 'What each hospital was owed and paid', '各医院应付与拨付'),
    recordedLater: named(
      z.int(),
      'Entries of the quarter that were written only after it had ended',
      '季度结束后补记的分录数',
    ),
  })
  .meta({ id: 'FundStatement' })

export const journalQuery = z.strictObject({ ...page })
