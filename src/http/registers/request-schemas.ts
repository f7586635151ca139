import { z } from 'zod'
import { requestStatuses, requestStatusNames } from '../../domain/names/registrations.ts'
import { hospitalCode, personNo } from '../settlement/request-schemas.ts'
import { anInstant, instant, listOf, named, oneOf, page, someWords, uuid } from '../shared/fields.ts'
import { registrationBody } from './schemas.ts'

export const registrationRequestAnswer = z
  .strictObject({
    id: uuid('Id of the request; of the registration too, once confirmed', '申请 ID；确认后即备案 ID'),
    personNo,
    hospitalCode,
    ...registrationBody,
    status: oneOf(requestStatuses, 'Where it stands', '状态', requestStatusNames),
    reason: named(z.string().nullable(), 'Why it was refused', '退回原因'),
    requestedAt: instant('When it was asked for', '提交时间'),
    requestedBy: named(z.string(), 'Caller that asked', '提交的调用方'),
    decidedAt: named(anInstant.nullable(), 'When it was decided', '确认或退回的时间'),
    decidedBy: named(z.string().nullable(), 'Caller that decided', '确认或退回的调用方'),
  })
  .meta({ id: 'RegistrationRequestOfHospital' })
export const registrationRequestList = listOf(
  registrationRequestAnswer,
  'What hospitals ask to have registered, oldest first',
  '医疗机构提交的备案，最早在前',
).meta({ id: 'RegistrationRequestList' })
export const registrationRequestsQuery = z.strictObject({
  status: oneOf(requestStatuses, 'Where it stands', '状态', requestStatusNames).optional(),
  ...page,
})
export const registrationRequestParams = z.strictObject({ personNo, id: uuid('Id of the request', '申请 ID') })
export const registrationDecision = z
  .strictObject(
    {
      decision: named(
        z.enum(['confirm', 'refuse']),
        'confirm enters it into the register; refuse needs a reason',
        '决定：confirm 确认, refuse 退回（须填原因）',
      ),
      reason: named(someWords(500).nullable(), 'Why; needed to refuse', '原因，退回时必填').default(null),
      management: named(
        registrationBody.management.unwrap().nullable(),
        'How a chronic disease is aided, which a 2503 cannot say; null leaves it as it was asked for, by visit',
        '慢性病管理方式（2503 无此字段）：visit 参照住院按次, quota 定额；不填按申请（按次）',
      ).default(null),
    },
    { error: 'object' },
  )
  .refine(({ decision, reason }) => decision !== 'refuse' || reason !== null, { error: 'words', path: ['reason'] })
  .meta({ id: 'RegistrationDecision' })
