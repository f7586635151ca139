import { z } from 'zod'
import { careNames, cares } from '../../domain/names/care.ts'
import { payoutStatuses, payoutStatusNames } from '../../domain/payouts/payout-names.ts'
import { paperTypes } from '../../domain/reimbursements/paper-type.ts'
import { billPaymentNames, billPayments } from '../../domain/reimbursements/reimbursement-names.ts'
import { costs } from '../settlement/request-schemas.ts'
import { warning } from '../shared/clause.ts'
import {
  day,
  instant,
  listOf,
  money,
  named,
  oneOf,
  regionField,
  signedMoney,
  uuid,
  yuanText,
} from '../shared/fields.ts'
import { columnsPassedOver } from '../shared/list-answer.ts'
import { levelOfCare, paperKind, reimbursementStatus } from './schemas.ts'

const step = z
  .strictObject({ at: instant('When', '时间'), by: named(z.string(), 'Caller', '调用方') })
  .meta({ id: 'ReimbursementStep' })

const paper = z
  .strictObject({
    id: uuid('Id of the paper', '材料 ID'),
    kind: paperKind,
    mediaType: named(z.enum(paperTypes), 'What it is by its content', '文件类型（按内容判断）'),
    bytes: named(z.int(), 'Its size', '字节数'),
    addedAt: instant('When it was added', '上传时间'),
  })
  .meta({ id: 'ReimbursementPaper' })

const payoutStatus = oneOf(payoutStatuses, 'Where the payout stands', '支付状态', payoutStatusNames)
const maybeDay = (en: string, zh: string) => named(z.string().nullable(), en, zh)

const payoutOfBill = z
  .strictObject({
    payoutId: uuid('Id of the payout', '支付 ID'),
    payoutNo: named(z.string(), 'Number of the payout', '支付编号'),
    status: payoutStatus,
    amount: signedMoney('What of it is of this bill', '其中本笔金额'),
    paidOn: maybeDay('When it was paid', '支付日期'),
  })
  .meta({ id: 'PayoutOfBill' })

const paymentFields = {
  payment: named(
    oneOf(billPayments, 'Over all payouts', '支付状态', billPaymentNames).nullable(),
    'Where the payment stands, over all payouts of it; null where there is nothing to pay',
    '支付状态（含本笔全部支付）；无应付金额的为 null',
  ),
  arrived: signedMoney('What of it has arrived by now', '其中已支付金额'),
  paidOn: maybeDay('When all of it was paid', '全部支付的日期'),
  daysToPay: named(z.int().nullable(), 'Days from receipt until all of it was paid', '受理至全部支付的天数'),
}

export const reimbursement = z
  .strictObject({
    id: uuid('Id of the reimbursement', '手工报销 ID'),
    region: regionField('Where the person is insured', '参保地区'),
    reimbursementNo: named(z.string(), 'The bureau’s number', '报销编号'),
    receiptNo: named(z.string(), 'For the person, who asks with it how it stands', '受理号，交给个人查询进度'),
    personNo: named(z.string(), 'Number of the person', '人员编号', 'psn_no'),
    status: reimbursementStatus,
    total: money('Total of the bill', '费用总额', 'medfee_sumamt'),
    receivedOn: day('When it was handed in', '受理日期'),
    care: oneOf(cares, 'Kind of care', '医疗类别', careNames),
    admittedOn: maybeDay('Day of admission', '入院日期'),
    dischargedOn: maybeDay('Day of discharge', '出院日期'),
    servedOn: maybeDay('Day of service', '就诊日期'),
    referral: named(z.enum(['proper', 'none']).nullable(), 'Whether properly referred', '转诊情况'),
    emergency: named(z.boolean(), 'Whether it was an emergency', '是否急诊'),
    diseaseCode: named(z.string().nullable(), 'Code of the disease', '病种编码'),
    costs: named(costs, 'Costs', '费用构成'),
    besides: named(
      z.array(z.string()),
      'Settlements of the same day beside which it is said to be another visit',
      '同日其他结算编号，表示本次是另一次就诊',
    ),
    paid: named(
      z
        .strictObject({
          basic: money('Basic insurance', '基本医保', 'hifp_pay'),
          criticalIllness: money('Critical-illness insurance', '大病保险', 'hifmi_pay'),
          supplementary: money('Supplementary insurance', '补充保险', 'hifes_pay'),
          commercial: money('Commercial insurance', '商业保险'),
          socialAid: money('Social mutual aid', '社会互助'),
        })
        .meta({ id: 'PaidByInsurance' }),
      'What others have paid',
      '其他支付方已支付',
    ),
    hospital: named(
      z
        .strictObject({
          code: named(z.string().nullable(), 'Code; null where it is not registered', '编号；未登记的为 null'),
          name: named(z.string(), 'Name', '名称'),
          region: regionField('Region', '所在地区'),
          level: levelOfCare,
          feeClass: named(z.string().nullable(), 'Charge class', '收费类别'),
          designated: named(z.boolean(), 'Whether designated on the day', '就诊日是否定点'),
        })
        .meta({ id: 'HospitalOfCare' }),
      'Where the care was, as it counts',
      '就诊医疗机构',
    ),
    invoices: named(
      z.array(
        z
          .strictObject({
            code: named(z.string().nullable(), 'Code', '票据代码'),
            number: named(z.string(), 'Number', '票据号码'),
            amount: money('Amount', '票据金额'),
            issuedOn: maybeDay('When it was issued', '开票日期'),
          })
          .meta({ id: 'UsedInvoice' }),
      ),
      'Invoices',
      '票据',
    ),
    insuranceProof: named(
      z
        .strictObject({
          documentNo: named(z.string(), 'Number', '单据号'),
          issuedBy: named(z.string(), 'Who issued it', '出具单位'),
          issuedOn: maybeDay('When', '出具日期'),
        })
        .meta({ id: 'InsuranceProof' })
        .nullable(),
      'What shows what insurance has paid',
      '医保支付证明',
    ),
    archiveNo: named(z.string().nullable(), 'File of the papers', '纸质档案号'),
    documents: named(z.array(paper), 'Papers', '材料'),
    received: named(step, 'Taken', '受理'),
    checked: named(step.nullable(), 'Checked', '初审'),
    decided: named(step.nullable(), 'Approved, refused or withdrawn', '复核、不予报销或撤回'),
    findings: named(z.string().nullable(), 'What was found, or why it ended', '初审意见或结束原因'),
    settlement: named(
      z
        .strictObject({
          id: uuid('Id of the settlement', '结算 ID'),
          hospitalCode: named(
            z.string(),
            'The bureau’s own space of numbers, which is no hospital',
            '经办机构自有编号空间，不属于任何医院',
          ),
          settlementNo: named(z.string(), 'Number of the settlement', '结算单据号'),
        })
        .meta({ id: 'SettlementOfBill' })
        .nullable(),
      'Its settlement; it is reversed by these numbers',
      '对应结算；冲正用此编号',
    ),
    reversedAt: named(z.string().nullable(), 'When it was reversed', '冲正时间'),
    amount: named(z.string().nullable(), 'What goes to the person by now', '应付个人金额'),
    ...paymentFields,
    payout: named(payoutOfBill.nullable(), 'The newest payout that holds some of it', '最近一笔支付'),
    payouts: named(z.array(payoutOfBill), 'All payouts that hold some of it, oldest first', '全部支付，按编制先后'),
  })
  .meta({ id: 'Reimbursement', description: 'A bill that was handed in paid / 手工报销' })
export const reviewedReimbursement = z
  .strictObject({
    ...reimbursement.shape,
    warnings: named(
      z.array(warning).nullable(),
      'What its approval is warned about, as of another stay of the same days; null where it would be refused, and its quote says why',
      '复核前应注意的提示，如与另一次就诊日期重叠；不能结算的为 null，原因见试算',
    ),
  })
  .meta({ id: 'ReviewedReimbursement', description: 'A bill with what is warned about / 手工报销及提示' })
export const reimbursementList = listOf(reimbursement, 'Newest first', '最新在前').meta({ id: 'ReimbursementList' })

export const billReceiptAnswer = z
  .strictObject({
    receiptNo: named(z.string(), 'The number', '受理号'),
    status: reimbursementStatus,
    receivedOn: day('When it was handed in', '受理日期'),
    checkedOn: maybeDay('When it was checked', '初审日期'),
    decidedOn: maybeDay('When it was decided', '办结日期'),
    amount: named(yuanText.nullable(), 'What was approved', '核定金额'),
    ...paymentFields,
  })
  .meta({ id: 'ReimbursementReceipt' })

const outcomeNames = {
  received: { zh: '已受理', en: 'received' },
  known: { zh: '此前已受理', en: 'known' },
  refused: { zh: '未受理', en: 'refused' },
}
export const reimbursementsOfFile = z
  .strictObject({
    received: named(z.int(), 'Bills taken', '新受理笔数'),
    known: named(z.int(), 'Bills taken before', '此前已受理笔数'),
    refused: named(z.int(), 'Lines refused', '未受理行数'),
    columnsPassedOver,
    lines: named(
      z.array(
        z
          .strictObject({
            line: named(z.int(), 'Line of the file', '行号'),
            reimbursementNo: named(z.string().nullable(), 'Number of the bill', '报销编号'),
            reimbursementId: named(z.string().nullable(), 'Id', '手工报销 ID'),
            receiptNo: named(z.string().nullable(), 'For the person', '受理号'),
            outcome: oneOf(['received', 'known', 'refused'] as const, 'What came of it', '结果', outcomeNames),
            detail: named(z.string().nullable(), 'What to send instead', '应如何更正'),
          })
          .meta({ id: 'ReimbursementOfFile' }),
      ),
      'Line by line',
      '逐行结果',
    ),
  })
  .meta({ id: 'ReimbursementsOfFile' })
