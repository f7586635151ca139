import { z } from 'zod'
import { aDay, day, named, someWords, wordsText } from '../shared/fields.ts'

const on = day('Day on which it happened; today when left out', '办理日期，不填为今天').optional()

export const checkRequest = z
  .strictObject({ on, findings: wordsText(1000, 'What was found', '入户核查、信息核对结果') }, { error: 'object' })
  .meta({ id: 'ApplicationCheck' })
export const publiciseRequest = z
  .strictObject(
    {
      on,
      place: wordsText(200, 'Where it is public', '公示地点'),
      until: named(
        aDay.nullable(),
        'Last day on which it is public; the length that the region’s law gives when left out',
        '公示截止日期，不填按当地规定',
      ).default(null),
    },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationPublication' })
export const refuseRequest = z
  .strictObject({ on, reason: wordsText(500, 'Why', '不予批准的理由') }, { error: 'object' })
  .meta({ id: 'ApplicationRefusal' })
export const withdrawRequest = z
  .strictObject({ on, reason: named(someWords(500).nullable(), 'Why', '撤回原因').default(null) }, { error: 'object' })
  .meta({ id: 'ApplicationWithdrawal' })
export const documentsRequest = z
  .strictObject(
    { on, documents: named(z.array(someWords(200)).min(1).max(50), 'What came in, by name', '补交的材料名称') },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationDocuments' })
export const forwardRequest = z
  .strictObject(
    {
      on,
      department: wordsText(100, 'Department that it is forwarded to', '转办部门'),
      asked: named(someWords(500).nullable(), 'What it is asked', '转办事项').default(null),
    },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationForwarding' })
export const tellRequest = z
  .strictObject(
    { on, how: wordsText(200, 'How the applicant was told', '反馈方式，如电话、书面告知') },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationTelling' })

/** What is shown of a step: each kind has its own. */
export const stepSaid = z
  .strictObject({
    missing: named(z.array(z.string()), 'Papers that may follow', '容缺待补的材料').optional(),
    missingBy: named(aDay, 'By when', '补交期限').optional(),
    documents: named(z.array(z.string()), 'Papers that came in', '补交的材料').optional(),
    department: named(z.string(), 'Department that it was forwarded to', '转办部门').optional(),
    asked: named(z.string(), 'What it is asked', '转办事项').optional(),
    how: named(z.string(), 'How the outcome was told', '反馈方式').optional(),
    findings: named(z.string(), 'What was found', '核对结果').optional(),
    place: named(z.string(), 'Where it was public', '公示地点').optional(),
    until: named(aDay.nullable(), 'Until when; null where nobody said', '公示截止日期；未定为 null').optional(),
    from: named(aDay, 'First day of the identity', '身份开始日期').optional(),
    to: named(aDay.nullable(), 'Its last day', '身份截止日期').optional(),
    certifiedBy: named(z.string(), 'Department that certified it', '认定部门').optional(),
    certificateNo: named(z.string(), 'Number of the decision', '认定文书编号').optional(),
  })
  .meta({ id: 'ApplicationStepSaid' })
