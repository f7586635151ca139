import { z } from 'zod'
import { personNo } from '../settlement/request-schemas.ts'
import { category, maybeCategory, maybeClause, reason, warning } from '../shared/clause.ts'
import {
  flagField,
  instant,
  money,
  named,
  regionField,
  signedMoney,
  tierQuery,
  yearField,
  yearQuery,
} from '../shared/fields.ts'

export const premiumQuoteQuery = z.strictObject({
  region: regionField('Region of insurance', '参保地医保区划', 'insuplc_admdvs'),
  year: yearQuery('Year of insurance', '参保年度'),
  category: category('Assistance identity', '救助身份 (psn_idet_type)'),
  tier: tierQuery.optional(),
  group: named(
    z.string().max(40),
    'Group of the enrolment, one that the packs declare, where the contribution or the subsidy goes by it',
    '参保人群，政策包声明的代码；缴费标准或资助按人群规定的须填',
  ).optional(),
  age: named(
    z
      .string()
      .regex(/^(?:\d|[1-9]\d|1[0-4]\d)$/, { error: 'age' })
      .transform(Number)
      .meta({ type: 'integer', pattern: undefined, examples: [60] }),
    'Age reached in the year, where the contribution or the subsidy goes by it',
    '当年达到的周岁，缴费标准或资助按年龄规定的须填',
  ).optional(),
})
export const personPremiumQuery = z.strictObject({
  year: yearQuery('Year of insurance', '参保年度'),
  tier: tierQuery.optional(),
})
const tier = named(
  z.literal([1, 2]).nullable(),
  'Contribution tier; null where the region has none',
  '缴费档次；不分档为 null',
)
export const subsidyRequest = z
  .strictObject(
    { personNo, year: yearField('Year of insurance', '参保年度'), tier: tier.default(null) },
    { error: 'object' },
  )
  .meta({ id: 'SubsidyRequest' })
export type SubsidyBody = z.output<typeof subsidyRequest>

const amounts = {
  contribution: money('Personal contribution of the year', '个人缴费标准'),
  subsidy: money('What medical assistance pays of it', '医疗救助资助金额'),
  personPays: money('What the person pays', '个人应缴金额'),
}
export const premiumRule = named(z.string(), 'The rule as a sentence, in the language asked for', '资助规则说明')
const given = {
  category: maybeCategory('Assistance identity', '救助身份'),
  tier,
  ...amounts,
  rule: premiumRule,
  clause: maybeClause('The clause it follows', '所依据的条款'),
  reasons: named(z.array(reason), 'Why nothing or less is paid', '未资助原因'),
  warnings: named(z.array(warning), 'Unconfirmed figures that were used', '使用了未核实数据的提示'),
}
const under = {
  region: regionField('Region whose policy applies', '适用政策的地区'),
  year: yearField('Year of insurance', '参保年度'),
  policy: named(z.string(), 'The policy that was applied: region@first day', '适用政策：地区@生效日'),
  policyHash: named(z.string(), 'Hash of the policy pack', '政策包哈希'),
}

export const premiumQuote = z.strictObject({ ...given, ...under }).meta({ id: 'PremiumQuote' })

const considered = z.strictObject(given).meta({ id: 'ConsideredSubsidy' })
const posting = z
  .strictObject({
    seq: named(z.int(), 'Its number: 1 is the record', '序号，1 为首次登记'),
    category: given.category,
    tier,
    subsidy: money('What stands after it', '登记后的资助金额'),
    amount: signedMoney(
      'What it posts: the whole of a record, the difference of a correction',
      '本次登记金额：首次为全额，更正为差额',
    ),
    recordedAt: instant('When it was recorded', '登记时间'),
  })
  .meta({ id: 'SubsidyPosting' })

export const personPremiumAnswer = z
  .strictObject({
    personNo,
    enrolled: flagField(
      'Whether the person is enrolled on some day of the year; only then it can be recorded',
      '该年度是否参保；未参保的不能登记资助',
    ),
    ...given,
    ...under,
    considered: named(z.array(considered), 'The other identities and what they would give', '其他身份对应的资助'),
    recorded: named(
      z.array(posting),
      'What was recorded for the year: the record, then corrections; empty when nothing was',
      '该年度已登记的资助：首次登记及其后的更正；未登记时为空',
    ),
  })
  .meta({ id: 'PersonPremium' })

export const subsidy = z
  .strictObject({
    personNo,
    ...under,
    category: given.category,
    tier,
    ...amounts,
    clauseId: named(z.string().nullable(), 'The clause it follows', '所依据的条款编号'),
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
  })
  .meta({ id: 'Subsidy' })
