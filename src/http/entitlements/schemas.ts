import { z } from 'zod'
import { depositObstacles } from '../../domain/entitlements/deposit.ts'
import { insurances } from '../../domain/names/insurances.ts'
import { registrationKinds } from '../../domain/names/registrations.ts'
import { openedYearAnswer } from '../opening-balances/schemas.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import { category, clauseField, maybeCategory, maybeClause } from '../shared/clause.ts'
import { aDay, day, flagField, named, oneOf, regionField, uuid, yearOfDay, yuanText } from '../shared/fields.ts'
import { annualLimit } from './account-schemas.ts'

const period = {
  from: day('First day', '开始日期', 'begntime'),
  to: named(aDay.nullable(), 'Last day; null while it has no end', '截止日期；长期有效为 null', 'endtime'),
  inForce: flagField('Whether it is in force on the day', '当日是否有效'),
}

const heldIdentity = z
  .strictObject({
    id: uuid('Id of the identity', '身份记录 ID'),
    category: category('Assistance identity', '救助身份 (psn_idet_type)'),
    certifiedRegion: regionField(
      'Region that certified it; left out where no other than the insured one is known',
      '身份认定地区划',
    ).optional(),
    ...period,
  })
  .meta({ id: 'HeldIdentity' })

const heldRegistration = z
  .strictObject({
    id: uuid('Id of the registration', '备案 ID'),
    kind: oneOf(registrationKinds, 'Kind of registration', '备案类别'),
    diseaseCode: named(z.string(), 'Code of the disease', '病种编码'),
    management: named(
      z.enum(['visit', 'quota']).nullable(),
      'Chronic diseases: by visit or under a quota',
      '慢性病管理方式',
    ),
    packageCode: named(z.string().nullable(), 'Package of a listed critical disease', '重特大疾病单病种包'),
    ...period,
  })
  .meta({ id: 'HeldRegistration' })

const premium = z
  .strictObject({
    year: yearOfDay('Year of insurance', '参保年度'),
    category: maybeCategory('Identity that counts', '所采用的身份'),
    tier: named(z.literal([1, 2]).nullable(), 'Contribution tier', '缴费档次'),
    contribution: named(yuanText.nullable(), 'Personal contribution', '个人缴费标准'),
    subsidy: named(yuanText.nullable(), 'What medical assistance pays', '资助金额'),
    personPays: named(yuanText.nullable(), 'What the person pays', '个人应缴金额'),
    rule: named(z.string().nullable(), 'The rule as a sentence, in the language asked for', '资助规则说明'),
    clause: maybeClause('The clause it follows', '所依据的条款'),
    missing: named(
      z
        .strictObject({
          code: named(z.string(), 'Problem code', '错误代码'),
          detail: named(z.string(), 'What is missing', '缺少的内容'),
        })
        .nullable(),
      'Why it cannot be told, or null',
      '无法确定的原因；可确定时为 null',
    ),
  })
  .meta({ id: 'PremiumEntitlement' })

const counting = z.strictObject({
  category: maybeCategory('The identity', '身份'),
  name: named(z.string().nullable(), 'Its name in the language asked for', '身份名称'),
  why: named(z.string(), 'Why it counts', '采用理由'),
  clause: clauseField('The rule it follows', '所依据的规则'),
})

const entitles = named(
  z.enum(['now', 'on-application']),
  'now: aided at the counter; on-application: from the day that an approved application for aid covers',
  'now 一站式结算即予救助；on-application 自已批准的救助申请所覆盖之日起',
)

const channel = z.strictObject({
  channel: named(
    z.enum(['direct', 'on-application']),
    'direct one-stop settlement or on application',
    'direct 直接救助, on-application 依申请救助',
  ),
  entitles,
  clause: clauseField('The clause it follows', '所依据的条款'),
})

const depositWaiver = z.strictObject({
  waived: flagField('Whether the deposit of a stay is waived', '住院是否免缴押金'),
  condition: named(z.string().nullable(), 'On which condition', '条件'),
  clause: maybeClause('The clause it follows', '所依据的条款'),
})

const insurance = z.strictObject({
  enrolled: flagField('Whether the person is enrolled on the day', '当日是否参保'),
  tier: named(z.literal([1, 2]).nullable(), 'The tier; null for who is not enrolled', '缴费档次；未参保为 null'),
  kind: oneOf(insurances, 'Whose insurance', '险种：residents 城乡居民, employees 职工 (insutype)'),
  aidWithout: named(
    z.enum(['none', 'rest']),
    'What aid pays for who is not enrolled: nothing, or what is left',
    '未参保者的救助：none 不救助, rest 救助其余自付',
  ),
  text: named(z.string(), 'Enrolment in words', '参保情况的文字说明'),
})

const governedBy = z.strictObject({
  by: named(
    z.enum(['insurance', 'certification']),
    'Where the person is insured, or where an identity was certified',
    'insurance 参保地, certification 认定地',
  ),
  place: regionField('The place', '所在地区划'),
  clause: clauseField('The clause that says so', '所依据的条款'),
})

export const depositQuery = z.strictObject({
  hospitalCode,
  on: day('The day on which the stay begins', '入院日期').optional(),
})

export const depositAnswer = z
  .strictObject({
    personNo,
    hospitalCode,
    on: day('The day', '日期'),
    waived: flagField('Whether the deposit of a stay there is waived', '在该机构住院是否免交押金'),
    why: named(z.enum(depositObstacles).nullable(), 'Why it is not; null where it is', '不免交的原因；免交为 null'),
    category: maybeCategory('The identity that counts', '所采用的身份'),
    condition: named(z.string().nullable(), 'On which condition it is', '免交的条件'),
    referredFromPrimaryCare: flagField(
      'Whether a referral from primary care to the hospital is on record for the day',
      '当日是否有基层医疗机构转往该机构的备案',
    ),
    text: named(z.string(), 'The same as a sentence', '文字说明'),
    clause: maybeClause('The clause it follows', '所依据的条款'),
  })
  .meta({ id: 'DepositWaiver' })

export const entitlementsAnswer = z
  .strictObject({
    personNo,
    region: regionField('Region whose policy applies', '适用政策的地区'),
    insuredRegion: regionField('Region of insurance on the day', '当日参保地医保区划', 'insuplc_admdvs'),
    governedBy: named(governedBy, 'Which of the person’s places governs and pays (G19)', '以何地为准、由何地支付'),
    on: day('The day', '日期'),
    insurance: named(insurance, 'Enrolment in basic insurance on the day (000000/G21)', '当日参保情况'),
    policy: named(z.string(), 'region@first day', '地区@生效日'),
    policyHash: named(z.string(), 'Hash of the pack', '政策包哈希'),
    identities: named(z.array(heldIdentity), 'All identities', '全部身份', 'idetinfo'),
    counting: named(counting, 'The identity that counts before any bill is known', '所采用的身份'),
    channel: named(channel.nullable(), 'How aid is reached; null without an identity', '救助方式；无身份时为 null'),
    depositWaiver: named(depositWaiver, 'Waiver of the deposit', '免缴住院押金'),
    registrations: named(z.array(heldRegistration), 'All registrations', '全部备案'),
    premiumSubsidy: named(premium, 'Premium subsidy of the year', '当年参保资助'),
    limits: named(z.array(annualLimit), 'Limits of the year', '年度限额'),
    opening: named(
      openedYearAnswer.nullable(),
      'What of them was used before this ledger began, and where that is known from',
      '其中期初余额及其来源；没有则为 null',
    ),
  })
  .meta({ id: 'Entitlements' })
