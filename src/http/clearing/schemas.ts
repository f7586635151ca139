import { z } from 'zod'
import {
  clearingStatuses,
  clearingStatusNames,
  clearingTypeNames,
  clearingTypes,
  decisionNames,
  decisions,
} from '../../domain/fund/fund-names.ts'
import { claimed } from '../reconciliation/schemas.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import {
  code,
  day,
  instant,
  listOf,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  signedMoney,
  signedYuan,
  someWords,
  uuid,
} from '../shared/fields.ts'

const aMonth = z
  .string({ error: 'month' })
  .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, { error: 'month' })
  .meta({ examples: ['2023-03'] })
const month = named(aMonth, 'Month of posting, in China', '清算年月，按结算（记账）日', 'setlym')
const clearingType = oneOf(clearingTypes, 'What is cleared', '清算类别 (clr_type)', clearingTypeNames)
const applicationNo = code(64, 'The hospital’s own number of the application', '医院清算申请编号，由医院编定')

export const clearingRequest = z
  .strictObject(
    {
      hospitalCode,
      applicationNo,
      month,
      clearingType: clearingType.default('all'),
      region: named(
        regionField('Region', '地区').nullable(),
        'Whose fund is asked; left out, that of the place where the hospital is',
        '清算经办地区；不填为医院所在统筹区',
        'clr_optins',
      ).default(null),
      claimed: named(claimed, 'What the hospital’s own accounts say', '申请金额'),
    },
    { error: 'object' },
  )
  .meta({ id: 'ClearingRequest' })

export const clearingDecision = z
  .strictObject(
    {
      decision: oneOf(decisions, 'The decision', '决定', decisionNames),
      reason: named(someWords(500).nullable(), 'Why; needed to hold', '原因，暂缓时必填').default(null),
      paidOn: orNothing(
        day(
          'Day of the bank’s slip, to pay; left out, today. The fund’s quarter goes by it',
          '银行回单日期，仅拨付时填写；不填为当日。基金季报按此日期',
        ),
      ),
      paymentNo: orNothing(code(64, 'Number of the bank’s slip, to pay', '银行凭证号，仅拨付时填写')),
    },
    { error: 'object' },
  )
  .refine(({ decision, paidOn }) => decision === 'pay' || paidOn == null, { error: 'of-payment', path: ['paidOn'] })
  .refine(({ decision, paymentNo }) => decision === 'pay' || paymentNo == null, {
    error: 'of-payment',
    path: ['paymentNo'],
  })
  .refine(({ decision, reason }) => decision !== 'hold' || reason !== null, { error: 'words', path: ['reason'] })
  .meta({ id: 'ClearingDecision' })

export const clearingParams = z.strictObject({
  id: code(36, 'Id of the clearing, in either form', '清算 ID 或申请事件 ID', 'clr_appy_evt_id'),
})

export const clearingsQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  month: month.optional(),
  status: oneOf(clearingStatuses, 'Where it stands', '状态', clearingStatusNames).optional(),
  ...page,
})

const amounts = z
  .strictObject({
    total: signedMoney('Total cost', '医疗费总额', 'medfee_sumamt'),
    basicPaid: signedMoney('Basic insurance', '基本医疗保险统筹基金支出', 'hifp_pay'),
    criticalIllnessPaid: signedMoney('Critical-illness insurance', '居民大病保险资金支出', 'hifmi_pay'),
    otherPaid: signedMoney('Supplementary, commercial and social aid', '其他支出', 'oth_pay'),
    aidPaid: signedMoney('Medical assistance, which this fund pays', '医疗救助基金支出，由本基金拨付', 'maf_pay'),
    fundPaid: signedMoney('Every fund', '基金申报总额', 'fund_appy_sum'),
    hospitalPaid: signedMoney('Borne by the hospital', '医院负担金额', 'hosp_part_amt'),
    personPaid: signedMoney('Paid by people', '现金支付金额', 'cash_payamt'),
  })
  .meta({ id: 'ClearingAmounts' })

const taken = z
  .strictObject({
    decision: named(
      z.enum([...decisions, 'withdraw']),
      'What was decided',
      '决定：approve 核准, hold 暂缓, pay 拨付, withdraw 撤销',
    ),
    reason: named(z.string().nullable(), 'Why', '原因'),
    paidOn: orNothing(day('Day of the payment', '拨付日期')),
    paymentNo: named(z.string().nullable(), 'Number of the bank’s slip', '银行凭证号'),
    decidedAt: instant('When', '时间'),
    decidedBy: named(z.string(), 'Caller that decided', '操作的调用方'),
  })
  .meta({ id: 'TakenDecision' })

export const clearing = z
  .strictObject({
    id: uuid('Id of the clearing', '清算 ID'),
    applicationId: code(30, 'The same id in 25 characters', '清算申请事件 ID，25 位', 'clr_appy_evt_id'),
    applicationNo,
    hospitalCode,
    region: regionField('Region whose fund pays', '清算经办地区', 'clr_optins'),
    month,
    clearingType,
    status: oneOf(clearingStatuses, 'Where it stands', '状态', clearingStatusNames),
    settlements: named(z.int(), 'Settlements in it', '结算人次', 'psntime'),
    reversals: named(z.int(), 'Reversals in it', '退费人次'),
    adjustments: named(z.int(), 'Adjustments in it', '调整笔数'),
    amounts: named(amounts, 'Sums of the entries it holds', '金额合计'),
    setOff: named(
      signedYuan.nullable(),
      'What it takes back of settlements and had come back by recoveries; known when it is approved',
      '冲正中已追回、不再扣回的金额，核准时确定',
    ),
    payable: named(
      signedYuan.nullable(),
      'What the fund pays: aidPaid + setOff; known when it is approved',
      '本基金应付金额：aidPaid + setOff，核准时确定',
    ),
    appliedAt: instant('When it was applied for', '申请时间'),
    decisions: named(z.array(taken), 'What was decided, in order', '历次决定'),
  })
  .meta({ id: 'Clearing', description: 'A hospital’s claim of a month / 医院月度清算申请' })
export const clearingList = listOf(clearing, 'Clearings, newest first', '清算列表，最新在前').meta({
  id: 'ClearingList',
})
