import { z } from 'zod'
import { auditKinds } from '../../application/audit/events.ts'
import { callerKinds } from '../../application/callers/caller.ts'
import { kindNames } from '../callers/schemas.ts'
import { hospitalCode } from '../settlement/request-schemas.ts'
import { problemCode } from '../shared/codes.ts'
import { aDay, code, instant, listOf, named, oneOf, page, regionField, uuid } from '../shared/fields.ts'

export const auditKindNames = {
  'sign-in': { zh: '登录', en: 'sign-in' },
  'sign-in-failed': { zh: '登录失败', en: 'failed sign-in' },
  'sign-out': { zh: '退出', en: 'sign-out' },
  'session-ended': { zh: '结束会话', en: 'session ended' },
  change: { zh: '变更', en: 'change' },
  export: { zh: '导出', en: 'export' },
  refused: { zh: '无权被拒', en: 'refused' },
  opened: { zh: '本人凭结算单查看', en: 'opened with the statement in hand' },
}

export const auditEvent = z
  .strictObject({
    id: uuid('Id of the line', '记录 ID'),
    at: instant('When', '时间'),
    kind: oneOf(auditKinds, 'What it was', '种类', auditKindNames),
    actorId: named(
      z.string().nullable(),
      'The operator or the caller; null for a sign-in under a user name that nobody has',
      '操作员或调用方；用户名不存在的登录为 null',
    ),
    actorKind: named(oneOf(callerKinds, '', '', kindNames).nullable(), 'What they are', '种类'),
    actorName: named(z.string().nullable(), 'Their name then', '当时的姓名或名称'),
    actorRegion: named(regionField('', '').nullable(), 'Their region', '所属地区'),
    hospitalCode: named(hospitalCode.nullable(), 'Their hospital', '医疗机构编号', 'fixmedins_code'),
    operation: named(z.string(), 'The `operationId` of what was asked', '操作（operationId）'),
    target: named(z.string().nullable(), 'Which one, by the places of the address', '对象（地址中的编号）'),
    personNo: named(code(64, '', '').nullable(), 'The person, where the address names one', '涉及人员', 'psn_no'),
    status: named(z.int(), 'HTTP status of the answer', '应答状态码'),
    code: named(problemCode.nullable(), 'Why it was refused', '拒绝代码'),
    approvedBy: named(z.string().nullable(), 'The second person', '复核人 ID'),
    address: named(z.string(), 'Where it was asked from', '来源地址'),
    requestId: named(z.string().nullable(), 'The `x-request-id` of the request', '请求编号'),
  })
  .meta({ id: 'AuditEvent', description: 'What somebody did or tried / 操作留痕' })

export const auditEventList = listOf(auditEvent, 'Lines, newest first', '操作留痕，最新在前').meta({
  id: 'AuditEventList',
})

const filters = {
  actorId: named(code(64, '', '').optional(), 'Who did it', '操作员或调用方 ID'),
  personNo: named(code(64, '', '').optional(), 'To whom', '涉及人员', 'psn_no'),
  kind: named(oneOf(auditKinds, '', '', auditKindNames).optional(), 'What it was', '种类'),
  from: named(aDay.optional(), 'First day, in China', '起始日期'),
  to: named(aDay.optional(), 'Last day', '截止日期'),
}
export const auditEventsQuery = z.strictObject({ ...filters, ...page })
export const auditEventsFileQuery = z.strictObject(filters)
