import { z } from 'zod'
import { openedYearAnswer } from '../opening-balances/schemas.ts'
import { personNo } from '../settlement/request-schemas.ts'
import { payerAmounts } from '../settlement/schemas.ts'
import { maybeCategory, maybeClause, warning } from '../shared/clause.ts'
import { limitAccountFields, periodField } from '../shared/counted-period.ts'
import {
  day,
  instant,
  listOf,
  money,
  named,
  page,
  regionField,
  signedMoney,
  yearField,
  yearQuery,
  yuanText,
} from '../shared/fields.ts'

export const annualCapQuery = z.strictObject({
  year: yearQuery('Year of the accounts', '待遇年度'),
  on: day(
    'The day whose identity and policy apply; when left out today, or the last day of a past year',
    '身份与政策所依据的日期；不填为今天，往年为年末',
  ).optional(),
})

export const annualLimit = z
  .strictObject({
    name: named(z.string(), 'Name of the limit', '限额名称'),
    period: periodField,
    limit: named(
      yuanText.nullable(),
      'The limit, of the year or of its period; null when the text states none',
      '限额（年度或所属期间）；文件未规定时为 null',
      'crt_payb_lmt_amt',
    ),
    used: money('Used in the period so far', '期间内已用'),
    remaining: named(yuanText.nullable(), 'What is left; null when there is no limit', '剩余；无限额时为 null'),
    sharedBy: named(z.array(z.string()), 'Kinds of care that draw on it', '共用该限额的医疗类别'),
    clause: maybeClause('The clause that sets it', '所依据的条款'),
  })
  .meta({ id: 'AnnualLimit' })

const accumulated = z
  .strictObject({
    selfPay: money(
      'In-scope self-pay after main aid, which tilt or re-aid looks at',
      '救助后累计自付，倾斜或再救助的计算依据',
    ),
    personBurden: money('All that the person paid', '个人负担累计', 'psn_part_amt'),
    aidDeductible: named(
      z.strictObject({
        amount: money('Deductible of the year', '年度起付标准', 'act_pay_dedc'),
        met: money('How much of it was met', '已累计起付金额'),
      }),
      'Deductible of medical assistance',
      '医疗救助起付标准',
    ),
    inpatientSelfPay: money(
      'In-scope inpatient self-pay, which the deductible is met from',
      '住院政策范围内累计自付，用于累计起付标准',
    ),
    criticalIllnessBase: money(
      'In-scope cost left by basic insurance, which critical-illness insurance looks at',
      '大病保险累计合规自付',
    ),
    basicPaid: money('Paid by basic insurance', '基本医保累计支付', 'hifp_pay'),
  })
  .meta({ id: 'Accumulated' })

export const annualCapAnswer = z
  .strictObject({
    personNo,
    region: regionField('Region whose accounts these are', '限额账户所属地区', 'insuplc_admdvs'),
    year: yearField('Year of the accounts', '待遇年度'),
    on: day('The day whose identity and policy apply', '身份与政策所依据的日期'),
    category: maybeCategory('The identity that counts', '有效身份'),
    joinedWith: named(
      z.array(z.string()),
      'Other numbers of the person, whose use counts in (G26)',
      '同一人的其他编号，其已用金额计入',
    ),
    limits: named(
      z.array(annualLimit),
      'The limits, each of the period that the day lies in',
      '限额，各为该日所在期间',
    ),
    accumulated: named(accumulated, 'What has accumulated', '年度累计'),
    opening: named(
      openedYearAnswer.nullable(),
      'What of it was used before this ledger began, and where that is known from',
      '其中期初余额及其来源；没有则为 null',
    ),
    warnings: named(
      z.array(warning),
      'Unconfirmed or provisional figures that were used',
      '使用了未核实或暂行数据的提示',
    ),
    entries: named(z.string(), 'Address of the entries behind it', '明细地址'),
  })
  .meta({ id: 'AnnualCap' })

export const ledgerQuery = z.strictObject({ year: yearQuery('Year of the accounts', '待遇年度'), ...page })

const drawn = z
  .strictObject({
    ...limitAccountFields,
    limit: named(
      yuanText.nullable(),
      'The limit that the movement is held to; null when the text states none, and of a step in the middle of a reversal or a recalculation, whose last step is held to it',
      '本次变动所受的限额；文件未规定的，以及冲正、重新结算的中间步骤（由最后一步受限）为 null',
    ),
    amount: signedMoney('What the entry uses, or frees', '本条占用（负数为释放）'),
    usedBefore: money('Used before', '之前已用'),
    usedAfter: money('Used after', '之后已用'),
  })
  .meta({ id: 'LimitEntry' })

export const entry = z
  .strictObject({
    id: named(z.string(), 'Id of the entry', '分录 ID'),
    seq: named(z.int(), 'Place in the year, from 1', '年度内序号'),
    kind: named(
      z.enum(['settlement', 'reversal', 'adjustment', 'opening']),
      'settlement, reversal, adjustment, or opening: what was used before this ledger began, or that it was taken back',
      'settlement 结算, reversal 冲正, adjustment 调整, opening 期初余额（有 reversalNo 的为冲销）',
    ),
    settlementId: named(
      z.string(),
      'Id of the settlement, or of the opening balance',
      '结算 ID 或期初余额 ID',
      'setl_id',
    ),
    settlementNo: named(
      z.string().nullable(),
      'Number of the settlement; null of an opening balance',
      '结算编号；期初余额为 null',
      'medins_setl_id',
    ),
    reversalNo: named(z.string().nullable(), 'Number of the reversal', '冲正编号'),
    cause: named(
      z.enum(['resettle', 'year-end', 'top-up', 'opening']).nullable(),
      'What made an adjustment that no reversal caused',
      '非冲正引起的调整的原因：resettle 补认定重算, year-end 年底一次救助, top-up 年度追补, opening 期初余额',
    ),
    causeNo: named(z.string().nullable(), 'The number under which that is found', '原因的编号'),
    hospitalCode: named(
      z.string().nullable(),
      'Code of the hospital; null of an opening balance',
      '定点医药机构编号；期初余额为 null',
      'fixmedins_code',
    ),
    region: regionField('Region of the accounts', '限额账户所属地区'),
    year: yearField('Year of the accounts', '待遇年度'),
    eventOn: named(
      z.string().nullable(),
      'Day of discharge or service; null of an opening balance',
      '出院或就诊日期；期初余额为 null',
    ),
    postedAt: instant('When it was posted', '记账时间'),
    payers: named(
      z.strictObject(payerAmounts(signedMoney)).meta({ id: 'EntryPayers' }),
      'The amounts, negated in a reversal',
      '金额，冲正为负',
    ),
    total: signedMoney('Their sum', '合计', 'medfee_sumamt'),
    limits: named(z.array(drawn), 'What it uses of the limits', '占用的限额'),
    opening: named(
      openedYearAnswer.nullable(),
      'What an opening balance opens; null of all else',
      '期初内容；其他分录为 null',
    ),
    policyHash: named(z.string().nullable(), 'Hash of the policy pack; null for a reversal', '政策包哈希；冲正为 null'),
    traceHash: named(
      z.string().nullable(),
      'Hash of the calculation; null for a reversal',
      '计算过程哈希；冲正为 null',
    ),
  })
  .meta({ id: 'Entry', description: 'A line of the ledger, never changed / 一条分录，不可更改' })
export const entryList = listOf(entry, 'Entries in the order of posting', '按记账顺序的分录').meta({ id: 'EntryList' })
