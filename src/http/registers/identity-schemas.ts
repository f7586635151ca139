import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { departmentNames, departments } from '../../domain/names/departments.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import { category } from '../shared/clause.ts'
import {
  aDay,
  anInstant,
  day,
  documentNo,
  instant,
  listOf,
  named,
  oneOf,
  orNothing,
  regionField,
  uuid,
  wordsText,
} from '../shared/fields.ts'

export const identityParams = z.strictObject({ personNo, id: uuid('Id of the identity', '身份记录 ID') })
const identityBody = {
  category: category('Assistance identity', '救助身份 (psn_idet_type)'),
  from: day('First day', '开始日期', 'begntime'),
  to: named(
    aDay.nullable(),
    'Last day; null while it has no end, for which 2099-12-31 and later days are taken',
    '截止日期；长期有效为 null，2099-12-31 及以后的日期按长期有效处理',
    'endtime',
  ),
  certifiedBy: wordsText(
    100,
    `Department that certified it: ${departments.join(', ')}, or its name as printed on the certificate`,
    `认定部门：${departments.map((name) => `${name} ${departmentNames[name].zh}`).join(', ')}，或证明上的部门名称`,
  ),
  certificateNo: documentNo(64, 'Number of the certificate', '认定文书编号'),
}
const householdNo = documentNo(
  64,
  'Number of the household that was certified together, the same for all its members',
  '共同认定的家庭编号，家庭成员填写同一编号',
)
const unableToWork = named(
  z.boolean({ error: 'flag' }),
  'Of severely disabled people: whether they are unable to work; left out, they are taken to be',
  '重度残疾人是否丧失劳动能力；不填按丧失处理',
)
const certifiedRegion = regionField('Region that certified it', '身份认定地区划')
export const identityRequest = z
  .strictObject(
    {
      ...identityBody,
      to: identityBody.to.default(null),
      certifiedRegion: named(
        certifiedRegion.nullish(),
        'Region that certified it; left out: the insured region of its first day',
        '身份认定地区划；不填为起始日的参保地',
      ),
      householdNo: orNothing(householdNo),
      unableToWork: orNothing(unableToWork),
    },
    { error: 'object' },
  )
  .meta({ id: 'IdentityRequest' })
export const identityEnd = z
  .strictObject({ to: day('Last day of the identity', '身份截止日期', 'endtime') }, { error: 'object' })
  .meta({ id: 'IdentityEnd' })
const identityCorrection = z
  .strictObject({
    kind: oneOf(['reopened', 'annulled'], 'What was done', '更正类型', {
      reopened: { en: 'reopened', zh: '恢复' },
      annulled: { en: 'annulled', zh: '作废' },
    }),
    reason: named(z.string(), 'Why', '原因'),
    toBefore: named(aDay.nullable(), 'Last day that stood there before', '更正前的截止日期'),
    endReasonBefore: named(z.string().nullable(), 'Why it had ended', '更正前的终止原因'),
    recordedAt: instant('When', '更正时间'),
    recordedBy: named(z.string(), 'Caller', '更正的调用方'),
  })
  .meta({ id: 'IdentityCorrection' })
export const identity = z
  .strictObject({
    id: uuid('Id of the identity', '身份记录 ID'),
    personNo,
    ...identityBody,
    certifiedRegion: named(
      certifiedRegion.nullable(),
      'Region that certified it; null: the insured region',
      '身份认定地区划；null 为参保地',
    ),
    householdNo: named(z.string().nullable(), 'Number of the household; null: none', '家庭编号；没有为 null'),
    unableToWork: named(
      z.boolean().nullable(),
      'Whether the person is unable to work, as the department marks it; null: not marked',
      '是否丧失劳动能力；部门未标明为 null',
    ),
    entitles: named(
      z.enum(['now', 'on-application']).nullable(),
      'now: aided at the counter; on-application: from the day that an approved application for aid covers; null where no law is in force',
      'now 一站式结算即予救助；on-application 自已批准的救助申请所覆盖之日起；无生效政策时为 null',
    ),
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
    endedAt: named(anInstant.nullable(), 'When its end was recorded', '登记终止的时间'),
    listedAs: named(
      z.string().nullable(),
      'The word of the department’s list, where it says more than the category: 农村低保, 孤儿',
      '部门名单中的原称谓（如农村低保、孤儿），与身份名称相同的为 null',
    ),
    endReason: named(
      z.string().nullable(),
      'What the list said of why it ended: 死亡, 迁出, 停发',
      '名单所报终止原因（如死亡、迁出、停发）',
    ),
    annulledAt: named(anInstant.nullable(), 'When it was annulled: it never held then', '作废时间；作废的视为从未成立'),
    corrections: named(z.array(identityCorrection), 'What was corrected of it, in order', '历次更正，按先后'),
  })
  .meta({ id: 'Identity' })

export const settledOn = z
  .strictObject({
    settlementId: uuid('Id of the settlement', '结算 ID'),
    settlementNo,
    hospitalCode,
    care: oneOf(cares, 'Kind of care', '医疗类别 (med_type)', careNames),
    endedOn: day('Day of discharge or service', '出院或就诊日期'),
  })
  .meta({ id: 'SettledOn' })
export const changedIdentity = identity
  .extend({
    settled: named(
      z.array(settledOn),
      'What stands of visits on the days that this changes, at most 100; it stays as settled until the year is recalculated (…/resettle-preview, …/resettle)',
      '本次变更所涉日期内未撤销的结算，最多 100 笔；金额不变，须经年度重算（…/resettle-preview、…/resettle）',
    ),
  })
  .meta({ id: 'ChangedIdentity' })
export const correctionRequest = z
  .strictObject({ reason: wordsText(200, 'Why, for the record', '更正原因，留痕') }, { error: 'object' })
  .meta({ id: 'IdentityCorrectionRequest' })
export const identityList = listOf(identity, 'Every identity ever recorded', '全部身份记录').meta({
  id: 'IdentityList',
})
