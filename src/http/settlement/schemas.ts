import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { categories } from '../../domain/names/categories.ts'
import { payers } from '../../domain/names/payers.ts'
import { enteredBy } from '../callers/schemas.ts'
import { maybeCategory, maybeClause, reason, warning } from '../shared/clause.ts'
import { stepCode } from '../shared/codes.ts'
import { periodField } from '../shared/counted-period.ts'
import {
  aDay,
  anInstant,
  aShare,
  listOf,
  money,
  named,
  oneOf,
  regionField,
  yearField,
  yuanText,
} from '../shared/fields.ts'
import { hospitalCode, personNo } from './request-schemas.ts'

/** The ten payers of a visit, in the order in which they are asked; `amount` is plain or signed money. */
export const payerAmounts = (amount: typeof money) => ({
  basic: amount('Basic insurance', '基本医疗保险统筹基金支出', 'hifp_pay'),
  criticalIllness: amount('Residents’ critical-illness insurance', '居民大病保险资金支出', 'hifmi_pay'),
  supplementary: amount('Supplementary insurance', '补充医疗保险支出', 'hifes_pay'),
  commercial: amount('Commercial insurance', '商业保险支出', 'oth_pay'),
  socialAid: amount('Social mutual aid', '社会互助帮扶支出', 'oth_pay'),
  assistance: amount(
    'Medical assistance, with its floor and off-catalogue parts',
    '医疗救助基金支出，含托底与目录外部分',
    'maf_pay',
  ),
  reAid: amount('Re-aid of medical assistance', '医疗再救助支出', 'maf_pay'),
  tilt: amount('Tilted assistance', '医疗救助倾斜支付', 'maf_pay'),
  hospital: amount('Borne by the hospital', '医院负担金额', 'hosp_part_amt'),
  person: amount('Paid by the person', '个人负担总金额', 'psn_part_amt'),
})

export const payersAnswer = z
  .strictObject(payerAmounts(money))
  .meta({ id: 'Payers', description: 'Who pays what; the sum is the total / 各方支付，合计等于总额' })

export const limitUse = z
  .strictObject({
    name: named(z.string(), 'Name of the limit', '限额名称'),
    period: periodField,
    limit: named(
      yuanText.nullable(),
      'The limit, of the year or of its period; null when the text states none',
      '限额（年度或所属期间）；文件未规定时为 null',
      'crt_payb_lmt_amt',
    ),
    usedBefore: money('Used before this visit', '本次之前已用'),
    usedAfter: money('Used after this visit', '本次之后已用'),
    remaining: named(yuanText.nullable(), 'What is left; null when there is no limit', '剩余额度；无限额时为 null'),
  })
  .meta({ id: 'LimitUse' })

const line = z
  .strictObject({
    step: named(stepCode, 'Step of the calculation', '计算步骤'),
    payer: oneOf(payers, 'Who pays', '支付方'),
    base: money('What the rate was applied to', '计算基数'),
    rate: named(aShare.nullable(), 'Rate; null where none applies', '支付比例；不适用时为 null'),
    amount: money('Amount of this line', '本步金额', 'fund_payamt'),
    limit: named(
      z
        .strictObject({
          name: named(z.string(), 'Name of the limit', '限额名称'),
          before: named(yuanText.nullable(), 'Left before; null when there is no limit', '之前剩余；无限额时为 null'),
          after: named(yuanText.nullable(), 'Left after; null when there is no limit', '之后剩余；无限额时为 null'),
        })
        .nullable(),
      'The limit it drew on',
      '所占用的限额',
    ),
    clause: maybeClause('The clause it follows', '所依据的条款'),
    text: named(z.string(), 'The line as a sentence, in the language asked for', '计算过程说明', 'setl_proc_info'),
  })
  .meta({ id: 'SettlementLine', description: 'One step of the calculation / 一步计算' })

const receipt = z
  .strictObject({
    policy: named(z.string(), 'The policy that was applied: region@first day', '适用政策：地区@生效日'),
    policyHash: named(z.string(), 'Hash of the policy pack', '政策包哈希'),
    engine: named(z.string(), 'Version of the engine', '计算引擎版本'),
    inputHash: named(z.string(), 'Hash of the request', '请求内容哈希'),
    traceHash: named(z.string(), 'Hash of the whole calculation', '计算过程哈希'),
  })
  .meta({ id: 'Receipt', description: 'What the result can be reproduced from / 可据以复算的凭据' })

const costs = z
  .strictObject({
    total: money('Total cost of the visit', '医疗费总额', 'medfee_sumamt'),
    offCatalogue: money('Cost outside the catalogue', '全自费金额', 'fulamt_ownpay_amt'),
    overLimit: money('Cost above a price limit', '超限价自费费用', 'overlmt_selfpay'),
    preSelfPay: money('Part that the patient pays first', '先行自付金额', 'preselfpay_amt'),
    inScope: money('Cost within the scope of the policy', '符合政策范围金额', 'inscp_scp_amt'),
  })
  .meta({ id: 'SettledCosts' })

const assistanceParts = z.strictObject({
  main: money('Main aid', '基本救助', 'maf_pay'),
  floor: money('Raised to the floor', '托底补足'),
  offCatalogue: money('Off-catalogue cost that aid pays', '目录外费用救助'),
})

const owedToPerson = z
  .strictObject({
    amount: money('What is owed in all', '应补付合计'),
    settlements: named(
      z.array(
        z
          .strictObject({
            settlementId: named(z.string(), 'Settlement', '结算 ID', 'setl_id'),
            payer: named(z.enum(['reAid', 'tilt']), 'reAid or tilt', 'reAid 再救助, tilt 倾斜救助'),
            amount: money('What the settlement is paid more', '该次结算补付金额'),
          })
          .meta({ id: 'OwedFor' }),
      ),
      'The settlements adjusted, oldest visit first',
      '被调整的结算，按就医先后',
    ),
  })
  .meta({ id: 'OwedToPerson' })

const waitsForApplication = z
  .strictObject({
    category: named(
      z.enum(categories),
      'The identity that is aided on application',
      '依申请救助的身份',
      'psn_idet_type',
    ),
    amount: money('What waits, in yuan', '待付金额（元）'),
    clause: maybeClause('The clause by which it waits', '所依据的条款'),
  })
  .meta({ id: 'WaitsForApplication' })

const paidToPerson = z
  .strictObject({
    reAid: money('Re-aid', '再救助'),
    tilt: money('Tilted assistance', '倾斜救助'),
  })
  .meta({ id: 'PaidToPerson' })

export const settlement = z
  .strictObject({
    id: named(z.string().nullable(), 'Id of the settlement; null for a quote', '结算 ID；预结算为 null', 'setl_id'),
    settlementNo: named(
      z.string().nullable(),
      'The hospital’s own number; null when a quote has none',
      '医药机构结算编号；预结算可为 null',
      'medins_setl_id',
    ),
    status: named(
      z.enum(['quoted', 'settled', 'reversed']),
      'quoted, settled or reversed',
      'quoted 预结算, settled 已结算, reversed 已冲正',
    ),
    personNo,
    hospitalCode,
    region: regionField('Region whose policy and accounts apply', '适用政策与限额账户的地区', 'insuplc_admdvs'),
    year: yearField('Year of the accounts', '待遇年度'),
    care: oneOf(cares, 'Kind of care', '医疗类别 (med_type)', careNames),
    admittedOn: named(
      aDay.nullable(),
      'Day of admission; null for outpatient care',
      '入院日期；门诊为 null',
      'begndate',
    ),
    dischargedOn: named(
      aDay.nullable(),
      'Day of discharge; null for outpatient care',
      '出院日期；门诊为 null',
      'dscgTime',
    ),
    servedOn: named(aDay.nullable(), 'Day of service; null for stays', '就诊日期；住院为 null'),
    settledAt: named(
      anInstant.nullable(),
      'When it was settled; null for a quote',
      '结算时间；预结算为 null',
      'setl_time',
    ),
    enteredBy: named(
      enteredBy.nullable(),
      'Who sent it: the hospital, or a bureau in its name; null for a quote',
      '录入者：医疗机构，或代其录入的经办机构；预结算为 null',
    ),
    category: maybeCategory('The identity that counted', '所采用的救助身份'),
    costs: named(costs, 'Costs of the visit as sent', '费用构成'),
    payers: named(payersAnswer, 'Who pays what', '各方支付金额'),
    assistanceParts: named(assistanceParts, 'The parts of `payers.assistance`', '医疗救助支出的构成'),
    limits: named(z.array(limitUse), 'Limits that this visit asked for', '本次涉及的限额'),
    lines: named(z.array(line), 'The calculation, step by step', '逐步计算过程'),
    reasons: named(z.array(reason), 'Why something was not paid', '未支付原因'),
    warnings: named(
      z.array(warning),
      'Unconfirmed or provisional figures that were used',
      '使用了未核实或暂行数据的提示',
    ),
    owedToPerson: named(
      owedToPerson.nullable(),
      'Top-ups that this visit brought for the year’s earlier ones, posted to them as adjustments and paid to the person; null where there are none',
      '本次就医使以前各次就医应补付给个人的再救助和倾斜救助，已记为各次结算的调整；没有则为空',
    ),
    waitsForApplication: named(
      waitsForApplication.nullable(),
      'Aid that is paid once an application for aid is approved; null where nothing waits',
      '救助申请获准后补付的金额；没有待付则为空',
    ),
    paidToPerson: named(
      paidToPerson.nullable(),
      'Of its own re-aid and tilt, what later visits brought: paid to the person and not off the bill; null where there is nothing',
      '本次结算的再救助和倾斜救助中，由以后就医补付、直接支付给个人的部分；没有则为空',
    ),
    receipt: named(receipt, 'What the result can be reproduced from', '复算凭据'),
  })
  .meta({ id: 'Settlement', description: 'A settlement or quote / 结算或预结算结果' })

const { id, settlementNo, status, settledAt } = settlement.shape

/** What `Prefer: return=minimal` is answered with. */
export const settlementSums = z
  .strictObject({
    ...{ id, settlementNo, status, settledAt },
    payers: settlement.shape.payers,
    assistanceParts: settlement.shape.assistanceParts,
    owedToPerson: settlement.shape.owedToPerson,
  })
  .meta({
    id: 'SettlementSums',
    description:
      'The sums of a settlement or quote, as `Prefer: return=minimal` asks for / 只含金额的结算或预结算结果（Prefer: return=minimal）',
  })

/** A header that the document names. */
export const preferHeader = z.object({
  prefer: named(
    z.string(),
    'return=minimal asks for the sums alone (RFC 7240); `preference-applied` says that they came',
    'return=minimal 表示只返回金额（RFC 7240），preference-applied 响应头确认',
  ).optional(),
})

export const settlementOrSums = z.union([settlement, settlementSums])

export const settlementList = listOf(settlement, 'Settlements, newest first', '结算列表，由新到旧').meta({
  id: 'SettlementList',
})
