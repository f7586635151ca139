import { z } from 'zod'
import { lookupBases, lookupOutcomes } from '../../application/audit/lookups.ts'
import { callerKinds } from '../../application/callers/caller.ts'
import { kindNames } from '../callers/schemas.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { aDay, code, instant, listOf, named, oneOf, page, regionField, uuid } from '../shared/fields.ts'

const outcomeNames = {
  shown: { zh: '已展示', en: 'shown' },
  refused: { zh: '已拒绝', en: 'refused' },
  'not-found': { zh: '查无此人', en: 'nobody found' },
  throttled: { zh: '查询过多被拒', en: 'refused for too many' },
}

const basisNames = {
  certificate: { zh: '已读取证件', en: 'the certificate was read' },
  visit: { zh: '本机构的就诊', en: 'a visit of its own' },
  settlement: { zh: '本机构的结算', en: 'a settlement of its own' },
  region: { zh: '参保地经办机构或审计', en: 'the insured place' },
}

const anOperation =
  'certificate-read, entitlements, annual-cap, ledger, premium-subsidy, quote, settle, settlement, settlements, statement, person, person-unmasked, people, search, identities, registrations, enrolments, insured-regions, joins, death, recalculation, application, alert'

export const lookup = z
  .strictObject({
    id: uuid('Id of the line', '记录 ID'),
    at: instant('When', '时间'),
    callerId: named(z.string(), 'The caller; see GET /v1/callers', '调用方 ID'),
    callerKind: oneOf(callerKinds, 'What the caller was', '调用方种类', kindNames),
    callerRegion: regionField('Region of the caller’s key', '调用方所属地区'),
    hospitalCode: named(hospitalCode.nullable(), 'The hospital that asked', '查询的医疗机构', 'fixmedins_code'),
    personNo: named(
      code(64, '', '').nullable(),
      'Who was looked at or asked for; null where a certificate was nobody’s, for a list, and where the person is none of your region’s',
      '被查询的人员；证件查无此人、列表查询，或不属于本地区的人员为 null',
      'psn_no',
    ),
    insuredRegion: named(
      regionField('', '').nullable(),
      'Where the person was insured then',
      '当时的参保地区',
      'insuplc_admdvs',
    ),
    operation: named(
      z.string(),
      `What was asked for: the number of a national transaction, or ${anOperation}. settle is a claim that was refused; one that was posted is in the settlements`,
      '操作：交易编号或上述名称。settle 为被拒绝的结算，已入账的见结算记录',
    ),
    outcome: oneOf(lookupOutcomes, 'What came of it', '结果', outcomeNames),
    basis: named(
      oneOf(lookupBases, '', '', basisNames).nullable(),
      `What allowed it: ${lookupBases.map((basis) => `${basis} ${basisNames[basis].en}`).join(', ')}; null where nothing was shown`,
      `依据：${lookupBases.map((basis) => `${basis} ${basisNames[basis].zh}`).join('、')}；未展示的为 null`,
    ),
    requestId: named(z.string().nullable(), 'The `x-request-id` of the request', '请求编号'),
  })
  .meta({ id: 'Lookup', description: 'A look at a person’s data / 查询留痕' })

export const lookupList = listOf(lookup, 'Looks, newest first', '查询留痕，最新在前').meta({ id: 'LookupList' })

export const lookupsQuery = z.strictObject({
  personNo: named(code(64, '', '').optional(), 'Who was looked at', '被查询的人员', 'psn_no'),
  callerId: named(code(64, '', '').optional(), 'Who looked', '调用方 ID'),
  from: named(aDay.optional(), 'First day, in China', '起始日期'),
  to: named(aDay.optional(), 'Last day', '截止日期'),
  ...page,
})

export const changesOfTrailFileQuery = z.strictObject({
  personNo: named(code(64, '', '').optional(), 'Whose', '人员编号', 'psn_no'),
  hospitalCode: named(hospitalCode.optional(), 'Of which hospital', '医疗机构编号', 'fixmedins_code'),
  callerId: named(code(64, '', '').optional(), 'By whom', '调用方 ID'),
  action: named(
    code(64, '', '').optional(),
    'What was done, such as beneficiary-changed',
    '操作，如 beneficiary-changed',
  ),
  from: named(aDay.optional(), 'First day, in China', '起始日期'),
  to: named(aDay.optional(), 'Last day', '截止日期'),
})
export const changesOfTrailQuery = changesOfTrailFileQuery.extend(page)

export const changeNote = z
  .strictObject({
    id: named(z.string(), 'Number of the line', '记录序号'),
    at: instant('When', '时间'),
    callerId: named(z.string(), 'The caller; see GET /v1/callers', '调用方 ID'),
    callerName: named(
      z.string().nullable(),
      'Who holds the key; null for the first key and for jobs of the service',
      '持有人',
    ),
    personNo: named(z.string().nullable(), 'Whom it is about', '人员编号', 'psn_no'),
    hospitalCode: named(z.string().nullable(), 'Which hospital it is about', '医疗机构编号', 'fixmedins_code'),
    action: named(
      z.string(),
      'What was done: beneficiary-registered, beneficiary-changed, identity-recorded, identity-ended, hospital-changed, alerts-exported, roster-changes-exported, not-enrolled-exported, premium-subsidies-exported, year-end-exported, settlements-exported, subsidy-payment-exported, roster-new-people-decided, caller.issued and others',
      '操作，如登记、变更、导出、复核、签发密钥',
    ),
    detail: named(
      z.record(z.string(), z.unknown()),
      'What is told of it: the fields that changed, days, ids, the reason; never a name or an ID number',
      '内容：变更的字段、日期、编号、原因；不含姓名和证件号码',
    ),
  })
  .meta({ id: 'RegisterChange' })

export const changeNoteList = listOf(changeNote, 'Changes, newest first', '变更留痕，最新在前').meta({
  id: 'RegisterChangeList',
})
