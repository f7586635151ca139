import { z } from 'zod'
import { applicationCautionCodes } from '../../application/aid-applications/application-answer.ts'
import {
  applicationKindNames,
  applicationKinds,
  applicationStatuses,
  applicationStatusNames,
  applicationStepKindNames,
  applicationStepKinds,
  awaitedStepNames,
  nextSteps,
} from '../../domain/aid-applications/application-names.ts'
import { bilingualText } from '../policies/schemas.ts'
import { recalculation } from '../recalculation/schemas.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import { aCategory, category, clause, maybeClause, remarkFields } from '../shared/clause.ts'
import {
  aDay,
  code,
  day,
  documentNo,
  documentNoUnspaced,
  instant,
  listOf,
  named,
  oneOf,
  page,
  regionField,
  signedMoney,
  someWords,
  uuid,
  wordsText,
} from '../shared/fields.ts'
import { problemSchema } from '../shared/problem.ts'
import { stepSaid } from './step-schemas.ts'

const applicationNo = documentNoUnspaced(
  64,
  'The bureau’s own number of the application',
  '申请受理编号，由经办机构编定',
)
const requestedFrom = day('Day from which the identity is applied for', '申请享受待遇的起始日期', 'begntime')
const documents = named(z.array(someWords(200)).max(50), 'What was handed in, by name', '所附材料名称')
const contact = z
  .strictObject({
    name: wordsText(50, 'Whom to call', '联系人姓名'),
    phone: code(32, 'Telephone number', '联系电话'),
  })
  .meta({ id: 'ApplicationContact' })

const bill = z
  .strictObject({ hospitalCode, settlementNo }, { error: 'object' })
  .meta({ id: 'ApplicationBill', description: 'A settlement for which aid is applied for / 申请救助的结算' })

export const applicationRequest = z
  .strictObject(
    {
      kind: oneOf(
        applicationKinds,
        'What is applied for: identity, and the aid that goes with it; or aid under an identity that is held',
        '申请事项',
        applicationKindNames,
      ).default('identity'),
      applicationNo,
      personNo,
      region: regionField('Where it is taken; must hold the insured place', '受理地区，须包含参保地').optional(),
      category: category('Identity applied for', '申请认定的救助身份 (psn_idet_type)'),
      requestedFrom: requestedFrom.optional(),
      bills: named(
        z.array(bill).max(100),
        'Of an application for aid: the bills for which, in place of `requestedFrom`',
        '救助申请所申请的账单，与 requestedFrom 二者填一',
      ).default([]),
      receivedOn: day('Day of receipt; today when left out', '受理日期，不填为今天').optional(),
      documents: documents.default([]),
      missing: named(
        z.array(someWords(200)).max(50),
        'Papers that may follow; it is not approved without them',
        '容缺受理、待补的材料名称；补齐前不予批准',
      ).default([]),
      missingBy: day('By when they follow', '待补材料的期限').optional(),
      contact: named(
        contact.nullable(),
        'Whom to call; stored encrypted, shown masked',
        '联系人，加密保存、脱敏显示',
      ).default(null),
    },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationRequest' })

const on = day('Day on which it happened; today when left out', '办理日期，不填为今天').optional()

export const approveRequest = z
  .strictObject(
    {
      on,
      from: day(
        'First day of the identity; the day applied for when left out',
        '身份开始日期，不填为申请起始日期',
      ).optional(),
      to: named(aDay.nullable(), 'Its last day; null while it has no end', '身份截止日期；长期有效为 null').default(
        null,
      ),
      certifiedBy: wordsText(100, 'Department that certifies it', '认定部门'),
      certificateNo: documentNo(
        64,
        'Number of the decision; that of the application when left out',
        '认定文书编号，不填为申请编号',
      ).optional(),
    },
    { error: 'object' },
  )
  .meta({ id: 'ApplicationApproval' })
export const applicationParams = z.strictObject({ id: uuid('Id of the application', '申请 ID') })
export const applicationQuery = z.strictObject({
  show: named(
    z.literal('contact').optional(),
    'contact shows whom to call unmasked; bureaus only, and it is recorded',
    '填 contact 则不脱敏显示联系人，仅限经办机构并留痕',
  ),
})
export const applicationsQuery = z.strictObject({
  region: regionField('Within this region', '地区').optional(),
  personNo: personNo.optional(),
  status: oneOf(applicationStatuses, 'Where it stands', '状态', applicationStatusNames).optional(),
  overdue: named(
    z
      .enum(['true', 'false'], { error: 'flag' })
      .transform((text) => text === 'true')
      .meta({ type: 'boolean', enum: undefined })
      .optional(),
    'true: the next step was due before today',
    'true 为已超期限',
  ),
  ...page,
})

const status = oneOf(applicationStatuses, 'Where it stands', '状态', applicationStatusNames)

const deadline = z
  .strictObject({
    step: oneOf(
      Object.values(nextSteps) as ['check', 'publicise', 'decide'],
      'The next step',
      '下一环节',
      awaitedStepNames,
    ),
    dueOn: named(aDay.nullable(), 'Last day in time; null where no rule names a period', '办理期限；没有规定时为 null'),
    clause: maybeClause('The clause that sets it', '所依据的条款'),
    gap: named(
      z
        .strictObject({
          clause: named(clause, 'The clause that leaves it open', '未作规定的条款'),
          decides: named(bilingualText, 'Who is to decide', '由谁规定'),
        })
        .meta({ id: 'DeadlineGap' })
        .nullable(),
      'Who would have to name a period, where nobody does',
      '没有规定期限时，应由谁规定',
    ),
  })
  .meta({ id: 'ApplicationDeadline' })

const caution = z
  .strictObject({
    code: named(z.enum(applicationCautionCodes), 'A stable word for the caution', '提示的代码'),
    ...remarkFields,
  })
  .meta({ id: 'ApplicationCaution', description: 'What should be looked at in an application / 申请的提示' })

const step = z
  .strictObject({
    kind: oneOf(applicationStepKinds, 'What was done', '办理类型', applicationStepKindNames),
    status: oneOf(applicationStatuses, 'Where the step led', '办理结果', applicationStatusNames),
    happenedOn: named(aDay, 'When it happened', '办理日期'),
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
    reason: named(z.string().nullable(), 'Why', '原因'),
    said: named(stepSaid, 'What was said of it', '办理内容'),
    dueOn: named(aDay.nullable(), 'By when the step after it was due', '下一环节的期限'),
    warnings: named(z.array(caution), 'What should be looked at', '提示'),
  })
  .meta({ id: 'ApplicationStep' })

export const application = z
  .strictObject({
    id: uuid('Id of the application', '申请 ID'),
    kind: oneOf(applicationKinds, 'What is applied for', '申请事项', applicationKindNames),
    applicationNo,
    region: regionField('Where the person is insured', '参保地', 'insuplc_admdvs'),
    personNo,
    category: named(aCategory, 'Identity applied for', '申请认定的救助身份', 'psn_idet_type'),
    requestedFrom,
    bills: named(
      z.array(bill),
      'The bills that it names; none where it is from a day on',
      '所申请的账单；按日期申请的为空',
    ),
    documents,
    missing: named(z.array(z.string()), 'Papers that are still to come', '尚待补交的材料'),
    missingBy: named(
      aDay.nullable(),
      'By when; null where nobody said, or nothing is to come',
      '补交期限；未定或已补齐为 null',
    ),
    forwardedTo: named(
      z.string().nullable(),
      'The department that it was forwarded to last; null: none',
      '最近一次转办的部门；未转办为 null',
    ),
    toldOn: named(aDay.nullable(), 'When the outcome was told; null: not yet', '反馈结果的日期；未反馈为 null'),
    contact: named(
      z
        .strictObject({ name: named(z.string(), 'Name', '姓名'), phone: named(z.string(), 'Telephone number', '电话') })
        .meta({ id: 'ShownContact' })
        .nullable(),
      'Whom to call, masked unless a bureau asks for it',
      '联系人，默认脱敏',
    ),
    status,
    overdue: named(z.boolean(), 'Whether the next step was due before today', '是否超期'),
    deadline: named(
      deadline.nullable(),
      'By when the next step is due; null once it has ended',
      '下一环节的期限；办结后为 null',
    ),
    identityId: named(z.string().nullable(), 'The identity that the approval opened', '批准后登记的身份 ID'),
    steps: named(z.array(step), 'What was done, in order', '办理过程'),
    recordedAt: instant('When it was recorded', '登记时间'),
    recordedBy: named(z.string(), 'Caller that recorded it', '登记的调用方'),
  })
  .meta({ id: 'Application', description: 'An application for an identity / 依申请救助' })
export const applicationList = listOf(application, 'Applications, newest first', '申请列表，最新在前').meta({
  id: 'ApplicationList',
})

const owedOnApproval = z
  .strictObject({
    amount: signedMoney('The person’s, in yuan', '归个人的金额（元）'),
    byPayout: signedMoney(
      'Of it, to be paid by payout; the rest the hospital gives back, which is still to be cleared for the stay',
      '其中由经办机构支付的部分；其余由尚未清算的医疗机构退还个人',
    ),
    settlements: named(
      z.array(
        z
          .strictObject({
            hospitalCode,
            settlementNo,
            amount: signedMoney('Of this settlement', '其中本次结算'),
          })
          .meta({ id: 'OwedOfSettlement' }),
      ),
      'The settlements that were adjusted',
      '被更正的结算',
    ),
  })
  .meta({ id: 'OwedOnApproval' })

export const approvedApplication = z
  .strictObject({
    application: named(application, 'The application as it now stands', '批准后的申请'),
    preview: named(
      recalculation.nullable(),
      'What recalculating since then gives back: of an identity a preview, nothing is posted yet; of aid what was posted',
      '自该日起重算的结果：身份认定为预览，尚未记账；救助申请为已记账的更正',
    ),
    owedToPerson: named(
      owedOnApproval.nullable(),
      'Of an application for aid: what its approval posted, which is the person’s; null for an identity',
      '救助申请获准后记账、归个人的金额；身份认定为 null',
    ),
    previewRefused: named(
      z
        .strictObject({ code: problemSchema.shape.code, detail: named(z.string(), 'What is missing', '缺少的内容') })
        .meta({ id: 'PreviewRefused' })
        .nullable(),
      'Why it cannot be computed',
      '无法预览的原因',
    ),
  })
  .meta({ id: 'ApprovedApplication' })
