import { z } from 'zod'
import { debtors } from '../../domain/adjudication/corrected-visit.ts'
import { hospitalLevels, knownGrades } from '../../domain/names/hospitals.ts'
import { recalculation } from '../recalculation/schemas.ts'
import { hospitalCode, personNo, settlementNo } from '../settlement/request-schemas.ts'
import { payersAnswer } from '../settlement/schemas.ts'
import { amount, code, instant, listOf, named, oneOf, page, uuid, wordsText, yearField } from '../shared/fields.ts'

const correctionNo = code(
  64,
  'The bureau’s own number of the correction; sent again it answers the first time',
  '更正编号',
)

const paid = z
  .strictObject(
    {
      basic: amount('Paid by basic insurance', '基本医疗保险统筹基金支出', 'hifp_pay').optional(),
      criticalIllness: amount('Paid by critical-illness insurance', '居民大病保险资金支出', 'hifmi_pay').optional(),
      supplementary: amount('Paid by supplementary insurance', '补充医疗保险支出', 'hifes_pay').optional(),
      commercial: amount('Paid by commercial insurance', '商业保险支出', 'oth_pay').optional(),
      socialAid: amount('Given by social mutual aid', '社会互助帮扶支出', 'oth_pay').optional(),
    },
    { error: 'object' },
  )
  .refine((given) => Object.keys(given).length > 0, { error: 'corrected-some' })
  .meta({ id: 'CorrectedPaid' })

const costs = z
  .strictObject(
    {
      offCatalogue: amount('Cost outside the catalogue', '全自费金额', 'fulamt_ownpay_amt'),
      overLimit: amount('Cost above a price limit', '超限价自费费用', 'overlmt_selfpay'),
      preSelfPay: amount('Part of in-catalogue items that the patient pays first', '先行自付金额', 'preselfpay_amt'),
      inScope: amount('Cost within the scope of the policy', '符合政策范围金额', 'inscp_scp_amt'),
    },
    { error: 'object' },
  )
  .meta({ id: 'CorrectedCosts' })

const hospital = z
  .strictObject(
    {
      level: oneOf(hospitalLevels, 'Level of the hospital on the day', '医院等级').optional(),
      feeClass: named(
        z.enum(knownGrades() as [string, ...string[]]).nullable(),
        'Grade of the hospital on the day; null for none',
        '收费类别；没有填 null',
      ).optional(),
    },
    { error: 'object' },
  )
  .refine((given) => Object.keys(given).length > 0, { error: 'corrected-some' })
  .meta({ id: 'CorrectedHospitalFacts' })

const from = oneOf(debtors, 'From whom: the hospital, whose next clearing it comes off, or the person', '由谁退回', {
  hospital: { zh: '医疗机构（从其下次清算中扣回）', en: 'hospital' },
  person: { zh: '个人', en: 'person' },
})

const fields = {
  paid: named(
    paid,
    'What others have paid in all, in place of what was stated',
    '其他支付方支付总额，替代原填报',
  ).optional(),
  thirdParty: amount(
    'Share of whoever caused an accident, of the total: no insurance and no aid is reckoned on it',
    '第三人应承担的费用：基本、大病和救助均不计算',
  ).optional(),
  paidTo: oneOf(
    debtors,
    'To whom the others paid it; needed with `paid` and `thirdParty`. Where it was the person, what of the aid is then too much is owed by the person, and the hospital moves nothing',
    '该款付给谁；填 paid 或 thirdParty 时必填。付给个人的，多支付的救助由个人退回，与医院无关',
    { hospital: { zh: '医疗机构', en: 'hospital' }, person: { zh: '个人', en: 'person' } },
  ).optional(),
  costs: named(costs, 'The total parted anew; the four add up to it', '费用构成更正，四项之和等于原总额').optional(),
  referral: oneOf(['proper', 'none'], 'Whether the patient was properly referred', '转诊情况').optional(),
  hospital: named(hospital, 'What the register said wrongly of the hospital', '医疗机构等级或收费类别更正').optional(),
  takenBack: named(
    z
      .strictObject({ amount: amount('How much of the aid', '追回的救助金额'), from }, { error: 'object' })
      .refine(({ amount: taken }) => taken !== '0.00', { error: 'taken-back-some', path: ['amount'] })
      .meta({ id: 'TakenBack' }),
    'Aid that was not due, taken back in part; the limit is free again by the same sum',
    '追回部分救助；限额同额释放',
  ).optional(),
  personNo: named(
    personNo,
    'Whose the settlement was: it is reversed, and settled for this person under the correction’s number. Sent alone',
    '结算应属人员的编号：原结算冲正，并以更正编号为结算编号为该人员重新结算；须单独填写',
  ).optional(),
}

/** Something changes; whoever was wrong is put right alone; and what others paid says to whom. */
function changesFit(changes: { readonly [name: string]: unknown }, context: z.RefinementCtx): void {
  const given = Object.keys(changes).filter((name) => changes[name] !== undefined)
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
  const some = given.filter((name) => name !== 'paidTo')
  const needsWhom = given.includes('paid') || given.includes('thirdParty')
  if (some.length === 0) refuse([], 'corrected-some')
  if (given.includes('personNo') && given.length > 1) refuse(['personNo'], 'corrected-person-alone')
  else if (needsWhom && !given.includes('paidTo')) refuse(['paidTo'], 'paid-to')
}

const changes = z.strictObject(fields, { error: 'object' }).superRefine(changesFit).meta({ id: 'CorrectedChanges' })

export const settlementCorrectionRequest = z
  .strictObject(
    {
      hospitalCode,
      settlementNo: named(settlementNo, 'Number of the settlement to put right', '要更正的结算编号', 'medins_setl_id'),
      correctionNo,
      reason: wordsText(500, 'Why, and on which papers it rests', '更正原因与依据'),
      changes: named(changes, 'What is put right; all else stays', '更正内容，未填的不变'),
    },
    { error: 'object' },
  )
  .meta({ id: 'SettlementCorrectionRequest' })

const settlementCorrection = z
  .strictObject({
    id: uuid('Id of the correction', '更正 ID'),
    settlementId: uuid('Id of the settlement', '结算 ID', 'setl_id'),
    settlementNo,
    hospitalCode,
    personNo,
    year: yearField('Year of the accounts', '待遇年度'),
    correctionNo,
    reason: named(z.string(), 'Why', '更正原因'),
    changes: named(z.strictObject(fields).meta({ id: 'RecordedChanges' }), 'What was put right', '更正内容'),
    correctedAt: instant('When', '更正时间'),
    callerId: named(z.string(), 'Id of whoever put it right', '更正方 ID'),
  })
  .meta({ id: 'SettlementCorrection' })

const moved = z
  .strictObject({
    reversalNo: named(z.string(), 'Number of the reversal', '冲正编号'),
    settlementId: named(z.string().nullable(), 'Id of the new settlement; null in a preview', '新结算 ID；预览为 null'),
    settlementNo,
    personNo,
    before: named(payersAnswer, 'Who paid what of the wrong person’s settlement', '原结算各方支付'),
    after: named(payersAnswer, 'Who pays what of the right person’s', '新结算各方支付'),
  })
  .meta({ id: 'MovedSettlement' })

const came = {
  resettlement: named(
    recalculation.nullable(),
    'What it changes of this settlement and those after it; null where the settlement was another person’s',
    '对本次及以后结算的调整；人员更正时为 null',
  ),
  moved: named(
    moved.nullable(),
    'The settlement under the right person; null else',
    '人员更正后的结算；其他更正为 null',
  ),
}

export const settlementCorrected = z
  .strictObject({ correction: named(settlementCorrection, 'What was recorded', '所登记的更正'), ...came })
  .meta({ id: 'SettlementCorrected' })
export const settlementCorrectionPreview = z.strictObject(came).meta({ id: 'SettlementCorrectionPreview' })

export const settlementCorrectionsQuery = z.strictObject({
  hospitalCode: hospitalCode.optional(),
  settlementNo: settlementNo.optional(),
  personNo: personNo.optional(),
  ...page,
})
export const settlementCorrectionList = listOf(
  settlementCorrection,
  'Corrections, newest first',
  '结算更正，最新在前',
).meta({
  id: 'SettlementCorrectionList',
})
