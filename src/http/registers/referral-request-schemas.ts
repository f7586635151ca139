import { z } from 'zod'
import {
  referralStatuses,
  referralStatusNames,
  waitingReasonNames,
  waitingReasons,
} from '../../domain/names/filings.ts'
import { personNo } from '../settlement/request-schemas.ts'
import { aDay, anInstant, day, instant, listOf, named, oneOf, page, someWords, uuid } from '../shared/fields.ts'

const status = oneOf(
  referralStatuses,
  'Where it stands; only what waited has one of the last three',
  '状态；经办机构处理过的才有后三种',
  referralStatusNames,
)

export const referralRequest = z
  .strictObject({
    id: uuid('Id of the referral', '转院备案 ID'),
    personNo,
    fromHospital: named(z.string(), 'Hospital that sent it', '报送的医疗机构', 'fixmedins_code'),
    toHospital: named(z.string(), 'Hospital to which it leads', '转往医疗机构', 'reflin_medins_no'),
    toRegion: named(z.string().nullable(), 'Region to which it leads', '转往地区', 'mdtrtarea_admdvs'),
    from: day('First day', '开始日期', 'begndate'),
    to: named(aDay.nullable(), 'Last day; null while it has no end', '截止日期；长期有效为 null', 'enddate'),
    status,
    waitsBecause: named(
      oneOf(waitingReasons, '', '', waitingReasonNames).nullable(),
      'Why it waits; null of one that did not',
      '须经确认的原因；无须确认的为 null',
    ),
    reason: named(z.string().nullable(), 'Why it was decided so', '处理原因'),
    sentAt: instant('When the hospital sent it', '报送时间'),
    sentBy: named(z.string(), 'Caller that sent it', '报送的调用方'),
    decidedAt: named(anInstant.nullable(), 'When it was decided', '处理时间'),
    decidedBy: named(z.string().nullable(), 'Caller that decided', '处理的调用方'),
  })
  .meta({
    id: 'ReferralRequest',
    description: 'A referral of a hospital that waits for the bureau / 待经办机构确认的转院备案',
  })

export const referralRequestList = listOf(
  referralRequest,
  'Referrals that wait or were decided, oldest first',
  '待确认或已处理的转院备案，最早在前',
).meta({ id: 'ReferralRequestList' })

export const referralRequestsQuery = z.strictObject({
  status: status.optional(),
  personNo: personNo.optional(),
  ...page,
})
export const referralRequestParams = z.strictObject({ personNo, id: uuid('Id of the referral', '转院备案 ID') })
export const referralDecision = z
  .strictObject(
    {
      decision: named(
        z.enum(['confirm', 'refuse']),
        'confirm makes it stand as filed; refuse needs a reason',
        '决定：confirm 确认, refuse 退回（须填原因）',
      ),
      reason: named(someWords(500).nullable(), 'Why; needed to refuse', '原因，退回时必填').default(null),
    },
    { error: 'object' },
  )
  .refine(({ decision, reason }) => decision !== 'refuse' || reason !== null, { error: 'words', path: ['reason'] })
  .meta({ id: 'ReferralDecision' })
