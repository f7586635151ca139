import { z } from 'zod'
import { hospitalLevelNames, hospitalLevels } from '../../domain/names/hospitals.ts'
import {
  paperKindNames,
  paperKinds,
  reimbursementStatuses,
  reimbursementStatusNames,
} from '../../domain/reimbursements/reimbursement-names.ts'
import { besidesOf, daysFitCare, hospitalCode, personNo, visitFields } from '../settlement/request-schemas.ts'
import {
  amount,
  code,
  day,
  documentNo,
  flagField,
  named,
  oneOf,
  orNothing,
  page,
  regionField,
  uuid,
  wordsText,
} from '../shared/fields.ts'

export const reimbursementStatus = oneOf(reimbursementStatuses, 'Where it stands', '状态', reimbursementStatusNames)
export const levelOfCare = oneOf(hospitalLevels, 'Level', '级别', hospitalLevelNames)
export const paperKind = oneOf(paperKinds, 'What the paper is', '材料类别', paperKindNames)

const reimbursementNo = code(
  64,
  'Number of the bill, which the bureau gives; the same again is a replay',
  '报销编号，由经办机构编定，重复发送返回首次结果',
)

const hospitalOfCare = z
  .strictObject(
    {
      code: orNothing(hospitalCode),
      name: orNothing(wordsText(100, 'Name of one that is not registered here', '未在本系统登记的医疗机构名称')),
      region: orNothing(regionField('Its region', '所在地区')),
      level: orNothing(levelOfCare),
      feeClass: orNothing(code(40, 'Its charge class, where the place has them', '收费类别')),
      designated: orNothing(flagField('Whether it is designated; it is when left out', '是否定点；不填为是')),
    },
    { error: 'object' },
  )
  .meta({
    id: 'HospitalOfCareRequest',
    description:
      'A registered hospital by its code alone, open or closed; another by name, region and level / 已登记的只填 code（含已关闭）；其他填名称、地区、级别',
  })

const invoiceDigits = (en: string, zh: string) =>
  named(z.string({ error: 'code' }).regex(/^\d{1,20}$/, { error: 'code' }), en, zh)

const invoiceRequest = z
  .strictObject(
    {
      code: orNothing(
        invoiceDigits(
          'Code of the invoice: 8, 10 or 12 digits; none of a fully digital one',
          '票据代码，8、10 或 12 位；数电票没有',
        ),
      ),
      number: invoiceDigits(
        'Number of the invoice: 8 to 10 digits, 20 of a fully digital one',
        '票据号码，8 至 10 位；数电票 20 位',
      ),
      amount: amount('What it is over', '票据金额'),
      issuedOn: orNothing(day('When it was issued', '开票日期')),
    },
    { error: 'object' },
  )
  .meta({ id: 'InvoiceRequest' })

const proofRequest = z
  .strictObject(
    {
      documentNo: documentNo(100, 'Number of the statement of insurance', '医保结算单号'),
      issuedBy: wordsText(100, 'Who issued it', '出具单位'),
      issuedOn: orNothing(day('When it was issued', '出具日期')),
    },
    { error: 'object' },
  )
  .meta({ id: 'InsuranceProofRequest' })

// What a third party has paid of a bill is known.
const { hospitalCode: _, thirdPartyInjury: __, ...visit } = visitFields

export const reimbursementRequest = z
  .strictObject(
    {
      reimbursementNo,
      ...visit,
      besides: besidesOf(
        'Numbers of settlements of the same day, disease and amounts, at a hospital or of bills handed in, beside which this is another visit; only where it was refused as `same-visit-settled` and there were two. Outpatient care only',
        '同日、同病种、同金额的其他结算编号（医疗机构结算或手工报销），表示本次是另一次就诊；仅在以 same-visit-settled 退回且确为两次时填写，限门诊',
      ),
      hospital: named(hospitalOfCare, 'Where the care was', '就诊医疗机构'),
      invoices: named(
        z.array(invoiceRequest).min(1).max(50),
        'The invoices, 1 to 50; their amounts come to the total. Each is used once in all regions of this service',
        '票据，1 至 50 张，金额合计等于费用总额；每张在本系统各地区只能使用一次',
      ),
      insuranceProof: orNothing(
        named(
          proofRequest,
          'What shows what insurance has paid; needed where it has',
          '医保支付证明；医保已支付的必填',
        ),
      ),
      archiveNo: orNothing(
        documentNo(
          100,
          'Number of the file where the papers lie, where they are not uploaded',
          '纸质档案号；不上传材料的填写',
        ),
      ),
      receivedOn: orNothing(day('When it was handed in; today when left out', '受理日期；不填为当日')),
    },
    { error: 'object' },
  )
  .superRefine(daysFitCare)
  .meta({ id: 'ReimbursementRequest', description: 'A bill that the person has paid / 手工报销申请' })

export const findingsRequest = z
  .strictObject({ findings: orNothing(wordsText(500, 'What was found', '初审意见')) }, { error: 'object' })
  .meta({ id: 'ReimbursementFindings' })
export const reimbursementReason = z
  .strictObject({ reason: wordsText(500, 'Why', '原因') }, { error: 'object' })
  .meta({ id: 'ReimbursementReason' })

export const reimbursementParams = z.strictObject({ id: uuid('Id of the reimbursement', '手工报销 ID') })
export const paperParams = z.strictObject({
  id: uuid('Id of the reimbursement', '手工报销 ID'),
  documentId: uuid('Id of the paper', '材料 ID'),
})
export const paperQuery = z.strictObject({ kind: paperKind })
export const billReceiptParams = z.strictObject({
  id: named(
    z.string({ error: 'code' }).regex(/^[0-9a-zA-Z]{25}$/, { error: 'code' }),
    'The number that the person was given',
    '交给个人的受理号',
  ),
})

export const reimbursementsQuery = z.strictObject({
  region: regionField('Region where the people are insured', '参保地区').optional(),
  personNo: personNo.optional(),
  reimbursementNo: code(64, 'Number of the bill', '报销编号').optional(),
  status: reimbursementStatus.optional(),
  ...page,
})
